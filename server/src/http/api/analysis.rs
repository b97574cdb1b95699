//! `/api/v1/{gaps,mix,complements,concentration}`: the analyses of the method, each a call into the domain.

use axum::response::Response;
use tiga_domain::analysis::complement;
use tiga_domain::analysis::concentration::concentrations;
use tiga_domain::analysis::gap::{self, Comparison, Gaps};
use tiga_domain::analysis::mix;
use tiga_domain::analysis::window::as_of;

use crate::http::document::Asked;

/// `/api/v1/gaps`
pub(in crate::http) async fn gaps(asked: Asked) -> Response {
    asked.json(|_, _| compare(&asked))
}

/// The gaps that an address asks for.
pub(in crate::http) fn compare(asked: &Asked) -> Gaps {
    let comparison = Comparison {
        scheme: asked.choice.scheme,
        baseline: asked.choice.baseline,
        as_of: as_of(&asked.data),
    };
    gap::gaps(&asked.data, &asked.question.filter, comparison, &asked.need)
}

/// `/api/v1/mix`
pub(in crate::http) async fn mix(asked: Asked) -> Response {
    asked.json(|data, question| mix::mix(data, &question.filter, asked.choice.view))
}

/// `/api/v1/complements`
pub(in crate::http) async fn complements(asked: Asked) -> Response {
    asked.json(|data, question| complement::complements(data, question, as_of(data), &asked.need))
}

/// `/api/v1/concentration`
pub(in crate::http) async fn concentration(asked: Asked) -> Response {
    asked.json(|data, question| concentrations(data, &question.filter))
}
