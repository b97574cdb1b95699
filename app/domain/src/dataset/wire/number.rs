//! Numbers, texts and columns as bytes. Reading checks every bound: a column never claims more items than bytes are left.

use std::collections::HashMap;

use super::WireError;
use crate::dataset::text::TextColumn;

/// Appends to a body.
#[derive(Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }

    pub(crate) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    pub(super) fn signed(&mut self, value: i64) {
        self.number((value << 1 ^ value >> 63) as u64);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    pub(crate) fn column(&mut self, values: impl Iterator<Item = u64>) {
        values.for_each(|value| self.number(value));
    }

    pub(super) fn signed_column(&mut self, values: impl Iterator<Item = i64>) {
        values.for_each(|value| self.signed(value));
    }

    /// How many, and each.
    pub(super) fn list<T>(&mut self, items: &[T], each: impl Fn(&mut Self, &T)) {
        self.number(items.len() as u64);
        for item in items {
            each(self, item);
        }
    }

    /// All lengths, then all letters.
    pub(super) fn texts<'a>(&mut self, texts: impl Iterator<Item = &'a str> + Clone) {
        self.column(texts.clone().map(|text| text.len() as u64));
        texts.for_each(|text| self.0.extend(text.as_bytes()));
    }

    /// Texts of which few are distinct: those, then where each stands among them.
    pub(super) fn repeated<'a>(&mut self, texts: impl Iterator<Item = &'a str> + Clone) {
        let mut positions: HashMap<&str, u64> = HashMap::new();
        let mut distinct: Vec<&str> = Vec::new();
        for text in texts.clone() {
            positions.entry(text).or_insert_with(|| {
                distinct.push(text);
                distinct.len() as u64 - 1
            });
        }
        self.list(&distinct, |body, text| body.text(text));
        self.column(texts.map(|text| positions[text]));
    }

    /// Texts in ascending order: how much each shares with the one before, and the rest.
    pub(super) fn ascending<'a>(&mut self, texts: impl Iterator<Item = &'a str> + Clone) {
        let shared = texts.clone().scan("", |before, text| {
            let same = shared(before, text);
            *before = text;
            Some((text, same))
        });
        self.column(shared.clone().map(|(_, same)| same as u64));
        self.texts(shared.map(|(text, same)| &text[same..]));
    }
}

/// Length of the common beginning of two texts, to the last whole letter.
fn shared(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    (0..=same)
        .rev()
        .find(|at| b.is_char_boundary(*at))
        .unwrap_or_default()
}

/// Reads a body from its beginning.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// Succeeds when nothing is left.
    pub(super) fn end(&self) -> Result<(), WireError> {
        if self.bytes.is_empty() {
            Ok(())
        } else {
            Err(WireError::Damaged)
        }
    }

    pub(crate) fn number(&mut self) -> Result<u64, WireError> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.bytes.split_first().ok_or(WireError::Damaged)?;
            self.bytes = rest;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(WireError::Damaged)
    }

    pub(super) fn signed(&mut self) -> Result<i64, WireError> {
        let value = self.number()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// A number of thirty-two bits, also where positions have no more.
    pub(super) fn bits(&mut self) -> Result<u32, WireError> {
        u32::try_from(self.number()?).map_err(|_too_large| WireError::Damaged)
    }

    /// A number below a limit.
    pub(super) fn below(&mut self, limit: usize) -> Result<usize, WireError> {
        let value = self.number()?;
        usize::try_from(value)
            .ok()
            .filter(|value| *value < limit)
            .ok_or(WireError::Damaged)
    }

    /// How many items follow, each of one byte at least.
    pub(crate) fn count(&mut self) -> Result<usize, WireError> {
        self.below(self.bytes.len().saturating_add(1))
    }

    /// Refuses to make room for more items than bytes are left.
    pub(super) fn room(&self, items: usize) -> Result<usize, WireError> {
        if items <= self.bytes.len() {
            Ok(items)
        } else {
            Err(WireError::Damaged)
        }
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a str, WireError> {
        let (text, rest) = self
            .bytes
            .split_at_checked(length)
            .ok_or(WireError::Damaged)?;
        self.bytes = rest;
        std::str::from_utf8(text).map_err(|_not_utf8| WireError::Damaged)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, WireError> {
        let length = self.count()?;
        self.take(length)
    }

    pub(crate) fn column(&mut self, items: usize) -> Result<Vec<u64>, WireError> {
        (0..self.room(items)?).map(|_| self.number()).collect()
    }

    pub(super) fn signed_column(&mut self, items: usize) -> Result<Vec<i64>, WireError> {
        (0..self.room(items)?).map(|_| self.signed()).collect()
    }

    /// A column of numbers of thirty-two bits.
    pub(super) fn bits_column(&mut self, items: usize) -> Result<Vec<u32>, WireError> {
        (0..self.room(items)?).map(|_| self.bits()).collect()
    }

    /// A column of numbers below a limit.
    pub(crate) fn column_below(
        &mut self,
        items: usize,
        limit: usize,
    ) -> Result<Vec<usize>, WireError> {
        (0..self.room(items)?).map(|_| self.below(limit)).collect()
    }

    pub(super) fn list<T>(
        &mut self,
        each: impl Fn(&mut Self) -> Result<T, WireError>,
    ) -> Result<Vec<T>, WireError> {
        (0..self.count()?).map(|_| each(self)).collect()
    }

    /// Ends of runs whose lengths are a column; the last end fits what is left.
    pub(super) fn ends(&mut self, items: usize) -> Result<Vec<u32>, WireError> {
        let mut end = 0_usize;
        let ends = (0..self.room(items)?).map(|_| {
            end = end.saturating_add(self.count()?);
            u32::try_from(end).map_err(|_too_many| WireError::Damaged)
        });
        let ends = ends.collect::<Result<Vec<u32>, WireError>>()?;
        self.room(end)?;
        Ok(ends)
    }

    pub(super) fn texts(&mut self, items: usize) -> Result<Vec<&'a str>, WireError> {
        let lengths = self.column_below(items, self.bytes.len().saturating_add(1))?;
        lengths
            .into_iter()
            .map(|length| self.take(length))
            .collect()
    }

    pub(super) fn text_column(&mut self, items: usize) -> Result<TextColumn, WireError> {
        let mut column = TextColumn::default();
        self.texts(items)?
            .into_iter()
            .for_each(|text| column.push(text));
        Ok(column)
    }

    pub(super) fn repeated(&mut self, items: usize) -> Result<Vec<&'a str>, WireError> {
        let distinct = self.list(Self::text)?;
        let positions = self.column_below(items, distinct.len())?;
        Ok(positions.into_iter().map(|at| distinct[at]).collect())
    }

    pub(super) fn ascending(&mut self, items: usize) -> Result<TextColumn, WireError> {
        let same = self.column(items)?;
        let rest = self.texts(items)?;
        let mut column = TextColumn::default();
        let mut text = String::new();
        for (same, rest) in same.into_iter().zip(rest) {
            let same = usize::try_from(same).unwrap_or(usize::MAX);
            // What is shared adds memory without adding bytes; an identifier is short.
            if !text.is_char_boundary(same) || same > LONGEST {
                return Err(WireError::Damaged);
            }
            text.truncate(same);
            text.push_str(rest);
            column.push(&text);
        }
        Ok(column)
    }
}

/// The most bytes that an identifier shares with the one before it.
const LONGEST: usize = 1024;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn columns_are_read_back(numbers: Vec<u64>, signed: Vec<i64>, mut texts: Vec<String>) {
            texts.sort();
            let all = || texts.iter().map(String::as_str);
            let mut body = Writer::default();
            body.column(numbers.iter().copied());
            body.signed_column(signed.iter().copied());
            body.ascending(all());
            body.repeated(all());
            let body = body.finish();
            let mut reader = Reader::new(&body);
            prop_assert_eq!(reader.column(numbers.len()), Ok(numbers));
            prop_assert_eq!(reader.signed_column(signed.len()), Ok(signed));
            let ascending = reader.ascending(texts.len()).expect("as written");
            prop_assert!(texts.iter().enumerate().all(|(at, text)| ascending.get(at) == text));
            prop_assert_eq!(reader.repeated(texts.len()), Ok(all().collect()));
            prop_assert_eq!(reader.end(), Ok(()));
        }
    }
}
