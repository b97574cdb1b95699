//! Judges one loan.

use std::collections::HashMap;

use rust_decimal::Decimal;
use tiga_domain::activity::{
    Activity, Flags, Flow, FlowKind, PriceBasis, Provenance, SectorBasis, Split, Value,
};
use tiga_domain::agency::Agency;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::date::Date;
use tiga_domain::marker::Markers;
use tiga_domain::money::{Conversion, Share, parse_amount};
use tiga_domain::status::Instrument;

use super::super::Outcome;
use super::super::columns::Cells;
use super::super::identifier::slug;
use super::super::outside::is_outside_name;
use super::super::remark::Remarks;
use super::super::web::web_address;
use super::purpose::purpose_of;

pub(super) const APPROVAL: &str = "Date of approval(year/month/day)";
pub(super) const AMOUNT: &str = "Amount of approval(millions; jpy)";
const TYING: &str = "Main portion Tying status";
const LEFT_OUT: &str = "row left out";
/// ODA in the list of flow types of IATI.
const ODA: u16 = 10;

/// The outcome of a row. `ordinals` counts loans of one name and day.
pub(super) fn loan_of(
    cells: Cells,
    ordinals: &mut HashMap<String, u32>,
    remarks: &mut Remarks,
) -> Outcome {
    let title = cells.get("project name");
    if title.is_empty() {
        remarks.reject("project name", "", "no project name", LEFT_OUT);
        return Outcome::Rejected;
    }
    let text = cells.get(AMOUNT);
    let million = Decimal::from(1_000_000);
    let amount = parse_amount(&text)
        .ok()
        .and_then(|amount| amount.checked_mul(million))
        .filter(|amount| *amount > Decimal::ZERO);
    let Some(amount) = amount else {
        remarks.reject(AMOUNT, &text, "no amount", LEFT_OUT);
        return Outcome::Rejected;
    };
    let approval = approval_of(cells, remarks);
    let name = cells.get("country");
    let id = {
        let date = approval.map_or_else(|| "undated".to_owned(), |date| date.to_string());
        let stem = format!("jica:{}:{}:{date}", slug(&name), slug(&title));
        let ordinal = ordinals.entry(stem.clone()).or_insert(0);
        *ordinal += 1;
        format!("{stem}:{ordinal}")
    };
    remarks.identify(&id);
    let recipient = match Country::from_name(&name) {
        Some(country) => Recipient::Country(country),
        None if is_outside_name(&name) => return Outcome::Outside,
        None => {
            remarks.note(
                "country",
                &name,
                "unknown country",
                "kept without a country",
            );
            Recipient::Unknown
        }
    };
    let flow = flow_of(amount, approval, remarks);
    Outcome::Activity(Box::new(activity_of(
        cells,
        (id, title),
        (recipient, flow),
        approval,
        remarks,
    )))
}

fn activity_of(
    cells: Cells,
    (id, title): (String, String),
    (recipient, flow): (Recipient, Flow),
    approval: Option<Date>,
    remarks: &mut Remarks,
) -> Activity {
    let (sector, subsector) = (cells.get("sector"), cells.get("subsector"));
    let purpose = purpose_of(&sector, &subsector, &title);
    let reason = match purpose {
        None => {
            let words = format!("{sector} / {subsector}");
            remarks.note("sector", &words, "no known sector", "purpose not reported");
            String::new()
        }
        Some(purpose) if purpose.is_from_title => "sector from title".to_owned(),
        Some(_) => format!("purpose inferred from “{sector} / {subsector}”"),
    };
    let addresses = [
        "project url",
        "ex-ante evaluation",
        "ex-post evaluation",
        "other url",
    ]
    .map(|column| cells.get(column));
    let mut references = vec![group_of(cells, &title)];
    for number in addresses.iter().filter_map(|text| loan_number(text)) {
        let number = format!("jica-loan:{number}");
        if !references.contains(&number) {
            references.push(number);
        }
    }
    let mut notes = vec![reason];
    for (label, text) in [
        (
            "approved",
            approval.map(|date| date.to_string()).unwrap_or_default(),
        ),
        ("terms", cells.get("Special yen (ODA) loan / STEP")),
        ("tying", cells.get(TYING)),
        ("executing agency", cells.get("Executing agency")),
    ] {
        if !text.is_empty() {
            notes.push(format!("{label}: {text}"));
        }
    }
    notes.retain(|note| !note.is_empty());
    Activity {
        id,
        dataset: "jica".to_owned(),
        title,
        description: String::new(),
        agency: Agency::from_code("JICA").expect("the compiled-in table has it"),
        agency_reported: String::new(),
        status: None,
        start: None,
        end: None,
        instrument: Some(Instrument::Loan),
        flow_type: Some(ODA),
        aid_type: String::new(),
        markers: Markers::default(),
        splits: vec![Split {
            recipient,
            purpose: purpose.map(|purpose| purpose.code),
            share: Share::ONE,
        }],
        sector_basis: SectorBasis::Inferred,
        flows: vec![flow],
        places: Vec::new(),
        parent: None,
        references,
        same_as: None,
        joint_group: None,
        counterpart: None,
        flags: Flags::default(),
        provenance: Provenance {
            record: format!("line {}", cells.line()),
            url: addresses
                .iter()
                .map(|text| web_address(text))
                .find(|address| !address.is_empty())
                .unwrap_or_default(),
            notes: notes.join("; "),
            ..Provenance::default()
        },
    }
}

fn approval_of(cells: Cells, remarks: &mut Remarks) -> Option<Date> {
    let text = cells.get(APPROVAL);
    let mut numbers = text.split(['-', '/']).map(str::parse::<i16>);
    let date = match (
        numbers.next(),
        numbers.next(),
        numbers.next(),
        numbers.next(),
    ) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) => u8::try_from(month)
            .ok()
            .zip(u8::try_from(day).ok())
            .and_then(|(month, day)| Date::day(year, month, day)),
        _ => Date::parse(&text),
    };
    if date.is_none() {
        remarks.note(
            APPROVAL,
            &text,
            "no date of approval",
            "the amount is undated",
        );
    }
    date
}

fn flow_of(amount: Decimal, approval: Option<Date>, remarks: &mut Remarks) -> Flow {
    let year = approval.map(Date::year);
    let value = Conversion::of(amount, "JPY", year).value;
    if value == Value::NotConverted {
        let shown = format!("{} JPY", amount.normalize());
        remarks.note(AMOUNT, &shown, "no rate for this year", "not converted");
    }
    Flow {
        kind: FlowKind::Commitment,
        year,
        amount: Some(amount.normalize()),
        currency: "JPY".to_owned(),
        value,
        basis: PriceBasis::Current,
        split: None,
    }
}

/// What the loans of one project have in common: country and name without the number of the phase.
fn group_of(cells: Cells, title: &str) -> String {
    let stem = match title.trim_end().rsplit_once(" (") {
        Some((stem, phase))
            if phase
                .trim_end_matches(')')
                .chars()
                .all(|c| "IVX0123456789".contains(c)) =>
        {
            stem
        }
        _ => title,
    };
    format!(
        "jica-project:{}:{}",
        slug(&cells.get("country")),
        slug(stem)
    )
}

/// The number of the loan in an address such as `…/2022_PH-P262_1_s.pdf`.
fn loan_number(address: &str) -> Option<String> {
    address.split(['_', '/', '.', '?', '=']).find_map(|part| {
        let (country, number) = part.split_once('-')?;
        let is_country = matches!(country.len(), 2 | 3)
            && country.bytes().all(|letter| letter.is_ascii_uppercase());
        let digits = number.strip_prefix(['P', 'C', 'E'])?;
        let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        (is_country && is_number).then(|| part.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_loan_stands_in_its_address() {
        let found = |address| loan_number(address);
        assert_eq!(
            found("https://www.jica.go.jp/evaluation/2022_PH-P262_1_s.pdf").as_deref(),
            Some("PH-P262")
        );
        assert_eq!(found("https://www.jica.go.jp/yen-loan/x-P1.pdf"), None);
    }
}
