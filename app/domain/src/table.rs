//! Reads the code tables that are compiled in. Not for files that people supply: these are read by the `csv` crate,
//! which a browser then does not have to load.

use std::fmt::Display;
use std::str::FromStr;

use serde::de::value::{Error, MapDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// Rows of a compiled-in CSV; lines that begin with `#` name its source and are passed over.
///
/// The tables are part of the crate and read by its tests, so a row that does not fit is a defect
/// of the build, not of somebody's input.
pub(crate) fn rows<T: DeserializeOwned>(text: &'static str) -> Vec<T> {
    let mut lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let names: Vec<String> = lines.next().map(fields).unwrap_or_default();
    let row = |line| {
        let fields = fields(line).into_iter().map(Field);
        let row = MapDeserializer::new(names.iter().map(String::as_str).zip(fields));
        T::deserialize(row).expect("compiled-in tables are read by the tests")
    };
    lines.map(row).collect()
}

/// The fields of a line; a quoted one can hold commas and doubled quotes, none holds a line break.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut is_quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = fields.len() - 1;
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => fields[last].push('"'),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            _ => fields[last].push(letter),
        }
    }
    fields
}

/// A field as whatever its row wants.
struct Field(String);

impl Field {
    fn number<T: FromStr<Err: Display>>(&self) -> Result<T, Error> {
        self.0.parse().map_err(Error::custom)
    }
}

impl IntoDeserializer<'_> for Field {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Field {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.0)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i64(self.number()?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f64(self.number()?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_empty() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    forward_to_deserialize_any! {
        bool i8 i32 i128 u128 f32 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Row {
        name: String,
        letter: char,
        number: Option<u16>,
        part: f64,
    }

    #[test]
    fn quotes_blanks_and_other_columns() {
        let text =
            "# source\nname,letter,number,part,other\n\"a, \"\"b\"\"\",x,,0.5,1\nc,y,7,-2,\n";
        let row = |name: &str, letter, number, part| Row {
            name: name.to_owned(),
            letter,
            number,
            part,
        };
        let expected = [
            row("a, \"b\"", 'x', None, 0.5),
            row("c", 'y', Some(7), -2.0),
        ];
        assert_eq!(rows::<Row>(text), expected);
    }

    #[test]
    fn the_tables_read_as_any_other_reader_reads_them() {
        for text in [
            include_str!("code/table/purpose_code.csv"),
            include_str!("code/table/agency_reference.csv"),
            include_str!("classify/table/purpose.csv"),
            include_str!("classify/table/text_rules.csv"),
            include_str!("money/table/rate.csv"),
            include_str!("place/label.csv"),
        ] {
            let mut reader = csv::ReaderBuilder::new()
                .comment(Some(b'#'))
                .has_headers(false)
                .from_reader(text.as_bytes());
            let theirs = reader.records().map(|record| {
                let record = record.expect("a table");
                record.iter().map(str::to_owned).collect::<Vec<_>>()
            });
            let ours = text
                .lines()
                .filter(|line| !line.starts_with('#'))
                .map(fields);
            assert!(theirs.eq(ours));
        }
    }
}
