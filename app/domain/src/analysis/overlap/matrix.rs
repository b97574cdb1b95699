//! Related pairs by country and sector: the table above the list.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::findings::Findings;
use super::pair::Pair;
use super::question::{Meant, Relations};
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset, Head, Line, Plan, Tally, Visitor, scan};
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
    let mut lines = Lines::new(data);
    scan(data, &Plan::new(data, filter), &mut lines);
    let meant = Meant::new(data, findings, filter);
    let mut counts = lines.no_counts();
    for relation in relations.iter() {
        let parts = meant.in_parts(relation, |pairs| {
            lines.count(pairs.iter().filter(|pair| meant.holds(pair)))
        });
        for part in parts {
            counts
                .iter_mut()
                .zip(part)
                .for_each(|(to, from)| *to += from);
        }
    }
    let categories = crate::purpose::categories();
    let cell = |country: Country, at: usize| MatrixCell {
        country,
        sector: categories[at].to_string(),
        pairs: counts[at * Country::COUNT + country.index()],
    };
    Country::all()
        .flat_map(|country| (0..categories.len()).map(move |at| (country, at)))
        .map(|(country, at)| cell(country, at))
        .filter(|cell| cell.pairs > 0)
        .collect()
}

/// The cells of the fitting lines of each selected activity, each once: by category, then by country.
struct Lines {
    categories: usize,
    /// Where the cells of each activity stand among all.
    runs: Vec<Range<u32>>,
    cells: Vec<u16>,
    /// Where those of the activity at hand begin.
    start: usize,
}

impl Lines {
    fn new(data: &Dataset) -> Self {
        Self {
            categories: crate::purpose::categories().len(),
            runs: vec![0..0; data.len()],
            cells: Vec::new(),
            start: 0,
        }
    }

    fn no_counts(&self) -> Vec<u64> {
        vec![0; self.categories * Country::COUNT]
    }

    fn of(&self, index: ActivityIndex) -> &[u16] {
        let run = &self.runs[index as usize];
        &self.cells[run.start as usize..run.end as usize]
    }

    /// In how many of some pairs each cell stands.
    fn count<'p>(&self, pairs: impl Iterator<Item = &'p Pair>) -> Vec<u64> {
        let mut counts = self.no_counts();
        for pair in pairs {
            let (a, b) = (self.of(pair.a), self.of(pair.b));
            let only_b = b.iter().filter(|cell| !a.contains(cell));
            for cell in a.iter().chain(only_b) {
                let country = usize::from(*cell) % Country::COUNT;
                counts[usize::from(*cell)] += u64::from(pair.country_bits() >> country & 1);
            }
        }
        counts
    }
}

impl Visitor for Lines {
    const ASKS_MONEY: bool = false;

    fn line(&mut self, _index: usize, line: &Line) {
        let (country, category) = (usize::from(line.country), usize::from(line.category));
        let cell = (category * Country::COUNT + country) as u16;
        let is_new = !self.cells[self.start..].contains(&cell);
        if country < Country::COUNT && category < self.categories && is_new {
            self.cells.push(cell);
        }
    }

    fn activity(&mut self, index: usize, _head: &Head, _tally: Tally) {
        self.runs[index] = self.start as u32..self.cells.len() as u32;
        self.start = self.cells.len();
    }
}
