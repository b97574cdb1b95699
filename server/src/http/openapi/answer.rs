//! Schemas of the answers, by name.

use tiga_domain::activity::FlowKind;
use tiga_domain::dataset::LinkKind;
use tiga_domain::filter::{Measure, Prices};
use tiga_domain::partner::Partner;
use tiga_domain::place::PrecisionGroup;
use tiga_domain::status::{Class, Instrument};
use utoipa::openapi::schema::Type;

use super::schema::{
    Shape, boolean, choice, integer, list, maybe, number, object, reference, string, usd,
};

/// All schemas.
pub(super) fn schemas() -> Vec<(String, Shape)> {
    let mut schemas = overview();
    schemas.extend(projects());
    schemas.extend(project());
    schemas.extend(super::analysis::schemas());
    schemas.extend(others());
    schemas
        .into_iter()
        .map(|(name, shape)| (name.to_owned(), shape))
        .collect()
}

pub(super) fn version() -> Shape {
    string("Version of the data set: a hash of its content.")
}

fn method() -> Shape {
    string("Id of the method.")
}

pub(super) fn partner() -> Shape {
    choice("", Partner::ALL.map(Partner::code))
}

pub(super) fn class() -> Shape {
    choice("", Class::ALL.map(Class::code))
}

pub(super) fn precision() -> Shape {
    choice("", PrecisionGroup::ALL.map(PrecisionGroup::code))
}

/// Fields that say what was asked.
pub(super) fn asked() -> Vec<(&'static str, Shape)> {
    vec![
        ("version", version()),
        ("method", method()),
        ("filter", string("The filter as a canonical query string.")),
        ("measure", choice("", Measure::ALL.map(Measure::code))),
        ("prices", choice("", Prices::ALL.map(Prices::code))),
    ]
}

fn overview() -> Vec<(&'static str, Shape)> {
    let group = object([
        ("code", string("")),
        (
            "activities",
            integer("Projects with at least one line here."),
        ),
        ("usd", usd()),
    ]);
    let mut fields = asked();
    fields.extend([
        ("activities", integer("Projects selected.")),
        ("usd", usd()),
        (
            "exposure_usd",
            number("Guarantees, insurance and equity left out of usd."),
        ),
        (
            "without_amount",
            integer("Projects without any known amount."),
        ),
        (
            "not_converted",
            integer("Projects with an amount in a currency without a rate."),
        ),
        ("by_country", list(reference("Group"))),
        ("by_sector", list(reference("Group"))),
        ("by_partner", list(reference("Group"))),
        (
            "by_partner_year_class",
            list(object([
                ("partner", partner()),
                ("year", maybe(Type::Integer, "Null when undated.")),
                ("class", class()),
                ("usd", number("")),
            ])),
        ),
        (
            "by_country_class",
            list(object([
                ("country", string("")),
                ("class", class()),
                ("usd", number("")),
            ])),
        ),
        (
            "by_country_priority",
            list(object([
                ("country", string("")),
                ("priority", string("OP1 to OP7, or none.")),
                ("usd", number("")),
            ])),
        ),
        (
            "top",
            list(object([
                ("id", string("")),
                ("title", string("")),
                ("partner", partner()),
                ("agency", string("")),
                ("usd", number("")),
            ])),
        ),
        (
            "places",
            list(object([("country", string("")), ("places", integer(""))])),
        ),
        (
            "without_place",
            integer("Projects without a place of the work."),
        ),
    ]);
    vec![("Group", group), ("Overview", object(fields))]
}

/// Fields of a row of the list.
fn row() -> Vec<(&'static str, Shape)> {
    vec![
        ("id", string("")),
        ("title", string("")),
        ("partner", partner()),
        ("agency", string("")),
        ("countries", list(reference("CodeShare"))),
        ("sectors", list(reference("CodeShare"))),
        ("class", class()),
        ("status", maybe(Type::String, "IATI code, 1 to 6.")),
        ("start", maybe(Type::String, "YYYY, YYYY-MM or YYYY-MM-DD.")),
        ("end", maybe(Type::String, "YYYY, YYYY-MM or YYYY-MM-DD.")),
        (
            "instrument",
            maybe(
                Type::String,
                &Instrument::ALL.map(Instrument::code).join(", "),
            ),
        ),
        ("usd", usd()),
        ("exposure_usd", usd()),
        ("source", string("Key of the source.")),
        ("places", list(reference("Place"))),
    ]
}

fn projects() -> Vec<(&'static str, Shape)> {
    let share = object([("code", string("")), ("share", number("0 to 1."))]);
    let place = object([
        ("lat", number("")),
        ("lon", number("")),
        ("precision", precision()),
        ("name", string("")),
        (
            "basis",
            string(
                "Where the point comes from, when not from the record itself; `place from text: WORDS` when only \
                 the title or description names the place, and Tiga has looked it up.",
            ),
        ),
    ]);
    let page = object([
        ("version", version()),
        ("total", integer("Projects in the whole list.")),
        ("usd", usd()),
        ("page", integer("")),
        ("per_page", integer("")),
        ("items", list(reference("ProjectItem"))),
    ]);
    let source = object([
        ("file", string("")),
        ("format", string("")),
        ("publisher", string("")),
        ("licence", string("")),
        ("imported", string("")),
    ]);
    let mut export = asked();
    export.extend([
        ("date", string("Day of the latest import.")),
        ("sources", list(reference("Source"))),
        ("total", integer("")),
        ("usd", usd()),
        ("items", list(reference("ProjectItem"))),
    ]);
    vec![
        ("CodeShare", share),
        ("Place", place),
        ("ProjectItem", object(row())),
        ("ProjectPage", page),
        ("Source", source),
        ("ProjectExport", object(export)),
    ]
}

fn project() -> Vec<(&'static str, Shape)> {
    let split = object([
        ("country", maybe(Type::String, "Code of the country facet.")),
        ("recipient", string("Country, or DAC region.")),
        ("sector", maybe(Type::String, "")),
        ("sector_name", maybe(Type::String, "")),
        ("share", number("0 to 1.")),
        ("class", class()),
        (
            "physicality",
            integer("How much becomes something built, in percent."),
        ),
        ("rule", string("The rule that gave the class.")),
        ("reason", string("The same as a sentence.")),
        ("counted", boolean("")),
    ]);
    let flow = object([
        ("kind", choice("", FlowKind::ALL.map(FlowKind::code))),
        ("year", maybe(Type::Integer, "")),
        (
            "amount",
            maybe(
                Type::String,
                "In its currency, as text so that no digit is lost.",
            ),
        ),
        ("currency", string("")),
        ("usd", usd()),
        ("missing", maybe(Type::String, "Why usd is null.")),
        ("prices", choice("", ["current", "constant2011"])),
        ("at_children", boolean("Its parts carry this money.")),
    ]);
    let location = object([
        ("name", string("")),
        ("lat", number("")),
        ("lon", number("")),
        ("precision", precision()),
        ("precision_code", integer("1 to 9, after UCDP and AidData.")),
        ("country", maybe(Type::String, "")),
        (
            "basis",
            string("Where the point comes from, when not from the record."),
        ),
    ]);
    let provenance = object([
        ("record", string("")),
        ("citation", string("")),
        ("url", string("")),
        ("date", maybe(Type::String, "")),
        ("confidence", maybe(Type::String, "high, medium, low")),
        ("notes", string("")),
    ]);
    let link = object([
        ("id", string("Another record of the project.")),
        ("title", string("")),
        ("agency", maybe(Type::String, "")),
        ("source", string("")),
        ("kind", choice("", LinkKind::ALL.map(LinkKind::code))),
        (
            "is_part",
            boolean("Of part and whole, whether this project is the part."),
        ),
        (
            "basis",
            choice(
                "Only what is stated or decided can change a total.",
                ["stated", "decided", "matched"],
            ),
        ),
        (
            "score",
            maybe(Type::Number, "0 to 1; null when not matched."),
        ),
        ("reasons", list(string("What agrees."))),
        ("note", string("What was noted beside a decision.")),
    ]);
    let mut fields = vec![("version", version()), ("method", method())];
    fields.extend(row());
    fields.extend([
        (
            "counted",
            boolean("Whether its money counts; else another source does."),
        ),
        ("description", string("")),
        ("agency_name", string("")),
        ("agency_reported", string("")),
        ("flow_type", maybe(Type::Integer, "IATI code.")),
        ("aid_type", string("OECD code.")),
        (
            "sector_basis",
            choice("", ["reported", "inferred", "assigned"]),
        ),
        ("splits", list(split)),
        ("flows", list(flow)),
        ("locations", list(location)),
        (
            "markers",
            list(object([
                ("marker", string("")),
                ("name", string("")),
                ("score", integer("")),
            ])),
        ),
        ("themes", list(string(""))),
        (
            "priorities",
            list(object([
                ("priority", string("")),
                ("weight", number("0 to 1.")),
            ])),
        ),
        ("focus_areas", list(string(""))),
        (
            "flags",
            list(object([("flag", string("")), ("sentence", string(""))])),
        ),
        ("parent", maybe(Type::String, "")),
        ("same_as", maybe(Type::String, "")),
        ("joint_group", maybe(Type::String, "")),
        ("links", list(link)),
        ("provenance", provenance),
        ("import", reference("Import")),
    ]);
    let import = object([
        ("file", string("")),
        ("format", string("")),
        ("publisher", string("")),
        ("licence", string("")),
        ("generated", string("")),
        ("sha256", string("")),
        ("finished", string("")),
    ]);
    vec![("Import", import), ("Project", object(fields))]
}

fn others() -> Vec<(&'static str, Shape)> {
    let value = object([
        ("code", string("")),
        ("name", string("")),
        (
            "activities",
            integer("Projects that choosing it would show."),
        ),
        ("chosen", boolean("")),
    ]);
    let facet = object([
        ("key", string("")),
        ("name", string("")),
        ("values", list(value)),
    ]);
    let facets = object([
        ("version", version()),
        ("filter", string("")),
        ("facets", list(facet)),
    ]);
    let coverage = object([
        ("source", string("")),
        ("agency", string("")),
        ("activities", integer("")),
        ("counted", integer("")),
        ("with_commitment", integer("")),
        ("with_disbursement", integer("")),
        (
            "with_purpose",
            integer("With a purpose code of five digits."),
        ),
        ("with_place", integer("")),
        ("with_start", integer("")),
        ("with_end", integer("")),
    ]);
    let coverages = object([
        ("version", version()),
        ("method", method()),
        ("date", string("")),
        ("items", list(coverage)),
    ]);
    let problem = object([
        ("type", string("")),
        ("title", string("")),
        ("status", integer("")),
        ("detail", string("What is wrong and what is allowed.")),
    ]);
    let readiness = object([
        ("status", string("")),
        ("version", version()),
        ("date", string("")),
        ("activities", integer("")),
    ]);
    vec![
        ("Facets", facets),
        ("CoverageList", coverages),
        ("Problem", problem),
        ("Health", object([("status", string(""))])),
        ("Readiness", readiness),
    ]
}
