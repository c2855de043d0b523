//! Today's cards: what is in hand, how its cards look, what was printed before.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use tera::Context;

use super::look::{self, Choice, Offered};
use super::{Problem, StaffFrame, batch_line, reason_text};
use crate::error::Result;
use crate::flow::print::{Batch, Candidate, Days, Look, Selection};
use crate::render::{FluentValue, format};
use crate::types::Instant;

/// The page.
pub struct CardsPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// What was selected.
    pub selection: &'a Selection,
    /// The orders found, oldest first.
    pub orders: &'a [Candidate],
    /// Whether there are more.
    pub more: bool,
    /// The rows that somebody chose; none: all that can be printed.
    pub chosen: Option<&'a [i64]>,
    /// The branches.
    pub locations: &'a [String],
    /// How the cards look.
    pub look: &'a Look,
    /// What else can be chosen.
    pub offered: Offered<'a>,
    /// Batches whose file perhaps nobody has had.
    pub unfinished: &'a [Batch],
    /// The last batches.
    pub batches: &'a [Batch],
    /// What went wrong.
    pub problem: Option<Problem>,
    /// The query of the picture, if one is wanted.
    pub preview: Option<&'a str>,
    /// The query that selects the same.
    pub query: &'a str,
    /// The shop's clock.
    pub now: Instant,
    /// The shop's zone.
    pub zone: &'a TimeZone,
}

#[derive(Serialize)]
struct Row<'a> {
    id: i64,
    number: &'a str,
    label: String,
    name: Option<&'a str>,
    placed: String,
    location: Option<&'a str>,
    language: String,
    state: String,
    batch: Option<i64>,
    can_print: bool,
    chosen: bool,
}

#[derive(Serialize)]
struct Kept {
    name: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Link {
    href: String,
    name: String,
}

#[derive(Serialize)]
struct Empty {
    text: String,
    hint: Option<String>,
}

impl CardsPage<'_> {
    /// The page as HTML.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self) -> Result<String> {
        let frame = &self.frame;
        let mut context = Context::new();
        let today = self.now.day_in(self.zone);
        let (from, until) = match self.selection.days {
            Days::InHand => (today, today),
            Days::Placed { from, until } => (from, until),
        };
        let day = |day: Date| day.to_string();
        context.insert("today", &day(today));
        context.insert("from", &day(from));
        context.insert("until", &day(until));
        context.insert("days", &self.days());
        context.insert("locations", &self.location_choices());
        context.insert("printed", &self.selection.printed);
        let rows: Vec<Row<'_>> = self.orders.iter().map(|order| self.row(order, today)).collect();
        let ready = rows.iter().filter(|row| row.can_print).count();
        let n = FluentValue::from(u32::try_from(ready).unwrap_or(u32::MAX));
        context.insert("orders_title", &frame.say("cards-orders", &[("n", n)]));
        context.insert("has_locations", &rows.iter().any(|row| row.location.is_some()));
        context.insert("orders", &rows);
        context.insert("more", &self.more);
        context.insert("kept", &self.kept());
        context.insert("toggle", &(ready > 1).then(|| self.toggle()));
        context.insert("can_print", &(ready > 0));
        context.insert("empty", &self.empty());
        context.insert("preview", &self.preview);
        context.insert("problem", &self.problem);
        look::insert(&mut context, frame, self.look, self.offered);
        let line = |batch: &Batch| batch_line(frame, batch, today);
        context.insert("unfinished", &self.unfinished.iter().map(line).collect::<Vec<_>>());
        context.insert("batches", &self.batches.iter().map(line).collect::<Vec<_>>());
        frame.render("admin/cards.html", &frame.text("cards-title"), context)
    }

    fn days(&self) -> Vec<Choice> {
        let in_hand = self.selection.days == Days::InHand;
        let choice = |value: &str, key, chosen| Choice {
            value: value.to_owned(),
            label: self.frame.text(key),
            chosen,
        };
        vec![
            choice("hand", "cards-days-hand", in_hand),
            choice("dates", "cards-days-dates", !in_hand),
        ]
    }

    fn location_choices(&self) -> Vec<Choice> {
        if self.locations.is_empty() {
            return Vec::new();
        }
        let chosen = self.selection.location.as_deref();
        let all = Choice {
            value: String::new(),
            label: self.frame.text("cards-location-all"),
            chosen: chosen.is_none(),
        };
        let one = |name: &String| Choice {
            value: name.clone(),
            label: name.clone(),
            chosen: chosen == Some(name.as_str()),
        };
        std::iter::once(all).chain(self.locations.iter().map(one)).collect()
    }

    fn row<'o>(&self, order: &'o Candidate, today: Date) -> Row<'o> {
        let (frame, language) = (&self.frame, self.frame.language);
        let placed = Instant(order.placed_at).to_timestamp().to_zoned(self.zone.clone());
        let time = placed.strftime("%H:%M").to_string();
        let placed = if placed.date() == today {
            time
        } else {
            format!("{} {time}", format::day_month(language, placed.date()))
        };
        let number = FluentValue::from(order.number.as_str());
        let state = match (order.reason, order.printed) {
            (Some(reason), _) => reason_text(frame, reason.word()),
            (None, Some((batch, _))) => {
                frame.say("cards-state-printed", &[("batch", batch.to_string().into())])
            }
            (None, None) => frame.text("cards-state-new"),
        };
        let can_print = order.reason.is_none();
        let is_chosen = |chosen: &[i64]| chosen.contains(&order.id);
        Row {
            id: order.id,
            number: &order.number,
            label: frame.say("cards-choose", &[("order", number)]),
            name: order.name.as_deref(),
            placed,
            location: order.location.as_deref(),
            language: frame.renderer.text(order.language, "language-name", &[]),
            state,
            batch: order.printed.map(|(batch, _)| batch),
            can_print,
            // What has a card is printed once more only if somebody chooses it.
            chosen: can_print && self.chosen.map_or(order.printed.is_none(), is_chosen),
        }
    }

    /// What was selected goes along with what is chosen from it.
    fn kept(&self) -> Vec<Kept> {
        let mut kept = Vec::new();
        let mut keep = |name, value: String| kept.push(Kept { name, value });
        if let Days::Placed { from, until } = self.selection.days {
            keep("days", "dates".to_owned());
            keep("from", from.to_string());
            keep("until", until.to_string());
        }
        if let Some(location) = &self.selection.location {
            keep("location", location.clone());
        }
        if self.selection.printed {
            keep("printed", "1".to_owned());
        }
        kept
    }

    /// A link that chooses none of the rows, or all of them again.
    fn toggle(&self) -> Link {
        let none = self.chosen.is_some_and(<[i64]>::is_empty);
        let (key, more) =
            if none { ("cards-choose-all", "") } else { ("cards-choose-none", "chosen=1") };
        let query = match (self.query.is_empty(), more.is_empty()) {
            (true, true) => String::new(),
            (true, false) => format!("?{more}"),
            (false, true) => format!("?{}", self.query),
            (false, false) => format!("?{}&{more}", self.query),
        };
        let href = self.frame.renderer.path("/admin/cards") + &query;
        Link { href, name: self.frame.text(key) }
    }

    /// What to do where there is nothing to print.
    fn empty(&self) -> Empty {
        let frame = &self.frame;
        let printed_today = self.selection.days == Days::InHand
            && self.batches.first().is_some_and(|batch| {
                batch.kind == "orders" && batch.day == self.now.day_in(self.zone).to_string()
            });
        let (text, hint) = match (printed_today, self.selection.days) {
            (true, _) => ("cards-empty-done", Some("cards-empty-done-hint")),
            (false, Days::InHand) => ("cards-empty", Some("cards-empty-hint")),
            (false, Days::Placed { .. }) => ("cards-empty-days", Some("cards-empty-days-hint")),
        };
        Empty { text: frame.text(text), hint: hint.map(|key| frame.text(key)) }
    }
}
