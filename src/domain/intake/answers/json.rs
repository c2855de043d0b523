//! Answers as JSON: a list of objects, lists one behind the other (pages that were saved together),
//! or an object a line.
//!
//! `serde_json` reads each object; what stands between them is only brackets and commas, so that
//! an object at a time is all that is ever held. An object becomes headers and cells like those of
//! a table: what is nested gets its path as header.

use std::io::{self, Read};

use serde_json::{Map, Value};

use super::super::{Why, encoding::Utf8, record::line_breaks};

/// Stands between the several values of a cell; no table can hold it, control characters are cut.
pub const SEPARATOR: char = '\u{1f}';

/// The longest object.
const MAX_OBJECT: usize = 1024 * 1024;

/// How deep objects may lie in one another.
const MAX_DEPTH: usize = 4;

/// The next object, or what is wrong with it.
pub enum Object {
    /// Headers and cells, in the order of the headers.
    Cells { line: u64, headers: Vec<String>, cells: Vec<String> },
    /// What is no object.
    Bad { line: u64, why: Why },
}

/// The objects of a file.
pub struct Objects<R> {
    text: Utf8<R>,
    buffer: Vec<u8>,
    start: usize,
    ended: bool,
    line: u64,
    /// After a fault everything up to the next line is passed over.
    lost: bool,
}

impl<R: Read> Objects<R> {
    /// Goes on with a file of which so much was taken in.
    pub fn go_on(text: Utf8<R>, buffer: Vec<u8>, ended: bool) -> Self {
        Self { text, buffer, start: 0, ended, line: 1, lost: false }
    }

    /// The line that comes next.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The next object.
    pub fn next(&mut self) -> io::Result<Option<Object>> {
        loop {
            self.skip_between();
            let ahead = self.buffer.get(self.start..).unwrap_or_default();
            let line = self.line;
            let mut values = serde_json::Deserializer::from_slice(ahead).into_iter::<Value>();
            let read = if ahead.is_empty() { None } else { values.next() };
            let end = values.byte_offset();
            match read {
                None if self.ended => return Ok(None),
                None => self.fill()?,
                Some(Err(error)) if error.is_eof() && !self.ended && ahead.len() <= MAX_OBJECT => {
                    self.fill()?;
                }
                Some(Ok(Value::Object(object))) => {
                    self.pass(end);
                    let (headers, cells) = flat(object);
                    return Ok(Some(Object::Cells { line, headers, cells }));
                }
                Some(Ok(_)) => {
                    self.pass(end.max(1));
                    return Ok(Some(Object::Bad { line, why: Why::NoObject }));
                }
                Some(Err(_)) => {
                    let first = !self.lost;
                    self.skip_line()?;
                    self.lost = true;
                    if first {
                        return Ok(Some(Object::Bad { line, why: Why::Json }));
                    }
                }
            }
        }
    }

    /// Passes white space, commas and the brackets of lists.
    fn skip_between(&mut self) {
        let ahead = self.buffer.get(self.start..).unwrap_or_default();
        let between = |b: &u8| b.is_ascii_whitespace() || matches!(b, b',' | b'[' | b']');
        let end = ahead.iter().position(|b| !between(b)).unwrap_or(ahead.len());
        self.pass(end);
    }

    fn pass(&mut self, bytes: usize) {
        let passed = self.buffer.get(self.start..self.start + bytes).unwrap_or_default();
        self.line += line_breaks(passed);
        self.start += bytes;
        self.lost = self.lost && bytes == 0;
    }

    /// Passes the rest of this physical line.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let ahead = self.buffer.get(self.start..).unwrap_or_default();
            match ahead.iter().position(|b| *b == b'\n') {
                Some(at) => {
                    self.pass(at + 1);
                    return Ok(());
                }
                None => self.start = self.buffer.len(),
            }
            if self.ended {
                return Ok(());
            }
            self.fill()?;
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        self.ended = !self.text.fill(&mut self.buffer)?;
        Ok(())
    }
}

/// An object as headers and cells.
fn flat(object: Map<String, Value>) -> (Vec<String>, Vec<String>) {
    let mut cells = Vec::with_capacity(object.len());
    put_object(&mut cells, "", object, 0);
    cells.sort();
    cells.into_iter().unzip()
}

fn put_object(
    cells: &mut Vec<(String, String)>,
    path: &str,
    object: Map<String, Value>,
    depth: usize,
) {
    for (key, value) in object {
        match value {
            Value::Array(list) if depth == 0 && key == "additional_answers" => {
                cells.extend(list.iter().filter_map(additional_answer));
            }
            Value::Object(inner) if depth < MAX_DEPTH => {
                put_object(cells, &format!("{path}{key}."), inner, depth + 1);
            }
            value => cells.extend(text(&value).map(|text| (format!("{path}{key}"), text))),
        }
    }
}

/// The text of a value; of a list its plain values.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Object(_) => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => {
            let texts: Vec<String> = list.iter().filter_map(text).collect();
            (!texts.is_empty()).then(|| texts.join(&SEPARATOR.to_string()))
        }
        plain => Some(plain.to_string()),
    }
}

/// Delighted's answer to a further question: the question as header, what was said as cell.
fn additional_answer(answer: &Value) -> Option<(String, String)> {
    let question = answer.get("question")?;
    let header = question.get("text").or(question.get("id")).and_then(Value::as_str)?;
    let value = answer.get("value")?;
    let said = |key: &str| value.get(key).filter(|value| !value.is_null());
    let chosen = |option: &Value| option.get("text").and_then(Value::as_str).map(str::to_owned);
    let many = |list: &Value| {
        let options: Vec<String> = list.as_array()?.iter().filter_map(chosen).collect();
        Some(options.join(&SEPARATOR.to_string()))
    };
    let cell = said("free_response")
        .or(said("scale"))
        .and_then(text)
        .or_else(|| said("select_one").and_then(chosen))
        .or_else(|| said("select_many").and_then(many))?;
    Some((header.to_owned(), cell))
}
