//! Money in the first part: one sum a flow. How it divides over the lines is computed again when it is read, and only
//! what differs is sent.

use rust_decimal::Decimal;

use super::WireError;
use super::number::{Reader, Writer};
use super::{read, write};
use crate::activity::FlowKind;
use crate::dataset::column::{Dataset, Flow, FlowDetail};
use crate::dataset::priority_part::{push_parts, shares_of};
use crate::money::{Cents, split};

/// A million times a million dollars: more is no money, and sums of it could overflow.
const MOST_CENTS: u64 = 100_000_000_000_000;

/// Writes flows and their cells.
pub(super) fn write(data: &Dataset, body: &mut Writer) {
    write::lengths(data.ends.iter().map(|ends| ends.flows), body);
    body.column(data.flows.iter().map(|flow| write::year(flow.year)));
    body.column(data.flows.iter().map(|flow| u64::from(facts(flow))));
    let (mut sums, mut corrections) = (Vec::with_capacity(data.flows.len()), Vec::new());
    let mut cells = Vec::new();
    for index in 0..data.len() {
        let lines = data.line_run(index);
        let shares: Vec<u64> = data.line_details[lines.clone()]
            .iter()
            .map(|line| line.share)
            .collect();
        for (_, parts) in data.money(index) {
            let sum = parts.iter().sum();
            sums.push(sum);
            cells.clear();
            let by_line = parts.chunks_exact(data.heads[index].width());
            cells.extend(by_line.map(|parts| parts.iter().sum::<i64>()));
            if let Some((_, first)) = cells.split_last().filter(|(_, first)| !first.is_empty()) {
                let expected = split(Cents(sum), &shares);
                corrections.extend(
                    first
                        .iter()
                        .zip(expected)
                        .map(|(cell, expected)| cell - expected.0),
                );
            }
        }
    }
    body.signed_column(sums.into_iter());
    body.signed_column(corrections.into_iter());
}

/// Kind, prices, gap and whether the children carry it.
fn facts(flow: &Flow) -> u8 {
    flow.kind | flow.basis << 3 | flow.gap << 4 | u8::from(flow.is_at_children) << 7
}

/// Reads flows and their cells, and divides those over the priorities.
pub(super) fn read(data: &mut Dataset, items: usize, body: &mut Reader) -> Result<(), WireError> {
    let ends = body.ends(items)?;
    let flows = read::last(&ends);
    for (to, flows) in data.ends.iter_mut().zip(ends) {
        to.flows = flows;
    }
    let years = body.column(flows)?;
    let facts = body.column_below(flows, usize::from(u8::MAX) + 1)?;
    for (written, facts) in years.into_iter().zip(facts) {
        let flow = Flow {
            year: read::year(written)?,
            kind: facts as u8 & 7,
            basis: facts as u8 >> 3 & 1,
            gap: facts as u8 >> 4 & 7,
            is_at_children: facts >> 7 == 1,
        };
        if usize::from(flow.kind) >= FlowKind::ALL.len() || flow.gap > 4 {
            return Err(WireError::Damaged);
        }
        data.flows.push(flow);
    }
    for index in 0..items {
        let of_activity = &data.flows[data.flow_run(index)];
        if !of_activity.is_sorted_by_key(|flow| flow.kind) {
            return Err(WireError::Damaged);
        }
        data.ends[index].mark_measures(of_activity);
    }
    data.flow_details = vec![
        FlowDetail {
            amount: Decimal::ZERO,
            is_stated: false,
            currency: [b' '; 3],
        };
        flows
    ];
    let sums = body.signed_column(flows)?;
    let width = |index: usize| data.line_run(index).len();
    let corrected: usize = (0..items)
        .map(|index| {
            data.flow_run(index)
                .len()
                .saturating_mul(width(index).saturating_sub(1))
        })
        .fold(0, usize::saturating_add);
    let mut corrections = body.signed_column(corrected)?.into_iter();
    if sums.iter().any(|sum| sum.unsigned_abs() > MOST_CENTS) {
        return Err(WireError::Damaged);
    }
    let mut cells = Vec::new();
    for index in 0..items {
        let lines = data.line_run(index);
        let shares: Vec<u64> = data.line_details[lines]
            .iter()
            .map(|line| line.share)
            .collect();
        let weights = shares_of(&data.weights[data.details[index].weights as usize]);
        for sum in &sums[data.flow_run(index)] {
            cells.clear();
            divide(Cents(*sum), &shares, &mut corrections, &mut cells)?;
            for cell in &cells {
                push_parts(Cents(*cell), &weights, &mut data.parts);
            }
        }
        data.ends[index].parts = data.parts.len() as u32;
    }
    Ok(())
}

/// Divides a sum over the lines as [`super::write`] expects it, corrected by what was sent; the last takes the rest.
fn divide(
    sum: Cents,
    shares: &[u64],
    corrections: &mut impl Iterator<Item = i64>,
    cells: &mut Vec<i64>,
) -> Result<(), WireError> {
    let Some(others) = shares.len().checked_sub(1) else {
        return Ok(());
    };
    if others == 0 {
        cells.push(sum.0);
        return Ok(());
    }
    let mut expected = split(sum, shares);
    expected.resize(shares.len(), Cents(0));
    let mut rest = sum.0;
    for (expected, correction) in expected.iter().zip(corrections.take(others)) {
        let cell = expected.0.checked_add(correction);
        let cell = cell
            .filter(|cell| cell.unsigned_abs() <= MOST_CENTS)
            .ok_or(WireError::Damaged)?;
        rest -= cell;
        cells.push(cell);
    }
    cells.push(rest);
    Ok(())
}
