//! The template: files that are as documented, files that are not, and random damage.

#![expect(clippy::unwrap_used, reason = "tests")]

mod broken;
mod evaluate;
mod fuzz;
mod row;

use super::super::collect::Collected;
use super::super::{IngestError, ReadContext};
use super::read;

const EXAMPLE: &[u8] = include_bytes!("../../../../data/example.csv");
const STARTER: &[u8] = include_bytes!("../../../../data/starter.csv");
const ODDITIES: &[u8] = include_bytes!("../../../../tests/fixtures/tiga/oddities.csv");

fn import(bytes: &[u8]) -> Result<Collected, IngestError> {
    let mut collected = Collected::default();
    read(bytes, &ReadContext::default(), &mut collected)?;
    Ok(collected)
}

/// Imports one row with these cells and an identity.
fn row(cells: &[(&str, &str)]) -> Collected {
    let identity = [
        ("id", "A"),
        ("name", "Road"),
        ("partner", "JP"),
        ("agency", "JICA"),
    ];
    let usual = [
        ("country", "VN"),
        ("purpose_code", "21020"),
        ("purpose_basis", "assigned"),
    ];
    let mut all: Vec<(&str, &str)> = identity.into_iter().chain(usual).collect();
    for (column, value) in cells {
        match all.iter_mut().find(|(name, _)| name == column) {
            Some(cell) => cell.1 = value,
            None => all.push((column, value)),
        }
    }
    let header: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    let quoted: Vec<String> = all
        .iter()
        .map(|(_, value)| format!("\"{value}\""))
        .collect();
    import(format!("{}\n{}\n", header.join(","), quoted.join(",")).as_bytes()).unwrap()
}
