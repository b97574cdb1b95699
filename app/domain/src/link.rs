//! Questions as addresses: a filter with sorting and paging, read from and printed to a query string.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::filter::{Filter, FilterError};

/// What a page, an export or a call of the API is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Question {
    /// Which part of the portfolio.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// Which page, from 1.
    pub page: Page,
}

/// A page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// Number, from 1.
    pub number: u32,
    /// Rows on a page, 1 to [`Page::MAX_SIZE`].
    pub size: u32,
}

/// The order of a list of activities; equal values are ordered by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// From the largest.
    pub descending: bool,
}

/// By what a list is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the codes say it")]
pub enum SortKey {
    Usd,
    Title,
    Partner,
    Agency,
    Country,
    Sector,
    Start,
    End,
    Id,
}

impl SortKey {
    /// All keys.
    pub const ALL: [Self; 9] = [
        Self::Usd,
        Self::Title,
        Self::Partner,
        Self::Agency,
        Self::Country,
        Self::Sector,
        Self::Start,
        Self::End,
        Self::Id,
    ];

    /// The code in the address.
    pub const fn code(self) -> &'static str {
        [
            "usd", "title", "partner", "agency", "country", "sector", "start", "end", "id",
        ][self as usize]
    }
}

impl Default for Sort {
    fn default() -> Self {
        Self {
            key: SortKey::Usd,
            descending: true,
        }
    }
}

impl Page {
    /// The most rows that one page may hold.
    pub const MAX_SIZE: u32 = 1_000;

    /// Rows before this page.
    pub const fn offset(self) -> usize {
        (self.number as usize - 1) * self.size as usize
    }
}

impl Default for Page {
    fn default() -> Self {
        Self {
            number: 1,
            size: 50,
        }
    }
}

/// A question read from a query string, with what was not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The question, without the parts that were not understood.
    pub question: Question,
    /// Pairs that belong to the page and not to the question.
    pub extra: Vec<(String, String)>,
    /// What was not understood; the API answers 400, pages show a notice.
    pub errors: Vec<FilterError>,
}

/// What stays readable in a query string; the rest is percent-encoded.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'+')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

impl Question {
    /// Reads a query string with or without its `?`. A repeated key of a facet adds to its values.
    ///
    /// `own_keys` are further keys that the page or call takes for itself.
    pub fn parse(query: &str, own_keys: &[&str]) -> Parsed {
        let mut parsed = Parsed::default();
        for (key, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            if own_keys.contains(&key.as_ref()) {
                parsed.extra.push((key.into_owned(), value.into_owned()));
            } else if let Err(error) = parsed.question.set(&key, &value, own_keys) {
                parsed.errors.push(error);
            }
        }
        parsed
    }

    fn set(&mut self, key: &str, value: &str, own_keys: &[&str]) -> Result<(), FilterError> {
        if let Some(result) = self.filter.set(key, value) {
            return result;
        }
        let unknown = |allowed: String| FilterError::UnknownValue {
            key: key.to_owned(),
            value: value.chars().take(60).collect(),
            allowed,
        };
        match key {
            "sort" => {
                let (descending, code) = value
                    .strip_prefix('-')
                    .map_or((false, value), |code| (true, code));
                let codes = || SortKey::ALL.map(SortKey::code).join(", ");
                let key = SortKey::ALL.into_iter().find(|key| key.code() == code);
                self.sort = Sort {
                    key: key
                        .ok_or_else(|| unknown(format!("{}; with - from the largest", codes())))?,
                    descending,
                };
            }
            "page" => {
                let allowed = || unknown("a number from 1".to_owned());
                self.page.number = value
                    .parse()
                    .ok()
                    .filter(|n| (1..=10_000_000).contains(n))
                    .ok_or_else(allowed)?;
            }
            "per_page" => {
                let allowed = || unknown(format!("a number from 1 to {}", Page::MAX_SIZE));
                self.page.size = value
                    .parse()
                    .ok()
                    .filter(|n| (1..=Page::MAX_SIZE).contains(n))
                    .ok_or_else(allowed)?;
            }
            _ => {
                let facets = crate::facet::Facet::ALL.map(crate::facet::Facet::key);
                let known = facets
                    .iter()
                    .chain(&Filter::KEYS)
                    .chain(&["sort", "page", "per_page"])
                    .chain(own_keys);
                let known = known.copied().collect::<Vec<_>>().join(", ");
                return Err(FilterError::UnknownKey {
                    key: key.chars().take(60).collect(),
                    known,
                });
            }
        }
        Ok(())
    }

    /// The query string in canonical form, without `?`; empty for the whole portfolio.
    pub fn query(&self) -> String {
        let mut pairs = self.filter.pairs();
        if self.sort != Sort::default() {
            let sign = if self.sort.descending { "-" } else { "" };
            pairs.push(("sort", format!("{sign}{}", self.sort.key.code())));
        }
        if self.page.number != 1 {
            pairs.push(("page", self.page.number.to_string()));
        }
        if self.page.size != Page::default().size {
            pairs.push(("per_page", self.page.size.to_string()));
        }
        let encoded = pairs
            .iter()
            .map(|(key, value)| format!("{key}={}", utf8_percent_encode(value, ENCODED)));
        encoded.collect::<Vec<_>>().join("&")
    }

    /// The address of a page with this question.
    pub fn address(&self, path: &str) -> String {
        match self.query() {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }
}

impl From<Filter> for Question {
    fn from(filter: Filter) -> Self {
        Self {
            filter,
            ..Self::default()
        }
    }
}

/// The path of a project's page; its identifier becomes one segment.
///
/// ```
/// use tiga_domain::link::project_path;
/// assert_eq!(project_path("US-GOV-1:72/a b"), "/projects/US-GOV-1%3A72%2Fa%20b");
/// ```
pub fn project_path(id: &str) -> String {
    let mut address = String::from("/projects/");
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                address.push(byte as char);
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::area::Area;
    use crate::country::Country;
    use crate::facet::Facet;
    use crate::filter::{Measure, Prices, Years};
    use crate::money::Cents;
    use crate::place::ProvinceKey;

    fn parse(query: &str) -> Parsed {
        Question::parse(query, &[])
    }

    #[test]
    fn the_whole_grammar_is_understood() {
        let query = "partner=US,JP&agency=DFC&country=VN,PH&sector=140,21020&class=services&priority=OP3&theme=women\
                     &instrument=loan&status=2&year=2015..2024&min=1000000&precision=site&measure=commitment\
                     &prices=constant&q=water&sort=-usd&page=2";
        let parsed = parse(query);
        assert_eq!(parsed.errors, []);
        let printed = parsed.question.query();
        assert_eq!(
            printed,
            "partner=US,JP&agency=DFC&country=PH,VN&sector=140,21020&class=services&priority=OP3&theme=women\
             &instrument=loan&status=2&precision=site&year=2015..2024&min=1000000&prices=constant&q=water&page=2"
        );
        assert_eq!(parse(&printed).question, parsed.question);
    }

    #[test]
    fn what_is_not_understood_is_named_with_what_is_allowed() {
        let errors = parse("contry=VN&partner=FR&year=2024..2015&page=0&min=-1&sort=size").errors;
        let messages: Vec<_> = errors.iter().map(ToString::to_string).collect();
        assert!(
            messages[0].starts_with("unknown filter “contry”; known are partner, agency, country")
        );
        assert_eq!(
            messages[1],
            "partner has no value “FR”; allowed: US, JP, KR, ADB"
        );
        assert_eq!(messages.len(), 6);
    }

    #[test]
    fn undated_money_can_be_asked_for() {
        let undated = parse("year=none").question.filter.years;
        assert!(undated.contains(None) && !undated.contains(Some(2020)));
        let both = parse("year=2019..,none").question.filter.years;
        assert!(both.contains(None) && both.contains(Some(2020)) && !both.contains(Some(2018)));
        assert!(!parse("year=2019..").question.filter.years.contains(None));
    }

    prop_compose! {
        fn questions()(
            choices in prop::collection::vec((0..Facet::ALL.len(), any::<u16>()), 0..8),
            from in prop::option::of(1960_i16..2000), to in prop::option::of(2000_i16..2030), undated: bool,
            min in prop::option::of(1_i64..1_000_000_000_000), disbursement: bool, constant: bool,
            include_exposure: bool, include_legacy: bool, area in prop::option::of((-90_i32..90, 90_i32..180)),
            provinces in prop::collection::btree_set((0..Country::COUNT, 0_u8..5), 0..3),
            ids in prop::collection::btree_set("[!-~é村]{1,8}", 0..3), search in "[ -~é村]{0,12}", key in 0..SortKey::ALL.len(), descending: bool,
            number in 1_u32..500, size in 1..=Page::MAX_SIZE,
        ) -> Question {
            let mut filter = Filter::default();
            for (facet, value) in choices {
                let facet = Facet::ALL[facet];
                let value = facet.parse(&facet.code(value % facet.count() as u16));
                filter = filter.with(facet, value.expect("codes are read back"));
            }
            filter.years = Years { from, to, undated };
            filter.min = min.map(Cents);
            filter.measure = Measure::ALL[usize::from(disbursement)];
            filter.prices = Prices::ALL[usize::from(constant)];
            (filter.include_exposure, filter.include_legacy) = (include_exposure, include_legacy);
            filter.area = area.map(|(low, high)| {
                let (low, high) = (f64::from(low) / 7.0, f64::from(high) / 7.0);
                Area::around((low, low), (high, high))
            });
            let provinces = provinces.into_iter().map(|(country, nth)| ProvinceKey {
                country: Country::all().nth(country).expect("below their number"),
                nth: nth % crate::place::provinces(Country::all().nth(country).expect("the same")).len() as u8,
            });
            filter.provinces = provinces.collect::<std::collections::BTreeSet<_>>().into_iter().collect();
            filter.ids = ids.into_iter().collect();
            filter.search = search.split_whitespace().collect::<Vec<_>>().join(" ");
            Question { filter, sort: Sort { key: SortKey::ALL[key], descending }, page: Page { number, size } }
        }
    }

    proptest! {
        #[test]
        fn a_question_is_read_back_from_its_address(question in questions()) {
            let parsed = parse(&question.query());
            prop_assert_eq!(parsed.errors, []);
            prop_assert_eq!(parsed.question, question);
        }

        #[test]
        fn no_query_string_is_too_strange(query in "\\PC{0,80}") {
            let parsed = parse(&query);
            prop_assert_eq!(parse(&parsed.question.query()).question, parsed.question);
        }
    }
}
