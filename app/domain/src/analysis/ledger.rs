//! The selection in long form: one row for each activity, country, purpose, class and year with its money.
//! Made for pivot tables: the rows of an activity add to its money in the list, to the cent.

use crate::country::Country;
use crate::dataset::{ActivityIndex, Cell, Dataset, Head, Line, Plan, Tally, Visitor, scan, year};
use crate::facet::FacetValue;
use crate::filter::Filter;
use crate::money::Cents;
use crate::purpose::PurposeCode;
use crate::status::Class;

/// A row of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// Position of the activity in the data set.
    pub index: ActivityIndex,
    /// Value of the country facet: a country, *regional* or *not reported*.
    pub country: FacetValue,
    /// What the money is for; none when not reported.
    pub purpose: Option<PurposeCode>,
    /// Class of the line.
    pub class: Class,
    /// Calendar year of the money; none when undated, or when no amount counts.
    pub year: Option<i16>,
    /// Money that counts; none when unknown or left out as exposure. Unknown is never zero.
    pub usd: Option<Cents>,
}

impl LedgerRow {
    /// The country; none for regional and unreported money.
    pub fn country(&self) -> Option<Country> {
        Country::all().nth(self.country as usize)
    }
}

/// The selection in long form, in the order of the data set; an activity's rows stand together, by line and year.
pub fn ledger(data: &Dataset, filter: &Filter) -> Vec<LedgerRow> {
    let mut collect = Collect::default();
    scan(data, &Plan::new(data, filter), &mut collect);
    collect.rows
}

#[derive(Default)]
struct Collect {
    rows: Vec<LedgerRow>,
    /// Where the rows of the activity under way begin: one without money for each of its lines.
    start: usize,
    index: ActivityIndex,
}

impl Collect {
    fn row(&self, line: &Line) -> LedgerRow {
        LedgerRow {
            index: self.index,
            country: FacetValue::from(line.country),
            purpose: PurposeCode::at(line.purpose),
            class: Class::ALL[line.class as usize],
            year: None,
            usd: None,
        }
    }
}

impl Visitor for Collect {
    fn line(&mut self, index: usize, line: &Line) {
        self.index = index as ActivityIndex;
        self.rows.push(self.row(line));
    }

    fn cell(&mut self, cell: Cell) {
        let row = LedgerRow {
            year: year(cell.year),
            usd: Some(Cents(cell.cents)),
            ..self.row(cell.line)
        };
        self.rows.push(row);
    }

    fn activity(&mut self, _index: usize, _head: &Head, _tally: Tally) {
        let rows = &mut self.rows[self.start..];
        let key = |row: &LedgerRow| (row.country, row.purpose, row.class);
        rows.sort_by_key(|row| (key(row), row.usd.is_some(), row.year));
        // A line whose money is known does not need its row without money; money of one year is one row.
        let mut kept: usize = 0;
        for at in 0..rows.len() {
            let row = rows[at];
            match rows[..kept].last_mut() {
                Some(last) if key(last) == key(&row) && last.usd.is_none() => *last = row,
                Some(last) if key(last) == key(&row) && last.year == row.year => {
                    last.usd = Some(last.usd.unwrap_or_default() + row.usd.unwrap_or_default());
                }
                _ => {
                    rows[kept] = row;
                    kept += 1;
                }
            }
        }
        self.rows.truncate(self.start + kept);
        self.start = self.rows.len();
    }
}
