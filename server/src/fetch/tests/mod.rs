//! Downloads from a server on this machine that fails in every way, the manifest, and what may be reached.

#![expect(clippy::unwrap_used, reason = "tests")]

mod manifest;
mod server;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use self::server::{Answer, Server, answer};
use super::keep::Kept;
use super::transfer::FetchError;
use super::{Fetched, Fetcher, Manifest, Reach, Source};

const XML: &[u8] =
    b"<iati-activities version=\"2.03\"><!-- a file of some length --></iati-activities>";

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("tiga-fetch-{}-{number}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn has(&self, name: &str) -> bool {
        self.0.join("test").join(name).exists()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn source(address: &str) -> Source {
    let mut manifest = Manifest::default();
    let text = format!(
        "[[source]]\nkey = 'test'\npublisher = 'P'\nformat = 'iati'\nlicence = 'L'\n\
         attribution = 'A'\nrhythm = 'R'\nmost_megabytes = 1\naddresses = ['{address}/file.xml']"
    );
    manifest.add(&text).unwrap();
    manifest.sources.remove(0)
}

fn fetch(folder: &Folder, source: &Source) -> Result<Fetched, FetchError> {
    fetch_within(folder, source, Reach::Private)
}

fn fetch_within(folder: &Folder, source: &Source, reach: Reach) -> Result<Fetched, FetchError> {
    let patience = Duration::from_secs(2);
    Fetcher::with_patience(folder.0.clone(), reach, &|_, _| {}, patience).fetch(source, 0)
}

fn message(folder: &Folder, source: &Source) -> String {
    fetch(folder, source).unwrap_err().to_string()
}

#[test]
fn a_file_is_taken_once_and_then_asked_for_changes() {
    let server = Server::new(|request| {
        if request.header("if-none-match") == "\"one\"" {
            answer("304 Not Modified", &[], b"")
        } else {
            answer("200 OK", &[("etag", "\"one\"")], XML)
        }
    });
    let (folder, source) = (Folder::new(), source(&server.address));
    let file = folder.0.join("test/file.xml");
    assert_eq!(fetch(&folder, &source).unwrap(), Fetched::New(file.clone()));
    assert_eq!(std::fs::read(&file).unwrap(), XML);
    let kept = Kept::read(&file).unwrap();
    assert_eq!((kept.bytes, kept.sha256.len()), (XML.len() as u64, 64));
    assert!(!folder.has("file.xml.part") && !folder.has("file.xml.part.json"));
    assert_eq!(
        fetch(&folder, &source).unwrap(),
        Fetched::Unchanged(file.clone())
    );
    // A file that somebody changed is taken again.
    std::fs::write(&file, "short").unwrap();
    assert_eq!(fetch(&folder, &source).unwrap(), Fetched::New(file));
}

#[test]
fn answers_that_are_no_file_leave_the_older_one() {
    let server = Server::new(|request| match request.path.as_str() {
        "/good/file.xml" => answer("200 OK", &[], XML),
        "/html/file.xml" => answer("200 OK", &[], b"<!DOCTYPE html><html>Sorry</html>"),
        "/table/file.xml" => answer("200 OK", &[], b"id,name,partner,agency\n"),
        "/empty/file.xml" => answer("200 OK", &[], b""),
        "/error/file.xml" => answer("500 Internal Server Error", &[], b"oh"),
        _ => answer("404 Not Found", &[], b"<html>nothing here</html>"),
    });
    let folder = Folder::new();
    let of = |path: &str| source(&format!("{}{path}", server.address));
    fetch(&folder, &of("/good")).unwrap();
    for (path, part) in [
        ("/none", "404 Not Found"),
        ("/error", "500"),
        ("/html", "a web page, not data"),
        ("/table", "of the format tiga, not iati"),
        ("/empty", "the file is empty"),
    ] {
        let told = message(&folder, &of(path));
        assert!(told.contains(part), "{told}");
        assert_eq!(std::fs::read(folder.0.join("test/file.xml")).unwrap(), XML);
        assert!(!folder.has("file.xml.part"), "{path}");
    }
    let wrong = Source {
        sha256: vec!["0".repeat(64)],
        ..of("/good")
    };
    assert!(message(&folder, &wrong).contains("SHA-256"));
}

#[test]
fn a_connection_that_is_cut_is_gone_on_with() {
    let half = XML.len() / 2;
    let server = Server::new(move |request| {
        let length = XML.len().to_string();
        if request.header("range") == format!("bytes={half}-") {
            assert_eq!(request.header("if-range"), "\"one\"");
            let range = format!("bytes {half}-{}/{length}", XML.len() - 1);
            let headers = [("etag", "\"one\""), ("content-range", range.as_str())];
            answer("206 Partial Content", &headers, &XML[half..])
        } else {
            let headers = [("etag", "\"one\""), ("content-length", length.as_str())];
            answer("200 OK", &headers, &XML[..half])
        }
    });
    let folder = Folder::new();
    fetch(&folder, &source(&server.address)).unwrap();
    assert_eq!(std::fs::read(folder.0.join("test/file.xml")).unwrap(), XML);
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_connection_that_is_always_cut_ends_after_three() {
    let server = Server::new(|_| answer("200 OK", &[("content-length", "900")], &XML[..9]));
    let (folder, source) = (Folder::new(), source(&server.address));
    assert!(matches!(
        fetch(&folder, &source),
        Err(FetchError::Network { .. })
    ));
    assert_eq!(server.asked().len(), 3);
    assert!(
        server
            .asked()
            .iter()
            .all(|request| request.header("range").is_empty())
    );
    assert!(!folder.has("file.xml"));
}

#[test]
fn a_range_that_does_not_fit_starts_anew() {
    let server = Server::new(|request| match request.header("range") {
        "" => answer("200 OK", &[("etag", "\"new\"")], XML),
        _ => answer("416 Range Not Satisfiable", &[], b""),
    });
    let (folder, source) = (Folder::new(), source(&server.address));
    let part = folder.0.join("test/file.xml.part");
    std::fs::create_dir_all(folder.0.join("test")).unwrap();
    std::fs::write(&part, "something else that is long").unwrap();
    let kept = Kept {
        address: source.addresses[0].clone(),
        etag: "\"old\"".to_owned(),
        ..Kept::default()
    };
    kept.write(&part).unwrap();
    fetch(&folder, &source).unwrap();
    assert_eq!(std::fs::read(folder.0.join("test/file.xml")).unwrap(), XML);
    // Another version than the one that was begun comes whole.
    let server = Server::new(|_| answer("200 OK", &[("etag", "\"new\"")], XML));
    let source = source_at(&server);
    std::fs::write(&part, "<iati-activities> of long ago").unwrap();
    let kept = Kept {
        address: source.addresses[0].clone(),
        ..kept
    };
    kept.write(&part).unwrap();
    fetch(&folder, &source).unwrap();
    assert_eq!(server.asked()[0].header("range"), "bytes=29-");
    assert_eq!(std::fs::read(folder.0.join("test/file.xml")).unwrap(), XML);
}

fn source_at(server: &Server) -> Source {
    source(&server.address)
}

#[test]
fn a_body_without_end_is_not_taken() {
    let endless = || Answer {
        times: 1 << 12,
        body: vec![b' '; 1 << 10],
        ..answer("200 OK", &[("transfer-encoding", "identity")], b"")
    };
    let server = Server::new(move |_| endless());
    let (folder, source) = (Folder::new(), source(&server.address));
    let told = message(&folder, &source);
    assert!(told.contains("longer than 1 MB"), "{told}");
    assert!(!folder.has("file.xml.part"));
    let stated = Server::new(|_| answer("200 OK", &[("content-length", "99999999999")], b"x"));
    assert!(message(&folder, &source_at(&stated)).contains("longer than 1 MB"));
}

#[test]
fn redirects_stay_within_the_source() {
    let other = Server::new(|_| answer("200 OK", &[], XML));
    let elsewhere = format!("{}/file.xml", other.address);
    let server = Server::new(move |request| {
        let to = |location: &str| answer("302 Found", &[("location", location)], b"");
        match request.path.as_str() {
            "/near/file.xml" => to("/here"),
            "/here" => answer("200 OK", &[], XML),
            "/round/file.xml" => to("/round/file.xml"),
            "/far/file.xml" => to(&elsewhere),
            "/name/file.xml" => to("http://example.invalid/file.xml"),
            "/script/file.xml" => to("file:///etc/passwd"),
            _ => to("http://name:secret@127.0.0.1/file.xml"),
        }
    });
    let folder = Folder::new();
    let of = |path: &str| source(&format!("{}{path}", server.address));
    fetch(&folder, &of("/near")).unwrap();
    for (path, part) in [
        ("/round", "moved again and again"),
        ("/far", "which the source does not name"),
        ("/name", "example.invalid, which the source does not name"),
        ("/script", "no web address"),
        ("/password", "no web address"),
    ] {
        let told = message(&folder, &of(path));
        assert!(told.contains(part), "{told}");
    }
    assert!(other.asked().is_empty(), "no other port was asked");
}

#[test]
fn private_networks_are_out_of_reach_unless_allowed() {
    let server = Server::new(|_| answer("200 OK", &[], XML));
    let (folder, source) = (Folder::new(), source(&server.address));
    let told = fetch_within(&folder, &source, Reach::Public).unwrap_err();
    assert!(told.to_string().contains("in a private network"), "{told}");
    assert!(server.asked().is_empty());
}

#[test]
fn a_server_that_keeps_silent_is_left() {
    let server = Server::new(|_| {
        std::thread::sleep(Duration::from_secs(8));
        answer("200 OK", &[], XML)
    });
    let folder = Folder::new();
    let told = message(&folder, &source(&server.address));
    assert!(told.to_lowercase().contains("timeout"), "{told}");
}
