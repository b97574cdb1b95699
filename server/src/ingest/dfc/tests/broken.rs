//! Files that are not what they should be: each gets a clear error, none a panic.

use std::fmt::Write;

use super::super::super::IngestError;
use super::super::super::damage::never_panics;
use super::{ACTIVE, ANNUAL, archive, import, workbook};

fn message(bytes: Vec<u8>) -> String {
    match import(bytes) {
        Err(error) => error.to_string(),
        Ok(_) => "read".to_owned(),
    }
}

const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

const PACKAGE: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// A workbook of one sheet, written by hand.
fn by_hand(sheet: &str, texts: &str) -> Vec<u8> {
    archive(&[
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/sharedStrings.xml", texts.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn inline_row(row: u32, cells: &[&str]) -> String {
    let mut xml = format!("<row r=\"{row}\">");
    for cell in cells {
        write!(xml, "<c t=\"inlineStr\"><is><t>{cell}</t></is></c>").unwrap();
    }
    xml + "</row>"
}

#[test]
fn what_is_no_workbook_is_refused_with_the_reason() {
    assert!(message(Vec::new()).contains("empty"));
    assert!(message(b"id,name\n1,2\n".to_vec()).contains("not an xlsx workbook"));
    assert!(message(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()).contains("save it as .xlsx"));
    assert!(message(b"PK\x03\x04 and nothing more".to_vec()).contains("not an xlsx workbook"));
    assert!(message(archive(&[("a.txt", b"x")])).contains("no xl/workbook.xml"));
    assert!(message(archive(&[("xl/workbook.xml", b"not xml")])).contains("workbook"));
}

#[test]
fn a_truncated_workbook_is_refused() {
    let whole = workbook(&[("Cool Tab", ACTIVE)]);
    for part in [whole.len() / 4, whole.len() / 2, whole.len() - 30] {
        assert!(
            message(whole[..part].to_vec()).contains("not an xlsx workbook"),
            "{part}"
        );
    }
}

#[test]
fn a_damaged_workbook_never_panics() {
    let whole = workbook(&[("Cool Tab", ACTIVE)]);
    let mut state = 1_u64;
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..4 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = (state >> 33) as usize % bytes.len();
            bytes[at] ^= (state >> 20) as u8;
        }
        let _ = import(bytes);
    }
}

/// Damage to the cells: the workbook itself stays whole, so that the rows are read.
#[test]
fn random_damage_never_panics() {
    for (name, table) in [("Cool Tab", ACTIVE), ("Project Data", ANNUAL)] {
        never_panics(&[table.as_bytes().to_vec()], |bytes| {
            let cells = in_cells(&String::from_utf8_lossy(bytes));
            import(workbook(&[(name, &cells)]))
                .ok()
                .map(|(_, found)| found)
        });
    }
}

/// A table as a workbook can hold it.
fn in_cells(table: &str) -> String {
    table
        .chars()
        .filter(|c| !matches!(c, '\0' | '\r'))
        .collect()
}

#[test]
fn a_zip_bomb_is_refused_before_it_unpacks() {
    let spaces = vec![b' '; 64 << 20];
    let bomb = archive(&[
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/worksheets/sheet1.xml", &spaces),
    ]);
    assert!(bomb.len() < 1 << 20);
    let error = import(bomb.clone()).map(|_| ()).unwrap_err();
    assert!(matches!(error, IngestError::TooLarge(_)), "{error}");
    assert!(error.to_string().contains("it was not read"));

    // The same with sizes that lie: both headers say 1,000 bytes.
    let mut lying = bomb;
    let honest = (64_u32 << 20).to_le_bytes();
    let places: Vec<usize> = (0..lying.len() - 4)
        .filter(|at| lying[*at..*at + 4] == honest)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert!(import(lying).is_err());
}

#[test]
fn a_list_of_texts_that_claims_too_many_is_refused() {
    for count in [
        "99999999999",
        "18446744073709551615",
        "999999999999999999999999",
    ] {
        let texts = format!("<sst uniqueCount=\"{count}\"><si><t>x</t></si></sst>");
        let told = message(by_hand("<worksheet><sheetData/></worksheet>", &texts));
        assert!(told.contains("not as long as it says"), "{told}");
    }
}

#[test]
fn a_cell_at_the_far_end_takes_no_memory() {
    let header: Vec<&str> = ACTIVE.lines().next().unwrap().split('\t').collect();
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let good = [
        "2024",
        "1",
        "DI",
        "Asia",
        "Viet Nam",
        "Finance",
        "",
        "Bank",
        "5",
        "Utilities",
        "wind",
        "",
    ];
    let sheet = format!(
        "<worksheet><sheetData>{}{}{far}</sheetData></worksheet>",
        inline_row(1, &header),
        inline_row(2, &good)
    );
    let (_, found) = import(by_hand(&sheet, "<sst/>")).unwrap();
    assert_eq!((found.activities().len(), found.outcomes.len()), (1, 1));
}

#[test]
fn impossible_positions_are_an_error_or_passed_over() {
    for sheet in [
        "<worksheet><dimension ref=\"B5:A1\"/><sheetData/></worksheet>",
        "<worksheet><sheetData><row r=\"0\"><c r=\"A0\"><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r=\"1\"><c r=\"A99999999999\"><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r=\"1\"><c t=\"s\"><v>7</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c><v>1",
    ] {
        let told = message(by_hand(sheet, "<sst/>"));
        assert!(
            told.contains("damaged") || told.contains("no sheet has"),
            "{sheet}: {told}"
        );
    }
}

#[test]
fn missing_columns_are_named() {
    let table = "Fiscal_Year\tProject Number\tproject  type\tCountry\tProject Name\n2024\t1\tDI\tViet Nam\tBank\n";
    let error = import(workbook(&[("Cool Tab", table)]))
        .map(|_| ())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "columns are missing: Department, Committed, NAICS Sector, Project Description"
    );
}

#[test]
fn other_workbooks_are_refused() {
    for header in ["id\tproject_year\tcountry\tproject_name", "a\tb", ""] {
        let told = message(workbook(&[("Data", header)]));
        assert!(told.contains("no sheet has a header row"), "{header}");
    }
}

#[test]
fn unknown_columns_are_noted_once() {
    let lines = ACTIVE.lines().zip(["Mood", "calm", "calm"]);
    let table: Vec<String> = lines
        .map(|(line, extra)| format!("{line}\t{extra}"))
        .collect();
    let (_, found) = import(workbook(&[("x", &table.join("\n"))])).unwrap();
    assert_eq!(
        found.told(),
        ["note 1 header: a column that Tiga does not know"]
    );
}
