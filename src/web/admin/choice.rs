//! What somebody chose on the page: read from the query or the form, and written as a query again.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::flow::print::{Days, Look, NoteKind, Selection};
use crate::types::{Instant, Language};
use crate::web::values::{Unreadable, Values};

/// The most orders on one page.
pub const ON_A_PAGE: i64 = 500;

/// What somebody chose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The survey; empty for the usual one.
    pub survey: String,
    /// Which orders.
    pub selection: Selection,
    /// The rows chosen among them; none: all that can be printed.
    pub orders: Option<Vec<i64>>,
    /// How the cards look; absent if nothing was said of it.
    pub look: Option<Look>,
    /// Whether a picture is wanted.
    pub preview: bool,
    /// The pairs, for a query that says the same.
    pairs: Vec<(String, String)>,
}

impl Choice {
    /// Reads what somebody chose; what nothing was said of is as it usually is.
    ///
    /// # Errors
    /// The first field that cannot be read.
    pub fn of(values: &Values, usual: &Look) -> Result<Self, Unreadable> {
        let selection = Selection {
            days: days_of(values)?,
            location: values.some_line("location")?,
            printed: values.has("printed"),
        };
        let orders = values.has("chosen").then(|| values.numbers("o")).transpose()?;
        let look = values.has("sheet").then(|| look_of(values, usual)).transpose()?;
        Ok(Self {
            survey: values.line("survey")?,
            selection,
            orders,
            look,
            preview: values.has("preview"),
            pairs: values.pairs(),
        })
    }

    /// The survey, if one was named.
    #[must_use]
    pub fn survey(&self) -> Option<&str> {
        (!self.survey.is_empty()).then_some(self.survey.as_str())
    }

    /// The query that selects the same orders.
    #[must_use]
    pub fn query(&self) -> String {
        self.written(|key| {
            ["days", "from", "until", "location", "printed", "survey"].contains(&key)
        })
    }

    /// The query that says all the same.
    #[must_use]
    pub fn whole_query(&self) -> String {
        self.written(|key| !["preview", "lang"].contains(&key))
    }

    fn written(&self, wanted: impl Fn(&str) -> bool) -> String {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let pairs = self.pairs.iter().filter(|(key, value)| wanted(key) && !value.is_empty());
        let pairs = pairs.map(|(key, value)| format!("{}={}", encode(key), encode(value)));
        pairs.collect::<Vec<_>>().join("&")
    }
}

fn days_of(values: &Values) -> Result<Days, Unreadable> {
    if values.line("days")? != "dates" {
        return Ok(Days::InHand);
    }
    Ok(match (values.day("from")?, values.day("until")?) {
        (Some(from), Some(until)) => Days::Placed { from: from.min(until), until: from.max(until) },
        (Some(day), None) | (None, Some(day)) => Days::Placed { from: day, until: day },
        (None, None) => Days::InHand,
    })
}

fn look_of(values: &Values, usual: &Look) -> Result<Look, Unreadable> {
    let or_usual = |line: Option<String>, usual: &str| line.unwrap_or_else(|| usual.to_owned());
    Ok(Look {
        sheet: or_usual(values.some_line("sheet")?, &usual.sheet),
        design: or_usual(values.some_line("design")?, &usual.design),
        orientation: values.some_line("orientation")?,
        language: Language::parse(&values.line("language")?),
        note: match values.line("note")?.as_str() {
            "lines" => NoteKind::Ruled,
            "empty" => NoteKind::Empty,
            _ => NoteKind::Thanks,
        },
        message: values.text("message")?,
        voucher: values.text("voucher")?,
        start_at: values.number("start_at")?.unwrap_or(1),
        nudge: (values.length("nudge_x")?, values.length("nudge_y")?),
        backs: values.has("backs"),
    })
}

/// How far back branches are looked for.
#[must_use]
pub fn branches_since(now: Instant) -> Instant {
    now.plus_seconds(-90 * 86_400)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::values::Takes;

    fn choice(query: &str) -> Result<Choice, Unreadable> {
        Choice::of(&Values::of_body(query.as_bytes()), &Look::default())
    }

    #[test]
    fn what_was_chosen_is_read_and_written_again() {
        let query = "days=dates&from=2026-11-21&until=2026-11-20&location=H%E1%BA%A3i+Ch%C3%A2u\
                     &printed=1&chosen=1&o=7&o=9&sheet=a6&design=warm&nudge_x=0,5&start_at=3";
        let chosen = choice(query).unwrap();
        assert_eq!(chosen.orders, Some(vec![7, 9]));
        assert_eq!(chosen.selection.days, Days::parse("2026-11-20..2026-11-21").unwrap());
        assert_eq!(chosen.selection.location.as_deref(), Some("Hải Châu"));
        let look = chosen.look.clone().unwrap();
        assert_eq!((look.sheet.as_str(), look.start_at, look.nudge), ("a6", 3, (0.5, 0.0)));
        let again = choice(&chosen.query()).unwrap();
        assert_eq!(again.selection, chosen.selection);
        assert_eq!((again.orders, again.look), (None, None));
        let again = choice(&chosen.whole_query()).unwrap();
        assert_eq!(again.orders, chosen.orders);
        assert_eq!(again.look, chosen.look);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let refused = |query: &str| choice(query).map(|_| ()).unwrap_err();
        for (query, field, takes) in [
            ("location=%00", "location", Takes::Line),
            ("survey=a%0Ab", "survey", Takes::Line),
            ("days=dates&from=9999-12-31", "from", Takes::Day),
            ("days=dates&until=yesterday", "until", Takes::Day),
            ("chosen=1&o=7&o=x", "o", Takes::Number),
            ("sheet=a6&start_at=-1", "start_at", Takes::Number),
            ("sheet=a6&nudge_y=NaN", "nudge_y", Takes::Number),
        ] {
            assert_eq!(refused(query), Unreadable { field, takes }, "{query}");
        }
        assert_eq!(
            choice("from=9999-12-31").unwrap().selection.days,
            Days::InHand,
            "not asked for"
        );
    }
}
