//! Rows of all vintages, rows that do not fit, and random damage.

#![expect(clippy::unwrap_used, reason = "tests")]

mod broken;
mod row;
mod sample;

use super::super::IngestError;
use super::super::collect::Collected;
use super::read;

const BULK_2020: &[u8] = include_bytes!("../../../../tests/fixtures/crs/bulk-2020.txt");
const BULK_2024: &[u8] = include_bytes!("../../../../tests/fixtures/crs/bulk-2024.txt");
const EXPLORER: &[u8] = include_bytes!("../../../../tests/fixtures/crs/explorer.csv");

fn import(bytes: &[u8]) -> Result<Collected, IngestError> {
    let mut collected = Collected::default();
    read(bytes, &mut collected)?;
    Ok(collected)
}

/// Imports lines with few columns.
fn lines(lines: &[&str]) -> Collected {
    let header = "Year|DonorCode|AgencyCode|CrsID|RecipientCode|PurposeCode|FlowCode|USD_Commitment|USD_Disbursement";
    import(format!("{header}\n{}\n", lines.join("\n")).as_bytes()).unwrap()
}
