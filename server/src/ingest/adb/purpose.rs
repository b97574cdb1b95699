//! What an ADB project is for: the sector and subsectors of ADB's own list.

use std::collections::HashMap;
use std::sync::LazyLock;

use tiga_domain::purpose::PurposeCode;

/// Folded first word of the sector and folded subsector to the code.
static CODES: LazyLock<HashMap<(String, String), PurposeCode>> = LazyLock::new(|| {
    csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(include_str!("purpose.csv").as_bytes())
        .into_records()
        .filter_map(|row| {
            let row = row.ok()?;
            let key = (stem(row.get(0)?), row.get(1)?.to_lowercase());
            Some((key, PurposeCode::parse(row.get(2)?)?.current()))
        })
        .collect()
});

/// The codes of a sector and its subsectors, each once; empty when the list does not say.
///
/// The names of the sectors have changed over the years; their first word has not.
pub(in crate::ingest) fn purposes_of<'a>(
    sector: &str,
    subsectors: impl Iterator<Item = &'a str>,
) -> Vec<PurposeCode> {
    let sector = stem(sector);
    let general = CODES.get(&(sector.clone(), String::new())).copied();
    let mut codes: Vec<PurposeCode> = subsectors
        .map(|name| (sector.clone(), name.trim().to_lowercase()))
        .filter_map(|key| CODES.get(&key).copied().or(general))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    if codes.is_empty() {
        codes.extend(general);
    }
    codes
}

/// “Water supply and other municipal infrastructure” and “Water and other urban infrastructure” are one sector.
fn stem(sector: &str) -> String {
    let end = sector
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(sector.len());
    sector[..end].to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_has_a_code_of_the_list() {
        let rows = include_str!("purpose.csv").lines();
        let rows = rows.filter(|line| !line.starts_with('#')).count() - 1;
        let folded_twice = rows - CODES.len();
        assert!(
            folded_twice < 12,
            "{folded_twice} rows have no code or repeat another"
        );
    }

    #[test]
    fn sectors_are_known_by_their_first_word() {
        let numbers = |sector, subsectors: &str| -> Vec<u32> {
            purposes_of(sector, subsectors.split(" | "))
                .into_iter()
                .map(PurposeCode::number)
                .collect()
        };
        assert_eq!(numbers("Transport and ICT", "Road Transport"), [21020]);
        assert_eq!(
            numbers(
                "Water and other urban infrastructure and services",
                "Urban sewerage | Urban water supply | Something new"
            ),
            [140, 14021, 14022]
        );
        assert_eq!(numbers("Energy", ""), [230]);
        assert!(numbers("Industry and trade", "Something").is_empty());
        assert!(numbers("", "").is_empty());
    }
}
