//! A small HTTP server on this machine that answers as it is told, also badly.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request: its path, and its headers in lower case.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub path: String,
    pub headers: Vec<(String, String)>,
}

impl Request {
    pub(super) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}

/// What is sent: bytes as they are, and how often the body is repeated.
pub(super) struct Answer {
    pub head: String,
    pub body: Vec<u8>,
    pub times: usize,
}

/// The status line with headers, and a body with its length.
pub(super) fn answer(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    if !headers
        .iter()
        .any(|(name, _)| matches!(*name, "content-length" | "transfer-encoding"))
    {
        head += &format!("content-length: {}\r\n", body.len());
    }
    Answer {
        head: head + "\r\n",
        body: body.to_vec(),
        times: 1,
    }
}

/// A running server, and what it was asked.
pub(super) struct Server {
    pub address: String,
    pub asked: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Answers every request on a thread of its own until the test ends.
    pub(super) fn new(reply: impl Fn(&Request) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let Some(request) = read(&stream) else {
                    continue;
                };
                log.lock().unwrap().push(request.clone());
                let answer = reply(&request);
                // Whoever has read enough goes away.
                let mut send = stream.write_all(answer.head.as_bytes());
                for _ in 0..answer.times {
                    send = send.and_then(|()| stream.write_all(&answer.body));
                }
            }
        });
        Self { address, asked }
    }

    pub(super) fn asked(&self) -> Vec<Request> {
        self.asked.lock().unwrap().clone()
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let headers = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_lowercase(), value.trim().to_owned()))
        });
    Some(Request {
        path,
        headers: headers.collect(),
    })
}
