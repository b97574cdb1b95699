//! Reads the code tables that are compiled in. Not for files that people supply.

use serde::de::DeserializeOwned;

/// Rows of a compiled-in CSV; lines that begin with `#` name its source and are passed over.
///
/// The tables are part of the crate and read by its tests, so a row that does not fit is a defect
/// of the build, not of somebody's input.
pub(crate) fn rows<T: DeserializeOwned>(text: &'static str) -> Vec<T> {
    csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(text.as_bytes())
        .into_deserialize()
        .map(|row| row.expect("compiled-in tables are read by the tests"))
        .collect()
}
