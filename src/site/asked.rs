//! The words of follow-ups as customers read them.

use super::input::Shop;
use super::words::Words;
use crate::domain::survey::{FollowUp, FollowUpKind, Phrase, Values};

/// A follow-up's `label`, an option, or an end of its scale: the shop's text, else the house's for
/// well-known keys, else the key as words. Nobody in particular is asked here.
pub(super) fn text_of(words: Words, shop: &Shop, ask: &FollowUp, key: &str) -> String {
    if let Some(text) = ask.text(words.lang, key) {
        return Phrase::of(text).fill(&Values { name: "…", shop: &shop.name, order: "…" });
    }
    let default = match key {
        "low" | "high" if ask.kind == FollowUpKind::Scale => format!("survey-scale-{key}"),
        _ => format!("follow-up-{}-{key}", ask.key),
    };
    if words.renderer.has_text(words.lang, &default) {
        return words.text(&default, &[]);
    }
    FollowUp::spoken(if key == "label" { &ask.key } else { key })
}
