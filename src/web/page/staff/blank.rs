//! Cards without an order: printed, and attached to one later.

use tera::Context;

use super::look::{self, Offered};
use super::{Problem, StaffFrame};
use crate::error::Result;
use crate::flow::print::{Attached, Look};

/// The page.
pub struct BlankPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// How the cards look.
    pub look: &'a Look,
    /// What else can be chosen.
    pub offered: Offered<'a>,
    /// How many cards.
    pub count: u32,
    /// The code typed before.
    pub code: &'a str,
    /// The order typed before.
    pub order: &'a str,
    /// What was done just now.
    pub done: Option<&'a Attached>,
    /// What went wrong.
    pub problem: Option<Problem>,
}

impl BlankPage<'_> {
    /// The page as HTML.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self) -> Result<String> {
        let frame = &self.frame;
        let mut context = Context::new();
        let done = self.done.map(|attached| {
            let key = if attached.answered { "attach-done-answered" } else { "attach-done" };
            let name = attached.name.clone().unwrap_or_default();
            frame.say(key, &[("order", attached.order.clone().into()), ("name", name.into())])
        });
        context.insert("done", &done);
        context.insert("problem", &self.problem);
        context.insert("count", &self.count);
        context.insert("code", &self.code);
        context.insert("order", &self.order);
        look::insert(&mut context, frame, self.look, self.offered);
        frame.render("admin/blank.html", &frame.text("blank-title"), context)
    }
}
