//! How similar the purposes of two activities are (method 3.3), and which purposes stand somewhere (3.7).

use std::sync::LazyLock;

use serde::Deserialize;

use super::constant::{SEC_CAT3, SEC_FAMILY, SEC_MODE, SEC_PARENT};
use crate::classify::{family_of, purpose_row};
use crate::purpose::PurposeCode;
use crate::status::Class;
use crate::table;

/// A purpose code by its position in the code list, and its share of what has a code.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CodeShare {
    /// Position of the code.
    pub code: u16,
    /// Its share, 0 to 1.
    pub share: f64,
}

#[derive(Deserialize)]
struct LinkRow {
    code_a: u32,
    code_b: u32,
    similarity: f64,
}

/// Everything that the tables say of codes, by position.
struct Table {
    /// Similarity of two codes in hundredths, row by row.
    similarity: Vec<u8>,
    codes: usize,
    /// The family of each code, and that of its category where it differs, one bit each.
    families_of: Vec<u64>,
    /// The families that each code is filed under, one bit each.
    keys: Vec<u64>,
    names: Vec<String>,
    is_spatial: Vec<bool>,
}

/// Categories whose outputs stand nowhere: governance, finance, business, trade, tourism, budget support.
const NOWHERE: [u32; 6] = [151, 240, 250, 331, 332, 510];
/// Codes whose outputs stand nowhere.
const NOWHERE_CODES: [u32; 7] = [32130, 31193, 16010, 16020, 16062, 23110, 43010];
/// Transport, where a category holds works of different kinds.
const TRANSPORT: u32 = 210;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let links: Vec<LinkRow> = table::rows(include_str!("table/links.csv"));
    let mut names: Vec<String> = Vec::new();
    let mut number = |name: String| {
        let position = names.iter().position(|known| *known == name);
        position.unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        }) as u8
    };
    let codes: Vec<PurposeCode> = PurposeCode::all().iter().map(|entry| entry.code).collect();
    let family: Vec<u8> = codes
        .iter()
        .map(|code| number(family_of(code.current())))
        .collect();
    // A code that left the family of its category is still similar to what stayed there.
    let families_of: Vec<u64> = codes
        .iter()
        .zip(&family)
        .map(|(code, own)| {
            let category = code.current().category().position();
            (1 << own) | (1 << family[category as usize])
        })
        .collect();
    let linked = |number: u32| {
        let code = PurposeCode::parse(&number.to_string());
        code.map_or(0, |code| 1 << family[code.position() as usize])
    };
    let keys = codes.iter().zip(&families_of).map(|(code, own)| {
        let code = code.current();
        let names = [code, parent(code), code.category()].map(PurposeCode::number);
        links.iter().fold(*own, |keys, link| {
            let to_b = u64::from(names.contains(&link.code_a)) * linked(link.code_b);
            let to_a = u64::from(names.contains(&link.code_b)) * linked(link.code_a);
            keys | to_a | to_b
        })
    });
    let keys = keys.collect();
    let pairs = codes
        .iter()
        .flat_map(|a| codes.iter().map(move |b| (*a, *b)));
    let similarity = pairs
        .map(|(a, b)| {
            let is_one_family = family[a.position() as usize] == family[b.position() as usize];
            similarity_of(a.current(), b.current(), is_one_family, &links)
        })
        .collect();
    Table {
        similarity,
        codes: codes.len(),
        keys,
        is_spatial: codes
            .iter()
            .map(|code| stands_somewhere(code.current()))
            .collect(),
        families_of,
        names,
    }
});

fn parent(code: PurposeCode) -> PurposeCode {
    code.entry().parent
}

/// The first rung of the ladder that holds, raised by a listed link.
fn similarity_of(a: PurposeCode, b: PurposeCode, is_one_family: bool, links: &[LinkRow]) -> u8 {
    let is_one_category = a.category() == b.category();
    let in_family = if is_one_family { SEC_FAMILY } else { 0 };
    if a.is_category() || b.is_category() {
        return if is_one_category { SEC_CAT3 } else { in_family };
    }
    if a == b {
        return 100;
    }
    if parent(a) == parent(b) {
        return SEC_PARENT;
    }
    let base = match a.category().number() {
        TRANSPORT if is_one_category => SEC_MODE,
        _ if is_one_category => SEC_CAT3,
        _ => in_family,
    };
    let names = |code: PurposeCode| [parent(code).number(), code.category().number()];
    let (of_a, of_b) = (names(a), names(b));
    let is_linked = |link: &&LinkRow| {
        (of_a.contains(&link.code_a) && of_b.contains(&link.code_b))
            || (of_a.contains(&link.code_b) && of_b.contains(&link.code_a))
    };
    let linked = links
        .iter()
        .filter(is_linked)
        .map(|link| (link.similarity * 100.0).round() as u8);
    linked.fold(base, u8::max)
}

fn stands_somewhere(code: PurposeCode) -> bool {
    let is_policy = purpose_row(code).is_some_and(|row| {
        row.class == Class::Services && (row.name.contains("Policy") || row.name.contains("policy"))
    });
    !NOWHERE.contains(&code.category().number())
        && !NOWHERE_CODES.contains(&code.number())
        && !is_policy
}

/// Similarity of two codes by position, 0 to 1.
pub(super) fn of_codes(a: u16, b: u16) -> f64 {
    f64::from(TABLE.similarity[a as usize * TABLE.codes + b as usize]) / 100.0
}

/// Whether a code says nothing of a purpose (sector not specified).
pub(super) fn is_unspecified(code: PurposeCode) -> bool {
    code.category().number() == 998
}

/// `p'Mp` with identical codes counted 1: by its root a similarity is normalised.
pub(super) fn own(codes: &[CodeShare]) -> f64 {
    let pairs = codes.iter().flat_map(|x| codes.iter().map(move |y| (x, y)));
    pairs
        .map(|(x, y)| {
            let similarity = if x.code == y.code {
                1.0
            } else {
                of_codes(x.code, y.code)
            };
            x.share * y.share * similarity
        })
        .sum()
}

/// Similarity of two mixes of codes given what [`own`] says of each; 0 when either is empty.
///
/// Two activities with the same mix score 1, however many codes it has.
pub(super) fn similarity(p: &[CodeShare], own_p: f64, q: &[CodeShare], own_q: f64) -> f64 {
    if p.is_empty() || q.is_empty() {
        return 0.0;
    }
    let pairs = p.iter().flat_map(|x| q.iter().map(move |y| (x, y)));
    let sum: f64 = pairs
        .map(|(x, y)| x.share * y.share * of_codes(x.code, y.code))
        .sum();
    (sum / (own_p * own_q).sqrt()).min(1.0)
}

/// Whether the family of a code, given by position, is among these bits.
pub(super) fn is_in(code: u16, families: u64) -> bool {
    let own = TABLE.families_of.get(code as usize);
    own.is_some_and(|own| families & own != 0)
}

/// The families of a mix, one bit each.
pub(super) fn families(codes: &[CodeShare]) -> u64 {
    codes
        .iter()
        .fold(0, |bits, part| bits | TABLE.families_of[part.code as usize])
}

/// The families that a mix is filed under: its own and those that its codes are linked to.
pub(super) fn block_keys(codes: &[CodeShare]) -> u64 {
    codes
        .iter()
        .fold(0, |bits, part| bits | TABLE.keys[part.code as usize])
}

/// Names of the families whose bits are set, in alphabetical order.
pub fn family_names(bits: u64) -> Vec<&'static str> {
    let families = TABLE.names.iter().enumerate();
    let mut names: Vec<&str> = families
        .filter(|(at, _)| bits >> at & 1 == 1)
        .map(|(_, name)| name.as_str())
        .collect();
    names.sort_unstable();
    names
}

/// Whether half or more of a mix stands somewhere.
pub(super) fn is_spatial(codes: &[CodeShare]) -> bool {
    let somewhere = codes
        .iter()
        .filter(|part| TABLE.is_spatial[part.code as usize]);
    somewhere.map(|part| part.share).sum::<f64>() >= 0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_are_similar_share_a_block() {
        let codes = PurposeCode::all().len() as u16;
        assert!(TABLE.names.len() <= 64);
        for a in 0..codes {
            for b in 0..codes {
                assert_eq!(of_codes(a, b), of_codes(b, a));
                let shares_block = TABLE.keys[a as usize] & TABLE.families_of[b as usize] != 0;
                assert!(
                    of_codes(a, b) == 0.0 || shares_block,
                    "{:?} {:?}",
                    PurposeCode::at(a),
                    PurposeCode::at(b)
                );
            }
        }
    }
}
