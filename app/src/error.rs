//! The wire error: the few ways in which an answer can fail, as the browser learns of them.
//! Details are logged where they happen; a person gets a sentence that says what to do next.

use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::api::wire::Compact;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum WireError {
    /// Nothing has this identifier.
    #[error("nothing has this identifier")]
    NotFound,
    /// The request cannot be read.
    #[error("the request cannot be read: {0}")]
    Invalid(String),
    /// The server has no data set yet, or could not be reached.
    #[error("the server does not answer")]
    Unavailable,
}

impl WireError {
    /// For readers: what happened and what to do next.
    pub const fn sentence(&self) -> &'static str {
        match self {
            Self::NotFound => "There is no project with this identifier in the data set.",
            Self::Invalid(_) => "This address cannot be read. Clear the filters and try again.",
            Self::Unavailable => {
                "The server does not answer at the moment. Reload the page in a few seconds."
            }
        }
    }
}

impl FromServerFnError for WireError {
    type Encoder = Compact;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        match value {
            ServerFnErrorErr::Args(text) | ServerFnErrorErr::MissingArg(text) => {
                Self::Invalid(text)
            }
            _ => Self::Unavailable,
        }
    }
}
