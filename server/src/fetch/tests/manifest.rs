//! What ships, what a file adds, and what is refused.

use std::net::IpAddr;

use url::Url;

use super::super::network::{follow, is_public};
use super::{Manifest, source};

#[test]
fn what_ships_is_sound() {
    let manifest = Manifest::load(None).unwrap();
    assert!(manifest.sources.len() >= 5);
    for source in &manifest.sources {
        assert!(!source.licence.is_empty() && !source.attribution.is_empty());
    }
    assert_eq!(manifest.source("adb-iati").unwrap().addresses.len(), 9);
    for key in ["crs", "jica", "adb", "aiddata"] {
        let source = manifest.source(key).unwrap();
        assert!(
            source.addresses.is_empty() && source.by_hand.contains("tiga import"),
            "{key}"
        );
    }
    assert!(manifest.source("nothing").is_none());
}

#[test]
fn a_file_adds_replaces_and_orders() {
    let mut manifest = Manifest::load(None).unwrap();
    let (count, default) = (manifest.sources.len(), manifest.precedence.clone());
    let text = "[[source]]\nkey = 'dfc'\npublisher = 'Mirror'\nformat = 'dfc'\nlicence = ''\n\
        attribution = ''\nrhythm = ''\nmost_megabytes = 1\naddresses = ['https://a.example/x.xlsx']\n\
        [precedence]\nADB = ['adb', 'iati']\nJICA = { loan = ['crs'], other = ['iati'] }";
    manifest.add(text).unwrap();
    assert_eq!(manifest.sources.len(), count);
    assert_eq!(manifest.source("dfc").unwrap().publisher, "Mirror");
    assert_ne!(manifest.precedence, default);
}

#[test]
fn what_is_not_sound_is_told() {
    let message = |changed: &str, to: &str| {
        let text = "[[source]]\nkey = 'k'\npublisher = 'P'\nformat = 'iati'\nlicence = 'L'\n\
            attribution = 'A'\nrhythm = 'R'\nmost_megabytes = 1\naddresses = ['https://a.example/x.xml']";
        let text = text.replace(changed, to);
        Manifest::default().add(&text).unwrap_err().to_string()
    };
    for (changed, to, part) in [
        ("'k'", "'../k'", "the key"),
        ("'iati'", "'pdf'", "no format “pdf”"),
        ("'https://a.example/x.xml'", "", "no address"),
        (
            "['https://a.example/x.xml']",
            "[]\npage = 'https://a.example/page'",
            "by_hand",
        ),
        (
            "https://a.example/x.xml",
            "ftp://a.example/x.xml",
            "no web address",
        ),
        (
            "https://a.example/x.xml",
            "https://u:p@a.example/x.xml",
            "no web address",
        ),
        (
            "https://a.example/x.xml",
            "https://a.example/",
            "names no file",
        ),
        (
            "https://a.example/x.xml",
            "https://a.example/..",
            "names no file",
        ),
        (
            "['https://a.example/x.xml'",
            "['https://a.example/x.xml', 'https://b.example/x.xml'",
            "two addresses",
        ),
        (
            "rhythm = 'R'",
            "rhythm = 'R'\nsha256 = ['12']",
            "no SHA-256",
        ),
        ("rhythm = 'R'", "rythm = 'R'", "rythm"),
        ("key = 'k'", "", "key"),
        ("most_megabytes = 1", "most_megabytes = -1", "-1"),
    ] {
        let told = message(changed, to);
        assert!(told.contains(part), "{to}: {told}");
    }
    let told = Manifest::default()
        .add("[precedence]\nXX = ['adb']")
        .unwrap_err();
    assert!(told.to_string().contains("no agency"), "{told}");
    let told = Manifest::default()
        .add("[precedence]\nADB = { gift = ['adb'] }")
        .unwrap_err();
    assert!(told.to_string().contains("no instrument"), "{told}");
    let missing = Manifest::load(Some(std::path::Path::new("/no/such.toml"))).unwrap_err();
    assert!(missing.to_string().contains("/no/such.toml"));
}

#[test]
fn only_the_public_internet_is_public() {
    for (address, expected) in [
        ("8.8.8.8", true),
        ("2606:4700::1", true),
        ("127.0.0.1", false),
        ("10.1.2.3", false),
        ("172.16.0.1", false),
        ("192.168.1.1", false),
        ("169.254.169.254", false),
        ("100.64.0.1", false),
        ("0.0.0.0", false),
        ("224.0.0.1", false),
        ("255.255.255.255", false),
        ("::1", false),
        ("::", false),
        ("fe80::1", false),
        ("fd00::1", false),
        ("::ffff:10.0.0.1", false),
        ("64:ff9b::a00:1", false),
        ("2002:a00:1::", false),
        ("2001::1", false),
    ] {
        let parsed: IpAddr = address.parse().unwrap();
        assert_eq!(is_public(parsed), expected, "{address}");
    }
}

#[test]
fn a_redirect_never_leaves_https() {
    let mut source = source("https://a.example/dir");
    source.hosts.push("b.example".to_owned());
    let from = Url::parse("https://a.example/dir/file.xml").unwrap();
    let to = |location| follow(&from, location, &source).map(|url| url.to_string());
    assert_eq!(
        to("other.xml").as_deref(),
        Ok("https://a.example/dir/other.xml")
    );
    assert_eq!(
        to("https://b.example/x").as_deref(),
        Ok("https://b.example/x")
    );
    assert!(
        to("http://a.example/x")
            .unwrap_err()
            .contains("from https to")
    );
    assert!(to("https://b.example:8443/x").is_err());
    assert!(to("https://evil.example/x").is_err());
    let plain = Url::parse("http://a.example/x").unwrap();
    assert!(follow(&plain, "https://a.example/x", &source).is_ok());
}
