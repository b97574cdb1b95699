//! Related pairs by country and sector: the table above the list.

use serde::{Deserialize, Serialize};

use super::findings::Findings;
use super::question::{Relations, pairs_of};
use crate::country::Country;
use crate::dataset::{Dataset, Line, Plan, Visitor, scan};
use crate::filter::Filter;

/// Pairs in a country that touch a sector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixCell {
    /// Country.
    pub country: Country,
    /// Code of a three-digit sector.
    pub sector: String,
    /// Pairs that the same question lists when it is narrowed to this country and sector.
    pub pairs: u64,
}

/// Pairs by country and three-digit sector, the cells with pairs only, by country and code.
///
/// A pair stands in a cell when the same question, narrowed to that country and sector, lists it.
pub fn matrix(
    data: &Dataset,
    findings: &Findings,
    filter: &Filter,
    relations: Relations,
) -> Vec<MatrixCell> {
    let mut lines = Lines(vec![Vec::new(); data.len()]);
    scan(data, &Plan::new(data, filter), &mut lines);
    let categories = crate::purpose::categories();
    let mut counts = vec![[0_u64; Country::COUNT]; categories.len()];
    for pair in pairs_of(data, findings, filter, relations) {
        let mut cells: Vec<(u8, u8)> = [pair.a, pair.b]
            .iter()
            .flat_map(|index| lines.0[*index as usize].clone())
            .collect();
        cells.sort_unstable();
        cells.dedup();
        for (country, category) in cells {
            let is_here = pair.country_bits() >> country & 1 == 1;
            if let Some(row) = counts.get_mut(category as usize).filter(|_| is_here) {
                row[country as usize] += 1;
            }
        }
    }
    let cell = |country: Country, at: usize| MatrixCell {
        country,
        sector: categories[at].to_string(),
        pairs: counts[at][country.index()],
    };
    Country::all()
        .flat_map(|country| (0..categories.len()).map(move |at| (country, at)))
        .map(|(country, at)| cell(country, at))
        .filter(|cell| cell.pairs > 0)
        .collect()
}

/// Country and category of the fitting lines of each selected activity.
struct Lines(Vec<Vec<(u8, u8)>>);

impl Visitor for Lines {
    fn line(&mut self, index: usize, line: &Line) {
        if (line.country as usize) < Country::COUNT {
            self.0[index].push((line.country, line.category));
        }
    }
}
