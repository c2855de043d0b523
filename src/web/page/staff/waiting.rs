//! Mails that wait for a mail server: whom each would go to, and what would become of it now.

use jiff::tz::TimeZone;
use serde::Serialize;
use tera::Context;

use super::StaffFrame;
use crate::error::Result;
use crate::flow::release::Filed;
use crate::render::{FluentValue, format};

/// How many mails are shown one by one.
const SHOWN: usize = 200;

/// What was just done.
#[derive(Clone, Copy, Debug)]
pub struct Released {
    /// How many mails are on their way.
    pub sent: usize,
    /// How many will not go out.
    pub skipped: usize,
}

/// The page.
pub struct WaitingPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// All mails that wait.
    pub mails: &'a [Filed],
    /// The shop's time zone.
    pub zone: &'a TimeZone,
    /// Whether there is a mail server by now.
    pub has_server: bool,
    /// What was just done, if anything.
    pub released: Option<Released>,
}

#[derive(Serialize)]
struct Row<'a> {
    address: &'a str,
    order: &'a str,
    due: String,
    outcome: String,
}

impl WaitingPage<'_> {
    /// The page as HTML.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self) -> Result<String> {
        let frame = &self.frame;
        let number = |n: usize| FluentValue::from(u32::try_from(n).unwrap_or(u32::MAX));
        let going = self.mails.iter().filter(|mail| mail.reason.is_none()).count();
        let rows: Vec<Row> = self.mails.iter().take(SHOWN).map(|mail| self.row(mail)).collect();
        let more = self.mails.len().saturating_sub(SHOWN);
        let mut context = Context::new();
        context.insert("mails", &rows);
        let more = (more > 0).then(|| frame.say("waiting-more", &[("n", number(more))]));
        context.insert("more", &more);
        context.insert("has_server", &self.has_server);
        context.insert("is_hopeless", &(going == 0));
        let button = match going {
            0 => frame.text("waiting-clear"),
            n => frame.say("waiting-send", &[("n", number(n))]),
        };
        context.insert("button", &button);
        // To a second press, of what the first has sent, the empty page says enough.
        let released = self.released.filter(|done| done.sent + done.skipped > 0);
        let done = released.map(|Released { sent, skipped }| {
            frame.say("waiting-done", &[("sent", number(sent)), ("skipped", number(skipped))])
        });
        context.insert("done", &done);
        frame.render("admin/waiting.html", &frame.text("waiting-title"), context)
    }

    fn row<'m>(&self, mail: &'m Filed) -> Row<'m> {
        let frame = &self.frame;
        let outcome = match mail.reason {
            None => frame.text("waiting-goes"),
            Some(reason) => frame.text(&format!("site-reason-{}", reason.word().replace('_', "-"))),
        };
        Row {
            address: mail.address.as_deref().unwrap_or("–"),
            order: mail.order.as_deref().unwrap_or("–"),
            due: format::date(frame.language, mail.due_at.day_in(self.zone)),
            outcome,
        }
    }
}
