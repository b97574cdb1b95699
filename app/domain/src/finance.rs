//! How money is given, in the codes of the OECD: flow, finance and aid types, and the instrument they amount to.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::status::Instrument;
use crate::table;

#[derive(Deserialize)]
struct FlowRow {
    code: u16,
    name: String,
}

#[derive(Deserialize)]
struct FinanceRow {
    code: u16,
    name: String,
    instrument: String,
}

#[derive(Deserialize)]
struct AidRow {
    code: String,
    name: String,
}

static FLOW_TYPES: LazyLock<BTreeMap<u16, String>> = LazyLock::new(|| {
    table::rows::<FlowRow>(include_str!("code/table/flow_type.csv"))
        .into_iter()
        .map(|row| (row.code, row.name))
        .collect()
});

static FINANCE_TYPES: LazyLock<BTreeMap<u16, (String, Instrument)>> = LazyLock::new(|| {
    table::rows::<FinanceRow>(include_str!("code/table/finance_type.csv"))
        .into_iter()
        .map(|row| {
            let instrument = Instrument::from_code(&row.instrument).unwrap_or(Instrument::Other);
            (row.code, (row.name, instrument))
        })
        .collect()
});

static AID_TYPES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    table::rows::<AidRow>(include_str!("code/table/aid_type.csv"))
        .into_iter()
        .map(|row| (row.code, row.name))
        .collect()
});

/// The name of an IATI flow type (`10` ODA, `21` OOF); none when the list does not have it.
pub fn flow_type_name(code: u16) -> Option<&'static str> {
    FLOW_TYPES.get(&code).map(String::as_str)
}

/// The name of a finance type (`421` standard loan); none when the list does not have it.
pub fn finance_type_name(code: u16) -> Option<&'static str> {
    FINANCE_TYPES.get(&code).map(|(name, _)| name.as_str())
}

/// The name of an aid type (`C01` project-type interventions); none when the list does not have it.
pub fn aid_type_name(code: &str) -> Option<&'static str> {
    AID_TYPES.get(code).map(String::as_str)
}

/// The instrument that a finance and an aid type amount to.
///
/// The finance type decides. Experts and technical assistance (`D01`, `D02`) are technical assistance
/// when they are given as a grant or when no finance type is stated.
///
/// ```
/// use tiga_domain::{finance, status::Instrument};
/// assert_eq!(finance::instrument(Some(421), "C01"), Some(Instrument::Loan));
/// assert_eq!(finance::instrument(Some(110), "D02"), Some(Instrument::TechnicalAssistance));
/// assert_eq!(finance::instrument(None, "C01"), None);
/// ```
pub fn instrument(finance_type: Option<u16>, aid_type: &str) -> Option<Instrument> {
    let group = finance_type
        .and_then(|code| FINANCE_TYPES.get(&code))
        .map(|(_, group)| *group);
    match group {
        None | Some(Instrument::Grant) if matches!(aid_type, "D01" | "D02") => {
            Some(Instrument::TechnicalAssistance)
        }
        group => group,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_instrument_of_the_table_is_known() {
        for row in table::rows::<FinanceRow>(include_str!("code/table/finance_type.csv")) {
            assert!(
                Instrument::from_code(&row.instrument).is_some(),
                "{} {}",
                row.code,
                row.instrument
            );
        }
    }

    #[test]
    fn codes_have_names() {
        assert_eq!(flow_type_name(10), Some("ODA"));
        assert_eq!(finance_type_name(421), Some("Standard loan"));
        assert_eq!(aid_type_name("C01"), Some("Project-type interventions"));
        assert_eq!(flow_type_name(99), None);
        assert_eq!(instrument(Some(1100), ""), Some(Instrument::Guarantee));
        assert_eq!(instrument(Some(999), ""), None);
    }
}
