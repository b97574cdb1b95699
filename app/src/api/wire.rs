//! How answers travel, from the server, inside a page and from the browser's own data set: one binary form for all
//! three, so that the browser holds every decoder once and none of them has to know names of fields.

use bytes::Bytes;
use leptos::server::codee::{Decoder, Encoder};
use leptos::server_fn::codec::Post;
use leptos::server_fn::{ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// [Postcard](https://postcard.jamesmunns.com/wire-format).
#[derive(Debug)]
pub struct Compact;

/// The body of an answer.
pub type Wire = Post<Compact>;

impl ContentType for Compact {
    const CONTENT_TYPE: &'static str = "application/octet-stream";
}

impl FormatType for Compact {
    const FORMAT_TYPE: Format = Format::Binary;
}

impl<T: Serialize> Encodes<T> for Compact {
    type Error = postcard::Error;

    fn encode(answer: &T) -> Result<Bytes, Self::Error> {
        postcard::to_allocvec(answer).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for Compact {
    type Error = postcard::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        postcard::from_bytes(&bytes)
    }
}

impl<T: Serialize> Encoder<T> for Compact {
    type Error = postcard::Error;
    type Encoded = Vec<u8>;

    fn encode(answer: &T) -> Result<Vec<u8>, Self::Error> {
        postcard::to_allocvec(answer)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Compact {
    type Error = postcard::Error;
    type Encoded = [u8];

    fn decode(bytes: &[u8]) -> Result<T, Self::Error> {
        postcard::from_bytes(bytes)
    }
}
