//! What all pages share: the frame around the content, and the words for shop and customer.

use tera::Context;

use super::{NAME_HOLE, ORDER_HOLE, ShopLook, shop::form_css};
use crate::{
    domain::survey::{Definition, Phrase, Values},
    error::Result,
    render::{FluentValue, Renderer},
    types::{Group, Language},
};

/// Who renders, for whom, in whose name.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub renderer: &'a Renderer,
    pub shop: &'a ShopLook,
    pub language: Language,
}

impl Frame<'_> {
    /// A text of the locales that may speak of the shop.
    pub fn text(&self, key: &str) -> String {
        let shop = FluentValue::from(self.shop.name.as_str());
        self.renderer.text(self.language, key, &[("shop", shop)])
    }

    /// The shop's own text of a survey, else the default under `key`.
    pub fn survey_text(&self, definition: &Definition, own: &str, key: &str) -> String {
        match definition.text(self.language, own) {
            Some(text) => self.fill_in(text),
            None => self.text(key),
        }
    }

    /// The thanks to a group.
    pub fn thanks(&self, definition: &Definition, group: Group) -> String {
        self.survey_text(definition, "thanks", &format!("survey-thanks-{}", group.name()))
    }

    /// The shop's placeholders: its name at once, the customer's own as holes.
    pub fn fill_in(&self, text: &str) -> String {
        let (name, order) = (NAME_HOLE.to_string(), ORDER_HOLE.to_string());
        Phrase::of(text).fill(&Values { name: &name, shop: &self.shop.name, order: &order })
    }

    /// Renders a page of this title; `context` holds the rest.
    pub fn render(&self, template: &str, title: &str, mut context: Context) -> Result<String> {
        context.insert("shop", self.shop);
        context.insert("title", title);
        context.insert("accent", &self.shop.accent_css());
        context.insert("css", &form_css(self.renderer)?);
        if !context.contains_key("problems") {
            context.insert("problems", &false);
        }
        self.renderer.render(template, self.language, context)
    }
}

/// The greeting line of a form, escaped for HTML: what fills the greeting's hole.
#[must_use]
pub fn greeting(
    renderer: &Renderer,
    language: Language,
    name: Option<&str>,
    order: Option<&str>,
) -> String {
    let value = |text: Option<&str>| FluentValue::from(text.unwrap_or_default().to_owned());
    let key = match (name, order) {
        (Some(_), Some(_)) => "form-greeting-name-order",
        (Some(_), None) => "form-greeting-name",
        (None, Some(_)) => "form-greeting-order",
        (None, None) => "form-greeting",
    };
    let args = [("name", value(name)), ("order", value(order))];
    escape(&renderer.text(language, key, &args))
}

/// Text made safe for HTML.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}
