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
use tiga_domain::link::Question;
use tiga_domain::snapshot::Snapshot;
use tiga_report::{Format, Material, What};

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
    };
    let (mut pdf, mut brief) = (Vec::new(), Vec::new());
    let country = What::Country(Country::from_iso2("PH").unwrap());
    tiga_report::write(&material, What::Overlaps, Format::Pdf, &mut pdf).unwrap();
    tiga_report::write(&material, country, Format::Pdf, &mut brief).unwrap();
    for bytes in [&pdf, &brief] {
        assert!(bytes.starts_with(b"%PDF-1."));
        assert!(holds(bytes, b"/StructTreeRoot"), "it is tagged");
        assert!(holds(bytes, b"pdfuaid"), "it says that it is PDF/UA");
        assert!(holds(bytes, b"/Outlines"), "it has bookmarks");
    }
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
