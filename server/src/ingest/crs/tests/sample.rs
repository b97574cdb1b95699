//! A real re-export without the columns that the importer needs: it is refused, and tries the reader of rows.

use std::collections::BTreeMap;
use std::io::BufReader;

use encoding_rs::ISO_8859_15;
use rust_decimal::Decimal;
use tiga_domain::country::Country;
use tiga_domain::money::parse_amount;

use super::super::super::IngestError;
use super::super::super::collect::Collected;
use super::super::super::columns::Columns;
use super::super::super::sample::{count, sample};
use super::super::super::table::{Row, Table, delimiter_of};
use super::super::read;

#[test]
fn the_re_export_is_refused_and_its_rows_are_read() {
    let Some((path, expected)) = sample("crs/crs-water-commitments-reexport.csv") else {
        return;
    };
    let bytes = std::fs::read(path).unwrap();
    let error = read(bytes.as_slice(), &mut Collected::default()).unwrap_err();
    assert!(matches!(error, IngestError::MissingColumns(_)));
    assert_eq!(
        error.to_string(),
        "columns are missing: Year, AgencyCode, PurposeCode, USD_Commitment or USD_Disbursement"
    );

    let mut table = Table::new(BufReader::new(bytes.as_slice()), delimiter_of(&bytes));
    let (mut row, mut sink) = (Row::default(), Collected::default());
    assert!(table.next_row(&mut row, &mut sink).unwrap());
    let columns = Columns::read(&row, ISO_8859_15);
    let mut rows = 0;
    let mut asean: BTreeMap<&str, (usize, Decimal)> = BTreeMap::new();
    while table.next_row(&mut row, &mut sink).unwrap() {
        rows += 1;
        let cells = columns.cells(&row);
        if let Some(country) = Country::from_alias("dac_code", &cells.get("RecipientCode")) {
            let sum = asean.entry(country.iso2()).or_default();
            sum.0 += 1;
            sum.1 += parse_amount(&cells.get("USD_Commitment_Defl")).unwrap_or_default();
        }
    }
    assert_eq!(rows, count(&expected["rows"]));
    for (iso2, figures) in expected["asean"].as_object().unwrap() {
        let (count_found, sum) = asean[iso2.as_str()];
        assert_eq!(count_found, count(&figures["rows"]), "{iso2}");
        let stated = figures["usd_million_constant"].as_str().unwrap();
        assert_eq!(sum.normalize().to_string(), stated, "{iso2}");
    }
    assert_eq!(asean.len(), expected["asean"].as_object().unwrap().len());
    assert!(sink.findings.is_empty());
}
