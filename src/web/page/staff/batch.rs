//! A batch of cards, and the list of all.

use jiff::civil::Date;
use serde::Serialize;
use tera::Context;

use super::{Problem, StaffFrame, batch_line, reason_text};
use crate::error::Result;
use crate::flow::print::{Batch, BatchCard};
use crate::render::FluentValue;

/// The page of a batch.
pub struct BatchPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The batch.
    pub batch: &'a Batch,
    /// Its cards.
    pub cards: &'a [BatchCard],
    /// What went wrong.
    pub problem: Option<Problem>,
    /// Today, by the shop's clock.
    pub today: Date,
}

#[derive(Serialize)]
struct Row<'a> {
    number: i64,
    label: String,
    order: Option<&'a str>,
    name: Option<&'a str>,
    state: String,
    can_print: bool,
}

impl BatchPage<'_> {
    /// The page as HTML.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self) -> Result<String> {
        let (frame, batch) = (&self.frame, self.batch);
        let line = batch_line(frame, batch, self.today);
        let mut context = Context::new();
        let left = self.cards.iter().filter(|card| card.reason.is_none()).count();
        let n = FluentValue::from(u32::try_from(left).unwrap_or(u32::MAX));
        let key = if batch.written { "batch-again" } else { "batch-first" };
        context.insert("batch", &batch.batch);
        context.insert("about", &line.about);
        context.insert("button", &frame.say(key, &[("n", n)]));
        context.insert("can_print", &(left > 0));
        context.insert("problem", &self.problem);
        context.insert("cards", &self.cards.iter().map(|card| self.row(card)).collect::<Vec<_>>());
        let left_out = batch.left_out.iter().map(|left| {
            let (order, reason) = (left.order.clone(), reason_text(frame, &left.reason));
            frame.say("batch-left-out-line", &[("order", order.into()), ("reason", reason.into())])
        });
        context.insert("left_out", &left_out.collect::<Vec<_>>());
        frame.render("admin/batch.html", &line.name, context)
    }

    fn row<'c>(&self, card: &'c BatchCard) -> Row<'c> {
        let frame = &self.frame;
        let number = FluentValue::from(card.number);
        let state = match (card.reason, &card.order) {
            (Some(reason), _) => reason_text(frame, reason.word()),
            (None, None) => frame.text("batch-state-blank"),
            (None, Some(_)) => frame.text("batch-state-open"),
        };
        Row {
            number: card.number,
            label: frame.say("batch-choose", &[("number", number)]),
            order: card.order.as_deref(),
            name: card.name.as_deref(),
            state,
            can_print: card.reason.is_none(),
        }
    }
}

/// The page of all batches.
pub struct BatchesPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The batches, newest first.
    pub batches: &'a [Batch],
    /// The number below which older ones lie.
    pub older: Option<i64>,
    /// Today, by the shop's clock.
    pub today: Date,
}

impl BatchesPage<'_> {
    /// The page as HTML.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self) -> Result<String> {
        let frame = &self.frame;
        let mut context = Context::new();
        let line = |batch: &Batch| batch_line(frame, batch, self.today);
        context.insert("batches", &self.batches.iter().map(line).collect::<Vec<_>>());
        context.insert("older", &self.older);
        frame.render("admin/batches.html", &frame.text("batches-title"), context)
    }
}
