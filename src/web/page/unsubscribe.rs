//! `/u/{token}`: no more mail. The page shows, the press of its button acts.

use tera::Context;

use super::{ShopLook, frame::Frame};
use crate::{error::Result, render::Renderer, types::Language};

/// The page that asks, or, when `done`, the one that confirms. `address` is shown as it is given:
/// shorten it (`l…@example.com`) where the reader may not be its owner.
///
/// # Errors
/// A broken template.
pub fn unsubscribe(
    renderer: &Renderer,
    shop: &ShopLook,
    language: Language,
    address: &str,
    done: bool,
) -> Result<String> {
    let frame = Frame { renderer, shop, language };
    let mut context = Context::new();
    context.insert("address", address);
    context.insert("done", &done);
    let title = if done { "unsubscribe-done-title" } else { "unsubscribe-title" };
    frame.render("form/unsubscribe.html", &frame.text(title), context)
}
