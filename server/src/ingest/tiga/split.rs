//! Where the money of a row goes and what it is for: lists of codes with percentages.

use rust_decimal::Decimal;
use tiga_domain::activity::{Flag, Flags, Split};
use tiga_domain::country::{Country, Recipient};
use tiga_domain::money::{Rebased, Share, ShareLine, cross, parse_amount, rebase};
use tiga_domain::purpose::PurposeCode;

use super::super::ReadContext;
use super::super::outside::{is_outside_code, is_outside_name};
use super::super::remark::Remarks;

/// Percentages beyond this are typing errors.
const LARGEST_PERCENTAGE: i64 = 10_000;
/// Regions of the DAC list start here.
const REGION_CODES: std::ops::RangeInclusive<u16> = 88..=1100;

/// The parts of a row that follow from `country` and `purpose_code`.
pub(super) fn splits_of(
    recipients: &[(Recipient, Share)],
    purposes: &[(Option<PurposeCode>, Share)],
) -> Vec<Split> {
    cross(recipients, purposes)
        .into_iter()
        .map(|(recipient, purpose, share)| Split {
            recipient,
            purpose,
            share,
        })
        .collect()
}

/// Recipients with shares that add to one.
pub(super) fn recipients_of(
    text: &str,
    context: &ReadContext,
    flags: &mut Flags,
    remarks: &mut Remarks,
) -> Vec<(Recipient, Share)> {
    if text.is_empty() {
        return vec![(assumed(context, flags, remarks), Share::ONE)];
    }
    let lines = lines_of("country", text, recipient_of, Recipient::Unknown, remarks);
    let rebased = rebase(&lines);
    note_shares("country", text, &rebased, remarks);
    set(
        flags,
        &rebased,
        Flag::CountryRebased,
        Flag::CountryEqualSplit,
    );
    if rebased.shares.is_empty() {
        return vec![(Recipient::Unknown, Share::ONE)];
    }
    rebased.shares
}

/// Purposes with shares that add to one.
pub(super) fn purposes_of(
    text: &str,
    flags: &mut Flags,
    remarks: &mut Remarks,
) -> Vec<(Option<PurposeCode>, Share)> {
    if text.is_empty() {
        return vec![(None, Share::ONE)];
    }
    let lines = lines_of(
        "purpose_code",
        text,
        |code| PurposeCode::parse(code).map(Some),
        None,
        remarks,
    );
    let current: Vec<ShareLine<Option<PurposeCode>>> = lines
        .iter()
        .map(|(code, share)| (code.map(PurposeCode::current), *share))
        .collect();
    if lines.iter().zip(&current).any(|(old, new)| old.0 != new.0) {
        flags.insert(Flag::RecodedSector);
    }
    let rebased = rebase(&current);
    note_shares("purpose_code", text, &rebased, remarks);
    set(flags, &rebased, Flag::SectorRebased, Flag::SectorEqualSplit);
    if rebased.shares.is_empty() {
        return vec![(None, Share::ONE)];
    }
    rebased.shares
}

fn assumed(context: &ReadContext, flags: &mut Flags, remarks: &mut Remarks) -> Recipient {
    if let Some(country) = context.assumed_country {
        flags.insert(Flag::CountryAssumed);
        remarks.note(
            "country",
            "",
            "no country",
            "the country given for the file is assumed",
        );
        return Recipient::Country(country);
    }
    remarks.note("country", "", "no country", "kept without a country");
    Recipient::Unknown
}

/// An ISO code, a name in a known spelling, or a region of the DAC; never a fuzzy match.
fn recipient_of(code: &str) -> Option<Recipient> {
    if let Ok(region) = code.parse::<u16>() {
        return REGION_CODES
            .contains(&region)
            .then(|| Recipient::from_region(region));
    }
    let country = Country::from_iso2(code)
        .or_else(|| Country::from_alias("iso2", code))
        .or_else(|| Country::from_alias("iso3", code))
        .or_else(|| Country::from_name(code));
    let is_outside = || is_outside_code(code) || is_outside_name(code);
    country
        .map(Recipient::Country)
        .or_else(|| is_outside().then_some(Recipient::Outside))
}

/// `A:40|B:60`, with or without percentages. What is not known keeps its share, under `unknown`.
fn lines_of<K: Copy>(
    column: &str,
    text: &str,
    read: impl Fn(&str) -> Option<K>,
    unknown: K,
    remarks: &mut Remarks,
) -> Vec<ShareLine<K>> {
    text.split('|')
        .map(|part| {
            let (code, percentage) = match part.split_once(':') {
                Some((code, percentage)) => (code.trim(), Some(percentage)),
                None => (part.trim(), None),
            };
            let key = read(code).unwrap_or_else(|| {
                remarks.note(
                    column,
                    code,
                    "an unknown code",
                    "its share is kept as not reported",
                );
                unknown
            });
            (
                key,
                percentage.and_then(|text| percentage_of(column, text, remarks)),
            )
        })
        .collect()
}

fn percentage_of(column: &str, text: &str, remarks: &mut Remarks) -> Option<Decimal> {
    let number = parse_amount(text.trim().trim_end_matches('%')).ok();
    let fits = number.filter(|number| number.abs() <= Decimal::from(LARGEST_PERCENTAGE));
    if fits.is_none() {
        remarks.note(
            column,
            text,
            "the percentage is not a number",
            "read as not stated",
        );
    }
    fits
}

fn note_shares<K>(column: &str, text: &str, rebased: &Rebased<K>, remarks: &mut Remarks) {
    for (is_so, message, action) in [
        (
            rebased.rebased,
            "the percentages do not add to 100",
            "scaled to 100",
        ),
        (
            rebased.equal_split,
            "no percentages",
            "equal shares assumed",
        ),
        (
            rebased.null_share_dropped,
            "some have no percentage beside others that have",
            "those without were dropped",
        ),
        (
            rebased.nonpositive_dropped,
            "a percentage is zero or negative",
            "dropped",
        ),
    ] {
        if is_so {
            remarks.note(column, text, message, action);
        }
    }
}

fn set<K>(flags: &mut Flags, rebased: &Rebased<K>, rebased_flag: Flag, equal_flag: Flag) {
    for (is_set, flag) in [
        (rebased.rebased, rebased_flag),
        (rebased.equal_split, equal_flag),
        (rebased.null_share_dropped, Flag::NullShareDropped),
        (rebased.nonpositive_dropped, Flag::NonpositiveShareDropped),
    ] {
        if is_set {
            flags.insert(flag);
        }
    }
}
