//! Files that are not what they should be: each ends in records and a finding, or in a clear error.

use std::fmt::Write as _;
use std::io::{BufReader, Read};

use super::{Collected, collect, fixture, jica};
use crate::ingest::iati::read;
use crate::ingest::{IngestError, ReadContext, Severity};

fn refusal(bytes: &[u8]) -> String {
    collect(bytes).unwrap_err().to_string()
}

#[test]
fn other_files_are_refused_with_the_reason() {
    for (bytes, reason) in [
        (fixture("unrelated.xml"), "not activities"),
        (b"".to_vec(), "the file is empty"),
        (b"  \n ".to_vec(), "the file is empty"),
        (b"<?xml version='1.0'?>".to_vec(), "the file is empty"),
        (b"id,name\n1,x\n".to_vec(), "the file is not XML"),
        (b"<html><body/></html>".to_vec(), "a web page"),
        (b"<!DOCTYPE html><html></html>".to_vec(), "a web page"),
        (
            b"<rss><channel/></rss>".to_vec(),
            "the root element is <rss>",
        ),
        (b"PK\x03\x04\xff\xfe\x00<".to_vec(), "cannot be read as XML"),
        (b"<iati-activities".to_vec(), "cannot be read as XML"),
        (b"<iati-activities>".to_vec(), "ends in the middle"),
    ] {
        let message = refusal(&bytes);
        assert!(message.contains(reason), "{message}");
    }
}

#[test]
fn a_file_of_no_activities_is_empty_and_good() {
    let file = collect(b"<iati-activities version='2.03'/>").unwrap();
    assert_eq!((file.records, file.facts.version.as_str()), (0, "2.03"));
    assert!(!file.facts.is_incomplete);
}

#[test]
fn an_entity_bomb_is_refused() {
    let bomb = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>\
                <iati-activities><iati-activity>&b;</iati-activity></iati-activities>";
    assert!(refusal(bomb.as_bytes()).contains("document type definition"));
    let external = "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><iati-activities/>";
    assert!(refusal(external.as_bytes()).contains("document type definition"));
    let undeclared = jica("<description><narrative>&passwd;</narrative></description>");
    assert!(refusal(undeclared.as_bytes()).contains("&passwd; is not declared"));
}

fn two_and_then(rest: &[u8]) -> Collected {
    let mut text = "<iati-activities>\n".to_owned();
    for number in 1..=2 {
        let activity = jica("").replace("X-1", &format!("X-{number}"));
        let inner = activity
            .trim_start_matches("<iati-activities version='2.03'>")
            .trim_end_matches("</iati-activities>");
        writeln!(text, "{inner}").unwrap();
    }
    collect(&[text.as_bytes(), rest].concat()).unwrap()
}

#[test]
fn what_stands_before_a_break_is_kept() {
    for (rest, message) in [
        (
            &b"<iati-activity><title>"[..],
            "the file ends in the middle",
        ),
        (
            b"<iati-activity><title></iati-activity>",
            "line 4, column 23",
        ),
        (
            b"<iati-activity><x>caf\xe9</x>",
            "line 4, column 22: the bytes are not UTF-8",
        ),
        (b"<iati-activity a=1></iati-activity>", "line 4, column 1"),
        (b"<iati-activity><title>a & b</title>", "line 4"),
        (b"<iati-activity><title>&#0;</title>", "line 4"),
        (b"</iati-activities><iati-activities/>", "a second root"),
        (b"</iati-activities> and more", "text follows"),
        (b"<iati-activity", "line 4, column 1"),
    ] {
        let file = two_and_then(rest);
        assert_eq!((file.records, file.activities.len()), (2, 2));
        assert!(file.facts.is_incomplete);
        let last = file.findings.last().unwrap();
        assert_eq!(last.severity, Severity::Error);
        assert!(
            last.message.contains(message),
            "{message}: {}",
            last.message
        );
        assert!(last.action.contains("2 records"), "{}", last.action);
    }
}

#[test]
fn encodings_come_out_as_text_or_as_an_error() {
    let text = jica("<description><narrative>Café</narrative></description>");
    let described = |bytes: &[u8]| collect(bytes).unwrap().activity("X-1").description.clone();
    let latin: Vec<u8> = format!("<?xml version='1.0' encoding='iso-8859-1'?>{text}")
        .chars()
        .map(|c| c as u8)
        .collect();
    assert_eq!(described(&latin), "Café");
    let wide = format!("\u{feff}<?xml version='1.0' encoding='UTF-16'?>{text}");
    let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(described(&wide), "Café");
    assert_eq!(described(format!("\u{feff}{text}").as_bytes()), "Café");
    let undeclared: Vec<u8> = text.chars().map(|c| c as u8).collect();
    assert!(refusal(&undeclared).contains("not UTF-8"));
    assert!(
        refusal(b"<?xml version='1.0' encoding='x-moon'?><iati-activities/>").contains("x-moon")
    );
}

/// A text node of any length that exists only while it is read.
fn endless_text(length: u64) -> impl Read {
    let (before, after) = (
        "<iati-activities><iati-activity><title>",
        "</title></iati-activity>",
    );
    before
        .as_bytes()
        .chain(std::io::repeat(b'x').take(length))
        .chain(after.as_bytes())
}

#[test]
fn a_text_of_200_mb_is_refused_without_being_held() {
    let mut input = BufReader::new(endless_text(200_000_000));
    let result = read(
        &mut input,
        &ReadContext::default(),
        &mut Collected::default(),
    );
    assert!(matches!(result, Err(IngestError::TooLarge(m)) if m.contains("16 MiB")));
}

#[test]
fn a_swollen_activity_is_rejected_and_the_next_one_read() {
    let swollen = "<transaction/>".repeat(400_000);
    let file = jica(&swollen).replace(
        "</iati-activities>",
        "<iati-activity><iati-identifier>X-2</iati-identifier><reporting-org ref='XM-DAC-701-8'/>\
         </iati-activity></iati-activities>",
    );
    let file = collect(file.as_bytes()).unwrap();
    assert_eq!((file.records, file.rejected), (2, 1));
    assert!(file.has_finding("X-1", "more than 64 MiB"));
    assert_eq!(file.activities[0].id, "X-2");
}

#[test]
fn nesting_has_a_limit() {
    let deep = jica(&"<a>".repeat(1_000_000));
    assert!(refusal(deep.as_bytes()).contains("nested more than"));
}

#[test]
fn a_thousand_findings_of_one_record_are_cut() {
    let file = collect(jica(&"<transaction/>".repeat(1_000)).as_bytes()).unwrap();
    assert!(file.findings.len() < 210);
    assert!(file.has_finding("X-1", "further findings"));
}

#[test]
fn a_sink_that_stops_stops_the_reader() {
    struct Full;
    impl crate::ingest::Sink for Full {
        fn record(&mut self, _: crate::ingest::Outcome) -> Result<(), crate::ingest::Stop> {
            Err(crate::ingest::Stop)
        }
        fn finding(&mut self, _: crate::ingest::Finding) {}
    }
    let text = jica("");
    let result = read(&mut text.as_bytes(), &ReadContext::default(), &mut Full);
    assert!(matches!(result, Err(IngestError::Stopped)));
}
