//! Whose money a project is: agencies of the partners among its donors.

use tiga_domain::agency::{Agency, Context};

/// The donors of a project.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Donors {
    /// Agencies of the partners, each once, with the name that the release gives.
    pub agencies: Vec<(Agency, String)>,
    /// Whether others pay as well.
    pub has_others: bool,
}

/// Reads donor names that bars separate.
pub(super) fn donors_of(names: &str) -> Donors {
    let mut donors = Donors {
        agencies: Vec::new(),
        has_others: false,
    };
    for name in names.split('|').map(str::trim).filter(|n| !n.is_empty()) {
        match Agency::from_name(name, Context::default()) {
            None => donors.has_others = true,
            Some(agency) if donors.agencies.iter().any(|(known, _)| *known == agency) => {}
            Some(agency) => donors.agencies.push((agency, name.to_owned())),
        }
    }
    donors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_are_found_among_other_donors() {
        let donors = donors_of(
            "Ministry of Public Works|Asia Development Bank|Asian Development Bank|Norway",
        );
        let codes: Vec<_> = donors.agencies.iter().map(|(a, _)| a.code()).collect();
        assert_eq!(codes, ["ADB"]);
        assert!(donors.has_others);
        assert!(donors_of("").agencies.is_empty());
    }
}
