//! The real binary, from an empty folder to a store that holds data: the commands and what they print.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod program;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::Write;
use std::time::{Duration, Instant};

use program::{Program, activity};
use serde_json::Value;

#[test]
fn import_check_and_import_again() {
    let program = Program::new("story");
    let first = program.json(&[
        "import",
        "tiga",
        &Program::data("example.csv"),
        "--no-starter",
    ]);
    let file = &first["files"][0];
    assert_eq!(file["file"], "example.csv");
    assert_eq!(file["format"], "tiga");
    assert_eq!(file["sha256"].as_str().unwrap().len(), 64);
    assert_eq!((&file["records"], &file["stored"]), (&3.into(), &3.into()));
    assert!(file["seconds"].is_f64() && file["bytes"].is_u64());
    for key in ["updated", "unchanged", "outside", "rejected", "notes"] {
        assert!(file[key].is_u64(), "{key}");
    }
    let second = program.json(&[
        "import",
        "auto",
        &Program::data("example.csv"),
        "--no-starter",
    ]);
    assert_eq!(second["files"][0]["unchanged"], 3);
    assert_eq!(second["files"][0]["stored"], 0);
    let check = program.run(&["check"]);
    assert!(check.status.success());
    assert!(String::from_utf8_lossy(&check.stdout).contains("3 activities in 2 imports"));
}

#[test]
fn an_empty_store_takes_the_starter_data_first() {
    let program = Program::new("starter");
    program.json(&["import", "tiga", &Program::data("example.csv")]);
    let check = program.run(&["check"]);
    let text = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(
        check.status.success() && text.contains("in 2 imports"),
        "{text}"
    );
    let out = program.path("out.csv");
    let export = program.run(&["export", "projects", "--to", &out, "--filter", "country=ID"]);
    assert!(export.status.success(), "{export:?}");
    assert!(
        std::fs::read_to_string(out)
            .unwrap()
            .contains("US-DFC-ID-TPN")
    );
}

#[test]
fn gaps_and_mix_are_exported_with_what_they_rest_on() {
    let program = Program::new("analysis");
    program.json(&["import", "tiga", &Program::data("example.csv")]);
    let out = program.path("gaps.csv");
    let arguments = [
        "export",
        "gaps",
        "--to",
        &out,
        "--filter",
        "year=1960..2025&baseline=need",
    ];
    let export = program.run(&arguments);
    assert!(export.status.success(), "{export:?}");
    assert!(
        std::fs::read_to_string(&out)
            .unwrap()
            .contains("need_unmet")
    );
    let broken = program.write(
        "need.csv",
        "indicator_id,key\nIT.NET.USER.ZS,connectivity\n",
    );
    let export = program.run(&["export", "gaps", "--to", &out, "--need", &broken]);
    assert!(!export.status.success());
    let text = String::from_utf8_lossy(&export.stderr).into_owned();
    assert!(
        text.contains("need.csv") && text.contains("row 1"),
        "{text}"
    );
    let out = program.path("mix.json");
    let export = program.run(&["export", "mix", "--to", &out, "--filter", "view=dac"]);
    assert!(export.status.success(), "{export:?}");
    let mix: Value = serde_json::from_str(&std::fs::read_to_string(out).unwrap()).unwrap();
    assert_eq!(mix["view"], "dac");
    let export = program.run(&["export", "mix", "--to", &program.path("mix.geojson")]);
    assert!(!export.status.success());
}

#[test]
fn a_file_that_fails_is_said_and_the_others_are_stored() {
    let program = Program::new("failure");
    let broken = program.write("broken.xml", "<iati-organisations version='2.03'/>");
    let missing = program.path("missing.xml");
    let example = Program::data("example.csv");
    let arguments = [
        "import",
        "auto",
        &broken,
        &example,
        &missing,
        "--json",
        "--no-starter",
    ];
    let output = program.run(&arguments);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files = report["files"].as_array().unwrap();
    assert!(files[0]["error"].is_string() && files[2]["error"].is_string());
    assert_eq!(files[0]["findings"][0]["severity"], "error");
    assert_eq!(files[1]["stored"], 3);
    let table = program.run(&["import", "auto", &broken, "--no-starter"]);
    let text = String::from_utf8_lossy(&table.stdout).into_owned();
    assert!(text.contains("Nothing of this file was stored"), "{text}");
    assert!(program.run(&["check"]).status.success());
}

#[test]
fn check_names_what_is_wrong() {
    let program = Program::new("check");
    let output = program.run(&["check"]);
    assert_eq!(output.status.code(), Some(1), "there is no store yet");
    assert!(!program.has("tiga.db"), "reading leaves nothing behind");
    assert!(program.run(&["migrate"]).status.success());
    let status = program.run(&["migrate", "status"]);
    assert!(!String::from_utf8_lossy(&status.stdout).contains("pending"));
    assert!(program.run(&["check"]).status.success());
    assert!(program.run(&["migrate", "down"]).status.success());
    let output = program.run(&["check"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("tiga migrate up"));
}

/// A file of many activities that are not real.
fn big(program: &Program, name: &str, count: u32) -> String {
    let mut file = std::fs::File::create(program.path(name)).unwrap();
    writeln!(file, "<iati-activities version=\"2.03\">").unwrap();
    for number in 0..count {
        file.write_all(activity(number).as_bytes()).unwrap();
    }
    writeln!(file, "</iati-activities>").unwrap();
    program.path(name)
}

#[test]
fn an_import_that_is_killed_leaves_the_store_as_it_was() {
    let program = Program::new("kill");
    program.json(&[
        "import",
        "tiga",
        &Program::data("example.csv"),
        "--no-starter",
    ]);
    let before = String::from_utf8(program.run(&["check"]).stdout).unwrap();
    let file = big(&program, "big.xml", 30_000);
    let wal = program.path("tiga.db-wal");
    let size = || std::fs::metadata(&wal).map_or(0, |file| file.len());
    // Rows of the open transaction are in the log file by the time it has grown: it may grow up to a random size.
    let random = || RandomState::new().build_hasher().finish();
    for moment in std::iter::repeat_with(|| random() % 4_000_000).take(10) {
        let mut import = program
            .command(&["import", "iati", &file, "--no-starter"])
            .spawn()
            .unwrap();
        let since = Instant::now();
        while size() < moment {
            assert!(
                since.elapsed() < Duration::from_mins(2),
                "nothing was written"
            );
            if let Some(status) = import.try_wait().unwrap() {
                panic!("the import ended before it was killed: {status}");
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        import.kill().unwrap();
        import.wait().unwrap();
        let after = program.run(&["check"]);
        assert!(after.status.success(), "{moment}: {after:?}");
        assert_eq!(String::from_utf8(after.stdout).unwrap(), before, "{moment}");
    }
}

#[test]
fn a_full_disk_is_a_clear_error_and_loses_nothing() {
    let program = Program::new("full");
    let disk = program.path("disk");
    std::fs::create_dir(&disk).unwrap();
    let mount = |arguments: &[&str]| {
        let output = std::process::Command::new("mount").args(arguments).output();
        output.is_ok_and(|output| output.status.success())
    };
    if !mount(&["-t", "tmpfs", "-o", "size=2m", "tiga-test", &disk]) {
        eprintln!("skipped: this account may not mount a small disk");
        return;
    }
    let database = format!("sqlite://{disk}/tiga.db?mode=rwc");
    let on_disk = |arguments: &[&str]| {
        let mut command = program.command(arguments);
        command.env("TIGA_DATABASE", &database).output().unwrap()
    };
    let small = Program::data("example.csv");
    let first = on_disk(&["import", "tiga", &small, "--no-starter"]);
    let before = on_disk(&["check"]);
    let large = on_disk(&[
        "import",
        "iati",
        &big(&program, "big.xml", 4_000),
        "--no-starter",
    ]);
    let after = on_disk(&["check"]);
    let again = on_disk(&["import", "tiga", &small, "--no-starter", "--json"]);
    let unmounted = std::process::Command::new("umount")
        .args(["-l", &disk])
        .status();
    assert!(unmounted.unwrap().success());
    assert!(
        first.status.success() && before.status.success(),
        "{first:?} {before:?}"
    );
    assert_eq!(large.status.code(), Some(1));
    let text = String::from_utf8_lossy(&large.stdout).into_owned();
    assert!(text.contains("no room left"), "{large:?}");
    assert_eq!(after.stdout, before.stdout, "{after:?}");
    let report: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(
        report["files"][0]["unchanged"], 3,
        "the store still takes what fits"
    );
}

#[test]
fn decisions_are_followed_and_a_wrong_file_is_refused() {
    let program = Program::new("decisions");
    program.json(&[
        "import",
        "tiga",
        &Program::data("example.csv"),
        "--no-starter",
    ]);
    let version = |arguments: &[&str]| {
        let output = program.run(&[&["check"], arguments].concat());
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        text.split("data set ").nth(1).unwrap().to_owned()
    };
    let plain = version(&[]);
    let file = program.write(
        "d.csv",
        "a,b,decision,note\nUS-DFC-ID-TPN,not-here,reject,later\n",
    );
    assert_ne!(
        version(&["--decisions", &file]),
        plain,
        "they are a part of the version"
    );
    let wrong = program.write("wrong.csv", "a,b,decision\nx,y,perhaps\n");
    let output = program.run(&["check", "--decisions", &wrong]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        text.contains("line 2") && text.contains("perhaps"),
        "{text}"
    );
}

#[test]
fn two_imports_at_once_wait_for_each_other() {
    let program = Program::new("two");
    assert!(program.run(&["migrate"]).status.success());
    let start = |file: &str| {
        let arguments = ["import", "auto", file, "--no-starter", "--json"];
        let mut command = program.command(&arguments);
        command.stdout(std::process::Stdio::piped());
        command.spawn().unwrap()
    };
    let large = start(&big(&program, "big.xml", 3_000));
    let small = start(&Program::data("example.csv"));
    for (import, stored) in [(large, 3_000), (small, 3)] {
        let output = import.wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["files"][0]["stored"], stored);
    }
    let check = program.run(&["check"]);
    let text = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(text.contains("3003 activities in 2 imports"), "{text}");
}

#[test]
fn a_folder_is_imported_as_far_as_it_is_known() {
    let program = Program::new("folder");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let report = program.json(&["import", "auto", &folder.to_string_lossy(), "--no-starter"]);
    let files = report["files"].as_array().unwrap();
    let mut formats: Vec<&str> = files.iter().filter_map(|f| f["format"].as_str()).collect();
    formats.dedup();
    formats.sort_unstable();
    formats.dedup();
    assert_eq!(
        formats,
        [
            "adb",
            "aiddata",
            "comparator",
            "crs",
            "iati",
            "jica",
            "koica",
            "tiga"
        ]
    );
    let left: Vec<&str> = report["left"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|left| left["file"].as_str())
        .collect();
    assert!(
        left.iter().any(|file| file.ends_with("README.md")),
        "{left:?}"
    );
    assert!(program.run(&["check"]).status.success());
    let list = program.run(&["fetch"]);
    assert!(String::from_utf8_lossy(&list.stdout).contains("adb-iati"));
    assert_eq!(program.run(&["fetch", "nothing"]).status.code(), Some(1));
}
