//! Whose money an activity is: the agencies of the four partners, by the references and names in it.

use std::collections::BTreeMap;

use tiga_domain::agency::{Agency, Context};
use tiga_domain::partner::Partner;

use super::raw::{Organisation, RawActivity, Role};

/// The agencies that finance an activity.
#[derive(Debug, Default)]
pub(super) struct Financing {
    /// Each with the name that the file gives it; empty when none is of the four partners.
    pub agencies: Vec<(Agency, String)>,
    /// Others pay as well: the amount is of the whole package.
    pub has_outside_donors: bool,
}

impl Financing {
    /// Whether the amounts need not be the agency's own.
    pub fn is_package(&self) -> bool {
        self.agencies.len() > 1 || self.has_outside_donors
    }
}

/// The agency that a reference, else a name leads to.
pub(super) fn of_organisation(organisation: &Organisation, flow: Option<&str>) -> Option<Agency> {
    let context = Context { flow, donor: None };
    let by_reference = (!organisation.reference.is_empty())
        .then(|| Agency::from_iati(&organisation.reference, context))
        .flatten();
    by_reference.or_else(|| {
        let name = organisation.name.as_str();
        (!name.is_empty())
            .then(|| Agency::from_name(name, context))
            .flatten()
    })
}

/// The flow type as the table of agencies asks for it.
pub(super) fn flow_of(activity: &RawActivity) -> Option<&'static str> {
    let of_transactions = activity.transactions.iter().find_map(|t| t.flow_type.get());
    match activity.flow_type.get().or(of_transactions)? {
        10 => Some("10"),
        _ => None,
    }
}

/// The financing agencies: the first of reporter, extending, funding, providers and the number in the
/// identifier that names a specific one; else the first that names a partner at all.
///
/// Accountable and implementing organisations never decide.
pub(super) fn financing(activity: &RawActivity) -> Financing {
    let flow = flow_of(activity);
    let of_role = |role: Role| {
        activity
            .participants
            .iter()
            .filter(move |(its, _)| *its == role)
            .map(|(_, organisation)| organisation)
    };
    let mut collective = None;
    let mut decide = |group: &mut dyn Iterator<Item = &Organisation>| {
        let found = agencies_of(group, flow);
        let (specific, generic): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(a, _)| !a.is_generic());
        if collective.is_none() && !generic.is_empty() {
            collective = Some(generic);
        }
        (!specific.is_empty()).then_some(specific)
    };
    let reporter = decide(&mut std::iter::once(&activity.reporter));
    if let Some(agencies) = reporter {
        return Financing {
            agencies,
            has_outside_donors: false,
        };
    }
    let mut providers = activity
        .transactions
        .iter()
        .filter_map(|t| t.provider.as_deref());
    let mut decided_by_providers = false;
    let specific = decide(&mut of_role(Role::Extending))
        .or_else(|| decide(&mut of_role(Role::Funding)))
        .or_else(|| {
            decided_by_providers = true;
            decide(&mut providers)
        })
        .or_else(|| number_in_identifier(&activity.identifier));
    let Some(agencies) = specific.or(collective) else {
        return Financing::default();
    };
    // A funder that is neither one of the agencies nor its own country pays a part of it.
    let is_outside = |organisation: &Organisation| {
        let payer = of_organisation(organisation, flow)
            .map(Agency::partner)
            .or_else(|| country_of_reference(&organisation.reference));
        !agencies
            .iter()
            .any(|(agency, _)| Some(agency.partner()) == payer)
    };
    let has_outside_donors = of_role(Role::Funding).any(is_outside)
        || (!decided_by_providers && of_role(Role::Extending).any(is_outside));
    Financing {
        agencies,
        has_outside_donors,
    }
}

/// The partner whose public bodies have references like this one, also bodies that the table does not know.
fn country_of_reference(reference: &str) -> Option<Partner> {
    const PREFIXES: [(&str, Partner); 5] = [
        ("US-GOV-", Partner::Us),
        ("JP-", Partner::Jp),
        ("XM-DAC-701-", Partner::Jp),
        ("KR-GOV-", Partner::Kr),
        ("XM-DAC-742-", Partner::Kr),
    ];
    let reference = reference.to_uppercase();
    PREFIXES
        .iter()
        .find(|(prefix, _)| reference.starts_with(prefix))
        .map(|(_, partner)| *partner)
}

/// Each agency once, in the order of the table, with the name that a reader would not know it by.
fn agencies_of(
    group: &mut dyn Iterator<Item = &Organisation>,
    flow: Option<&str>,
) -> Vec<(Agency, String)> {
    let mut found = BTreeMap::new();
    for organisation in group {
        if let Some(agency) = of_organisation(organisation, flow) {
            found
                .entry(agency)
                .or_insert_with(|| reported_name(agency, organisation));
        }
    }
    found.into_iter().collect()
}

/// The name in the file, when it says more than the agency's own (a predecessor, an embassy, a trust fund).
fn reported_name(agency: Agency, organisation: &Organisation) -> String {
    let name = organisation.name.as_str();
    let plain = |text: &str| text.replace('.', "").to_lowercase();
    if plain(name) == plain(agency.name()) || plain(name) == plain(agency.code()) {
        String::new()
    } else {
        name.chars().take(300).collect()
    }
}

/// Korea writes the agency into the identifier: `KR-GOV-010-KR-GOV-051-2023010103248`.
fn number_in_identifier(identifier: &str) -> Option<Vec<(Agency, String)>> {
    let upper = identifier.to_uppercase();
    let found = upper.match_indices("KR-GOV-").find_map(|(at, _)| {
        let rest = &upper[at + 7..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let reference = &upper[at..at + 7 + digits];
        Agency::from_iati(reference, Context::default()).filter(|agency| !agency.is_generic())
    })?;
    Some(vec![(found, String::new())])
}

/// Whether Japan pays for what ADB administers: one of its trust funds, or Japan as a funder.
pub(super) fn is_funded_by_japan(activity: &RawActivity, agency: Agency) -> bool {
    const FUNDS: [&str; 4] = [
        "jfpr",
        "japan fund for",
        "japan special fund",
        "japan scholarship",
    ];
    let is_fund = |organisation: &Organisation| {
        let name = organisation.name.as_str().to_lowercase();
        FUNDS.iter().any(|fund| name.contains(fund))
    };
    let funders = activity
        .participants
        .iter()
        .filter(|(role, _)| matches!(role, Role::Funding | Role::Extending))
        .map(|(_, organisation)| organisation);
    let mut payers = funders.chain(
        activity
            .transactions
            .iter()
            .filter_map(|t| t.provider.as_deref()),
    );
    agency.partner() == Partner::Adb
        && payers.any(|payer| {
            is_fund(payer)
                || of_organisation(payer, None)
                    .is_some_and(|agency| agency.partner() == Partner::Jp)
        })
}

/// The implementing body that is neither a government nor one of the agencies, the first of several.
pub(super) fn counterpart(activity: &RawActivity) -> Option<String> {
    let is_counterpart = |organisation: &Organisation| {
        !organisation.name.as_str().trim().is_empty()
            && !matches!(organisation.kind.get(), Some(10 | 11 | 15))
            && of_organisation(organisation, None).is_none()
    };
    let mut implementing = activity
        .participants
        .iter()
        .filter(|(role, its)| *role == Role::Implementing && is_counterpart(its));
    let (_, first) = implementing.next()?;
    Some(first.name.as_str().to_owned())
}

/// Whether an organisation is a company: by its type, else by the form in its name.
pub(super) fn is_company(organisation: &Organisation) -> bool {
    const FORMS: [&str; 17] = [
        "pt",
        "tbk",
        "inc",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "company",
        "co",
        "llc",
        "plc",
        "jsc",
        "cjsc",
        "bhd",
        "gmbh",
        "sa",
        "pcl",
    ];
    match organisation.kind.get() {
        Some(70..=73) => return true,
        Some(10 | 11 | 15) => return false,
        _ => {}
    }
    organisation
        .name
        .as_str()
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| FORMS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::iati::raw::{Field, Text, Transaction};

    fn named(reference: &str, name: &str) -> Organisation {
        let mut text = Text::default();
        text.offer("", name.to_owned());
        Organisation {
            reference: reference.to_owned(),
            name: text,
            kind: Field::Absent,
        }
    }

    fn activity(reporter: &str, participants: &[(Role, &str, &str)]) -> RawActivity {
        RawActivity {
            reporter: named(reporter, ""),
            participants: participants
                .iter()
                .map(|(role, reference, name)| (*role, named(reference, name)))
                .collect(),
            ..RawActivity::default()
        }
    }

    fn codes(activity: &RawActivity) -> Vec<&'static str> {
        financing(activity)
            .agencies
            .iter()
            .map(|(agency, _)| agency.code())
            .collect()
    }

    #[test]
    fn the_reporter_comes_before_the_funder() {
        let usaid = activity(
            "US-GOV-1",
            &[(Role::Funding, "US-GOV-11", "Department of State")],
        );
        assert_eq!(codes(&usaid), ["USAID"]);
        assert!(!financing(&usaid).is_package());
    }

    #[test]
    fn accountable_and_implementing_organisations_never_decide() {
        let parts = [
            (Role::Accountable, "XM-DAC-46004", ""),
            (Role::Implementing, "", "JICA"),
        ];
        assert!(codes(&activity("XX-1", &parts)).is_empty());
    }

    #[test]
    fn a_specific_agency_is_preferred_to_a_collective_one() {
        let mut korea = activity("KR-GOV-010", &[]);
        assert_eq!(codes(&korea), ["KR-OTHER"]);
        korea.identifier = "KR-GOV-010-KR-GOV-051-2023".to_owned();
        assert_eq!(codes(&korea), ["KOICA"]);
        korea.identifier = "KR-GOV-010-1".to_owned();
        korea.transactions.push(Transaction {
            provider: Some(Box::new(named("XM-DAC-742-2", ""))),
            ..Transaction::default()
        });
        assert_eq!(codes(&korea), ["EDCF"]);
    }

    #[test]
    fn others_beside_an_agency_make_a_package() {
        let beside = activity(
            "XX",
            &[
                (Role::Funding, "", "JICA"),
                (Role::Funding, "", "World Bank"),
            ],
        );
        assert!(financing(&beside).has_outside_donors);
        let own_country = activity(
            "XX",
            &[(Role::Extending, "", "JICA"), (Role::Funding, "", "Japan")],
        );
        assert!(!financing(&own_country).is_package());
        let several = activity(
            "XX",
            &[(Role::Funding, "", "JICA"), (Role::Funding, "", "KOICA")],
        );
        assert_eq!(codes(&several), ["JICA", "KOICA"]);
        assert!(financing(&several).is_package() && !financing(&several).has_outside_donors);
    }

    #[test]
    fn a_reported_name_is_kept_when_it_says_more() {
        let embassy = activity("XX", &[(Role::Funding, "", "Embassy of Japan")]);
        let found = financing(&embassy);
        assert_eq!(
            found.agencies.first().map(|(a, n)| (a.code(), n.as_str())),
            Some(("MOFA", "Embassy of Japan"))
        );
        let adb = activity("XX", &[(Role::Funding, "", "Asian Development Bank")]);
        assert_eq!(
            financing(&adb).agencies.first().map(|(_, n)| n.as_str()),
            Some("")
        );
        assert!(is_funded_by_japan(
            &activity(
                "XM-DAC-46004",
                &[(Role::Funding, "", "Japan Fund for Poverty Reduction")]
            ),
            Agency::all()
                .last()
                .unwrap_or_else(|| unreachable!("ADB is the last row"))
        ));
    }

    #[test]
    fn companies_are_told_by_type_or_form() {
        assert!(is_company(&named("", "PT Medco Cahaya Geothermal")));
        assert!(!is_company(&named("", "Ministry of Finance")));
        assert!(!is_company(&named("", "Department of Transportation")));
    }
}
