//! What somebody chose on the page: read from the query or the form, and written as a query again.

use jiff::civil::Date;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::domain::answer::Fields;
use crate::flow::print::{Days, Look, NoteKind, Selection};
use crate::types::{Instant, Language};

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
    /// Reads pairs. What cannot be read is as if nothing had been said: a page is shown all the same
    /// and says what it shows.
    #[must_use]
    pub fn of(fields: &Fields, usual: &Look) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let pairs: Vec<(String, String)> =
            fields.iter().map(|(key, value)| (text(key), text(value))).collect();
        let get = |key: &str| {
            let found = pairs.iter().find(|(name, _)| name == key);
            found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
        };
        let orders = get("chosen").map(|_| {
            let ids = pairs.iter().filter(|(key, _)| key == "o");
            ids.filter_map(|(_, id)| id.parse().ok()).collect()
        });
        let selection = Selection {
            days: days_of(get("days"), get("from"), get("until")),
            location: get("location").map(str::to_owned),
            printed: get("printed").is_some(),
        };
        Self {
            survey: get("survey").unwrap_or_default().to_owned(),
            selection,
            orders,
            look: get("sheet").map(|_| look_of(&get, usual)),
            preview: get("preview").is_some(),
            pairs,
        }
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

fn days_of(which: Option<&str>, from: Option<&str>, until: Option<&str>) -> Days {
    let day = |text: Option<&str>| text.and_then(|text| text.parse::<Date>().ok());
    match (which, day(from), day(until)) {
        (Some("dates"), Some(from), Some(until)) => {
            Days::Placed { from: from.min(until), until: from.max(until) }
        }
        (Some("dates"), Some(day), None) | (Some("dates"), None, Some(day)) => {
            Days::Placed { from: day, until: day }
        }
        _ => Days::InHand,
    }
}

fn look_of<'a>(get: &impl Fn(&str) -> Option<&'a str>, usual: &Look) -> Look {
    // A comma is how half the world writes a half.
    let length = |key: &str| {
        let text = get(key).unwrap_or("0").replace(',', ".").replace('−', "-");
        text.parse::<f32>().ok().filter(|length| length.is_finite()).unwrap_or(0.0)
    };
    let text = |key: &str| get(key).map(str::to_owned);
    Look {
        sheet: get("sheet").unwrap_or(&usual.sheet).to_owned(),
        design: get("design").unwrap_or(&usual.design).to_owned(),
        orientation: text("orientation"),
        language: get("language").and_then(Language::parse),
        note: match get("note") {
            Some("lines") => NoteKind::Ruled,
            Some("empty") => NoteKind::Empty,
            _ => NoteKind::Thanks,
        },
        message: text("message").map(|message| message.replace("\r\n", "\n")),
        voucher: text("voucher"),
        start_at: get("start_at").and_then(|text| text.parse().ok()).unwrap_or(1),
        nudge: (length("nudge_x"), length("nudge_y")),
        backs: get("backs").is_some(),
    }
}

/// How far back branches are looked for.
#[must_use]
pub fn branches_since(now: Instant) -> Instant {
    now.plus_seconds(-90 * 86_400)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::client::pairs_of;

    #[test]
    fn what_was_chosen_is_read_and_written_again() {
        let usual = Look::default();
        let query = "days=dates&from=2026-11-21&until=2026-11-20&location=H%E1%BA%A3i+Ch%C3%A2u\
                     &printed=1&chosen=1&o=7&o=x&o=9&sheet=a6&design=warm&nudge_x=0,5&start_at=3";
        let choice = Choice::of(&pairs_of(query.as_bytes()), &usual);
        assert_eq!(choice.orders, Some(vec![7, 9]));
        assert_eq!(choice.selection.days, Days::parse("2026-11-20..2026-11-21").unwrap());
        assert_eq!(choice.selection.location.as_deref(), Some("Hải Châu"));
        let look = choice.look.clone().unwrap();
        assert_eq!((look.sheet.as_str(), look.start_at, look.nudge), ("a6", 3, (0.5, 0.0)));
        let again = Choice::of(&pairs_of(choice.query().as_bytes()), &usual);
        assert_eq!(again.selection, choice.selection);
        assert_eq!((again.orders, again.look), (None, None));
        let again = Choice::of(&pairs_of(choice.whole_query().as_bytes()), &usual);
        assert_eq!(again.orders, choice.orders);
        assert_eq!(again.look, choice.look);
    }
}
