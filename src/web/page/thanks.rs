//! The page after an answer: thanks, what happens next, and the way back to change it.

use serde::Serialize;
use tera::Context;

use super::{ShopLook, frame::Frame};
use crate::{
    domain::survey::Definition,
    error::Result,
    render::Renderer,
    types::{Group, Language},
};

/// Thanks for an answer of one group.
#[derive(Clone, Copy, Debug)]
pub struct ThanksPage<'a> {
    /// Whose page it is.
    pub shop: &'a ShopLook,
    /// The survey answered.
    pub definition: &'a Definition,
    /// The reader's language.
    pub language: Language,
    /// The group of the score.
    pub group: Group,
    /// Whether an earlier answer was changed.
    pub changed: bool,
    /// Where the answer can be changed: `""` for the same address; `None` when it cannot.
    pub change: Option<&'a str>,
    /// Whether it says that the answer is kept and does not count.
    pub held: bool,
}

#[derive(Serialize)]
struct Link<'a> {
    href: &'a str,
}

impl ThanksPage<'_> {
    /// The page.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self, renderer: &Renderer) -> Result<String> {
        let frame = Frame { renderer, shop: self.shop, language: self.language };
        let mut context = Context::new();
        context.insert("thanks", &frame.thanks(self.definition, self.group));
        context.insert("next", &frame.text(&format!("thanks-next-{}", self.group.name())));
        context.insert("changed", &self.changed);
        context.insert("held", &self.held);
        context.insert("change", &self.change.map(|href| Link { href }));
        frame.render("form/thanks.html", &frame.text("thanks-title"), context)
    }
}
