//! The reports as PDF: they are typeset for any selection and any text, tagged, and say what they hold.
#![expect(
    clippy::unwrap_used,
    reason = "tests say what they expect by unwrapping it"
)]

#[path = "../../../app/domain/tests/overlap/world.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod world;

use tiga_domain::activity::Activity;
use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::gap::NeedTable;
use tiga_domain::country::Country;
use tiga_domain::dataset::Dataset;
use tiga_domain::facet::Facet;
use tiga_domain::link::Question;
use tiga_domain::snapshot::Snapshot;
use tiga_report::{Format, Material, ReportError, Wanted, What};

fn report(data: Dataset, query: &str) -> Vec<u8> {
    let need = NeedTable::shipped();
    let question = Question::parse(query, &[]).question;
    let size = data.len();
    let snapshot = Snapshot::new(data);
    let material = Material {
        snapshot: &snapshot,
        need: &need,
        question: &question,
        choice: Choice::default(),
        address: Some("https://tiga.example"),
        wanted: Wanted::ALWAYS,
    };
    let (mut pdf, mut brief) = (Vec::new(), Vec::new());
    tiga_report::write(&material, What::Overlaps, Format::Pdf, &mut pdf).unwrap();
    let country = Country::from_iso2("PH").unwrap().index() as u16;
    let filter = question.filter.clone().only(Facet::Country, country);
    let of_country = Question::from(filter);
    let material = Material {
        question: &of_country,
        ..material
    };
    tiga_report::write(&material, What::Country, Format::Pdf, &mut brief).unwrap();
    for bytes in [&pdf, &brief] {
        assert!(bytes.starts_with(b"%PDF-1."));
        assert!(holds(bytes, b"/StructTreeRoot"), "it is tagged");
        assert!(holds(bytes, b"pdfuaid"), "it says that it is PDF/UA");
        assert!(holds(bytes, b"/Outlines"), "it has bookmarks");
    }
    let (_, pages) = tiga_report::first_page(&material, What::Country).unwrap();
    assert!(pages <= 2, "a brief has two pages, not {pages}");
    if let Ok(folder) = std::env::var("TIGA_TEST_DOCUMENTS") {
        let name = format!("{folder}/{}-{}", size, query.len());
        std::fs::write(format!("{name}.pdf"), &pdf).unwrap();
        std::fs::write(format!("{name}-brief.pdf"), &brief).unwrap();
    }
    pdf
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn crowded(seed: u64, size: usize) -> Vec<Activity> {
    let country = Country::from_iso2("PH").unwrap();
    world::activities(seed, size, &[country], 1.0).collect()
}

#[test]
fn small_and_large_selections_are_typeset() {
    let few = report(world::spread(5, 60), "");
    let many = report(world::dataset(crowded(5, 500)), "");
    assert!(few.len() < many.len());
}

#[test]
fn an_empty_selection_is_a_report_that_says_so() {
    report(world::spread(5, 30), "q=nothing+holds+these+words");
    report(world::dataset([]), "");
}

#[test]
fn text_of_any_kind_stays_text() {
    let long = "x".repeat(10_000);
    let titles = [
        "<script>alert(1)</script> #show: none; #panic() $x$ *bold* _it_ @ref `raw` \\ // [a](b)",
        "#import \"/data.json\": * ```` \" ' \u{202E}abc\u{0007}\u{0000}",
        "مشروع الطريق السريع דרך مشروع",
        "ダム建設計画 水道整備 한국 도로 사업 湄公河委员会 𓀀𓀁",
        "",
        &long,
    ];
    let activities = crowded(9, 120)
        .into_iter()
        .zip(titles.into_iter().cycle())
        .map(|(mut activity, title)| {
            activity.title.insert_str(0, title);
            for place in &mut activity.places {
                title.clone_into(&mut place.name);
            }
            activity
        });
    report(world::dataset(activities), "");
}

#[test]
fn work_stops_when_nobody_waits_for_it() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    let (need, question) = (NeedTable::shipped(), Question::default());
    let snapshot = Snapshot::new(world::spread(5, 400));
    let written = |what: What, format: Format, patience: usize| {
        let asked = AtomicUsize::new(0);
        let is_wanted = || asked.fetch_add(1, Ordering::Relaxed) < patience;
        let material = Material {
            snapshot: &snapshot,
            need: &need,
            question: &question,
            choice: Choice::default(),
            address: None,
            wanted: Wanted::new(&is_wanted),
        };
        let mut bytes = Vec::new();
        let result = tiga_report::write(&material, what, format, &mut bytes);
        (result, asked.load(Ordering::Relaxed))
    };
    for what in [What::Overlaps, What::Projects] {
        for format in what.formats() {
            let (result, _) = written(what, *format, usize::MAX);
            result.unwrap();
            let (result, asked) = written(what, *format, 1);
            let error = result.unwrap_err();
            assert!(
                matches!(error, ReportError::Unwanted),
                "{what:?} {format:?}: {error}"
            );
            assert!(
                asked < 10,
                "{what:?} {format:?} went on after {asked} questions"
            );
        }
    }
}

/// The words of a document, as another program reads them; none where that program is not installed.
fn words(pdf: &[u8]) -> Option<String> {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let program = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut program) = program else {
        println!("skipped: pdftotext is not installed");
        return None;
    };
    let mut input = program.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&pdf));
    let output = program.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn another_program_reads_what_the_report_says() {
    let data = world::spread(5, 200);
    let all: i64 = tiga_domain::analysis::projects::select(&data, &Question::default().filter)
        .iter()
        .filter_map(|row| row.usd)
        .map(|usd| usd.0)
        .sum();
    let Some(words) = words(&report(data, "")) else {
        return;
    };
    let sum = tiga_domain::money::Cents(all).exact();
    for part in [
        sum.as_str(),
        tiga_domain::METHOD_ID,
        "https://tiga.example/overlaps",
        "1 of ",
        "Services around infrastructure",
        "Strategy 2030",
        "Method in brief",
        "Sources",
    ] {
        assert!(words.contains(part), "{part}");
    }
}

#[test]
fn an_independent_validator_finds_nothing() {
    use std::process::Command;

    let file = std::env::temp_dir().join(format!("tiga-{}.pdf", std::process::id()));
    std::fs::write(&file, report(world::dataset(crowded(5, 60)), "")).unwrap();
    for (program, arguments) in [("pdfua", ["check"]), ("qpdf", ["--check"])] {
        match Command::new(program).args(arguments).arg(&file).output() {
            Ok(output) => {
                let words = String::from_utf8_lossy(&output.stdout);
                assert!(output.status.success(), "{program}: {words}");
            }
            Err(_) => println!("skipped: {program} is not installed"),
        }
    }
    std::fs::remove_file(file).unwrap();
}
