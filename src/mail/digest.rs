//! The digest as a mail: what it says comes in, text and HTML go out.

use serde::Serialize;
use tera::{Context, Tera};

use super::Composed;
use super::address::one_line;
use super::template::{INK, PAPER, to_html};
use crate::domain::colour::{Rgb, TEXT_CONTRAST};
use crate::error::{Context as _, Result};
use crate::render::Renderer;
use crate::types::Language;

/// The name of the one template; the ending turns escaping on.
const NAME: &str = "digest.html";

/// Composes a digest. `said` has the fields that `templates/mail/digest.*` name: `subject`, `title`,
/// `shop`, `link` and `surveys`, of which those with a picture have its link as `source`.
///
/// # Errors
/// Refused, when an overriding template cannot be rendered.
pub fn compose_digest(
    renderer: &Renderer,
    language: Language,
    colour: &str,
    said: &impl Serialize,
) -> Result<Composed> {
    let colour = Rgb::parse(colour).unwrap_or(INK);
    let mut frame = Context::new();
    frame.insert("accent", &colour.readable_on(PAPER.0, TEXT_CONTRAST).to_string());
    frame.insert("accent_dark", &colour.readable_on(PAPER.1, TEXT_CONTRAST).to_string());
    let mjml = renderer.render("mail/digest.mjml", language, frame)?;
    let mut tera = Tera::default();
    let doing = || "filling mail/digest.mjml".to_owned();
    tera.add_raw_template(NAME, &to_html(&mjml)?).doing(doing)?;
    let context = Context::from_serialize(said).doing(doing)?;
    let html = tera.render(NAME, &context).doing(doing)?;
    let subject = context.get("subject").and_then(|subject| subject.as_str()).unwrap_or_default();
    let subject = one_line(subject, 200);
    let text = renderer.render("mail/digest.txt", language, context)?;
    Ok(Composed { subject, text, html })
}
