//! `/s`: typing the code of a card.

use tera::Context;

use super::{ShopLook, frame::Frame};
use crate::{error::Result, render::Renderer, types::Language};

/// The page that asks for a code; `refused` is what was typed before and is not known.
/// Its form posts the field `code` to the same address.
///
/// # Errors
/// A broken template.
pub fn code(
    renderer: &Renderer,
    shop: &ShopLook,
    language: Language,
    refused: Option<&str>,
) -> Result<String> {
    let frame = Frame { renderer, shop, language };
    let mut context = Context::new();
    context.insert("typed", refused.unwrap_or_default());
    context.insert("problem", &refused.map(|_| frame.text("code-problem")));
    frame.render("form/code.html", &frame.text("code-title"), context)
}
