//! The binary form of the data set: what a browser downloads, so that it can answer by itself.
//!
//! Two parts, each with the same head. The first ([`encode`], [`decode`]) holds all that an answer needs, the overlaps
//! included; the
//! second ([`encode_texts`], [`join_texts`]) the long texts, the amounts as published and the findings of the imports,
//! which only the page of one project shows. What can be computed again is not sent: summaries, partners, parts by
//! priority, words for searching.
//!
//! Numbers are [LEB128](https://en.wikipedia.org/wiki/LEB128) (signed ones in zigzag), column after column, so that a
//! general compressor finds like beside like. The form is not for keeping: a reader of another version refuses it.

mod money;
mod number;
mod place;
mod read;
#[cfg(test)]
mod tests;
mod text;
mod write;

use thiserror::Error;

use super::column::Dataset;
use crate::country::Country;
use crate::facet::Facet;
use crate::place::provinces;
pub(crate) use number::{Reader, Writer};
pub(crate) use text::{encode_texts, join_texts};

/// Why bytes are not a data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WireError {
    /// Not the binary form of a data set at all.
    #[error("these bytes are not a data set")]
    Foreign,
    /// Written by a program with another form or other code tables.
    #[error("this data set was written by another version of the program")]
    OtherForm,
    /// It ends too early, goes on too long, or was changed on its way.
    #[error("this data set is damaged or incomplete")]
    Damaged,
    /// The long texts belong to another data set.
    #[error("these texts belong to another data set")]
    OtherData,
}

/// The first bytes of a part.
const MAGIC: [[u8; 4]; 2] = [*b"TGD1", *b"TGT1"];

/// Which part.
#[derive(Clone, Copy)]
enum Part {
    Data,
    Texts,
}

/// Length of the head: magic, vocabulary, checksum.
const HEAD: usize = 4 + 8 + 8;

/// The first part: a data set, then what `findings` writes.
pub(crate) fn encode(data: &Dataset, findings: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut body = Writer::default();
    write::dataset(data, &mut body);
    findings(&mut body);
    seal(Part::Data, body)
}

/// Reads the first part back: a data set, then what `findings` reads.
pub(crate) fn decode<T>(
    bytes: &[u8],
    findings: impl FnOnce(&Dataset, &mut Reader) -> Result<T, WireError>,
) -> Result<(Dataset, T), WireError> {
    let mut body = open(Part::Data, bytes)?;
    let data = read::dataset(&mut body)?;
    let findings = findings(&data, &mut body)?;
    body.end()?;
    Ok((data, findings))
}

/// Puts the head before a body.
fn seal(part: Part, body: Writer) -> Vec<u8> {
    let body = body.finish();
    let mut bytes = Vec::with_capacity(HEAD + body.len());
    bytes.extend(MAGIC[part as usize]);
    bytes.extend(vocabulary().to_le_bytes());
    bytes.extend(hash(&body).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// The body behind a head that fits.
fn open(part: Part, bytes: &[u8]) -> Result<Reader<'_>, WireError> {
    let (magic, rest) = bytes.split_at_checked(4).ok_or(WireError::Foreign)?;
    if magic != MAGIC[part as usize] {
        return Err(WireError::Foreign);
    }
    let (written, rest) = rest.split_at_checked(8).ok_or(WireError::Damaged)?;
    if written != vocabulary().to_le_bytes() {
        return Err(WireError::OtherForm);
    }
    let (sum, body) = rest.split_at_checked(8).ok_or(WireError::Damaged)?;
    if sum != hash(body).to_le_bytes() {
        return Err(WireError::Damaged);
    }
    Ok(Reader::new(body))
}

/// Hash of everything that both sides must agree on: the program's version, the method, and the codes by whose
/// positions the columns speak.
fn vocabulary() -> u64 {
    let mut words = format!("{} {}", env!("CARGO_PKG_VERSION"), crate::METHOD_ID);
    for facet in Facet::ALL {
        for value in 0..facet.count() as u16 {
            words.push(' ');
            words.push_str(&facet.code(value));
        }
    }
    for province in Country::all().flat_map(provinces) {
        words.push(' ');
        words.push_str(&province.name);
    }
    hash(words.as_bytes())
}

/// A hash against accidents, not against adversaries: eight bytes at a time, each step invertible.
fn hash(bytes: &[u8]) -> u64 {
    let step =
        |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut chunks = bytes.chunks_exact(8);
    let mut sum = chunks.by_ref().fold(bytes.len() as u64, |sum, chunk| {
        step(
            sum,
            chunk
                .iter()
                .rev()
                .fold(0, |word, byte| word << 8 | u64::from(*byte)),
        )
    });
    for byte in chunks.remainder() {
        sum = step(sum, u64::from(*byte));
    }
    sum ^ sum >> 29
}
