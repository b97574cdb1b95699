//! Files that are not as documented: each gets an error, or a finding for the row.

use super::super::super::Severity;
use super::{EXAMPLE, ODDITIES, import};

fn message(bytes: &[u8]) -> String {
    match import(bytes) {
        Err(error) => error.to_string(),
        Ok(_) => "read".to_owned(),
    }
}

#[test]
fn files_that_cannot_be_read_say_why() {
    assert!(message(b"").contains("empty"));
    assert!(message(b"\xef\xbb\xbf\r\n\r\n").contains("empty"));
    assert!(message(b"# only a comment\n").contains("no header row"));
    assert_eq!(
        message(b"id,title,partner\n1,2,3\n"),
        "columns are missing: name, agency"
    );
    assert!(message(b"id,name,partner,agency,Name\n").contains("name stands there twice"));
    assert!(message(b"id,name,partner,agency\nA,Stra\xdfe,JP,JICA\n").contains("line 2"));
    assert!(message(b"id,name,partner,agency\nA,\x93\xb9\x98H,JP,JICA\n").contains("UTF-8"));
    assert!(message(b"\xff\xfei\0d\0,\0").contains("UTF-16"));
    assert_eq!(message(b"id,name,partner,agency\n"), "read");
}

#[test]
fn line_ends_and_the_order_of_columns_do_not_matter() {
    let text = String::from_utf8(EXAMPLE.to_vec()).unwrap();
    let plain = import(EXAMPLE).unwrap();
    for changed in [
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        format!("\u{feff}{text}"),
    ] {
        let found = import(changed.as_bytes()).unwrap();
        assert_eq!(found.activities(), plain.activities());
        assert_eq!(found.told(), plain.told());
    }
    let found = import(b"id,name,partner,agency,status,country\nA,Road,JP,JICA,2,VN\n").unwrap();
    assert_eq!(found.activities()[0].status.unwrap().code(), "2");
}

#[test]
fn rows_that_do_not_fit_are_told_with_their_line() {
    let found = import(ODDITIES).unwrap();
    assert_eq!(
        found.told(),
        [
            "note 4 header: a column that Tiga does not know",
            "note 8 id: the same row stands in line 5",
            "reject 9 id: line 5 has the same id and other content",
            "reject 10 row: more cells than the header, which has 6",
            "note 13 row: fewer cells than the header, which has 6",
            "note 13 country: no country",
            "note 16 country: no country",
            "reject 18 partner: none of US, JP, KR and ADB",
        ]
    );
    let titles: Vec<_> = found
        .activities()
        .iter()
        .map(|a| a.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Road",
            "A name\nof two lines",
            "Short row",
            "# not a comment"
        ]
    );
    assert_eq!(found.outcomes.len(), 8);
}

#[test]
fn a_quotation_mark_that_is_never_closed_ends_the_file() {
    let table = b"id,name,partner,agency\nA,Road,JP,JICA\nB,\"Port,JP,JICA\nC,Rail,JP,JICA\n";
    let found = import(table).unwrap();
    assert_eq!((found.activities().len(), found.rejected()), (1, 1));
    assert!(found.tells(Severity::Error, "not closed"));
    assert_eq!(found.findings.last().unwrap().line, 3);
}

#[test]
fn a_formula_is_only_text() {
    let found = import(b"id,name,partner,agency,country\nA,=HYPERLINK(1),JP,JICA,VN\n").unwrap();
    assert_eq!(found.activities()[0].title, "=HYPERLINK(1)");
}
