//! The own share of an activity in a country: what its agency itself commits there (method 1, 3.9).

use super::column::{ActivityIndex, Dataset};
use super::plan::year;
use crate::activity::PriceBasis;
use crate::country::Country;
use crate::filter::Measure;
use crate::money::Cents;

/// Commitments of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnShare {
    /// Calendar year; none when undated.
    pub year: Option<i16>,
    /// US dollars in current prices.
    pub usd: Cents,
}

impl Dataset {
    /// Known commitments in current prices on the counted lines of a country, or of all; not those that
    /// its children carry.
    pub fn own_shares(
        &self,
        index: ActivityIndex,
        country: Option<Country>,
    ) -> impl Iterator<Item = OwnShare> {
        let lines = &self.lines[self.line_run(index as usize)];
        let width = self.heads[index as usize].width();
        let is_here = move |line: &super::column::Line| {
            let is_here = country.is_none_or(|country| line.country as usize == country.index());
            line.is_counted && is_here
        };
        let commitments = self.money_in(index as usize, Measure::Commitment);
        let money = commitments.filter(|(flow, _)| {
            flow.basis == PriceBasis::Current as u8 && flow.gap == 0 && !flow.is_at_children
        });
        money.map(move |(flow, parts)| OwnShare {
            year: year(flow.year),
            usd: lines
                .iter()
                .zip(parts.chunks_exact(width))
                .filter(|(line, _)| is_here(line))
                .map(|(_, parts)| Cents(parts.iter().sum()))
                .sum(),
        })
    }

    /// The own share over all years; none when no amount is known.
    pub fn own_share(&self, index: ActivityIndex, country: Option<Country>) -> Option<Cents> {
        let shares = self.own_shares(index, country).map(|share| share.usd);
        shares.reduce(|a, b| a + b)
    }
}
