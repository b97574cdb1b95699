//! Where the three definitions rank the partners differently (method 2.7).

use serde::{Deserialize, Serialize};

use super::MixShare;
use crate::classify::View;
use crate::partner::Partner;

/// The partners in one view, the largest services share first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranking {
    /// Code of the view.
    pub view: String,
    /// The partners that have a share.
    pub partners: Vec<Partner>,
}

/// The ranking depends on the definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewNote {
    /// Partners that do not stand at the same place in all views.
    pub moved: Vec<Partner>,
    /// The rankings, in the order of the views.
    pub rankings: Vec<Ranking>,
}

/// The note, if there is one to make.
pub(super) fn note(shares: &[MixShare]) -> Option<ViewNote> {
    let rankings: Vec<Ranking> = View::ALL
        .into_iter()
        .map(|view| ranking(shares, view))
        .collect();
    let place = |ranking: &Ranking, partner| ranking.partners.iter().position(|it| *it == partner);
    let moved: Vec<Partner> = Partner::ALL
        .into_iter()
        .filter(|partner| {
            let places = rankings.iter().map(|ranking| place(ranking, *partner));
            let (first, mut rest) = (place(&rankings[0], *partner), places.skip(1));
            rest.any(|other| other != first)
        })
        .collect();
    (!moved.is_empty()).then_some(ViewNote { moved, rankings })
}

fn ranking(shares: &[MixShare], view: View) -> Ranking {
    let mut known: Vec<(f64, Partner)> = shares
        .iter()
        .filter_map(|share| Some((share.by_view[view as usize]?, share.partner)))
        .collect();
    known.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    Ranking {
        view: view.code().to_owned(),
        partners: known.into_iter().map(|(_, partner)| partner).collect(),
    }
}
