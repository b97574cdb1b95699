//! The money of a row, in US dollars.

use rust_decimal::Decimal;
use tiga_domain::activity::FlowKind;
use tiga_domain::money::parse_amount;

use super::super::remark::Remarks;
use super::super::table::Row;
use super::header::{Column, Header, Layout};

const LEFT_OUT: &str = "row left out";
/// Larger amounts are typing errors; the largest loan of all is a thousandth of it.
const MOST_DOLLARS: i64 = 10_000_000_000_000;
/// A commitment of this nature of submission repeats the disbursement.
const COMMITMENT_IS_DISBURSEMENT: &str = "8";

/// Money by kind; none when a cell makes the row useless.
pub(super) fn amounts_of(
    header: &Header,
    row: &Row,
    remarks: &mut Remarks,
) -> Option<Vec<(FlowKind, Decimal)>> {
    match header.layout {
        Layout::Bulk => bulk_amounts(header, row, remarks),
        Layout::Explorer => explorer_amounts(header, row, remarks),
    }
}

/// Commitment and disbursement, which the file gives in millions.
fn bulk_amounts(
    header: &Header,
    row: &Row,
    remarks: &mut Remarks,
) -> Option<Vec<(FlowKind, Decimal)>> {
    let million = Decimal::from(1_000_000);
    let mut amounts = Vec::with_capacity(2);
    for (kind, column) in [
        (FlowKind::Commitment, Column::Commitment),
        (FlowKind::Disbursement, Column::Disbursement),
    ] {
        if let Some(amount) = amount_of(header, row, column, million, remarks).ok()? {
            amounts.push((kind, amount));
        }
    }
    let repeats = header.bytes(row, Column::InitialReport) == COMMITMENT_IS_DISBURSEMENT.as_bytes();
    if repeats && amounts.len() == 2 && amounts[0].1 == amounts[1].1 {
        remarks.note(
            Column::InitialReport.name(),
            COMMITMENT_IS_DISBURSEMENT,
            "the commitment repeats the disbursement",
            "kept once, as disbursement",
        );
        amounts.remove(0);
    }
    Some(amounts)
}

/// The one observation of a row of the Data Explorer.
fn explorer_amounts(
    header: &Header,
    row: &Row,
    remarks: &mut Remarks,
) -> Option<Vec<(FlowKind, Decimal)>> {
    let kind = match header.bytes(row, Column::FlowType) {
        b"C" => FlowKind::Commitment,
        b"D" => FlowKind::Disbursement,
        _ => {
            let text = header.text(row, Column::FlowType);
            let message = "neither commitment (C) nor disbursement (D)";
            remarks.reject(Column::FlowType.name(), &text, message, LEFT_OUT);
            return None;
        }
    };
    let power = header.text(row, Column::Multiplier);
    let Some(scale) = power.parse().ok().filter(|power| *power <= 9_u32) else {
        let message = "no power of ten from 0 to 9";
        remarks.reject(Column::Multiplier.name(), &power, message, LEFT_OUT);
        return None;
    };
    let scale = Decimal::from(10_i64.pow(scale));
    let amount = amount_of(header, row, Column::Value, scale, remarks).ok()?;
    Some(amount.map(|amount| (kind, amount)).into_iter().collect())
}

/// What stands in the cell is no amount, so that the row is of no use.
struct Unusable;

/// An amount in dollars; none when the cell is empty.
fn amount_of(
    header: &Header,
    row: &Row,
    column: Column,
    scale: Decimal,
    remarks: &mut Remarks,
) -> Result<Option<Decimal>, Unusable> {
    let text = header.text(row, column);
    if text.is_empty() {
        return Ok(None);
    }
    let amount = parse_amount(&text)
        .ok()
        .and_then(|amount| amount.checked_mul(scale))
        .filter(|amount| amount.abs() < Decimal::from(MOST_DOLLARS));
    if amount.is_none() {
        let message = "the amount is not a number that money can have";
        remarks.reject(column.name(), &text, message, LEFT_OUT);
    }
    amount.map(Some).ok_or(Unusable)
}
