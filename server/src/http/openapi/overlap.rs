//! Schemas of related projects and clusters, by name.

use tiga_domain::analysis::overlap::{Cap, FactorName, Relation, Rule};
use tiga_domain::country::Country;
use tiga_domain::partner::Partner;
use tiga_domain::place::PrecisionGroup;
use utoipa::openapi::schema::Type;

use super::schema::{
    Shape, boolean, choice, integer, list, maybe, maybe_list, number, object, or_null, reference,
    some_of, string, usd,
};

/// All schemas.
pub(super) fn schemas() -> Vec<(String, Shape)> {
    let mut detail = vec![("version", string("")), ("method", string(""))];
    detail.extend(item());
    detail.extend([
        ("next_step", string("A step that the agencies could take.")),
        ("lead", reference("Lead")),
        (
            "cluster",
            maybe(Type::String, "The cluster that holds both."),
        ),
    ]);
    let named = vec![
        ("OverlapItem", object(item())),
        ("OverlapPage", page()),
        ("Overlap", object(detail)),
        ("OverlapExport", export()),
        ("Explanation", explanation()),
        ("Lead", lead()),
        ("ClusterPage", clusters()),
    ];
    named
        .into_iter()
        .map(|(name, shape)| (name.to_owned(), shape))
        .collect()
}

fn relation() -> Shape {
    choice("", Relation::ALL.map(Relation::code))
}

fn country() -> Shape {
    choice("", Country::all().map(Country::iso2))
}

fn score(description: &str) -> Shape {
    number(&format!("{description} 0 to 1."))
}

fn item() -> Vec<(&'static str, Shape)> {
    let parts = object([
        ("sector", score("")),
        (
            "place",
            maybe(Type::Number, "Null where no place is compared."),
        ),
        ("time", maybe(Type::Number, "Null when dates are unknown.")),
        ("theme", score("")),
        ("text", score("")),
    ]);
    vec![
        (
            "id",
            string("Made of the two project ids, so that it outlasts imports."),
        ),
        ("a", reference("ProjectItem")),
        ("b", reference("ProjectItem")),
        ("country", country()),
        ("relation", relation()),
        ("score", score("The mean under the caps.")),
        ("raw", score("The weighted mean.")),
        (
            "cap",
            maybe(Type::String, &Cap::ALL.map(Cap::code).join(", ")),
        ),
        ("parts", parts),
        (
            "materiality",
            maybe(Type::Number, "0 to 1; null when an amount is unknown."),
        ),
        ("confidence", score("In the data of both.")),
        ("is_weak", boolean("")),
        ("own_usd", list(usd())),
        ("usd_min", usd()),
        (
            "distance_km",
            maybe(Type::Number, "Between the closest two places."),
        ),
        ("explanation", reference("Explanation")),
        ("sentence", string("The explanation in English.")),
    ]
}

fn explanation() -> Shape {
    let codes = object([
        ("a", string("")),
        ("b", string("")),
        ("similarity", score("")),
    ]);
    let period = some_of([
        ("start", string("")),
        ("end", string("")),
        ("is_start_imputed", boolean("")),
        ("is_end_imputed", boolean("")),
        ("is_end_corrected", boolean("")),
    ]);
    let evidence = some_of([
        (
            "kind",
            choice("", ["sector", "place", "time", "theme", "text"]),
        ),
        ("codes", list(codes)),
        ("scopes", list(choice("", ["local", "national", "unknown"]))),
        ("km", maybe(Type::Number, "")),
        (
            "precisions",
            maybe_list(choice("", PrecisionGroup::ALL.map(PrecisionGroup::code))),
        ),
        ("matched", maybe(Type::Number, "")),
        ("periods", list(or_null(period))),
        ("common_days", maybe(Type::Integer, "")),
        ("gap_days", maybe(Type::Integer, "")),
        ("priorities", list(string(""))),
        ("themes", list(string(""))),
        ("words", list(string(""))),
        ("rare", list(string(""))),
    ]);
    let factor = object([
        ("name", choice("", FactorName::ALL.map(FactorName::code))),
        ("value", maybe(Type::Number, "")),
        ("weight", score("")),
        ("evidence", evidence),
    ]);
    let cap = object([
        ("cap", choice("", Cap::ALL.map(Cap::code))),
        ("value", score("")),
        ("binds", boolean("")),
    ]);
    object([
        ("relation", relation()),
        ("rule", choice("", Rule::ALL.map(Rule::code))),
        ("score", score("")),
        ("raw", score("")),
        ("factors", list(factor)),
        ("caps", list(cap)),
    ])
}

fn page() -> Shape {
    let counts = object(Relation::STORED.map(|relation| (relation.code(), integer(""))));
    object([
        ("version", string("")),
        ("method", string("")),
        ("total", integer("Pairs in the whole list.")),
        ("by_relation", counts),
        ("page", integer("")),
        ("per_page", integer("")),
        ("items", list(reference("OverlapItem"))),
    ])
}

fn export() -> Shape {
    object([
        ("version", string("")),
        ("method", string("")),
        ("filter", string("")),
        ("relations", list(relation())),
        ("date", string("")),
        ("sources", list(reference("Source"))),
        ("total", integer("")),
        ("items", list(reference("OverlapItem"))),
    ])
}

fn partner() -> Shape {
    choice("", Partner::ALL.map(Partner::code))
}

fn lead() -> Shape {
    object([
        ("partner", partner()),
        (
            "reason",
            choice("", ["largest_share", "more_activities", "first_by_code"]),
        ),
        ("usd", usd()),
        ("years", list(integer(""))),
    ])
}

fn clusters() -> Shape {
    let of_partner = object([
        ("partner", partner()),
        ("activities", integer("")),
        ("usd", usd()),
        ("exposure_usd", number("")),
        (
            "recent_usd",
            number("Committed in the last five full years."),
        ),
    ]);
    let cluster = object([
        ("id", string("")),
        ("country", country()),
        (
            "nodes",
            integer("Projects, those of one joint group together."),
        ),
        ("links", integer("")),
        (
            "cut_links",
            integer("Links to others that a cut took away."),
        ),
        ("threshold", score("The least score of a link.")),
        ("partners", list(of_partner)),
        ("usd", usd()),
        ("without_amount", integer("")),
        ("years", maybe_list(integer(""))),
        (
            "hhi",
            maybe(Type::Number, "Concentration over the partners, 0 to 1."),
        ),
        ("lead", reference("Lead")),
        ("projects", list(reference("ProjectItem"))),
    ]);
    object([
        ("version", string("")),
        ("method", string("")),
        ("total", integer("")),
        ("page", integer("")),
        ("per_page", integer("")),
        ("items", list(cluster)),
    ])
}
