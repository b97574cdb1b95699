//! What single cells of a DFC workbook mean. Knows neither rows nor columns.

use rust_decimal::{Decimal, RoundingStrategy};
use tiga_domain::activity::Value;
use tiga_domain::money::{parse_amount, to_cents};
use tiga_domain::status::Instrument;

use super::super::remark::Remarks;

/// What stands where the publisher has taken a value out.
pub(super) const REDACTED: &str = "Redacted";

/// Whether the publisher has taken the value out.
pub(super) fn is_redacted(text: &str) -> bool {
    text.eq_ignore_ascii_case(REDACTED)
}

/// A US fiscal year holds most of the calendar year of the same number (method 1.1, rule 13).
pub(super) fn fiscal_year(text: &str) -> Option<i16> {
    text.parse()
        .ok()
        .filter(|year| (1940..=2100).contains(year))
}

/// US dollars rounded to the cent, half to even: the file holds binary floats.
pub(super) fn amount_of(text: &str, remarks: &mut Remarks) -> Option<(Decimal, Value)> {
    let mut reject = |message: &str| {
        remarks.reject("Committed", text, message, "row left out");
        None
    };
    if text.is_empty() {
        return reject("no amount");
    }
    let Ok(amount) = parse_amount(text) else {
        return reject("the amount is not a number");
    };
    let amount = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven);
    if amount < Decimal::ZERO {
        return reject("the amount is negative");
    }
    match to_cents(amount, Decimal::ONE) {
        Some(cents) => Some((amount, Value::Usd(cents))),
        None => reject("the amount is larger than any project"),
    }
}

/// The department is the safer sign; within Finance and Legacy the project type decides.
pub(super) fn instrument_of(department: &str, project_type: &str) -> Option<Instrument> {
    match department {
        "Insurance" => Some(Instrument::Insurance),
        "Equity Investments" | "Investment Funds" => Some(Instrument::Equity),
        "Technical Assistance" => Some(Instrument::TechnicalAssistance),
        _ => match project_type {
            "DI" => Some(Instrument::Loan),
            "TPL IG" | "COPS IG" => Some(Instrument::Guarantee),
            "Equity" => Some(Instrument::Equity),
            "TA" => Some(Instrument::TechnicalAssistance),
            _ => None,
        },
    }
}
