//! Takes one file over the wire: only if it has changed, from where it broke off, within its limit, and looked at
//! before it takes the place of the older one.

use std::fs::OpenOptions;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use thiserror::Error;
use ureq::Agent;
use ureq::http::{HeaderMap, Response, StatusCode};
use url::Url;

use super::keep::{Kept, forget};
use super::manifest::{Source, file_name, web_url};
use super::network::{Reach, agent, follow};
use crate::ingest::IngestError;
use crate::ingest::run::{fingerprint_file, recognise};

/// Redirects of one request, at most.
const MOST_REDIRECTS: usize = 5;
/// Connections for one file: what breaks off is gone on with.
const ATTEMPTS: u32 = 3;
/// How long a server may keep silent.
const PATIENCE: Duration = Duration::from_mins(1);
const CHUNK: usize = 64 << 10;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fetched {
    /// It is new, or newer.
    New(PathBuf),
    /// The one on the disk is still the newest.
    Unchanged(PathBuf),
}

/// Why a file was not fetched. The older one, if there is one, is as it was.
#[derive(Debug, Error)]
pub(crate) enum FetchError {
    /// The server could not be reached, or broke off again and again.
    #[error("{address}: {source}")]
    Network {
        /// Where it is.
        address: String,
        /// What went wrong.
        source: Box<ureq::Error>,
    },
    /// The server said no.
    #[error("{address}: the server answers {status}")]
    Status {
        /// Where it is.
        address: String,
        /// Its answer.
        status: StatusCode,
    },
    /// What it sends is not the file.
    #[error("{address}: {message}")]
    Refused {
        /// Where it is.
        address: String,
        /// Why not.
        message: String,
    },
    /// The disk.
    #[error("{path}: {source}", path = .path.display())]
    Disk {
        /// Where it was to be written.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
}

/// Fetches files into a folder.
pub(crate) struct Fetcher<'a> {
    agent: Agent,
    folder: PathBuf,
    on_progress: &'a dyn Fn(u64, Option<u64>),
}

impl<'a> Fetcher<'a> {
    /// Fetches into this folder; `on_progress` hears the bytes that are there, and of how many.
    pub(crate) fn new(
        folder: PathBuf,
        reach: Reach,
        on_progress: &'a dyn Fn(u64, Option<u64>),
    ) -> Self {
        Self::with_patience(folder, reach, on_progress, PATIENCE)
    }

    pub(super) fn with_patience(
        folder: PathBuf,
        reach: Reach,
        on_progress: &'a dyn Fn(u64, Option<u64>),
        patience: Duration,
    ) -> Self {
        Self {
            agent: agent(reach, patience),
            folder,
            on_progress,
        }
    }

    /// Fetches one address of a source, by its position.
    ///
    /// # Errors
    /// When the file cannot be had, or is not what it should be.
    pub(crate) fn fetch(&self, source: &Source, position: usize) -> Result<Fetched, FetchError> {
        let address = source.addresses.get(position).cloned().unwrap_or_default();
        let url = web_url(&address).ok_or_else(|| refuse(&address, "no web address"))?;
        let name = file_name(&url).ok_or_else(|| refuse(&address, "it names no file"))?;
        let folder = self.folder.join(&source.key);
        std::fs::create_dir_all(&folder).map_err(|error| disk(&folder, error))?;
        let file = folder.join(name);
        let part = with_ending(&file, "part");
        let mut attempt = 1;
        let kept = loop {
            match self.attempt(source, &url, (&file, &part)) {
                Ok(None) => return Ok(Fetched::Unchanged(file)),
                Ok(Some(kept)) => break kept,
                Err(FetchError::Network { .. }) if attempt < ATTEMPTS => attempt += 1,
                Err(error) => return Err(error),
            }
        };
        let checked = check(source, position, &address, &part);
        let (sha256, bytes) = checked.inspect_err(|_| {
            forget(&part);
            let _ = std::fs::remove_file(&part);
        })?;
        // A program that ends here asks for the whole file again, since nothing vouches for the new one.
        forget(&file);
        std::fs::rename(&part, &file).map_err(|error| disk(&file, error))?;
        forget(&part);
        let kept = Kept {
            sha256,
            bytes,
            ..kept
        };
        kept.write(&file).map_err(|error| disk(&file, error))?;
        Ok(Fetched::New(file))
    }

    /// One connection, with its redirects. None when the file on the disk is still the newest.
    fn attempt(
        &self,
        source: &Source,
        url: &Url,
        (file, part): (&Path, &Path),
    ) -> Result<Option<Kept>, FetchError> {
        let address = url.as_str();
        let begun = std::fs::metadata(part).map_or(0, |part| part.len());
        let begun_as = Kept::read(part).filter(|kept| begun > 0 && kept.address == address);
        let resume = begun_as.as_ref().and_then(Kept::validator);
        let whole = Kept::read(file).filter(|kept| {
            let is_there = std::fs::metadata(file).is_ok_and(|file| file.len() == kept.bytes);
            is_there && kept.address == address
        });
        let mut headers: Vec<(&str, String)> = vec![("accept-encoding", "identity".to_owned())];
        if let Some(validator) = resume {
            headers.push(("range", format!("bytes={begun}-")));
            headers.push(("if-range", validator.to_owned()));
        } else if let Some(whole) = &whole {
            for (name, value) in [
                ("if-none-match", &whole.etag),
                ("if-modified-since", &whole.last_modified),
            ] {
                if !value.is_empty() {
                    headers.push((name, value.clone()));
                }
            }
        }
        let response = self.request(source, url, &headers)?;
        let status = response.status();
        let start = match status {
            StatusCode::NOT_MODIFIED if whole.is_some() => return Ok(None),
            StatusCode::OK => 0,
            StatusCode::PARTIAL_CONTENT if resume.is_some() => {
                let range = header(response.headers(), "content-range");
                if !range.starts_with(&format!("bytes {begun}-")) {
                    return Err(refuse(address, "the server goes on at another place"));
                }
                begun
            }
            StatusCode::RANGE_NOT_SATISFIABLE if resume.is_some() => {
                forget(part);
                std::fs::remove_file(part).map_err(|error| disk(part, error))?;
                return self.attempt(source, url, (file, part));
            }
            status => {
                return Err(FetchError::Status {
                    address: address.to_owned(),
                    status,
                });
            }
        };
        self.receive(source, address, (start, response), part)
            .map(Some)
    }

    /// Follows redirects within the source.
    fn request(
        &self,
        source: &Source,
        url: &Url,
        headers: &[(&str, String)],
    ) -> Result<Response<ureq::Body>, FetchError> {
        let mut url = url.clone();
        for _ in 0..=MOST_REDIRECTS {
            let mut request = self.agent.get(url.as_str());
            for (name, value) in headers {
                request = request.header(*name, value);
            }
            let response = request
                .call()
                .map_err(|error| network(url.as_str(), error))?;
            let status = response.status();
            let location = header(response.headers(), "location");
            if !status.is_redirection() || status == StatusCode::NOT_MODIFIED || location.is_empty()
            {
                return Ok(response);
            }
            url = follow(&url, &location, source)
                .map_err(|message| refuse(url.as_str(), &message))?;
        }
        Err(refuse(url.as_str(), "it is moved again and again"))
    }

    /// Writes the body behind what is there already.
    fn receive(
        &self,
        source: &Source,
        address: &str,
        (start, response): (u64, Response<ureq::Body>),
        part: &Path,
    ) -> Result<Kept, FetchError> {
        let (head, body) = response.into_parts();
        let most = source.most_megabytes.saturating_mul(1 << 20);
        let length: Option<u64> = header(&head.headers, "content-length").parse().ok();
        let total = length.map(|length| start.saturating_add(length));
        let too_long = || {
            let message = format!("it is longer than {} MB", source.most_megabytes);
            refuse(address, &message)
        };
        if total.is_some_and(|total| total > most) {
            return Err(too_long());
        }
        let kept = Kept {
            address: address.to_owned(),
            etag: header(&head.headers, "etag"),
            last_modified: header(&head.headers, "last-modified"),
            ..Kept::default()
        };
        let mut to = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(start == 0)
            .open(part)
            .map_err(|error| disk(part, error))?;
        let mut done = start;
        io::Seek::seek(&mut to, io::SeekFrom::Start(start)).map_err(|e| disk(part, e))?;
        kept.write(part).map_err(|error| disk(part, error))?;
        let mut body = body.into_with_config().limit(u64::MAX).reader();
        let mut buffer = vec![0; CHUNK];
        loop {
            let count = match body.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(network(address, ureq::Error::Io(error))),
            };
            done += count as u64;
            if done > most {
                drop(to);
                forget(part);
                let _ = std::fs::remove_file(part);
                return Err(too_long());
            }
            to.write_all(&buffer[..count])
                .map_err(|error| disk(part, error))?;
            (self.on_progress)(done, total);
        }
        to.sync_all().map_err(|error| disk(part, error))?;
        if total.is_some_and(|total| total != done) {
            let broken = io::Error::from(io::ErrorKind::UnexpectedEof);
            return Err(network(address, ureq::Error::Io(broken)));
        }
        Ok(kept)
    }
}

/// Looks at a file before it takes the place of another: its hash, and what it holds.
fn check(
    source: &Source,
    position: usize,
    address: &str,
    part: &Path,
) -> Result<(String, u64), FetchError> {
    let unreadable = |error: IngestError| refuse(address, &error.to_string());
    let found = recognise(part).map_err(unreadable)?;
    if found.code() != source.format {
        let message = format!(
            "it is of the format {}, not {}",
            found.code(),
            source.format
        );
        return Err(refuse(address, &message));
    }
    let fingerprint = fingerprint_file(part).map_err(unreadable)?;
    match source.sha256.get(position) {
        Some(stated) if !stated.eq_ignore_ascii_case(&fingerprint.sha256) => {
            let message = format!("its SHA-256 is {}, not {stated}", fingerprint.sha256);
            Err(refuse(address, &message))
        }
        _ => Ok((fingerprint.sha256, fingerprint.bytes)),
    }
}

fn header(headers: &HeaderMap, name: &str) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().trim().to_owned()
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    file.with_file_name(name)
}

fn network(address: &str, source: ureq::Error) -> FetchError {
    FetchError::Network {
        address: address.to_owned(),
        source: Box::new(source),
    }
}

fn refuse(address: &str, message: &str) -> FetchError {
    FetchError::Refused {
        address: address.to_owned(),
        message: message.to_owned(),
    }
}

fn disk(path: &Path, source: io::Error) -> FetchError {
    FetchError::Disk {
        path: path.to_owned(),
        source,
    }
}
