//! The manifest: which public files there are, whose they are and on what terms. Ships with Tiga; a file adds to it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use thiserror::Error;
use tiga_domain::dataset::{Precedence, PrecedenceError};
use url::Url;

use crate::ingest::sniff::Format;

/// What ships with Tiga.
const SHIPPED: &str = include_str!("../../data/sources.toml");

/// A publication of one publisher, of one or several files.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    /// The word on the command line.
    pub key: String,
    /// Publisher.
    pub publisher: String,
    /// How its files are imported.
    pub format: String,
    /// Licence.
    pub licence: String,
    /// How to cite it.
    pub attribution: String,
    /// How often it is updated, in words.
    pub rhythm: String,
    /// A longer file is not taken.
    pub most_megabytes: u64,
    /// Where the files are; none when they can only be had by hand.
    #[serde(default)]
    pub addresses: Vec<String>,
    /// The page on which files without an address of their own are exported or downloaded by hand.
    #[serde(default)]
    pub page: String,
    /// What to do there, and which command imports the file.
    #[serde(default)]
    pub by_hand: String,
    /// Other hosts to which a redirect may lead.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Hashes of files that never change, in the order of the addresses.
    #[serde(default)]
    pub sha256: Vec<String>,
}

/// All sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Manifest {
    /// In the order of the files.
    pub sources: Vec<Source>,
    /// Which source is counted for which agency.
    pub precedence: Precedence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    source: Vec<Source>,
    #[serde(default)]
    precedence: BTreeMap<String, Order>,
}

/// Sources of an agency in the order in which they are counted, for all instruments or by instrument.
#[derive(Deserialize)]
#[serde(untagged)]
enum Order {
    All(Vec<String>),
    ByInstrument(BTreeMap<String, Vec<String>>),
}

/// Why a manifest cannot be used.
#[derive(Debug, Error)]
pub(crate) enum ManifestError {
    /// It cannot be read.
    #[error("cannot read {0}: {1}")]
    Io(String, std::io::Error),
    /// It is not TOML of this form.
    #[error("the sources are not as they should be: {0}")]
    Form(#[from] toml::de::Error),
    /// A source is not sound.
    #[error("source {key}: {message}")]
    Source {
        /// Its key.
        key: String,
        /// What is wrong.
        message: String,
    },
    /// A precedence is not.
    #[error("precedence: {0}")]
    Precedence(#[from] PrecedenceError),
}

impl Manifest {
    /// What ships with Tiga, and what a file adds to it.
    ///
    /// # Errors
    /// When the file cannot be read or is not sound.
    pub(crate) fn load(file: Option<&Path>) -> Result<Self, ManifestError> {
        let mut manifest = Self::default();
        manifest.add(SHIPPED)?;
        if let Some(path) = file {
            let text = std::fs::read_to_string(path)
                .map_err(|error| ManifestError::Io(path.display().to_string(), error))?;
            manifest.add(&text)?;
        }
        Ok(manifest)
    }

    /// The source with this key.
    pub(crate) fn source(&self, key: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.key == key)
    }

    /// Adds the sources of a text; one with a known key takes the place of the other.
    pub(super) fn add(&mut self, text: &str) -> Result<(), ManifestError> {
        let file: File = toml::from_str(text)?;
        for source in file.source {
            source.check().map_err(|message| ManifestError::Source {
                key: source.key.clone(),
                message,
            })?;
            match self
                .sources
                .iter_mut()
                .find(|known| known.key == source.key)
            {
                Some(known) => *known = source,
                None => self.sources.push(source),
            }
        }
        for (agency, order) in file.precedence {
            match order {
                Order::All(sources) => self.precedence.set(&agency, "", sources)?,
                Order::ByInstrument(lists) => {
                    for (instrument, sources) in lists {
                        let instrument = if instrument == "other" {
                            ""
                        } else {
                            &instrument
                        };
                        self.precedence.set(&agency, instrument, sources)?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl Source {
    fn check(&self) -> Result<(), String> {
        let is_plain = |key: &str| {
            let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            !key.is_empty() && key.chars().all(fits)
        };
        if !is_plain(&self.key) {
            return Err("the key may have letters, digits and hyphens".to_owned());
        }
        if Format::from_code(&self.format).is_none() {
            return Err(format!("there is no format “{}”", self.format));
        }
        if self.addresses.is_empty() && (web_url(&self.page).is_none() || self.by_hand.is_empty()) {
            return Err(
                "there is no address, nor a page and by_hand that say how to get the files"
                    .to_owned(),
            );
        }
        let mut names = Vec::new();
        for address in &self.addresses {
            let url = web_url(address).ok_or_else(|| format!("“{address}” is no web address"))?;
            let name = file_name(&url).ok_or_else(|| format!("“{address}” names no file"))?;
            if names.contains(&name) {
                return Err(format!("two addresses have the file name “{name}”"));
            }
            names.push(name);
        }
        for hash in &self.sha256 {
            if hash.len() != 64 || !hash.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Err(format!("“{hash}” is no SHA-256"));
            }
        }
        Ok(())
    }
}

/// An address of the web without a name or a password in it.
pub(super) fn web_url(address: &str) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https");
    let is_open = url.username().is_empty() && url.password().is_none();
    (is_web && is_open && url.host_str().is_some()).then_some(url)
}

/// The last part of an address as a name on the disk: no separators, no leading dots.
pub(super) fn file_name(url: &Url) -> Option<String> {
    let last = url.path_segments()?.next_back()?;
    let name: String = last
        .replace("%20", " ")
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || " .-_+".contains(c) {
                c
            } else {
                '_'
            }
        })
        .take(150)
        .collect();
    let name = name.trim_matches(['.', ' ']).to_owned();
    (!name.is_empty()).then_some(name)
}
