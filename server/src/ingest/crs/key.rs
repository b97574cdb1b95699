//! What a row is about: donor, agency, recipient and the identity of the activity. Judges no money.

use sha2::{Digest, Sha256};
use tiga_domain::country::{Country, Recipient};

use super::super::remark::Remarks;
use super::super::table::Row;
use super::header::{Column, Header, Layout};

/// Numbers of the donors that are partners, with their codes in the Data Explorer; 916 is an old number of the ADB.
const DONORS: [(u16, &str); 5] = [
    (302, "USA"),
    (701, "JPN"),
    (742, "KOR"),
    (915, "5ASDB01"),
    (916, ""),
];

/// Regional codes of the Data Explorer that hold an ASEAN country.
const REGIONS: [(&str, u16); 2] = [("S97_X", 789), ("S_X", 798)];

/// Sums over donors or recipients, which are no records.
const AGGREGATES: [&str; 14] = [
    "DAC", "DAC_EC", "DAC_EU", "ALLD", "ALLM", "ALLP", "WXDAC", "WXALLD", "G7", "4EU001_T",
    "DPGC_X", "DPGC", "_T", "W",
];

/// What tells rows without an identifier apart in every vintage.
const SAID: [Column; 8] = [
    Column::Year,
    Column::Recipient,
    Column::Purpose,
    Column::Flow,
    Column::Commitment,
    Column::Disbursement,
    Column::Value,
    Column::ShortDescription,
];

/// The donor of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Donor {
    /// A partner, by its number in the list of the DAC.
    Partner(u16),
    /// Another one.
    Other,
    /// No code, or the sum of several.
    None,
}

/// The donor; on bytes, since most rows of a file are of others.
pub(super) fn donor_of(header: &Header, row: &Row) -> Donor {
    let code = header.bytes(row, Column::Donor);
    match header.layout {
        Layout::Bulk => match number(code) {
            Some(number) if DONORS.iter().any(|(known, _)| *known == number) => {
                Donor::Partner(number)
            }
            Some(_) => Donor::Other,
            None => Donor::None,
        },
        Layout::Explorer => {
            let code = str::from_utf8(code).unwrap_or_default();
            match DONORS.iter().find(|(_, known)| *known == code) {
                _ if code.is_empty() || AGGREGATES.contains(&code) => Donor::None,
                Some((number, _)) => Donor::Partner(*number),
                None => Donor::Other,
            }
        }
    }
}

/// The recipient, if it is a code at all. Regions of the CRS are not looked at: Myanmar stands under
/// South and Central Asia there.
pub(super) fn recipient_of(header: &Header, row: &Row) -> Option<Recipient> {
    let bytes = header.bytes(row, Column::Recipient);
    let code = str::from_utf8(bytes).ok()?;
    match header.layout {
        Layout::Bulk => {
            let number = number(bytes)?;
            let digits = number.to_string();
            Some(match Country::from_alias("dac_code", &digits) {
                Some(country) => Recipient::Country(country),
                None => Recipient::from_region(number),
            })
        }
        Layout::Explorer => {
            if code.is_empty() || AGGREGATES.contains(&code) {
                return None;
            }
            if let Some(country) = Country::from_alias("iso3", code) {
                return Some(Recipient::Country(country));
            }
            let region = REGIONS.iter().find(|(known, _)| *known == code);
            Some(region.map_or(Recipient::Outside, |(_, region)| Recipient::Region(*region)))
        }
    }
}

/// Identity of the activity: donor, agency and the identifier that the donor keeps over the years.
pub(super) fn identity_of(
    header: &Header,
    row: &Row,
    (donor, agency): (u16, &str),
    remarks: &mut Remarks,
) -> String {
    let prefix = match header.layout {
        Layout::Bulk => "crs",
        Layout::Explorer => "crs-explorer",
    };
    let own = [Column::CrsId, Column::ProjectNumber]
        .into_iter()
        .map(|column| {
            header
                .text(row, column)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .find(|id| !id.is_empty());
    let own = own.unwrap_or_else(|| {
        let mut digest = Sha256::new();
        for column in SAID {
            digest.update(header.text(row, column).as_bytes());
            digest.update([0]);
        }
        let hash = format!("{:x}", digest.finalize());
        let hash = &hash[..16];
        remarks.note(
            Column::CrsId.name(),
            "",
            "neither CrsID nor ProjectNumber",
            "the row is an activity of its own",
        );
        format!("row-{hash}")
    });
    format!("{prefix}:{donor}-{agency}-{own}")
}

/// A code of digits; old files write them with leading zeros.
pub(super) fn number(code: &[u8]) -> Option<u16> {
    if code.is_empty() || !code.iter().all(u8::is_ascii_digit) {
        return None;
    }
    str::from_utf8(code).ok()?.parse().ok()
}
