//! Shares of the parts of an activity when only its transactions say where and what for.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use tiga_domain::activity::{FlowKind, Value};
use tiga_domain::money::{Share, ShareLine, rebase};

use super::money::Payment;
use super::split::{Part, Shares};

/// Shares of the parts by their positive commitments, else disbursements, else equal.
/// Parts that have money of another kind only stay, with a share of zero.
pub(super) fn shares_by_money(parts: &[Part], payments: &[Payment]) -> Shares<Part> {
    let paid: BTreeSet<Part> = payments.iter().map(|p| parts[p.index]).collect();
    let all: BTreeSet<Part> = if paid.is_empty() {
        parts.iter().copied().collect()
    } else {
        paid
    };
    let weighted = [FlowKind::Commitment, FlowKind::Disbursement]
        .into_iter()
        .map(|kind| weights(parts, payments, kind))
        .find(|lines| {
            lines
                .iter()
                .any(|(_, w)| w.is_some_and(|w| w > Decimal::ZERO))
        });
    let lines = weighted.unwrap_or_else(|| all.iter().map(|part| (*part, None)).collect());
    let mut shares: BTreeMap<Part, Share> = all.into_iter().map(|p| (p, Share(0))).collect();
    shares.extend(rebase(&lines).shares);
    shares.into_iter().collect()
}

/// Sums of one kind by part: in dollars if all are converted, else as written.
fn weights(parts: &[Part], payments: &[Payment], kind: FlowKind) -> Vec<ShareLine<Part>> {
    // Keeps weights within what exact shares can be computed from.
    let most = Decimal::from(10_000_000_000_000_i64);
    let of_kind = || payments.iter().filter(move |p| p.kind == kind);
    let all_converted = of_kind().all(|p| matches!(p.value, Value::Usd(_)));
    let mut sums: BTreeMap<Part, Decimal> = BTreeMap::new();
    for payment in of_kind() {
        let weight = match payment.value.cents() {
            Some(cents) if all_converted => Decimal::new(cents.0, 2),
            _ => payment.amount,
        };
        let sum = sums.entry(parts[payment.index]).or_default();
        *sum = sum.checked_add(weight).unwrap_or(most);
    }
    sums.into_iter()
        .map(|(part, sum)| (part, Some(sum.min(most))))
        .collect()
}
