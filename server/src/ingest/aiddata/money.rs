//! Money of a project: constant dollars of 2011 from the transactions, current ones from the publisher's list.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
use tiga_domain::activity::{Flow, FlowKind, PriceBasis, Value};
use tiga_domain::date::Date;
use tiga_domain::money::{parse_amount, to_cents};

use super::super::remark::Remarks;
use super::table::{Ancillary, FINANCING, Transaction};

/// The flows by kind and year. `list` is the publisher's own list, when it states amounts: what the release
/// calls disbursements are then the approvals of that list.
pub(super) fn flows_of(
    transactions: &[Transaction],
    list: Option<&Ancillary>,
    remarks: &mut Remarks,
) -> Vec<Flow> {
    let mut sums: BTreeMap<(FlowKind, Option<i16>), Decimal> = BTreeMap::new();
    for transaction in transactions {
        if let Some((kind, year, amount)) = read(transaction, list.is_some(), remarks) {
            *sums.entry((kind, year)).or_default() += amount;
        }
    }
    let mut flows: Vec<Flow> = sums
        .into_iter()
        .filter(|(_, amount)| !amount.is_zero())
        .map(|((kind, year), amount)| flow(kind, year, amount, PriceBasis::Constant2011))
        .collect();
    flows.extend(list.and_then(|list| approval(list, transactions, remarks)));
    flows
}

fn read(
    transaction: &Transaction,
    is_approval: bool,
    remarks: &mut Remarks,
) -> Option<(FlowKind, Option<i16>, Decimal)> {
    let mut reject = |column: &str, text: &str, message: &str| {
        let shown = format!("{text} (line {} of transactions.csv)", transaction.line);
        remarks.reject(column, &shown, message, "transaction left out");
        None
    };
    let kind = match transaction.kind.as_str() {
        "C" => FlowKind::Commitment,
        "D" if is_approval => FlowKind::Commitment,
        "D" => FlowKind::Disbursement,
        other => {
            let message = "neither commitment (C) nor disbursement (D)";
            return reject("transaction_value_code", other, message);
        }
    };
    if transaction.currency != "USD" {
        let message = "constant prices are in US dollars only";
        return reject("transaction_currency", &transaction.currency, message);
    }
    let amount = parse_amount(&transaction.value).ok();
    let Some(amount) = amount.filter(|amount| to_cents(*amount, Decimal::ONE).is_some()) else {
        let message = "the value is not a number that money can have";
        return reject("transaction_value", &transaction.value, message);
    };
    if transaction.kind == "D" && is_approval {
        let message = "coded as disbursement, but it is the approval";
        remarks.note("transaction_value_code", "D", message, "read as commitment");
    }
    let year = Date::parse(&transaction.year).map(Date::year);
    Some((kind, year, amount))
}

/// The approval in current prices.
fn approval(list: &Ancillary, transactions: &[Transaction], remarks: &mut Remarks) -> Option<Flow> {
    if list.financing.is_empty() {
        return None;
    }
    let amount = parse_amount(&list.financing).ok();
    let amount = amount.and_then(|amount| amount.checked_mul(Decimal::ONE_THOUSAND));
    let Some(amount) = amount.filter(|amount| to_cents(*amount, Decimal::ONE).is_some()) else {
        let message = "the amount is not a number that money can have";
        remarks.note(FINANCING, &list.financing, message, "read as not stated");
        return None;
    };
    if amount.is_zero() {
        return None;
    }
    let year = Date::parse(&list.approval_date)
        .or_else(|| transactions.iter().find_map(|t| Date::parse(&t.year)));
    let year = year.map(Date::year);
    Some(flow(
        FlowKind::Commitment,
        year,
        amount,
        PriceBasis::Current,
    ))
}

fn flow(kind: FlowKind, year: Option<i16>, amount: Decimal, basis: PriceBasis) -> Flow {
    let amount = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven);
    Flow {
        kind,
        year,
        amount: Some(amount.normalize()),
        currency: "USD".to_owned(),
        value: to_cents(amount, Decimal::ONE).map_or(Value::NotConverted, Value::Usd),
        basis,
        split: None,
    }
}
