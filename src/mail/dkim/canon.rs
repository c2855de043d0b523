//! The relaxed forms that DKIM hashes (RFC 6376 §3.4.2 and §3.4.4), over a message with CRLF line
//! ends: white space may change on the way, nothing else.

use memchr::memchr;

/// A message taken apart: its header fields as they stand, names and values, and its body.
pub(super) struct Parts<'a> {
    /// Names and values in order; a value begins after the colon and keeps its folds.
    pub fields: Vec<(&'a [u8], &'a [u8])>,
    /// What follows the blank line.
    pub body: &'a [u8],
}

impl<'a> Parts<'a> {
    /// Takes a message apart.
    pub fn of(message: &'a [u8]) -> Self {
        let mut fields = Vec::new();
        let mut rest = message;
        loop {
            let (field, after) = cut_field(rest);
            rest = after;
            match field.iter().position(|byte| *byte == b':') {
                Some(colon) => {
                    let (name, value) = field.split_at(colon);
                    fields.push((name, value.get(1..).unwrap_or_default()));
                }
                // The blank line, or the end.
                None => return Self { fields, body: rest },
            }
        }
    }

    /// The field of this name that a verifier takes when the name stands `again` times before in
    /// `h=`: instances count from the bottom up (§5.4.2).
    pub fn field(&self, name: &str, again: usize) -> Option<(&'a [u8], &'a [u8])> {
        let named =
            self.fields.iter().rev().filter(|field| field.0.eq_ignore_ascii_case(name.as_bytes()));
        named.copied().nth(again)
    }
}

/// The first field with its folded lines and without its line end, and what follows it.
fn cut_field(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut end = 0;
    while let Some(line) = bytes.get(end..).and_then(line_end) {
        let next = end + line + 2;
        // A line that begins with white space goes on, but not from a blank one.
        let goes_on = line > 0 && matches!(bytes.get(next), Some(b' ' | b'\t'));
        if !goes_on {
            return (
                bytes.get(..end + line).unwrap_or_default(),
                bytes.get(next..).unwrap_or_default(),
            );
        }
        end = next;
    }
    (bytes, &[])
}

/// Where the next line ends.
fn line_end(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + memchr(b'\n', bytes.get(from..)?)?;
        match at.checked_sub(1) {
            Some(before) if bytes.get(before) == Some(&b'\r') => return Some(before),
            _ => from = at + 1,
        }
    }
}

/// A header field: name in lower case, unfolded, white space as single spaces; no line end.
pub(super) fn relaxed_field(name: &[u8], value: &[u8]) -> Vec<u8> {
    let mut out = name.trim_ascii().to_ascii_lowercase();
    out.push(b':');
    let start = out.len();
    let mut gap = false;
    for byte in value {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => gap = true,
            byte => {
                if gap && out.len() > start {
                    out.push(b' ');
                }
                gap = false;
                out.push(*byte);
            }
        }
    }
    out
}

/// A body: white space within a line as single spaces, none at its end, no blank lines at the end.
pub(super) fn relaxed_body(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 2);
    let mut blank_lines = 0;
    let mut rest = body;
    while !rest.is_empty() {
        let (line, after) = rest.split_at(line_end(rest).unwrap_or(rest.len()));
        rest = after.get(2..).unwrap_or_default();
        let line = without_end_spaces(line);
        if line.is_empty() {
            blank_lines += 1;
            continue;
        }
        out.extend(std::iter::repeat_n(b"\r\n", blank_lines).flatten());
        blank_lines = 0;
        squeeze(line, &mut out);
        out.extend_from_slice(b"\r\n");
    }
    out
}

/// White space as single spaces. Most lines have nothing to squeeze and are copied whole.
fn squeeze(line: &[u8], out: &mut Vec<u8>) {
    let white = |byte: &u8| matches!(byte, b' ' | b'\t');
    let doubled = line.iter().zip(line.iter().skip(1)).any(|(one, next)| white(one) && white(next));
    if !doubled && memchr(b'\t', line).is_none() {
        out.extend_from_slice(line);
        return;
    }
    let mut gap = false;
    for byte in line {
        if !white(byte) {
            out.push(*byte);
        } else if !gap {
            out.push(b' ');
        }
        gap = white(byte);
    }
}

/// Without the spaces and tabs at its end; other white space is content here.
fn without_end_spaces(mut line: &[u8]) -> &[u8] {
    while let [head @ .., b' ' | b'\t'] = line {
        line = head;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{Parts, relaxed_body, relaxed_field};

    /// The example of RFC 6376 §3.4.5.
    const EXAMPLE: &[u8] = b"A: X\r\nB : Y\t\r\n\tZ  \r\n\r\n C \r\nD \t E\r\n\r\n\r\n";

    #[test]
    fn the_example_of_the_rfc() {
        let parts = Parts::of(EXAMPLE);
        let fields: Vec<_> =
            parts.fields.iter().map(|(name, value)| relaxed_field(name, value)).collect();
        assert_eq!(fields, [b"a:X".to_vec(), b"b:Y Z".to_vec()]);
        assert_eq!(relaxed_body(parts.body), b" C\r\nD E\r\n");
    }

    #[test]
    fn the_ends_of_bodies() {
        assert_eq!(relaxed_body(b""), b"");
        assert_eq!(relaxed_body(b"\r\n \r\n\t\r\n"), b"");
        assert_eq!(relaxed_body(b"a"), b"a\r\n");
        assert_eq!(relaxed_body(b"\r\na\r\n \t\r\n"), b"\r\na\r\n");
        assert_eq!(relaxed_body(b"a\rb\nc \r\n"), b"a\rb\nc\r\n");
    }

    #[test]
    fn fields_are_found_from_the_bottom() {
        let parts = Parts::of(b"To: a\r\nX: 1\r\n 2\r\nTO: b\r\n\r\nTo: c\r\n");
        let value = |again| parts.field("to", again).map(|(_, value)| value);
        assert_eq!((value(0), value(1), value(2)), (Some(&b" b"[..]), Some(&b" a"[..]), None));
        assert_eq!(parts.field("x", 0).map(|(_, value)| value), Some(&b" 1\r\n 2"[..]));
        assert_eq!(parts.body, b"To: c\r\n");
        assert!(Parts::of(b"").fields.is_empty());
    }
}
