//! Agencies of the four partners, and how a reference or a name in a file leads to one.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::partner::Partner;
use crate::table;

/// An agency of a partner: an index into the compiled-in agency table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Agency(u8);

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    partner: Partner,
}

#[derive(Deserialize)]
struct ReferenceRow {
    kind: String,
    variant: String,
    agency: String,
    condition: String,
}

static AGENCIES: LazyLock<Vec<Row>> =
    LazyLock::new(|| table::rows(include_str!("code/table/agency.csv")));

/// Kind and folded reference to the agencies that it names, each under a condition.
type References = HashMap<(String, String), Vec<(String, Agency)>>;

static REFERENCES: LazyLock<References> = LazyLock::new(|| {
    let mut map: HashMap<_, Vec<_>> = HashMap::new();
    for row in table::rows::<ReferenceRow>(include_str!("code/table/agency_reference.csv")) {
        let Some(agency) = Agency::from_code(&row.agency) else {
            continue;
        };
        let key = if row.kind == "name" {
            fold_name(&row.variant)
        } else {
            fold_reference(&row.variant)
        };
        map.entry((row.kind, key))
            .or_default()
            .push((row.condition, agency));
    }
    map
});

/// What else a file says that can decide between two agencies with one reference.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// Flow type: `10` for ODA in IATI, `13` and `14` in the CRS.
    pub flow: Option<&'a str>,
    /// DAC donor number, for names that several countries use.
    pub donor: Option<&'a str>,
}

impl Context<'_> {
    fn holds(&self, condition: &str) -> bool {
        match condition.split_once('=') {
            Some(("flow", flow)) => self.flow == Some(flow),
            Some(("donor", donor)) => self.donor == Some(donor),
            _ => condition.is_empty(),
        }
    }
}

impl Agency {
    /// All agencies in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..AGENCIES.len()).map(|index| Self(index as u8))
    }

    /// Position in the table.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The agency with this code, in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        AGENCIES
            .iter()
            .position(|row| row.code.eq_ignore_ascii_case(code))
            .map(|index| Self(index as u8))
    }

    /// The code in addresses, tables and the API.
    pub fn code(self) -> &'static str {
        &AGENCIES[self.index()].code
    }

    /// The official name in English.
    pub fn name(self) -> &'static str {
        &AGENCIES[self.index()].name
    }

    /// The partner whose money it commits.
    pub fn partner(self) -> Partner {
        AGENCIES[self.index()].partner
    }

    /// Whether this is the collective entry of a partner (`JP-OTHER`), to which a specific agency is preferred.
    pub fn is_generic(self) -> bool {
        self.code().ends_with("-OTHER")
    }

    /// The agency with this IATI organisation reference.
    pub fn from_iati(reference: &str, context: Context) -> Option<Self> {
        lookup("iati_org", fold_reference(reference), context)
    }

    /// The agency with this number of a donor in the OECD's CRS; the number means nothing without the donor.
    /// A donor of a partner whose agency the list does not have is its collective entry.
    pub fn from_crs(donor: &str, agency: &str, context: Context) -> Option<Self> {
        let number = fold_reference(&format!("{donor}/{agency}"));
        lookup("crs_agency", number, context)
            .or_else(|| lookup("crs_donor", fold_reference(donor), context))
    }

    /// The agency with this name or one of its variants.
    pub fn from_name(name: &str, context: Context) -> Option<Self> {
        lookup("name", fold_name(name), context)
    }
}

fn lookup(kind: &str, key: String, context: Context) -> Option<Agency> {
    let candidates = REFERENCES.get(&(kind.to_owned(), key))?;
    let conditional = candidates
        .iter()
        .find(|(condition, _)| !condition.is_empty() && context.holds(condition));
    conditional
        .or_else(|| {
            candidates
                .iter()
                .find(|(condition, _)| condition.is_empty())
        })
        .map(|(_, agency)| *agency)
}

fn fold_reference(reference: &str) -> String {
    reference.trim().to_uppercase()
}

/// Full stops dropped, spaces collapsed, lower case, without a leading "the".
fn fold_name(name: &str) -> String {
    let name = name
        .replace('.', "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    name.strip_prefix("the ")
        .map_or(name.clone(), str::to_owned)
}

impl Serialize for Agency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Agency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown agency {code}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(agency: Option<Agency>) -> &'static str {
        agency.map_or("", Agency::code)
    }

    #[test]
    fn references_and_names_are_compared_folded() {
        let context = Context::default();
        assert_eq!(code(Agency::from_iati(" xm-dac-701-8 ", context)), "JICA");
        assert_eq!(
            code(Agency::from_name(
                "The  Korean International Cooperation Agency",
                context
            )),
            "KOICA"
        );
        assert_eq!(
            code(Agency::from_name(
                "U.S. Agency for International Development",
                context
            )),
            "USAID"
        );
        assert_eq!(
            code(Agency::from_name("African Development Bank", context)),
            ""
        );
    }

    #[test]
    fn a_number_of_the_crs_belongs_to_its_donor() {
        let of = |donor, agency, flow| {
            code(Agency::from_crs(
                donor,
                agency,
                Context {
                    flow: Some(flow),
                    donor: None,
                },
            ))
        };
        assert_eq!(of("302", "22", "14"), "DFC");
        assert_eq!(of("701", "11", "13"), "JICA");
        assert_eq!(of("701", "11", "14"), "JBIC");
        assert_eq!(of("742", "2", "14"), "KEXIM");
        assert_eq!(of("302", "99", "11"), "US-OTHER");
        assert_eq!(of("915", "99", "13"), "ADB");
        assert_eq!(of("913", "1", "13"), "");
    }

    #[test]
    fn a_condition_that_holds_wins() {
        let concessional = Context {
            flow: Some("10"),
            donor: None,
        };
        assert_eq!(
            code(Agency::from_iati("XM-DAC-701-11", Context::default())),
            "JBIC"
        );
        assert_eq!(
            code(Agency::from_iati("XM-DAC-701-11", concessional)),
            "JICA"
        );
        assert_eq!(
            code(Agency::from_name(
                "Ministry of Foreign Affairs",
                Context::default()
            )),
            ""
        );
    }
}
