//! Donor relations after the OECD's approach, and the Herfindahl-Hirschman index (method 7). Knows no data set.

use serde::{Deserialize, Serialize};

use crate::analysis::round::round4;
use crate::money::Cents;

/// The part of the money that the important partners give together, in tenths.
pub const OECD_CUM_TENTHS: i128 = 9;

/// How concentrated some amounts are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concentration {
    /// Sum of the squared shares, over 0 to 1.
    pub hhi: f64,
    /// One over it: how many equal ones would be as concentrated.
    pub effective: f64,
    /// How many have positive money.
    pub count: usize,
}

/// Herfindahl-Hirschman index of the positive amounts; none when there are none.
///
/// ```
/// use tiga_domain::analysis::concentration::{concentration, Concentration};
/// use tiga_domain::money::Cents;
/// let found = concentration(&[Cents(20), Cents(60), Cents(20), Cents(-5)]);
/// assert_eq!(found, Some(Concentration { hhi: 0.44, effective: 2.2727, count: 3 }));
/// assert_eq!(concentration(&[Cents(-5)]), None);
/// ```
pub fn concentration(amounts: &[Cents]) -> Option<Concentration> {
    let positive = amounts
        .iter()
        .map(|cents| cents.0)
        .filter(|cents| *cents > 0);
    let whole: i64 = positive.clone().sum();
    if whole <= 0 {
        return None;
    }
    let hhi: f64 = positive
        .clone()
        .map(|cents| (cents as f64 / whole as f64).powi(2))
        .sum();
    Some(Concentration {
        hhi: round4(hhi),
        effective: round4(1.0 / hhi),
        count: positive.count(),
    })
}

/// What a partner and a country are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Relation {
    /// The partner gives more of its money here than everyone does.
    #[serde(rename = "A")]
    Concentrated,
    /// Both concentrated and important.
    #[serde(rename = "B")]
    Both,
    /// Among the largest that together give 90% here.
    #[serde(rename = "C")]
    Important,
    /// Neither: a small part of both.
    #[serde(rename = "D")]
    Neither,
}

impl Relation {
    /// The letter of the OECD's matrix.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Concentrated => "A",
            Self::Both => "B",
            Self::Important => "C",
            Self::Neither => "D",
        }
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Concentrated => "concentrated",
            Self::Both => "concentrated and important",
            Self::Important => "important",
            Self::Neither => "neither",
        }
    }
}

/// Relations by country (column), then by partner (row) of a table of money; none where a partner has no positive money
/// in a country.
///
/// Exact: the comparisons are made in integers. Equal amounts stand in the order of the rows.
pub fn relations(money: &[Vec<Cents>]) -> Vec<Vec<Option<Relation>>> {
    let positive = |cents: &Cents| i128::from(cents.0.max(0));
    let by_row: Vec<i128> = money
        .iter()
        .map(|row| row.iter().map(positive).sum())
        .collect();
    let columns = money.first().map_or(0, Vec::len);
    let column = |at: usize| {
        money
            .iter()
            .map(|row| positive(&row[at]))
            .collect::<Vec<_>>()
    };
    (0..columns)
        .map(|at| in_country(&column(at), &by_row))
        .collect()
}

/// Relations in one country: what each partner gives here, and in all.
fn in_country(here: &[i128], in_all: &[i128]) -> Vec<Option<Relation>> {
    let (everyone, whole) = (here.iter().sum::<i128>(), in_all.iter().sum::<i128>());
    let mut largest: Vec<usize> = (0..here.len()).filter(|row| here[*row] > 0).collect();
    largest.sort_by_key(|row| (-here[*row], *row));
    let mut found = vec![None; here.len()];
    let mut before = 0;
    for row in largest {
        let is_important = before * 10 < OECD_CUM_TENTHS * everyone;
        before += here[row];
        let is_concentrated = here[row] * whole > everyone * in_all[row];
        found[row] = Some(match (is_concentrated, is_important) {
            (true, true) => Relation::Both,
            (true, false) => Relation::Concentrated,
            (false, true) => Relation::Important,
            (false, false) => Relation::Neither,
        });
    }
    found
}

/// The part of all relations that are neither concentrated nor important; none without relations.
pub fn fragmentation(relations: impl IntoIterator<Item = Option<Relation>>) -> Option<f64> {
    let known: Vec<Relation> = relations.into_iter().flatten().collect();
    let neither = known.iter().filter(|it| **it == Relation::Neither).count();
    (!known.is_empty()).then(|| neither as f64 / known.len() as f64)
}
