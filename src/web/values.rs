//! The values of a query or a form, read in one way: what no page of the house sends is refused by
//! the name of its field, before anything is asked of the database or done.
//!
//! Customers' pages are kinder: a link gets mangled on its way, so what cannot be read there counts
//! as absent (`client::Query`), and an answer is taken without what cannot be kept (`domain::answer`).

use std::str::FromStr;

use actix_web::HttpRequest;
use actix_web::error::InternalError;
use actix_web::web::PathConfig;
use jiff::civil::Date;

use super::Web;
use super::body::Posted;
use super::client::pairs_of;
use super::error::{Failed, missing_page};
use crate::domain::answer::Fields;
use crate::types::{parse_day, without_controls};

/// The most characters of a value in one line: an order's number, a name, an address, a password.
pub const LONGEST_LINE: usize = 400;

/// The values of a query or a form.
#[derive(Clone, Debug, Default)]
pub struct Values(Fields);

/// A field that holds what no page of the house sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The field.
    pub field: &'static str,
    /// What it takes.
    pub takes: Takes,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Text in one line.
    Line,
    /// Text in several lines.
    Text,
    /// A number.
    Number,
    /// A day.
    Day,
}

impl Values {
    /// Those of a request's query.
    pub fn of_query(request: &HttpRequest) -> Self {
        Self(pairs_of(request.query_string().as_bytes()))
    }

    /// Those of pairs that were read before.
    pub fn of(pairs: Fields) -> Self {
        Self(pairs)
    }

    /// Those of a form's body.
    pub fn of_body(body: &[u8]) -> Self {
        Self(pairs_of(body))
    }

    /// Whether a field says anything.
    pub fn has(&self, field: &str) -> bool {
        self.all(field).next().is_some_and(|value| !value.trim_ascii().is_empty())
    }

    /// A field of one line, trimmed; empty if it is not there. A tab is a space, as in a cell of a
    /// spreadsheet.
    pub fn line(&self, field: &'static str) -> Result<String, Unreadable> {
        let refused = Unreadable { field, takes: Takes::Line };
        let text = std::str::from_utf8(self.first(field)).map_err(|_no_text| refused.clone())?;
        let line = text.trim().replace('\t', " ");
        let is_line = !line.contains(char::is_control) && line.chars().count() <= LONGEST_LINE;
        if is_line { Ok(line) } else { Err(refused) }
    }

    /// A field of one line that says something.
    pub fn some_line(&self, field: &'static str) -> Result<Option<String>, Unreadable> {
        Ok(Some(self.line(field)?).filter(|line| !line.is_empty()))
    }

    /// An address of the house, however long its query is; empty if the field is none.
    pub fn address(&self, field: &'static str) -> &str {
        let text = std::str::from_utf8(self.first(field)).unwrap_or_default();
        if text.bytes().all(|byte| byte.is_ascii_graphic()) { text } else { "" }
    }

    /// A field of several lines, without what cannot be seen; `None` if it is not there. How long it
    /// may be is for those to say who keep it.
    pub fn text(&self, field: &'static str) -> Result<Option<String>, Unreadable> {
        let text = std::str::from_utf8(self.first(field))
            .map_err(|_no_text| Unreadable { field, takes: Takes::Text })?;
        Ok(Some(without_controls(text).trim().to_owned()).filter(|text| !text.is_empty()))
    }

    /// A password, with all that is in it.
    pub fn password(&self, field: &'static str) -> Result<String, Unreadable> {
        let refused = Unreadable { field, takes: Takes::Line };
        let text = std::str::from_utf8(self.first(field)).map_err(|_no_text| refused.clone())?;
        if text.chars().count() <= LONGEST_LINE { Ok(text.to_owned()) } else { Err(refused) }
    }

    /// A number, if the field says anything.
    pub fn number<T: FromStr>(&self, field: &'static str) -> Result<Option<T>, Unreadable> {
        self.has(field).then(|| number(field, self.first(field))).transpose()
    }

    /// The numbers of all fields of a name.
    pub fn numbers<T: FromStr>(&self, field: &'static str) -> Result<Vec<T>, Unreadable> {
        self.all(field).map(|value| number(field, value)).collect()
    }

    /// A length in mm; 0 if the field says nothing. A comma is how half the world writes a half.
    pub fn length(&self, field: &'static str) -> Result<f32, Unreadable> {
        let text = self.line(field)?.replace(',', ".").replace('−', "-");
        if text.is_empty() {
            return Ok(0.0);
        }
        let length = text.parse().ok().filter(|length: &f32| length.is_finite());
        length.ok_or(Unreadable { field, takes: Takes::Number })
    }

    /// A day, if the field says anything.
    pub fn day(&self, field: &'static str) -> Result<Option<Date>, Unreadable> {
        if !self.has(field) {
            return Ok(None);
        }
        let day = std::str::from_utf8(self.first(field)).ok().and_then(parse_day);
        day.map(Some).ok_or(Unreadable { field, takes: Takes::Day })
    }

    /// The pairs that are plain text, for a query that says the same.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(str::to_owned);
        let pairs = self.0.iter().filter_map(|(key, value)| Some((text(key)?, text(value)?)));
        pairs.collect()
    }

    fn all(&self, field: &str) -> impl Iterator<Item = &[u8]> {
        let pairs = self.0.iter().filter(move |(key, _)| key == field.as_bytes());
        pairs.map(|(_, value)| value.as_slice())
    }

    fn first(&self, field: &str) -> &[u8] {
        self.all(field).next().unwrap_or_default()
    }
}

fn number<T: FromStr>(field: &'static str, value: &[u8]) -> Result<T, Unreadable> {
    let read = std::str::from_utf8(value).ok().and_then(|text| text.trim().parse().ok());
    read.ok_or(Unreadable { field, takes: Takes::Number })
}

/// The values of a posted form; else the reply that says what is wrong with it.
pub fn form_of(web: &Web, request: &HttpRequest, posted: Posted) -> Result<Values, Failed> {
    posted.whole(web, request).map(|body| Values::of_body(&body))
}

/// What in a path is no number, where one should stand, names no page.
pub fn paths() -> PathConfig {
    PathConfig::default().error_handler(|error, request| {
        let page = missing_page(request);
        InternalError::from_response(error, page).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(encoded: &str) -> Values {
        Values::of_body(encoded.as_bytes())
    }

    #[test]
    fn a_line_is_one_line_that_can_be_seen() {
        let line = |encoded: &str| values(encoded).line("name");
        assert_eq!(line("x=1"), Ok(String::new()));
        assert_eq!(line("name=+%C4%90%C3%A0+N%E1%BA%B5ng%09&name=2"), Ok("Đà Nẵng".to_owned()));
        let longest = "ế".repeat(LONGEST_LINE);
        assert_eq!(line(&format!("name={longest}")), Ok(longest.clone()));
        let refused = Err(Unreadable { field: "name", takes: Takes::Line });
        for wrong in ["a%00b", "a%0Ab", "%1B", "%FF", "a%C2%85b"] {
            assert_eq!(line(&format!("name={wrong}")), refused, "{wrong}");
        }
        assert_eq!(line(&format!("name={longest}x")), refused);
    }

    #[test]
    fn a_text_loses_what_cannot_be_seen() {
        let text = |encoded: &str| values(encoded).text("message");
        assert_eq!(text("message=a%0D%0Ab%00%0Bc"), Ok(Some("a\nb\nc".to_owned())));
        assert_eq!(text("message=%00"), Ok(None));
        assert!(text("message=%FF").is_err());
    }

    #[test]
    fn numbers_and_days_are_within_range() {
        let all = values("n=7&n=x&big=9223372036854775808&empty=+&day=2026-11-20&end=9999-12-31");
        assert_eq!(all.number::<i64>("n"), Ok(Some(7)));
        assert_eq!((all.number::<i64>("none"), all.number::<i64>("empty")), (Ok(None), Ok(None)));
        let refused = |field| Unreadable { field, takes: Takes::Number };
        assert_eq!(all.numbers::<i64>("n"), Err(refused("n")));
        assert_eq!(all.number::<i64>("big"), Err(refused("big")));
        assert_eq!(all.day("day").unwrap().unwrap().to_string(), "2026-11-20");
        assert_eq!(all.day("end"), Err(Unreadable { field: "end", takes: Takes::Day }));
        let lengths = values("a=0,5&b=−2&c=NaN&d=1e99");
        assert_eq!((lengths.length("a"), lengths.length("b")), (Ok(0.5), Ok(-2.0)));
        assert_eq!(
            (lengths.length("c"), lengths.length("d")),
            (Err(refused("c")), Err(refused("d")))
        );
    }
}
