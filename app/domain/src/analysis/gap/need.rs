//! Need (method 5.2): indicators, their values by country, and the ranks made of them.
//! The values come with Tiga and can be replaced by a file of the same columns.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::measure::mid_ranks;
use crate::country::Country;
use crate::priority::Priority;
use crate::table;

/// Values older than this many years are dropped.
pub const NEED_MAX_AGE_Y: i16 = 5;

/// What a need is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NeedKey {
    /// An operational priority.
    Priority(Priority),
    /// Connectivity, which no priority covers alone.
    Connectivity,
}

impl NeedKey {
    /// The key with this code of the tables.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "connectivity" => Some(Self::Connectivity),
            _ => Priority::from_code(code).map(Self::Priority),
        }
    }

    /// The code in the tables.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Priority(priority) => priority.code(),
            Self::Connectivity => "connectivity",
        }
    }
}

/// What an indicator measures.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its id at its publisher.
    pub id: String,
    /// What it is about.
    pub key: NeedKey,
    /// What it measures.
    pub label: String,
    /// Whether a higher value means more need.
    pub is_higher_worse: bool,
}

/// A value of an indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NeedValue {
    /// Id of the indicator.
    pub indicator_id: String,
    /// Key of the indicator.
    pub key: String,
    /// Country.
    pub iso2: Country,
    /// Year that it describes.
    pub year: i16,
    /// Value in the unit of the indicator.
    pub value: f64,
    /// Who published it.
    pub source: String,
    /// Day on which it was read.
    pub retrieved: String,
    /// Licence.
    pub licence: String,
}

/// Why a file is not a table of need.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NeedError {
    /// A row does not have the columns, or one of them does not read.
    #[error("need table, row {row}: {reason}")]
    Row {
        /// Number of the row after the header, from 1.
        row: usize,
        /// What is wrong.
        reason: String,
    },
    /// An indicator that the method does not have under this key.
    #[error("need table, row {row}: no indicator “{indicator}” under “{key}”")]
    UnknownIndicator {
        /// Number of the row after the header, from 1.
        row: usize,
        /// The id.
        indicator: String,
        /// The key.
        key: String,
    },
}

#[derive(Deserialize)]
struct IndicatorRow {
    key: String,
    indicator_id: String,
    label: String,
    higher_is_worse: u8,
}

static INDICATORS: LazyLock<Vec<Indicator>> = LazyLock::new(|| {
    table::rows::<IndicatorRow>(include_str!("table/need_indicator.csv"))
        .into_iter()
        .map(|row| Indicator {
            key: NeedKey::from_code(&row.key).expect("the tests read every row"),
            id: row.indicator_id,
            label: row.label,
            is_higher_worse: row.higher_is_worse == 1,
        })
        .collect()
});

/// The indicators of the method.
pub fn indicators() -> &'static [Indicator] {
    &INDICATORS
}

/// Values of need by indicator and country.
#[derive(Clone, Debug, Default)]
pub struct NeedTable {
    values: Vec<NeedValue>,
}

impl NeedTable {
    /// The values that come with Tiga.
    pub fn shipped() -> Self {
        Self {
            values: table::rows(include_str!("table/need.csv")),
        }
    }

    /// Takes the rows of a file with the columns `indicator_id,key,iso2,year,value,source,retrieved,licence`, each read
    /// or with the reason why not.
    ///
    /// # Errors
    /// At the first row that does not read, or whose indicator the method does not have.
    pub fn read(
        rows: impl IntoIterator<Item = Result<NeedValue, String>>,
    ) -> Result<Self, NeedError> {
        let mut values = Vec::new();
        for (at, row) in rows.into_iter().enumerate() {
            let row_number = at + 1;
            let value = row.map_err(|reason| NeedError::Row {
                row: row_number,
                reason,
            })?;
            let is_known = INDICATORS
                .iter()
                .any(|known| known.id == value.indicator_id && known.key.code() == value.key);
            if !is_known {
                return Err(NeedError::UnknownIndicator {
                    row: row_number,
                    indicator: value.indicator_id,
                    key: value.key,
                });
            }
            values.push(value);
        }
        Ok(Self { values })
    }

    /// Hash of all values: a part of the tag of every answer that rests on them.
    pub fn fingerprint(&self) -> u64 {
        let texts = self.values.iter().map(|value| format!("{value:?}"));
        texts
            .flat_map(String::into_bytes)
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            })
    }

    /// All values.
    pub fn values(&self) -> &[NeedValue] {
        &self.values
    }

    /// The newest value of an indicator in a country that is not too old.
    pub fn value(&self, indicator: &Indicator, country: Country, year: i16) -> Option<&NeedValue> {
        let ages = year - NEED_MAX_AGE_Y..=year;
        self.values
            .iter()
            .filter(|value| value.indicator_id == indicator.id && value.iso2 == country)
            .filter(|value| value.key == indicator.key.code() && ages.contains(&value.year))
            .max_by_key(|value| value.year)
    }

    /// Need of each country for a key, 0 to 1, in the order of the countries (method 5.2): the mean of the ranks by
    /// its indicators, at least half of which must exist.
    pub fn ranks(&self, key: NeedKey, year: i16) -> [Option<f64>; Country::COUNT] {
        let of_key: Vec<&Indicator> = INDICATORS.iter().filter(|it| it.key == key).collect();
        let ranked: Vec<_> = of_key
            .iter()
            .filter_map(|indicator| self.ranks_by(indicator, year))
            .collect();
        std::array::from_fn(|country| {
            let ranks: Vec<f64> = ranked.iter().filter_map(|ranks| ranks[country]).collect();
            let is_enough = !ranks.is_empty() && ranks.len() * 2 >= of_key.len();
            is_enough.then(|| ranks.iter().sum::<f64>() / ranks.len() as f64)
        })
    }

    fn ranks_by(&self, indicator: &Indicator, year: i16) -> Option<[Option<f64>; Country::COUNT]> {
        let sign = if indicator.is_higher_worse { 1.0 } else { -1.0 };
        let known: Vec<(Country, f64)> = Country::all()
            .filter_map(|country| Some((country, self.value(indicator, country, year)?.value)))
            .collect();
        let values: Vec<f64> = known.iter().map(|(_, value)| sign * value).collect();
        let mut ranks = [None; Country::COUNT];
        for ((country, _), rank) in known.iter().zip(mid_ranks(&values)?) {
            ranks[country.index()] = Some(rank);
        }
        Some(ranks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<NeedTable, NeedError> {
        let mut reader = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .from_reader(text.as_bytes());
        let rows = reader.deserialize();
        NeedTable::read(rows.map(|row| row.map_err(|error: csv::Error| error.to_string())))
    }

    #[test]
    fn the_shipped_tables_read_and_name_what_the_method_names() {
        assert_eq!(indicators().len(), 17);
        let text = include_str!("table/need.csv");
        let parsed = parse(text).expect("the shipped table reads");
        assert_eq!(parsed.values(), NeedTable::shipped().values());
    }

    #[test]
    fn need_is_ranked_only_where_half_of_the_indicators_exist() {
        let table = NeedTable::shipped();
        let index = |iso2| Country::from_iso2(iso2).map_or(0, Country::index);
        let connectivity = table.ranks(NeedKey::Connectivity, 2026);
        assert_eq!(connectivity[index("TL")], Some(1.0));
        assert_eq!(connectivity[index("MY")], Some(0.0));
        assert_eq!(connectivity[index("BN")], None);
        let poverty = table.ranks(NeedKey::Priority(Priority::Op1), 2026);
        assert_eq!(poverty, [None; Country::COUNT]);
        // Old values are dropped, not carried on.
        assert_eq!(
            table.ranks(NeedKey::Connectivity, 2040),
            [None; Country::COUNT]
        );
    }

    #[test]
    fn a_bad_row_is_named() {
        let head = "indicator_id,key,iso2,year,value,source,retrieved,licence\n";
        let error = |row: &str| parse(&format!("{head}{row}")).expect_err("a bad row");
        let unknown = error("IT.NET.USER.ZS,OP1,VN,2024,1,x,2026-01-01,y\n").to_string();
        assert_eq!(
            unknown,
            "need table, row 1: no indicator “IT.NET.USER.ZS” under “OP1”"
        );
        let text = error("IT.NET.USER.ZS,connectivity,XX,2024,1,x,2026-01-01,y\n").to_string();
        assert!(text.contains("unknown country XX"), "{text}");
        let text = error("IT.NET.USER.ZS,connectivity,VN,2024,much,x,2026-01-01,y\n").to_string();
        assert!(text.starts_with("need table, row 1: "), "{text}");
    }
}
