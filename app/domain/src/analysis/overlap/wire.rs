//! The overlaps in the binary form of a data set, so that a browser does not have to find them again.

use super::findings::Findings;
use super::pair::Pair;
use super::question::of_relation;
use super::relation::Relation;
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset, Reader, WireError, Writer};

impl Findings {
    /// Appends the overlaps, in the order of lists.
    pub(crate) fn write(&self, body: &mut Writer) {
        let pairs = of_relation(self, Relation::Overlap);
        body.number(pairs.len() as u64);
        body.column(pairs.iter().map(|pair| u64::from(pair.a)));
        body.column(pairs.iter().map(|pair| u64::from(pair.b)));
        for column in 0..Pair::NUMBERS {
            body.column(pairs.iter().map(|pair| u64::from(pair.numbers()[column])));
        }
    }

    /// Reads the overlaps of a data set.
    pub(crate) fn read(data: &Dataset, body: &mut Reader) -> Result<Self, WireError> {
        let count = body.count()?;
        let a = body.column_below(count, data.len())?;
        let b = body.column_below(count, data.len())?;
        let mut columns = Vec::with_capacity(Pair::NUMBERS);
        for limit in LIMITS {
            columns.push(body.column_below(count, limit)?);
        }
        let pair = |nth: usize| {
            let mut numbers = [0; Pair::NUMBERS];
            for (number, column) in numbers.iter_mut().zip(&columns) {
                *number = column[nth] as u16;
            }
            let ends = (a[nth] as ActivityIndex, b[nth] as ActivityIndex);
            Pair::overlap_of(ends, numbers).ok_or(WireError::Damaged)
        };
        let pairs = (0..count).map(pair).collect::<Result<_, _>>()?;
        Ok(Self::of_overlaps(pairs, data.len()))
    }
}

/// What the numbers of a pair stay below: score and materiality have sixteen bits, countries as many as there are.
const LIMITS: [usize; Pair::NUMBERS] = [1 << 16, 1 << 16, 1 << Country::COUNT, Country::COUNT];
