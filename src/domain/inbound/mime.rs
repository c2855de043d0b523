//! A message as a small tree of parts.
//!
//! `mail-parser` reads headers, content types, encodings and charsets. The tree itself is built
//! here: the crate's has no limit on depth and frees itself recursively, so that a megabyte of
//! `Content-Type: message/rfc822` overflows the stack, and what is hidden in base64 cannot be
//! looked through beforehand (compare CVE-2026-26312). This one has limits in every direction.

use mail_parser::ContentType;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::html::html_to_text;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;

use super::head::{self, Head};

/// How deep parts may lie in parts.
const DEEPEST: usize = 8;

/// How many parts a message may have; further ones are not looked at.
const MOST_PARTS: usize = 64;

/// How many bytes of a text are looked at.
const LONGEST_TEXT: usize = 128 * 1024;

/// One part of a message, or the message itself.
#[derive(Debug, Default)]
pub struct Part {
    /// Names in lower case, values decoded; in the order they came.
    headers: Vec<(String, String)>,
    /// `text/plain`, in lower case.
    pub kind: String,
    /// Its text, if it has one.
    pub text: Option<String>,
    /// The parts it consists of; of a message in a message, that message alone.
    pub parts: Vec<Part>,
}

impl Part {
    /// The first header of a name, which is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// All headers of a name.
    pub fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The part and all within it, in order.
    pub fn all(&self) -> Vec<&Part> {
        let mut all = vec![self];
        for part in &self.parts {
            all.extend(part.all());
        }
        all
    }

    /// The parts that are not in a message within the message: what the writer says themselves.
    pub fn own(&self) -> Vec<&Part> {
        let mut own = vec![self];
        if !is_message(&self.kind) {
            for part in &self.parts {
                own.extend(part.own());
            }
        }
        own
    }

    /// The mail that is returned: whole, or its headers alone.
    pub fn returned(&self) -> Option<&Part> {
        let all = self.all();
        let message = all.iter().skip(1).find(|part| is_message(&part.kind));
        message.and_then(|part| part.parts.first())
    }

    /// The first text that people should read.
    pub fn words(&self) -> &str {
        let own = self.own();
        let texts = || own.iter().filter(|part| part.kind.starts_with("text/"));
        let plain = texts().find(|part| part.kind == "text/plain" && part.text.is_some());
        plain.or_else(|| texts().find(|part| part.text.is_some())).map_or("", |part| part.text())
    }

    fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }
}

/// Reads a message.
pub fn read(bytes: &[u8]) -> Part {
    let mut left = MOST_PARTS;
    part(without_envelope(bytes), &mut left, 0, "text/plain")
}

/// Reads a block of fields, such as that of a delivery report.
pub fn read_fields(block: &str) -> Part {
    Part { headers: head::read(block.as_bytes()).headers, ..Part::default() }
}

/// Without the line that mailbox files begin with, and blank lines before the headers.
fn without_envelope(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii_start();
    if !bytes.starts_with(b"From ") && !bytes.starts_with(b">From ") {
        return bytes;
    }
    let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
    bytes.get(end..).unwrap_or_default()
}

fn part(bytes: &[u8], left: &mut usize, depth: usize, default: &str) -> Part {
    *left = left.saturating_sub(1);
    let (top, body) = split(bytes);
    let Head { headers, content_type, encoding } = head::read(top);
    let kind = content_type.as_ref().map_or_else(|| default.to_owned(), kind_of);
    let attribute = |name| content_type.as_ref().and_then(|kind| kind.attribute(name));
    let mut part = Part { headers, kind, ..Part::default() };
    if let Some(boundary) = attribute("boundary").filter(|_| part.kind.starts_with("multipart/")) {
        let inner = if part.kind == "multipart/digest" { "message/rfc822" } else { "text/plain" };
        for piece in pieces(body, boundary.as_bytes()) {
            if *left == 0 || depth == DEEPEST {
                break;
            }
            part.parts.push(self::part(piece, left, depth + 1, inner));
        }
    }
    if part.parts.is_empty() {
        read_leaf(&mut part, body, &encoding, attribute("charset"), (left, depth));
    }
    part
}

fn read_leaf(
    part: &mut Part,
    body: &[u8],
    encoding: &str,
    charset: Option<&str>,
    (left, depth): (&mut usize, usize),
) {
    let decoded = decode(body, encoding);
    if is_message(&part.kind) {
        if *left > 0 && depth < DEEPEST {
            // A copy of headers alone reads the same.
            part.parts.push(self::part(&decoded, left, depth + 1, "text/plain"));
        }
        return;
    }
    let is_text =
        ["text/", "message/", "multipart/"].iter().any(|kind| part.kind.starts_with(kind));
    if is_text {
        let decoded = decoded.get(..LONGEST_TEXT).unwrap_or(&decoded);
        let text = match charset.and_then(|charset| charset_decoder(charset.as_bytes())) {
            Some(decode) => decode(decoded),
            None => String::from_utf8_lossy(decoded).into_owned(),
        };
        part.text = Some(if part.kind == "text/html" { html_to_text(&text) } else { text });
    }
}

fn decode<'a>(body: &'a [u8], encoding: &str) -> std::borrow::Cow<'a, [u8]> {
    let decoded = match encoding {
        "base64" => base64_decode(body),
        "quoted-printable" => quoted_printable_decode(body),
        _ => None,
    };
    decoded.map_or(body.into(), Into::into)
}

/// Whether a part holds a message, or the headers of one.
fn is_message(kind: &str) -> bool {
    matches!(
        kind,
        "message/rfc822"
            | "message/global"
            | "text/rfc822-headers"
            | "message/rfc822-headers"
            | "message/global-headers"
    )
}

fn kind_of(content_type: &ContentType<'_>) -> String {
    let subtype = content_type.subtype().unwrap_or("plain");
    format!("{}/{subtype}", content_type.ctype()).to_lowercase()
}

/// Headers and body: they part at the first empty line.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let end = at + line.len();
        if line.trim_ascii().is_empty() && !line.starts_with(b" ") && !line.starts_with(b"\t") {
            return (bytes.get(..at).unwrap_or_default(), bytes.get(end..).unwrap_or_default());
        }
        at = end;
    }
    (bytes, &[])
}

/// What lies between the lines of a boundary (RFC 2046 §5.1.1), whether or not the last is there.
fn pieces<'a>(body: &'a [u8], boundary: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let (mut at, mut start, mut over) = (0, None, boundary.is_empty());
    let mut found = Vec::new();
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let end = at + line.len();
        let mark = line.strip_prefix(b"--").and_then(|rest| rest.strip_prefix(boundary));
        if let Some(rest) = mark.filter(|_| !over).map(<[u8]>::trim_ascii_end)
            && (rest.is_empty() || rest == b"--")
        {
            found.extend(start.and_then(|start| body.get(start..at)));
            over = rest == b"--" || found.len() >= MOST_PARTS;
            start = (!over).then_some(end);
        }
        at = end;
    }
    found.extend(start.and_then(|start| body.get(start..)));
    found.into_iter()
}
