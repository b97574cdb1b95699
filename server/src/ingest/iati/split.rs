//! Where an activity works and what for: published percentages, else what its transactions say, as exact shares.

use rust_decimal::Decimal;
use tiga_domain::activity::{Flag, Flags, SectorBasis, Split};
use tiga_domain::classify::purpose_from_industry;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::money::{Rebased, Share, ShareLine, cross, rebase};
use tiga_domain::purpose::PurposeCode;

use super::money::Payment;
use super::note::Notes;
use super::raw::{Field, RawActivity, RecipientLine, SectorLine, SectorVocabulary};
use super::weight::shares_by_money;

/// Shares of one kind.
pub(super) type Shares<K> = Vec<(K, Share)>;
/// What one transaction is for; none where the activity as a whole says it.
pub(super) type Part = (Option<Recipient>, Option<Option<PurposeCode>>);

/// The splits of an activity.
#[derive(Debug)]
pub(super) struct Plan {
    /// Shares that add to one.
    pub splits: Vec<Split>,
    /// The split to which each payment belongs as a whole, if it does.
    pub of_payment: Vec<Option<u16>>,
    /// Where the purpose codes come from.
    pub basis: SectorBasis,
    /// What had to be done.
    pub flags: Flags,
}

/// The shares that the activity as a whole states; none when it states nothing.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// Countries and regions.
    pub recipients: Option<Shares<Recipient>>,
    flags: Flags,
}

/// Reads the countries and regions of the activity as a whole.
///
/// Regions beside countries only repeat where the countries lie, unless percentages show that they are further parts.
pub(super) fn stated(activity: &RawActivity, notes: &mut Notes) -> Stated {
    let lines = &activity.recipients;
    let mut flags = Flags::default();
    if lines.is_empty() {
        return Stated::default();
    }
    let of_countries = || lines.iter().filter(|line| !line.is_region);
    let all_stated = lines.iter().all(|line| line.percentage.get().is_some());
    let country_sum: Decimal = of_countries().filter_map(|l| l.percentage.get()).sum();
    let regions_count =
        of_countries().next().is_none() || (all_stated && country_sum < Decimal::new(995, 1));
    let used: Vec<ShareLine<Recipient>> = lines
        .iter()
        .filter(|line| regions_count || !line.is_region)
        .map(|line| {
            (
                recipient(line, notes),
                percentage(&line.percentage, "recipient-country", notes),
            )
        })
        .collect();
    let rebased = rebase(&used);
    let flag = |yes, flag, flags: &mut Flags| {
        if yes {
            flags.insert(flag);
        }
    };
    flag(rebased.rebased, Flag::CountryRebased, &mut flags);
    flag(rebased.equal_split, Flag::CountryEqualSplit, &mut flags);
    remark(&rebased, "recipient-country", &mut flags, notes);
    let shares = or_whole(rebased.shares, Recipient::Unknown);
    Stated {
        recipients: Some(shares),
        flags,
    }
}

/// Splits the activity; `payments` give the shares where only transactions say where or what for.
pub(super) fn plan(
    activity: &RawActivity,
    stated: Stated,
    payments: &[Payment],
    assumed: Option<Country>,
    notes: &mut Notes,
) -> Plan {
    let mut flags = stated.flags;
    let mut basis = SectorBasis::Reported;
    let transactions = &activity.transactions;
    let recipients_by_transaction =
        stated.recipients.is_none() && transactions.iter().any(|t| !t.recipients.is_empty());
    let sectors_by_transaction =
        activity.sectors.is_empty() && transactions.iter().any(|t| !t.sectors.is_empty());

    let whole_recipients: Shares<Option<Recipient>> = match stated.recipients {
        _ if recipients_by_transaction => vec![(None, Share::ONE)],
        Some(shares) => shares.into_iter().map(|(r, s)| (Some(r), s)).collect(),
        None => vec![(Some(unreported(assumed, &mut flags, notes)), Share::ONE)],
    };
    let whole_sectors: Shares<Option<Option<PurposeCode>>> = if sectors_by_transaction {
        vec![(None, Share::ONE)]
    } else {
        sectors(activity, &mut flags, &mut basis, notes)
            .into_iter()
            .map(|(purpose, share)| (Some(purpose), share))
            .collect()
    };

    let parts: Vec<Part> = transactions
        .iter()
        .map(|t| {
            let recipient = recipients_by_transaction.then(|| main_recipient(&t.recipients));
            let purpose = sectors_by_transaction.then(|| {
                let lines = preferred(&t.sectors, activity.title.as_str());
                lines.first().and_then(|(_, purpose)| *purpose)
            });
            (recipient, purpose)
        })
        .collect();
    let is_by_transaction = recipients_by_transaction || sectors_by_transaction;
    let moving = if is_by_transaction {
        flags.insert(Flag::SplitFromTransactions);
        note_unknown_parts(activity, notes);
        if transactions
            .iter()
            .any(|t| t.sectors.iter().any(|l| l.is_recoded))
        {
            flags.insert(Flag::RecodedSector);
        }
        shares_by_money(&parts, payments)
    } else {
        vec![((None, None), Share::ONE)]
    };

    let whole: Shares<Part> = cross(&whole_recipients, &whole_sectors)
        .into_iter()
        .map(|(recipient, purpose, share)| ((recipient, purpose), share))
        .collect();
    let of_payment = payments
        .iter()
        .map(|payment| {
            let position = moving.iter().position(|(p, _)| *p == parts[payment.index]);
            position
                .filter(|_| is_by_transaction && whole.len() == 1)
                .and_then(|position| u16::try_from(position).ok())
        })
        .collect();
    let splits = cross(&moving, &whole)
        .into_iter()
        .map(|(moving, whole, share)| Split {
            recipient: moving.0.or(whole.0).unwrap_or(Recipient::Unknown),
            purpose: moving.1.or(whole.1).flatten(),
            share,
        })
        .collect();
    Plan {
        splits,
        of_payment,
        basis,
        flags,
    }
}

/// Where a record that names no country works.
fn unreported(assumed: Option<Country>, flags: &mut Flags, notes: &mut Notes) -> Recipient {
    let message = "country not reported";
    if let Some(country) = assumed {
        flags.insert(Flag::CountryAssumed);
        let action = format!("{} assumed for the whole file", country.name());
        notes.note("recipient-country", "", message, &action);
        return Recipient::Country(country);
    }
    notes.note("recipient-country", "", message, "kept without a country");
    Recipient::Unknown
}

/// The shares of the sectors of the activity as a whole.
fn sectors(
    activity: &RawActivity,
    flags: &mut Flags,
    basis: &mut SectorBasis,
    notes: &mut Notes,
) -> Shares<Option<PurposeCode>> {
    let lines = preferred(&activity.sectors, activity.title.as_str());
    if lines.is_empty() {
        let message = if activity.has_foreign_sectors {
            "sectors stand only in lists that are not used"
        } else {
            "sector not reported"
        };
        notes.note("sector", "", message, "kept without a purpose code");
        return vec![(None, Share::ONE)];
    }
    let mut used: Vec<ShareLine<Option<PurposeCode>>> = Vec::with_capacity(lines.len());
    for (line, purpose) in lines {
        note_unknown_sector(line, purpose, activity.line, notes);
        if line.is_recoded {
            flags.insert(Flag::RecodedSector);
        }
        if line.vocabulary == SectorVocabulary::Naics && purpose.is_some() {
            *basis = SectorBasis::Inferred;
        }
        used.push((purpose, percentage(&line.percentage, "sector", notes)));
    }
    let rebased = rebase(&used);
    if rebased.rebased {
        flags.insert(Flag::SectorRebased);
    }
    if rebased.equal_split {
        flags.insert(Flag::SectorEqualSplit);
    }
    remark(&rebased, "sector", flags, notes);
    or_whole(rebased.shares, None)
}

/// The lines of the preferred list: the first that has a code which Tiga knows, else the first there is.
fn preferred<'l>(
    lines: &'l [SectorLine],
    title: &str,
) -> Vec<(&'l SectorLine, Option<PurposeCode>)> {
    let of_list = |vocabulary| {
        lines
            .iter()
            .filter(move |line| line.vocabulary == vocabulary)
            .map(|line| (line, purpose(line, title)))
            .collect::<Vec<_>>()
    };
    let lists = [
        SectorVocabulary::Purpose,
        SectorVocabulary::Category,
        SectorVocabulary::Naics,
    ]
    .map(of_list);
    let known = lists
        .iter()
        .position(|list| list.iter().any(|(_, purpose)| purpose.is_some()));
    let any = lists.iter().position(|list| !list.is_empty());
    lists
        .into_iter()
        .nth(known.or(any).unwrap_or_default())
        .unwrap_or_default()
}

fn purpose(line: &SectorLine, title: &str) -> Option<PurposeCode> {
    match (&line.purpose, line.vocabulary) {
        (Field::Unreadable(industry), SectorVocabulary::Naics) => {
            purpose_from_industry(industry, title).map(|found| found.code)
        }
        (field, _) => field.get(),
    }
}

fn recipient(line: &RecipientLine, notes: &mut Notes) -> Recipient {
    let field = if line.is_region {
        "recipient-region"
    } else {
        "recipient-country"
    };
    match &line.recipient {
        Field::Read(recipient) => *recipient,
        Field::Absent => {
            notes.note(
                field,
                "",
                "the code is empty",
                "its share is of no known country",
            );
            Recipient::Unknown
        }
        Field::Unreadable(code) => {
            let action = "its share is of no known country";
            notes.note(field, code, "the code is unknown", action);
            Recipient::Unknown
        }
    }
}

/// The country of a transaction, else its first region.
fn main_recipient(lines: &[RecipientLine]) -> Recipient {
    let first = |is_region| lines.iter().find(|line| line.is_region == is_region);
    first(false)
        .or_else(|| first(true))
        .and_then(|line| line.recipient.get())
        .unwrap_or(Recipient::Unknown)
}

fn percentage(field: &Field<Decimal>, element: &str, notes: &mut Notes) -> Option<Decimal> {
    if let Field::Unreadable(text) = field {
        let message = "the percentage is not a usable number";
        notes.note(
            &format!("{element}/@percentage"),
            text,
            message,
            "passed over",
        );
    }
    field.get()
}

fn note_unknown_sector(
    line: &SectorLine,
    purpose: Option<PurposeCode>,
    at: u64,
    notes: &mut Notes,
) {
    if let (None, Field::Unreadable(code)) = (purpose, &line.purpose) {
        let message = "the sector code is unknown";
        notes.note_at(at, "sector", code, message, "its share has no purpose code");
    }
}

fn note_unknown_parts(activity: &RawActivity, notes: &mut Notes) {
    for transaction in &activity.transactions {
        for line in &transaction.recipients {
            recipient(line, notes);
        }
        for (line, purpose) in preferred(&transaction.sectors, activity.title.as_str()) {
            note_unknown_sector(line, purpose, transaction.line, notes);
        }
    }
}

fn remark<K>(rebased: &Rebased<K>, element: &str, flags: &mut Flags, notes: &mut Notes) {
    let mut note = |message: &str, action: &str| notes.note(element, "", message, action);
    if rebased.rebased {
        note("the percentages do not add to 100", "rebased");
    }
    if rebased.equal_split {
        note("no percentages are stated", "equal shares assumed");
    }
    if rebased.null_share_dropped {
        note(
            "lines without a percentage stand beside lines with one",
            "dropped",
        );
        flags.insert(Flag::NullShareDropped);
    }
    if rebased.nonpositive_dropped {
        note("percentages are zero or negative", "dropped");
        flags.insert(Flag::NonpositiveShareDropped);
    }
}

fn or_whole<K>(shares: Shares<K>, unknown: K) -> Shares<K> {
    if shares.is_empty() {
        vec![(unknown, Share::ONE)]
    } else {
        shares
    }
}
