//! Codes of IATI that need more than a lookup: recipients, sectors, status words, dates, coordinates.

use rust_decimal::Decimal;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::date::Date;
use tiga_domain::money::parse_amount;
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::Status;

use super::super::category::category;
use super::raw::{Field, SectorVocabulary};

/// ISO 3166 alpha-2 codes, also withdrawn ones that files still hold.
/// source: IATI non-embedded code lists, June 2026 (Country)
const COUNTRIES: &str = "AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO \
BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES \
ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ \
IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM \
MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO \
TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// Region codes of the DAC and of IATI.
/// source: IATI non-embedded code lists, June 2026 (Region)
const REGIONS: [u16; 26] = [
    88, 89, 189, 289, 298, 380, 389, 489, 498, 589, 619, 679, 689, 789, 798, 889, 998, 1027, 1028,
    1029, 1030, 1031, 1032, 1033, 1034, 1035,
];

/// A country code: ISO 3166, or an outdated or three-letter code of an ASEAN country.
pub(super) fn country(code: &str) -> Option<Recipient> {
    let code = code.trim();
    Country::from_iso2(code)
        .or_else(|| Country::from_alias("iso2", code))
        .or_else(|| Country::from_alias("iso3", code))
        .map(Recipient::Country)
        .or_else(|| {
            let is_known = COUNTRIES.split(' ').any(|c| c.eq_ignore_ascii_case(code));
            is_known.then_some(Recipient::Outside)
        })
}

/// A region code of the DAC.
pub(super) fn region(code: &str) -> Option<Recipient> {
    let code = code.trim().parse().ok()?;
    REGIONS
        .contains(&code)
        .then(|| Recipient::from_region(code))
}

/// Percentages beyond this are typing errors.
const LARGEST_PERCENTAGE: i64 = 10_000;

/// A percentage, also with its sign.
pub(super) fn percentage(text: &str) -> Option<Decimal> {
    parse_amount(text.trim().trim_end_matches('%'))
        .ok()
        .filter(|number| number.abs() <= Decimal::from(LARGEST_PERCENTAGE))
}

/// A sector code of a list: the code in force today, and whether the one written was withdrawn.
pub(super) fn sector(vocabulary: SectorVocabulary, code: &str) -> (Field<PurposeCode>, bool) {
    let code = code.trim();
    if code.bytes().all(|digit| digit == b'0') {
        return (Field::Absent, false);
    }
    let written = match (vocabulary, code) {
        (SectorVocabulary::Naics, _) => None,
        (SectorVocabulary::Category, code) => category(code),
        _ => PurposeCode::parse(code),
    };
    match written {
        Some(written) => {
            let current = written.current();
            (Field::Read(current), current != written)
        }
        None => (Field::unreadable(code), false),
    }
}

/// A status by code, or by the words of IATI 1.
pub(super) fn status(text: &str) -> Option<Status> {
    let text = text.trim();
    Status::from_code(text).or_else(|| {
        Some(match text.to_lowercase().as_str() {
            "pipeline/identification" | "pipeline" | "identification" => Status::Pipeline,
            "implementation" => Status::Implementation,
            "completion" | "finalisation" => Status::Finalisation,
            "post-completion" | "closed" => Status::Closed,
            "cancelled" | "canceled" => Status::Cancelled,
            "suspended" => Status::Suspended,
            _ => return None,
        })
    })
}

/// A date as an attribute or as text: `2012-03-01`, `2012`, also `2012-March`.
pub(super) fn date(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.trim();
    Date::parse(text).or_else(|| {
        let (year, month) = text.split_once(['-', ' '])?;
        let month = month.trim().to_lowercase();
        let number = MONTHS
            .iter()
            .position(|name| month.len() >= 3 && name.starts_with(&month))?;
        Date::parse(&format!("{year}-{:02}", number + 1))
    })
}

/// Latitude and longitude with a space or a comma between them.
pub(super) fn position(text: &str) -> Option<(f64, f64)> {
    let mut numbers = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|part| !part.is_empty());
    let pair = (degrees(numbers.next()?)?, degrees(numbers.next()?)?);
    numbers.next().is_none().then_some(pair)
}

/// A finite number of degrees.
pub(super) fn degrees(text: &str) -> Option<f64> {
    text.trim()
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_is_asean_outside_or_unknown() {
        for (code, expected) in [
            ("vn", Some("VN")),
            ("TP", Some("TL")),
            ("TMP", Some("TL")),
            ("AM", Some("outside")),
            ("ZZ", None),
            ("", None),
        ] {
            assert_eq!(
                country(code).map(|r| r.to_string()).as_deref(),
                expected,
                "{code}"
            );
        }
        assert_eq!(region("798"), Some(Recipient::Region(798)));
        assert_eq!(region("289"), Some(Recipient::Outside));
        assert_eq!(region("12"), None);
    }

    #[test]
    fn withdrawn_and_group_codes_are_replaced() {
        let read = |vocabulary, code| {
            let (field, recoded) = sector(vocabulary, code);
            (field.get().map(PurposeCode::number), recoded)
        };
        assert_eq!(
            read(SectorVocabulary::Purpose, "41050"),
            (Some(43060), true)
        );
        assert_eq!(read(SectorVocabulary::Category, "150"), (Some(151), false));
        assert_eq!(read(SectorVocabulary::Category, "500"), (None, false));
        assert_eq!(sector(SectorVocabulary::Purpose, "0").0, Field::Absent);
        assert_eq!(sector(SectorVocabulary::Purpose, "").0, Field::Absent);
    }

    #[test]
    fn dates_keep_the_precision_that_parses() {
        for (text, expected) in [
            ("2017-02-06+08:00", Some("2017-02-06")),
            ("2012-March", Some("2012-03")),
            ("2012 Sep", Some("2012-09")),
            ("2010", Some("2010")),
            ("soon", None),
            ("2010-Ma", None),
        ] {
            assert_eq!(date(text).map(|d| d.to_string()).as_deref(), expected);
        }
    }

    #[test]
    fn positions_and_percentages() {
        assert_eq!(position(" -8.5 125.5 "), Some((-8.5, 125.5)));
        assert_eq!(position("-8.5,125.5"), Some((-8.5, 125.5)));
        for text in ["", "1", "1 2 3", "NaN 1", "inf 0", "a b"] {
            assert_eq!(position(text), None, "{text}");
        }
        assert_eq!(percentage("12.5%"), Some(Decimal::new(125, 1)));
        assert_eq!(percentage("1e17"), None);
    }
}
