//! Rows: identity, money, place, instrument, purpose, and what is said of the odd ones.

use rstest::rstest;
use tiga_domain::activity::{Activity, Flag, FlowKind, SectorBasis, Value};
use tiga_domain::country::Recipient;
use tiga_domain::money::Cents;
use tiga_domain::status::{Instrument, Status};

use super::super::super::Severity;
use super::{ACTIVE, ANNUAL, import, rows, workbook};

fn cents(activity: &Activity) -> i64 {
    match activity.flows[0].value {
        Value::Usd(Cents(cents)) => cents,
        other => unreachable!("{other:?}"),
    }
}

fn country(activity: &Activity) -> String {
    activity.splits[0].recipient.to_string()
}

#[test]
fn the_worked_example_comes_out() {
    let (facts, found) = import(workbook(&[("Cool Tab", ACTIVE)])).unwrap();
    assert_eq!(facts.version, "active projects");
    let activities = found.activities();
    let medco = activities
        .iter()
        .find(|a| a.title == "PT Medco Cahaya Geothermal")
        .unwrap();
    assert_eq!(medco.id, "dfc:9000104747:2024:1");
    assert_eq!(
        (medco.agency.code(), medco.dataset.as_str()),
        ("DFC", "dfc")
    );
    assert_eq!(country(medco), "ID");
    assert_eq!(medco.instrument, Some(Instrument::Loan));
    assert_eq!(medco.status, Some(Status::Implementation));
    assert_eq!(medco.splits[0].purpose.unwrap().number(), 23260);
    assert_eq!(medco.sector_basis, SectorBasis::Inferred);
    assert!(medco.provenance.notes.contains("“geothermal”"));
    assert_eq!(medco.flows.len(), 1);
    assert_eq!(
        (medco.flows[0].kind, medco.flows[0].year),
        (FlowKind::Commitment, Some(2024))
    );
    assert_eq!(cents(medco), 12_600_000_000);
    assert_eq!(medco.references, ["dfc:9000104747"]);
    assert!(medco.places.is_empty() && medco.start.is_none() && medco.flow_type.is_none());
    assert!(medco.provenance.url.starts_with("https://www.dfc.gov/"));
    assert_eq!(medco.provenance.record, "row 12");
}

#[test]
fn tranches_of_one_number_are_rows_of_their_own() {
    let (_, found) = import(workbook(&[("Cool Tab", ACTIVE)])).unwrap();
    let buymed: Vec<_> = found
        .activities()
        .into_iter()
        .filter(|a| a.title == "BuyMed Pte Ltd.")
        .map(|a| (a.id.clone(), cents(a)))
        .collect();
    let expected = [(1, 1_791_103_172), (2, 8_888_569), (3, 4461)]
        .map(|(ordinal, cents)| (format!("dfc:9000116056:2023:{ordinal}"), cents));
    assert_eq!(buymed, expected);
    assert_eq!(
        buymed.iter().map(|(_, cents)| cents).sum::<i64>(),
        1_799_996_202
    );
}

#[test]
fn legacy_regions_and_redacted_rows_are_told_apart() {
    let (_, found) = import(workbook(&[("Cool Tab", ACTIVE)])).unwrap();
    assert_eq!(
        (found.outcomes.len(), found.outside(), found.rejected()),
        (13, 2, 0)
    );
    let activities = found.activities();
    let legacy: Vec<_> = activities
        .iter()
        .filter(|a| a.flags.contains(Flag::Legacy))
        .collect();
    assert_eq!(legacy.len(), 2);
    for activity in legacy {
        assert_eq!(activity.splits[0].purpose.unwrap().number(), 31181);
        assert_eq!(activity.sector_basis, SectorBasis::Reported);
    }
    assert!(
        activities
            .iter()
            .any(|a| a.splits[0].recipient == Recipient::Region(798))
    );
    let redacted = activities.iter().find(|a| a.title == "Redacted").unwrap();
    assert_eq!(redacted.id, "dfc:redacted:2023:1");
    assert_eq!(redacted.splits[0].recipient, Recipient::Unknown);
    assert!(redacted.flags.contains(Flag::Redacted) && redacted.references.is_empty());
    assert_eq!(
        (redacted.instrument, cents(redacted)),
        (Some(Instrument::Insurance), 81_458_491_010)
    );
    let told = "note 11 Project Number, Project Type, Country, Project Name, NAICS Sector: redacted by the publisher";
    assert_eq!(found.told(), [told]);
}

#[test]
fn the_annual_file_gives_the_same_identities() {
    let readme = "About this file\nColumn\tMeaning\n";
    let (facts, found) =
        import(workbook(&[("Read me", readme), ("Project Data", ANNUAL)])).unwrap();
    assert_eq!(facts.version, "annual project data");
    let activities = found.activities();
    let ids: Vec<_> = activities.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "dfc:9000104747:2024:1",
            "dfc:9000999001:2023:1",
            "dfc:9000999002:2024:1"
        ]
    );
    assert_eq!(found.outcomes.len(), 4, "the end of the table is no record");
    let [loan, opic, fund] = activities[..] else {
        unreachable!()
    };
    assert_eq!(cents(loan), 12_600_000_000);
    assert!(loan.provenance.notes.contains("2X (women): Yes"));
    assert!(loan.provenance.notes.contains("disbursed in: EUR"));
    assert_eq!(loan.flows[0].currency, "USD");
    assert!(opic.flags.contains(Flag::Legacy) && !loan.flags.contains(Flag::Legacy));
    assert_eq!(
        (opic.agency_reported.as_str(), loan.agency_reported.as_str()),
        ("OPIC", "DFC")
    );
    assert_eq!(fund.instrument, Some(Instrument::Equity));
    assert_eq!(found.told(), Vec::<String>::new());
}

#[rstest]
#[case("Finance", "DI", Some(Instrument::Loan))]
#[case("Finance", "TPL IG", Some(Instrument::Guarantee))]
#[case("Legacy", "COPS IG", Some(Instrument::Guarantee))]
#[case("Equity Investments", "Equity", Some(Instrument::Equity))]
#[case("Investment Funds", "DI", Some(Instrument::Equity))]
#[case("Technical Assistance", "TA", Some(Instrument::TechnicalAssistance))]
#[case("Insurance", "", Some(Instrument::Insurance))]
#[case("Insurance", "Redacted", Some(Instrument::Insurance))]
#[case("Finance", "Redacted", None)]
#[case("Finance", "XX", None)]
fn the_department_decides_before_the_type(
    #[case] department: &str,
    #[case] project_type: &str,
    #[case] expected: Option<Instrument>,
) {
    let found = rows(&[&[("Department", department), ("Project Type", project_type)]]);
    assert_eq!(found.activities()[0].instrument, expected);
    assert_eq!(
        found.tells(Severity::Note, "neither department"),
        project_type == "XX"
    );
}

#[rstest]
#[case("", "no amount")]
#[case("12a", "not a number")]
#[case("#N/A", "not a number")]
#[case("-5", "negative")]
#[case("900000000000000", "larger than")]
#[case("1e30", "not a number")]
fn a_row_without_an_amount_is_left_out(#[case] amount: &str, #[case] words: &str) {
    let found = rows(&[&[("Committed", amount)], &[]]);
    assert_eq!((found.rejected(), found.activities().len()), (1, 1));
    assert!(found.tells(Severity::Reject, words), "{:?}", found.told());
    assert_eq!(
        (found.findings[0].line, found.findings[0].field.as_str()),
        (2, "Committed")
    );
    assert_eq!(found.findings[0].record, "dfc:9000104747:2024:1");
    assert_eq!(
        found.activities()[0].id,
        "dfc:9000104747:2024:2",
        "a broken row keeps its place"
    );
}

#[test]
fn amounts_are_rounded_half_to_even() {
    for (text, expected) in [
        ("0.125", 12),
        ("0.135", 14),
        ("17911031.719999999", 1_791_103_172),
        ("0", 0),
    ] {
        assert_eq!(
            cents(rows(&[&[("Committed", text)]]).activities()[0]),
            expected,
            "{text}"
        );
    }
    assert_eq!(
        cents(rows(&[&[("Committed", "$ 1")], &[("Committed", "1,250,000.50")]]).activities()[0]),
        125_000_050
    );
}

#[test]
fn odd_cells_are_noted_and_the_row_is_kept() {
    let found = rows(&[
        &[("Fiscal Year", "")],
        &[("Fiscal Year", "twenty")],
        &[("Country", "Vietnma")],
        &[("Country", "Zamunda"), ("Region", "Africa")],
        &[("Country", "")],
        &[("NAICS Sector", "Alchemy"), ("Project Description", "x")],
        &[("Project Name", "")],
        &[("Project Profile URL", "javascript:alert(1)")],
        &[("Project Number", "")],
    ]);
    assert_eq!(
        (found.activities().len(), found.outside(), found.rejected()),
        (7, 1, 1)
    );
    assert_eq!(
        found.told(),
        [
            "note 2 Fiscal Year: no fiscal year",
            "note 3 Fiscal Year: no fiscal year",
            "note 4 Country: unknown country",
            "note 5 Country: unknown country",
            "note 6 Country: unknown country",
            "note 7 NAICS Sector: no known industry",
            "note 8 Project Name: no name",
            "reject 10 Project Number: no project number",
        ]
    );
    let activities = found.activities();
    assert_eq!(activities[0].id, "dfc:9000104747:undated:1");
    assert_eq!(activities[1].id, "dfc:9000104747:undated:2");
    assert_eq!(activities[0].flows[0].year, None);
    assert_eq!(activities[2].splits[0].recipient, Recipient::Unknown);
    assert_eq!(activities[5].title, "9000104747");
    assert_eq!(activities[6].provenance.url, "");
}

#[test]
fn a_row_that_repeats_is_kept_with_its_ordinal() {
    let found = rows(&[&[], &[]]);
    let ids: Vec<_> = found.activities().iter().map(|a| a.id.as_str()).collect();
    assert_eq!(ids, ["dfc:9000104747:2024:1", "dfc:9000104747:2024:2"]);
    assert_eq!(
        found.told(),
        ["note 3 Project Number: the row is the same as row 2"]
    );
}
