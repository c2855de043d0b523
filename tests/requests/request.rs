//! One request, sent byte by byte, and its answer.

use std::fmt;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use crate::app::client::encode;
use crate::load::parse;

/// Whose cookies are sent along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Nobody's.
    Stranger,
    /// Those of somebody who prints cards.
    Staff,
    /// The owner's.
    Owner,
}

/// A request as it goes out.
#[derive(Clone)]
pub struct Request {
    /// Who sends it.
    pub who: Who,
    /// The method.
    pub method: &'static str,
    /// Path and query.
    pub target: Vec<u8>,
    /// Headers besides `Connection`, and `Cookie` of those who are signed in.
    pub headers: Vec<(&'static str, Vec<u8>)>,
    /// The body.
    pub body: Option<Vec<u8>>,
    /// How much more is announced than is sent.
    pub surplus: i64,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status; none if the line was closed without a word.
    pub status: Option<u16>,
    /// Status line and headers.
    pub head: String,
    /// What follows them.
    pub body: Vec<u8>,
}

impl Request {
    /// A request without anything strange.
    pub fn plain(who: Who, method: &'static str, target: &str) -> Self {
        let target = target.as_bytes().to_vec();
        Self { who, method, target, headers: Vec::new(), body: None, surplus: 0 }
    }

    /// The same with a form.
    pub fn with_form(self, pairs: &[(String, String)]) -> Self {
        let pairs = pairs.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value)));
        Self { body: Some(pairs.collect::<Vec<_>>().join("&").into_bytes()), ..self }
    }

    /// Whether the server may close the line without a word: less is sent than announced, or in
    /// another coding, or another protocol; or more than any head has, of which the line's end may
    /// swallow the answer.
    fn is_cut_short(&self) -> bool {
        let codings = ["transfer-encoding", "upgrade"];
        let head = self.target.len() + self.headers.iter().map(|(_, v)| v.len()).sum::<usize>();
        self.surplus > 0
            || head > 32 * 1024
            || self.headers.iter().any(|(name, _)| codings.contains(name))
    }

    /// The bytes.
    fn to_bytes(&self, cookies: &str) -> Vec<u8> {
        let mut bytes = format!("{} ", self.method).into_bytes();
        bytes.extend(&self.target);
        bytes.extend(b" HTTP/1.1\r\nconnection: close\r\n");
        if !self.headers.iter().any(|(name, _)| *name == "host") {
            bytes.extend(b"host: x\r\n");
        }
        if !cookies.is_empty() {
            bytes.extend(format!("cookie: {cookies}\r\n").bytes());
        }
        for (name, value) in &self.headers {
            bytes.extend(format!("{name}: ").bytes());
            bytes.extend(value);
            bytes.extend(b"\r\n");
        }
        if let Some(body) = &self.body {
            let length = i64::try_from(body.len()).expect("a small body") + self.surplus;
            bytes.extend(format!("content-length: {length}\r\n").bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(self.body.iter().flatten());
        bytes
    }

    /// Sends it and waits for the end of the answer.
    pub fn send(&self, port: u16, cookies: &str) -> Result<Answer, String> {
        let failed = |error: std::io::Error| error.to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(failed)?;
        stream.set_read_timeout(Some(Duration::from_secs(30))).map_err(failed)?;
        // A server that has heard enough closes: the answer is there all the same.
        let sent = stream.write_all(&self.to_bytes(cookies));
        if self.is_cut_short() && sent.is_ok() {
            // Of no use to a server that has closed already.
            drop(stream.shutdown(Shutdown::Write));
        }
        let mut answer = Vec::new();
        // A server that has not read all of the request listens a little longer: the answer ends where
        // it says, not with the line.
        while !matches!(parse(last(&answer)), Ok(Some(_))) {
            let mut some = [0; 16 * 1024];
            match stream.read(&mut some) {
                Ok(0) => break,
                Ok(read) => answer.extend(&some[..read]),
                Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
                Err(error) => return Err(format!("no end of the answer: {error}")),
            }
        }
        Ok(Answer::of(last(&answer)))
    }

    /// Complains about an answer that no request may get.
    pub fn check(&self, answer: &Answer) -> Result<(), String> {
        match answer.status {
            Some(status) if status >= 500 => Err(format!("{status}: {}", answer.head)),
            None if !self.is_cut_short() => Err("closed without a word".to_owned()),
            _ => Ok(()),
        }
    }
}

/// What follows a mere "continue".
fn last(bytes: &[u8]) -> &[u8] {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    match end.filter(|_| bytes.starts_with(b"HTTP/1.1 100")) {
        Some(end) => &bytes[end + 4..],
        None => bytes,
    }
}

impl Answer {
    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        Self { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    /// The values of a header.
    pub fn header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(move |(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// As it goes out, with what cannot be seen escaped; a long body by its length.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.to_bytes("");
        let shown = bytes.get(..2_000).unwrap_or(&bytes);
        let more = if shown.len() < bytes.len() { "…" } else { "" };
        write!(f, "{:?}, {} bytes: {}{more}", self.who, bytes.len(), shown.escape_ascii())
    }
}
