//! Schemas of the analyses, by name.

use tiga_domain::analysis::complement::AnchorKind;
use tiga_domain::analysis::gap::{Baseline, Scheme};
use tiga_domain::analysis::mix::ServiceArea;
use tiga_domain::classify::View;
use utoipa::openapi::schema::Type;

use super::answer::{asked, class, partner, precision};
use super::schema::{
    Shape, boolean, choice, integer, list, maybe, number, object, or_null, reference, string, usd,
};

/// All schemas of the analyses.
pub(super) fn schemas() -> Vec<(&'static str, Shape)> {
    vec![
        ("Gaps", gaps()),
        ("Mix", mix()),
        ("Anchor", anchor()),
        ("Complements", complements()),
        ("Concentrations", concentrations()),
    ]
}

fn share() -> Shape {
    maybe(
        Type::Number,
        "0 to 1; null when there is nothing to divide by.",
    )
}

fn as_of() -> (&'static str, Shape) {
    ("as_of", string("The date for which it holds."))
}

fn gaps() -> Shape {
    let lead = object([
        ("partner", partner()),
        (
            "specialisation",
            number("Over 1: more of its money goes here than of all three."),
        ),
        ("usd", number("")),
        ("activities", integer("")),
    ]);
    let cell = object([
        ("country", string("")),
        ("priority", string("OP1 to OP7, or a focus area.")),
        ("three_usd", usd()),
        ("three_share", share()),
        ("activities", integer("Activities of the three.")),
        ("adb_usd", usd()),
        ("adb_share", share()),
        ("adb_activities", integer("")),
        ("need", maybe(Type::Number, "Rank, 0 to 1.")),
        (
            "supply",
            maybe(Type::Number, "Rank of money a person, 0 to 1."),
        ),
        (
            "gap",
            maybe(
                Type::Number,
                "Share of the three less that of ADB, or need less supply.",
            ),
        ),
        ("flag", choice("", ["under", "over", "none", "no_data"])),
        (
            "coverage",
            maybe(Type::Number, "The part of the money that is classified."),
        ),
        ("reason", string("Why the cell has its flag, as a code.")),
        ("leads", list(lead)),
    ]);
    let country = object([
        ("country", string("")),
        ("three_usd", usd()),
        ("adb_usd", usd()),
        ("adb_activities", integer("")),
        ("alignment", maybe(Type::Number, "Cosine of the two mixes.")),
        ("population", maybe(Type::Integer, "People.")),
        ("population_year", maybe(Type::Integer, "")),
    ]);
    let mut fields = asked();
    fields.extend([
        as_of(),
        (
            "years",
            string("The years of the money, as in the address."),
        ),
        ("scheme", choice("", Scheme::ALL.map(Scheme::code))),
        ("baseline", choice("", Baseline::ALL.map(Baseline::code))),
        ("cells", list(cell)),
        ("countries", list(country)),
    ]);
    object(fields)
}

fn mix() -> Shape {
    let cell = object([
        ("year", maybe(Type::Integer, "Null when undated.")),
        ("partner", partner()),
        ("class", class()),
        ("usd", number("")),
    ]);
    let of_partner = object([
        ("partner", partner()),
        ("usd", number("")),
        ("services_share", share()),
        ("by_view", list(share())),
    ]);
    let country = object([
        ("country", string("")),
        ("partner", partner()),
        (
            "usd",
            list(number(
                "By class: services, green, hard, production, other, unclassified.",
            )),
        ),
        ("services_share", share()),
    ]);
    let area = object([
        ("area", choice("", ServiceArea::ALL.map(ServiceArea::code))),
        ("partner", partner()),
        ("usd", number("")),
    ]);
    let ranking = object([("view", string("")), ("partners", list(partner()))]);
    let note = or_null(object([
        ("moved", list(partner())),
        ("rankings", list(ranking)),
    ]));
    let mut fields = asked();
    fields.extend([
        ("view", choice("", View::ALL.map(View::code))),
        ("usd", number("")),
        ("activities", integer("")),
        (
            "without_amount",
            integer("Activities without any known amount."),
        ),
        ("exposure_usd", number("Exposure that is left out.")),
        ("series", list(cell)),
        ("shares", list(of_partner)),
        ("countries", list(country)),
        ("areas", list(area)),
        ("note", note),
    ]);
    object(fields)
}

fn anchor() -> Shape {
    let expected = object([
        ("theme", string("")),
        (
            "benchmark_pct",
            number("Percent of the anchor's money: a setting, not a norm."),
        ),
        ("coverage", share()),
        ("need", share()),
        ("opportunity", share()),
        ("partner", maybe(Type::String, "A proposal for talks.")),
    ]);
    let near = object([
        ("id", string("")),
        ("title", string("")),
        ("partner", partner()),
        ("theme", string("")),
        ("usd", number("")),
        ("place", string("")),
        (
            "km",
            maybe(Type::Number, "Null unless both places are precise."),
        ),
        ("place_weight", number("")),
        ("time_weight", number("")),
    ]);
    object([
        ("id", string("")),
        ("title", string("")),
        ("partner", partner()),
        ("agency", string("")),
        ("countries", list(string(""))),
        ("kind", choice("", AnchorKind::ALL.map(AnchorKind::code))),
        ("usd", number("Own share.")),
        ("start", maybe(Type::String, "")),
        ("end", maybe(Type::String, "")),
        ("place", string("")),
        ("lat", number("")),
        ("lon", number("")),
        ("precision", precision()),
        ("basis", choice("", ["rings", "district", "province"])),
        ("expected", list(expected)),
        ("missing", integer("Expected services with nothing around.")),
        ("services", list(near)),
    ])
}

fn complements() -> Shape {
    let mut fields = asked();
    fields.extend([
        as_of(),
        ("total", integer("Anchors in all.")),
        ("page", integer("")),
        ("per_page", integer("")),
        ("items", list(reference("Anchor"))),
    ]);
    object(fields)
}

fn concentrations() -> Shape {
    let index = || {
        or_null(object([
            ("hhi", number("Sum of the squared shares.")),
            ("effective", number("One over it.")),
            ("count", integer("With positive money.")),
        ]))
    };
    let cell = object([
        ("country", string("")),
        ("family", string("")),
        ("name", string("")),
        ("usd", number("")),
        ("activities", integer("With known money.")),
        ("partners", index()),
        ("agencies", index()),
        ("median_usd", number("")),
        ("asean_median_usd", number("")),
        (
            "coordination",
            boolean("Many agencies with small activities: a reason to talk."),
        ),
    ]);
    let relation = object([
        ("partner", partner()),
        (
            "relation",
            choice(
                "A concentrated, B both, C important, D neither.",
                ["A", "B", "C", "D"],
            ),
        ),
    ]);
    let country = object([
        ("country", string("")),
        ("relations", list(relation)),
        ("fragmentation", share()),
        ("partners", index()),
        ("agencies", index()),
    ]);
    let mut fields = asked();
    fields.extend([("cells", list(cell)), ("countries", list(country))]);
    object(fields)
}
