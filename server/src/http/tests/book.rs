//! The workbooks, read back by another reader than the writer's.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};

use super::app::{Answer, SITE, TestApp};
use super::sample::{FORMULA, STRANGE_ID};

/// A workbook that was downloaded.
pub(super) struct Book(Xlsx<Cursor<Vec<u8>>>);

impl Book {
    pub(super) fn open(answer: &Answer) -> Self {
        Self(open_workbook_from_rs(Cursor::new(answer.bytes.to_vec())).unwrap())
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    fn sheet(&mut self, name: &str) -> Range<Data> {
        self.0.worksheet_range(name).unwrap()
    }

    /// The rows of a sheet below its heading, as the cells of one column.
    fn column(&mut self, sheet: &str, name: &str) -> Vec<Data> {
        let range = self.sheet(sheet);
        let mut headings = range.rows().next().unwrap().iter();
        let at = headings.position(|cell| cell == name).unwrap();
        range.rows().skip(1).map(|row| row[at].clone()).collect()
    }

    /// The sum of a column of amounts in cents.
    pub(super) fn sum(&mut self, sheet: &str, name: &str) -> i64 {
        let cents = |cell: &Data| match cell {
            Data::Float(usd) => (usd * 100.0).round() as i64,
            Data::Empty => 0,
            other => panic!("{other:?} is no amount"),
        };
        self.column(sheet, name).iter().map(cents).sum()
    }
}

#[tokio::test]
async fn a_workbook_holds_text_numbers_dates_and_links() {
    let app = TestApp::sample();
    let answer = app.get("/export/projects.xlsx?sort=id").await;
    assert!(
        answer
            .header("content-disposition")
            .contains("tiga-projects-2026-11-23.xlsx")
    );
    let mut book = Book::open(&answer);
    assert_eq!(book.0.sheet_names(), ["Read me", "Projects"]);
    let read_me = book.sheet("Read me");
    let fact = |name: &str| {
        let row = read_me.rows().find(|row| row[0] == name).unwrap();
        row[1].clone()
    };
    assert_eq!(fact("Projects"), Data::Float(5.0));
    assert_eq!(fact("Link"), Data::String(format!("{SITE}/projects")));
    let ids = book.column("Projects", "id");
    assert!(
        ids.contains(&Data::String(STRANGE_ID.to_owned())),
        "{ids:?}"
    );
    let titles = book.column("Projects", "title");
    assert!(
        titles.contains(&Data::String(FORMULA.to_owned())),
        "a title is text as it is"
    );
    assert!(
        book.column("Projects", "purpose")
            .contains(&Data::String("21020".to_owned()))
    );
    let years = book.column("Projects", "year");
    assert!(years.contains(&Data::Float(2019.0)), "{years:?}");
    let formulas = book.0.worksheet_formula("Projects").unwrap();
    assert!(
        formulas.used_cells().next().is_none(),
        "nothing is a formula"
    );
}

#[tokio::test]
async fn an_empty_selection_is_a_workbook_that_says_so() {
    let app = TestApp::sample();
    let mut book = Book::open(&app.get("/export/projects.xlsx?q=nothing+holds+this").await);
    assert_eq!(book.column("Projects", "id"), Vec::<Data>::new());
    let read_me = book.sheet("Read me");
    let projects = read_me.rows().find(|row| row[0] == "Projects").unwrap();
    assert_eq!(projects[1], Data::Float(0.0));
}
