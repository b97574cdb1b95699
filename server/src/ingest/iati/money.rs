//! Transactions as money: kind, year, currency, dollars; what is no amount is left out with its reason.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use tiga_domain::activity::{Flow, FlowKind, PriceBasis, Value};
use tiga_domain::agency::Agency;
use tiga_domain::country::Country;
use tiga_domain::money::{Cents, Conversion, rate};

use super::agency::{flow_of, is_company, of_organisation};
use super::note::Notes;
use super::raw::{Currency, Field, RawActivity, Role, Transaction, TransactionType};

/// `AidData`, whose releases are in constant dollars of 2011; it publishes and does not finance.
pub(super) const AIDDATA: &str = "US-501C3-522318905";
/// Korea's joint reporter, which writes commitments as incoming funds.
const KOREA: &str = "KR-GOV-010";
/// Sums beyond this, in cents, are no money of anybody.
const LARGEST_SUM: i128 = 1_000_000_000_000_000;

/// A transaction that counts.
#[derive(Debug)]
pub(super) struct Payment {
    /// Position among the transactions of the activity.
    pub index: usize,
    /// What it is.
    pub kind: FlowKind,
    /// Year of its value date, else of the transaction.
    pub year: Option<i16>,
    /// Amount in its currency, never zero.
    pub amount: Decimal,
    /// Currency, if known.
    pub currency: Option<Currency>,
    /// In dollars, or why not.
    pub value: Value,
}

/// The transactions that count, in file order.
pub(super) struct Payments {
    /// Each of them.
    pub list: Vec<Payment>,
    /// Incoming funds were taken as commitments.
    pub incoming_as_commitment: bool,
}

/// Reads the transactions of an activity; `countries` and `agency` decide its exceptions.
pub(super) fn payments(
    activity: &RawActivity,
    agency: Agency,
    countries: &[Country],
    notes: &mut Notes,
) -> Payments {
    let is_korean = activity.reporter.reference.eq_ignore_ascii_case(KOREA)
        && !activity
            .transactions
            .iter()
            .any(|t| t.kind.get() == Some(TransactionType(2)));
    let flow = flow_of(activity);
    let mut incoming_as_commitment = false;
    let mut list = Vec::with_capacity(activity.transactions.len());
    let mut remarks = BTreeSet::new();
    for (index, transaction) in activity.transactions.iter().enumerate() {
        let Some((kind, amount)) = kind_and_amount(transaction, notes) else {
            continue;
        };
        if amount.is_zero() {
            continue;
        }
        let is_own_commitment = is_korean
            && kind == TransactionType(1)
            && transaction
                .provider
                .as_ref()
                .is_some_and(|provider| of_organisation(provider, flow) == Some(agency));
        incoming_as_commitment |= is_own_commitment;
        let kind = if is_own_commitment {
            FlowKind::Commitment
        } else {
            flow_kind(kind)
        };
        let year = year_of(transaction, notes);
        let currency = currency_of(activity, transaction);
        let value = if is_suspicious(activity, transaction, amount, currency, year, countries) {
            let message = "the amount may be in local currency";
            let action = "kept out of totals until reviewed";
            notes.note_at(
                transaction.line,
                "transaction/value",
                &amount.to_string(),
                message,
                action,
            );
            Value::Suspicious
        } else {
            convert(amount, currency, year, &mut remarks)
        };
        list.push(Payment {
            index,
            kind,
            year,
            amount,
            currency,
            value,
        });
    }
    for (message, action) in remarks {
        notes.note("transaction/value", "", &message, action);
    }
    if incoming_as_commitment {
        let message = "the publisher reports its commitment as incoming funds";
        notes.note("transaction-type", "1", message, "taken as commitment");
    }
    Payments {
        list,
        incoming_as_commitment,
    }
}

/// The type and the amount; none, with the reason, when there is no such thing.
fn kind_and_amount(
    transaction: &Transaction,
    notes: &mut Notes,
) -> Option<(TransactionType, Decimal)> {
    let line = transaction.line;
    let kind = match &transaction.kind {
        Field::Read(kind) => *kind,
        Field::Absent => {
            notes.reject(line, "transaction-type", "", "the transaction has no type");
            return None;
        }
        Field::Unreadable(text) => {
            notes.reject(
                line,
                "transaction-type",
                text,
                "the transaction type is unknown",
            );
            return None;
        }
    };
    match &transaction.value {
        Field::Read(amount) => Some((kind, *amount)),
        Field::Absent => {
            notes.reject(
                line,
                "transaction/value",
                "",
                "the transaction has no value",
            );
            None
        }
        Field::Unreadable(text) => {
            notes.reject(line, "transaction/value", text, "the value is not a number");
            None
        }
    }
}

/// What a transaction type is in Tiga: money coming back or in is never added to money going out.
fn flow_kind(kind: TransactionType) -> FlowKind {
    match kind.0 {
        2 => FlowKind::Commitment,
        3 | 4 => FlowKind::Disbursement,
        5 | 6 | 7 | 9 => FlowKind::Return,
        8 => FlowKind::EquityPurchase,
        10 => FlowKind::Guarantee,
        12 => FlowKind::Pledge,
        _ => FlowKind::Incoming,
    }
}

fn year_of(transaction: &Transaction, notes: &mut Notes) -> Option<i16> {
    for (field, date) in [
        ("value/@value-date", &transaction.value_date),
        ("transaction-date", &transaction.date),
    ] {
        match date {
            Field::Read(date) => return Some(date.year()),
            Field::Unreadable(text) => {
                notes.note_at(
                    transaction.line,
                    field,
                    text,
                    "the date cannot be read",
                    "passed over",
                );
            }
            Field::Absent => {}
        }
    }
    None
}

/// The value's own currency, else the activity's; one that is there and is no code counts as none.
pub(super) fn currency_of(activity: &RawActivity, transaction: &Transaction) -> Option<Currency> {
    if transaction.currency.is_absent() {
        activity.default_currency.get()
    } else {
        transaction.currency.get()
    }
}

fn convert(
    amount: Decimal,
    currency: Option<Currency>,
    year: Option<i16>,
    remarks: &mut BTreeSet<(String, &'static str)>,
) -> Value {
    let code = currency.as_ref().map_or("", Currency::as_str);
    let conversion = Conversion::of(amount, code, year);
    if conversion.value == Value::NotConverted {
        let message = match (code, year) {
            ("", _) => "no currency is stated, or it is no ISO 4217 code".to_owned(),
            (code, None) => format!("{code} without a year cannot be converted"),
            (code, Some(_)) if conversion.rate.is_some() => {
                format!("an amount in {code} is beyond the range of money")
            }
            (code, Some(year)) => format!("no rate for {code} in {year}"),
        };
        remarks.insert((message, "kept in its currency, not converted"));
    } else if let Some(few) = conversion.rate.filter(|rate| rate.months < 6) {
        let message = format!(
            "the rate for {code} in {} rests on {} months",
            year.unwrap_or_default(),
            few.months
        );
        remarks.insert((message, "converted"));
    }
    conversion.value
}

/// Over a billion "dollars" for a company where a dollar is worth ten units or more: most likely local currency.
fn is_suspicious(
    activity: &RawActivity,
    transaction: &Transaction,
    amount: Decimal,
    currency: Option<Currency>,
    year: Option<i16>,
    countries: &[Country],
) -> bool {
    if amount.abs() <= Decimal::from(1_000_000_000) || currency != Currency::parse("USD") {
        return false;
    }
    let is_private_flow = matches!(
        transaction.flow_type.get().or(activity.flow_type.get()),
        Some(30..=37 | 60)
    );
    let has_company = activity
        .participants
        .iter()
        .any(|(role, its)| *role == Role::Implementing && is_company(its));
    let latest = year.unwrap_or(2025).min(2025);
    let is_soft = |country: &Country| {
        (1990..=latest)
            .rev()
            .find_map(|year| rate(country.currency(), year))
            .is_some_and(|rate| rate.units_per_usd >= Decimal::TEN)
    };
    (is_private_flow || has_company || transaction.is_to_company) && countries.iter().any(is_soft)
}

/// How much of the payments is the agency's own.
#[derive(Clone, Copy, Debug)]
pub(super) enum Own {
    /// All of it.
    All,
    /// What transactions name it as the provider for; the rest of a package is unknown.
    Named(Agency),
}

/// Sums the payments by kind, year, currency and split; each was converted on its own before.
pub(super) fn flows(
    activity: &RawActivity,
    payments: &[Payment],
    splits: &[Option<u16>],
    own: Own,
) -> Vec<Flow> {
    type Key<'a> = (
        FlowKind,
        Option<i16>,
        Option<Currency>,
        &'a str,
        Option<u16>,
    );
    let mut sums: BTreeMap<Key, (Decimal, i128, Value)> = BTreeMap::new();
    let flow = flow_of(activity);
    for (payment, split) in payments.iter().zip(splits) {
        let provider = activity.transactions[payment.index].provider.as_deref();
        let value = match (own, provider) {
            (Own::All, _) => payment.value,
            (Own::Named(agency), Some(provider)) if is_outgoing(payment.kind) => {
                if of_organisation(provider, flow) != Some(agency) {
                    continue;
                }
                payment.value
            }
            _ => Value::OwnShareUnknown,
        };
        let key = (
            payment.kind,
            payment.year,
            payment.currency,
            value.gap_code(),
            *split,
        );
        let sum = sums.entry(key).or_insert((Decimal::ZERO, 0, value));
        sum.0 = sum.0.checked_add(payment.amount).unwrap_or(Decimal::MAX);
        sum.1 += i128::from(value.cents().unwrap_or_default().0);
    }
    let is_constant = activity.reporter.reference.eq_ignore_ascii_case(AIDDATA);
    sums.into_iter()
        .map(
            |((kind, year, currency, _, split), (amount, cents, value))| Flow {
                kind,
                year,
                amount: Some(amount),
                currency: currency.map_or_else(String::new, |code| code.as_str().to_owned()),
                value: match value {
                    Value::Usd(_) if cents.abs() < LARGEST_SUM => Value::Usd(Cents(cents as i64)),
                    Value::Usd(_) => Value::Suspicious,
                    gap => gap,
                },
                basis: if is_constant {
                    PriceBasis::Constant2011
                } else {
                    PriceBasis::Current
                },
                split,
            },
        )
        .collect()
}

const fn is_outgoing(kind: FlowKind) -> bool {
    !matches!(kind, FlowKind::Return | FlowKind::Incoming)
}
