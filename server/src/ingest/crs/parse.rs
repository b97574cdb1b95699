//! Goes through the rows of a file, or of the files in an archive.

use std::io::BufRead;

use super::super::remark::Remarks;
use super::super::table::{Row, Table, delimiter_of};
use super::super::{FileFacts, Finding, IngestError, Outcome, Severity, Sink};
use super::header::{Header, Layout};
use super::parts::Parts;
use super::row::{Judged, judge};

/// Reads bulk text or csv of the Data Explorer.
///
/// # Errors
/// When it cannot be read, lacks columns, or the sink has stopped.
pub(crate) fn read(file: impl BufRead, sink: &mut dyn Sink) -> Result<FileFacts, IngestError> {
    let mut reader = Reader::default();
    reader.read(file, sink)?;
    reader.finish(sink)
}

/// Reads the files of an archive, in which an activity may stand in several.
#[derive(Default)]
pub(crate) struct Reader {
    parts: Parts,
    facts: FileFacts,
    constant: u64,
}

impl Reader {
    /// Reads one file.
    pub(crate) fn read(
        &mut self,
        mut file: impl BufRead,
        sink: &mut dyn Sink,
    ) -> Result<(), IngestError> {
        let delimiter = delimiter_of(file.fill_buf()?);
        let mut table = Table::new(file, delimiter);
        let mut row = Row::default();
        if !table.next_row(&mut row, sink)? {
            return Err(IngestError::Format {
                line: row.line,
                message: "there is no header row".to_owned(),
            });
        }
        let header = Header::read(&row)?;
        while table.next_row(&mut row, sink)? {
            self.take(&header, &row, sink)?;
        }
        self.facts = FileFacts {
            is_incomplete: self.facts.is_incomplete || table.is_incomplete(),
            ..facts_of(&header)
        };
        Ok(())
    }

    fn take(&mut self, header: &Header, row: &Row, sink: &mut dyn Sink) -> Result<(), IngestError> {
        let mut remarks = Remarks::new(row.line);
        let judged = judge(header, row, &mut remarks);
        remarks.send(sink);
        match judged {
            Judged::Observation(observation) => self.parts.take(*observation, sink)?,
            Judged::Outside => sink.record(Outcome::Outside)?,
            Judged::OtherAgency => sink.record(Outcome::OtherAgency)?,
            Judged::Rejected => sink.record(Outcome::Rejected)?,
            Judged::ConstantPrices => {
                self.constant += 1;
                sink.record(Outcome::Rejected)?;
            }
        }
        Ok(())
    }

    /// Passes on what is still held, and says what the files are.
    pub(crate) fn finish(mut self, sink: &mut dyn Sink) -> Result<FileFacts, IngestError> {
        self.parts.pass_on(sink)?;
        if self.constant > 0 {
            sink.finding(Finding {
                severity: Severity::Reject,
                line: 0,
                record: String::new(),
                field: "PRICE_BASE".to_owned(),
                value: self.constant.to_string(),
                message: "rows in constant prices of a moving base year".to_owned(),
                action: "left out; take current prices (V) in the Data Explorer".to_owned(),
            });
        }
        Ok(self.facts)
    }
}

fn facts_of(header: &Header) -> FileFacts {
    let version = match header.layout {
        Layout::Explorer => "Data Explorer",
        Layout::Bulk => "bulk text",
    };
    FileFacts {
        version: version.to_owned(),
        publisher: "OECD".to_owned(),
        licence: "OECD terms and conditions, attribution".to_owned(),
        ..FileFacts::default()
    }
}
