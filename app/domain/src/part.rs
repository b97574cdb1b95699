//! Adds up the rows of one activity: many sources repeat it for each year, country and purpose
//! (method 1.1, rule 5). Knows no file.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::activity::{Activity, Flow, FlowKind, PriceBasis, Split, Value};
use crate::country::Recipient;
use crate::marker::Marker;
use crate::money::{Cents, Share, split, to_cents};
use crate::purpose::PurposeCode;

/// What separates the identifier of an activity from the part of it that one file holds.
const PART: char = '#';

/// Sums of US dollars by recipient and purpose, then by kind, year and price basis.
#[derive(Clone, Debug, Default)]
pub struct Sums(BTreeMap<(Recipient, Option<PurposeCode>), Amounts>);

type Amounts = BTreeMap<(FlowKind, Option<i16>, PriceBasis), Decimal>;

impl Sums {
    /// Enters a row, also one without money: its recipient and purpose count.
    pub fn enter(&mut self, recipient: Recipient, purpose: Option<PurposeCode>) {
        self.0.entry((recipient, purpose)).or_default();
    }

    /// Adds money in current US dollars.
    pub fn add(
        &mut self,
        recipient: Recipient,
        purpose: Option<PurposeCode>,
        kind: FlowKind,
        year: i16,
        amount: Decimal,
    ) {
        let key = (kind, Some(year), PriceBasis::Current);
        self.add_to((recipient, purpose), key, amount);
    }

    fn add_to(
        &mut self,
        line: (Recipient, Option<PurposeCode>),
        key: (FlowKind, Option<i16>, PriceBasis),
        amount: Decimal,
    ) {
        *self.0.entry(line).or_default().entry(key).or_default() += amount;
    }

    /// The parts with shares after their commitments, or after their disbursements when nothing was committed;
    /// equal shares when neither adds to more than zero. Each flow belongs to its part as a whole.
    pub fn into_parts(self) -> (Vec<Split>, Vec<Flow>) {
        let weights = [FlowKind::Commitment, FlowKind::Disbursement]
            .map(|kind| self.weights(kind))
            .into_iter()
            .find(|weights| weights.iter().any(|weight| *weight > 0))
            .unwrap_or_else(|| vec![1; self.0.len()]);
        let shares = split(Cents(Share::ONE.0 as i64), &weights);
        let (mut splits, mut flows) = (Vec::with_capacity(self.0.len()), Vec::new());
        for (position, ((recipient, purpose), amounts)) in (0..).zip(self.0) {
            splits.push(Split {
                recipient,
                purpose,
                share: Share(shares[usize::from(position)].0 as u64),
            });
            for ((kind, year, basis), amount) in amounts {
                let amount =
                    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven);
                if amount.is_zero() {
                    continue;
                }
                flows.push(Flow {
                    kind,
                    year,
                    amount: Some(amount.normalize()),
                    currency: "USD".to_owned(),
                    value: to_cents(amount, Decimal::ONE).map_or(Value::NotConverted, Value::Usd),
                    basis,
                    split: Some(position),
                });
            }
        }
        (splits, flows)
    }

    fn weights(&self, kind: FlowKind) -> Vec<u64> {
        let sum = |amounts: &Amounts| -> Decimal {
            let of_kind = amounts.iter().filter(|((found, ..), _)| *found == kind);
            of_kind.map(|(_, amount)| amount).sum()
        };
        let cents = |amount: Decimal| (amount * Decimal::ONE_HUNDRED).round().to_u64();
        self.0
            .values()
            .map(|amounts| cents(sum(amounts)).unwrap_or_default())
            .collect()
    }

    fn take(&mut self, splits: &[Split], flows: &[Flow]) {
        for split in splits {
            self.enter(split.recipient, split.purpose);
        }
        for flow in flows {
            let line = flow.split.and_then(|part| splits.get(usize::from(part)));
            if let (Some(line), Some(amount)) = (line, flow.amount) {
                let key = (flow.kind, flow.year, flow.basis);
                self.add_to((line.recipient, line.purpose), key, amount);
            }
        }
    }
}

/// The identifier of the part of an activity that one file holds of one year; `again` counts further parts.
pub fn part_id(whole: &str, year: i16, again: u32) -> String {
    match again {
        0 => format!("{whole}{PART}{year}"),
        again => format!("{whole}{PART}{year}.{again}"),
    }
}

/// The identifier of the activity of which this is a part; none when its data set has no parts.
pub fn whole_id(activity: &Activity) -> Option<&str> {
    let has_parts = activity.dataset.split(':').next() == Some("crs");
    let (whole, _) = activity.id.rsplit_once(PART).filter(|_| has_parts)?;
    Some(whole)
}

/// Joins a later part of an activity to the earlier ones. Money adds up; of all else the later part says more.
pub fn join(whole: &mut Activity, later: Activity) {
    let mut sums = Sums::default();
    sums.take(&whole.splits, &whole.flows);
    sums.take(&later.splits, &later.flows);
    let earlier = std::mem::replace(whole, later);
    (whole.splits, whole.flows) = sums.into_parts();
    whole.id = earlier.id;
    for (text, before) in [
        (&mut whole.title, earlier.title),
        (&mut whole.description, earlier.description),
        (&mut whole.agency_reported, earlier.agency_reported),
        (&mut whole.aid_type, earlier.aid_type),
    ] {
        if text.is_empty() {
            *text = before;
        }
    }
    whole.start = whole.start.or(earlier.start);
    whole.end = whole.end.or(earlier.end);
    whole.counterpart = whole.counterpart.take().or(earlier.counterpart);
    whole.instrument = whole.instrument.or(earlier.instrument);
    whole.flow_type = whole.flow_type.or(earlier.flow_type);
    for marker in Marker::ALL {
        if let (None, Some(score)) = (whole.markers.get(marker), earlier.markers.get(marker)) {
            whole.markers.set(marker, score);
        }
    }
    whole.flags.0 |= earlier.flags.0;
    for reference in earlier.references {
        if !whole.references.contains(&reference) {
            whole.references.push(reference);
        }
    }
}
