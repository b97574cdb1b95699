//! The constants of pairs and clusters (method 3), read from the code.

use tiga_domain::analysis::overlap::constant as pair;
use tiga_domain::analysis::overlap::radius_km;
use tiga_domain::money::Cents;
use tiga_domain::place::Precision;

use super::constant::Row;
use crate::format;

fn hundredths(value: u8) -> String {
    (f64::from(value) / 100.0).to_string()
}

fn list(values: impl IntoIterator<Item = String>) -> String {
    values.into_iter().collect::<Vec<_>>().join(", ")
}

/// Weights with the names of the sub-scores; one that is zero has no part.
fn weights(values: [f64; 5]) -> String {
    let named = ["sector", "place", "time", "theme", "text"]
        .into_iter()
        .zip(values);
    list(
        named
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(name, weight)| format!("{name} {weight}")),
    )
}

pub(super) fn rows() -> Vec<Row> {
    let radius = (1..=5)
        .filter_map(Precision::from_code)
        .map(|it| radius_km(it).to_string());
    let floor = Cents((pair::MAT_FLOOR_USD * 100.0) as i64);
    let of_score = [
        (
            "SEC_PARENT",
            hundredths(pair::SEC_PARENT),
            "voluntary sub-codes of one code",
        ),
        (
            "SEC_CAT3",
            hundredths(pair::SEC_CAT3),
            "same 3-digit category",
        ),
        (
            "SEC_FAMILY",
            hundredths(pair::SEC_FAMILY),
            "same family, for example general and basic health",
        ),
        (
            "SEC_MODE",
            hundredths(pair::SEC_MODE),
            "road, rail, port and airport are different works",
        ),
        (
            "RADIUS_KM",
            list(radius),
            "size of the unit behind precisions 1 to 5",
        ),
        (
            "GEO_SCALE_KM",
            pair::GEO_SCALE_KM.to_string(),
            "closeness halves in 17 km",
        ),
        (
            "GEO_BLUR_KM",
            pair::GEO_BLUR_KM.to_string(),
            "coarse places prove less",
        ),
        (
            "GEO_MATCH",
            pair::GEO_MATCH.to_string(),
            "a place counts as matched",
        ),
        (
            "GEO_W_MAX",
            pair::GEO_W_MAX.to_string(),
            "the nearest pair of places first",
        ),
        ("GEO_W_COV", pair::GEO_W_COV.to_string(), "breadth second"),
        (
            "GEO_FLOOR",
            pair::GEO_FLOOR.to_string(),
            "both places known, far apart",
        ),
        (
            "GEO_NAT_LOCAL",
            pair::GEO_NAT_LOCAL.to_string(),
            "one of the two nationwide",
        ),
        (
            "GEO_NAT_NAT",
            pair::GEO_NAT_NAT.to_string(),
            "both nationwide",
        ),
        (
            "GEO_MAX_POINTS",
            pair::GEO_MAX_POINTS.to_string(),
            "bounded cost of a pair",
        ),
        (
            "GEO_CELL_DEG",
            pair::GEO_CELL_DEG.to_string(),
            "cells in which more places are thinned, degrees",
        ),
        (
            "REACH_KM",
            pair::REACH_KM.to_string(),
            "above the largest exact reach, 115 km",
        ),
        (
            "TIME_GAP_SCALE_Y",
            pair::TIME_GAP_SCALE_Y.to_string(),
            "half of the link is lost in 1.4 years",
        ),
        (
            "DUR_LOAN_Y",
            pair::DUR_LOAN_Y.to_string(),
            "usual length, always flagged",
        ),
        (
            "DUR_GRANT_Y",
            pair::DUR_GRANT_Y.to_string(),
            "usual length, always flagged",
        ),
        (
            "DUR_UNKNOWN_Y",
            pair::DUR_UNKNOWN_Y.to_string(),
            "usual length, always flagged",
        ),
        ("W_SP", weights(pair::W_SP), "purpose and place decide"),
        (
            "W_NS",
            weights(pair::W_NS),
            "the weight of place shared out",
        ),
    ];
    let of_caps = [
        (
            "CAP_GEO_BASE",
            pair::CAP_GEO_BASE.to_string(),
            "far pairs end under adjacent",
        ),
        (
            "CAP_GEO_SLOPE",
            pair::CAP_GEO_SLOPE.to_string(),
            "what nearness adds to the cap",
        ),
        (
            "CAP_NOPLACE",
            pair::CAP_NOPLACE.to_string(),
            "no overlap without a place",
        ),
        (
            "CAP_NODATE",
            pair::CAP_NODATE.to_string(),
            "no overlap without a date",
        ),
        (
            "CAP_TIME",
            pair::CAP_TIME.to_string(),
            "over 1.8 years apart: context only",
        ),
        (
            "TIME_CAP_BELOW",
            pair::TIME_CAP_BELOW.to_string(),
            "time under which that cap applies",
        ),
        (
            "CAP_SECTOR",
            pair::CAP_SECTOR.to_string(),
            "other sectors can be adjacent, not overlap",
        ),
        (
            "SECTOR_CAP_BELOW",
            pair::SECTOR_CAP_BELOW.to_string(),
            "sector under which that cap applies",
        ),
        (
            "CAP_NOWORD",
            pair::CAP_NOWORD.to_string(),
            "overlap without a place needs a shared word",
        ),
        (
            "TEXT_ANY",
            pair::TEXT_ANY.to_string(),
            "text from which a word is shared",
        ),
    ];
    let of_relations = [
        (
            "T_OVERLAP",
            pair::T_OVERLAP.to_string(),
            "set on the development half of the labels",
        ),
        ("T_COMPLEMENT", pair::T_COMPLEMENT.to_string(), "the same"),
        (
            "T_ADJACENT",
            pair::T_ADJACENT.to_string(),
            "just above the value of far pairs",
        ),
        (
            "SEC_COMPLEMENT",
            pair::SEC_COMPLEMENT.to_string(),
            "complements are of one sector",
        ),
        ("TIME_MEET", pair::TIME_MEET.to_string(), "the periods meet"),
        ("TEXT_SAME", pair::TEXT_SAME.to_string(), "the same title"),
        ("TEXT_RARE", pair::TEXT_RARE.to_string(), "the same name"),
        (
            "RARE_DF",
            pair::RARE_DF.to_string(),
            "names occur in few titles",
        ),
        (
            "RARE_DF_PER",
            format::count(u64::from(pair::RARE_DF_PER)),
            "titles for each further occurrence",
        ),
        (
            "T_CLUSTER",
            pair::T_CLUSTER.to_string(),
            "as for an overlap",
        ),
        (
            "CLUSTER_MAX",
            pair::CLUSTER_MAX.to_string(),
            "readable groups",
        ),
        (
            "CLUSTER_STEP",
            pair::CLUSTER_STEP.to_string(),
            "by which the threshold of a cut rises",
        ),
        (
            "CLUSTER_CEIL",
            pair::CLUSTER_CEIL.to_string(),
            "where cutting ends",
        ),
        (
            "MAX_PARTNERS",
            pair::MAX_PARTNERS.to_string(),
            "bounded cost of a project",
        ),
        (
            "MAT_FLOOR_USD",
            format::compact(floor),
            "the smallest amount that matters",
        ),
        (
            "MAT_DECADES",
            pair::MAT_DECADES.to_string(),
            "powers of ten up to the largest",
        ),
        (
            "WEAK_DATA",
            pair::WEAK_DATA.to_string(),
            "confidence under which the card says so",
        ),
    ];
    of_score
        .into_iter()
        .chain(of_caps)
        .chain(of_relations)
        .collect()
}
