//! The page between an answer and its thanks while far more answers come in at a place than ever:
//! a script does some work and sends the answer on, and without one a person waits and presses again.

use serde::Serialize;
use tera::Context;

use super::{ShopLook, frame::Frame};
use crate::domain::touchpoint::{Challenge, LARGEST, WAIT_SECONDS};
use crate::error::{Error, Result};
use crate::render::{FluentValue, Renderer};
use crate::types::Language;

/// The script's file.
const SCRIPT: &str = "moment.js";

/// The names of the hidden fields: salt, hash, signature, number and mark.
pub const FIELDS: [&str; 5] =
    ["proof_salt", "proof_hash", "proof_signature", "proof_number", "proof_mark"];

/// The page.
#[derive(Clone, Debug)]
pub struct MomentPage<'a> {
    /// Whose form it is.
    pub shop: &'a ShopLook,
    /// The reader's language.
    pub language: Language,
    /// The answer, field by field.
    pub fields: &'a [(String, String)],
    /// What is asked.
    pub challenge: &'a Challenge,
    /// The mark on its salt.
    pub mark: &'a str,
    /// Whether it was pressed too soon.
    pub too_soon: bool,
}

#[derive(Serialize)]
struct Hidden<'a> {
    name: &'a str,
    value: &'a str,
}

impl MomentPage<'_> {
    /// The page.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self, renderer: &Renderer) -> Result<String> {
        let frame = Frame { renderer, shop: self.shop, language: self.language };
        let [salt, hash, signature, number, mark] = FIELDS;
        let own = [
            (salt, self.challenge.salt.as_str()),
            (hash, &self.challenge.hash),
            (signature, &self.challenge.signature),
            (number, ""),
            (mark, self.mark),
        ];
        let given = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let hidden: Vec<_> = given.chain(own).map(|(name, value)| Hidden { name, value }).collect();
        let seconds = [("seconds", FluentValue::from(WAIT_SECONDS))];
        let key = if self.too_soon { "moment-too-soon" } else { "moment-text" };
        let mut context = Context::new();
        context.insert("hidden", &hidden);
        context.insert("largest", &LARGEST);
        context.insert("text", &renderer.text(self.language, key, &seconds));
        context.insert("working", &frame.text("moment-working"));
        context.insert("button", &frame.text("form-send"));
        context.insert("script", &script(renderer)?);
        frame.render("form/moment.html", &frame.text("moment-title"), context)
    }
}

/// The exact text of the script, for the hash of the policy.
///
/// # Errors
/// It is missing or not UTF-8.
pub fn script(renderer: &Renderer) -> Result<String> {
    let bytes = renderer.asset(SCRIPT).ok_or_else(|| Error::broken("moment.js is missing"))?;
    let text = String::from_utf8(bytes.into_owned())
        .map_err(|error| Error::broken("moment.js is not UTF-8").because(error))?;
    Ok(text.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::domain::touchpoint::challenge;
    use crate::types::Instant;

    #[test]
    fn the_page_is_small_and_says_what_to_do_in_every_language() {
        let renderer = Renderer::new(None).unwrap();
        let shop = ShopLook::new("Trà Hoa & Bạn", None, "#1f6f78").unwrap();
        let challenge = challenge("key", "7k2m9q.0123", Instant(0), 0.5).unwrap();
        let fields = [("comment".to_owned(), "\"><script>\n".to_owned())];
        for language in Language::ALL {
            for too_soon in [false, true] {
                let page = MomentPage {
                    shop: &shop,
                    language,
                    fields: &fields,
                    challenge: &challenge,
                    mark: "a mark",
                    too_soon,
                };
                let html = page.to_html(&renderer).unwrap();
                assert_eq!(html.matches("<script>").count(), 1, "what was typed is text");
                let script = script(&renderer).unwrap();
                assert!(html.contains(&format!("<script>{script}</script>")));
                assert!(html.contains("role=\"status\"") && !html.contains("moment-"));
                assert!(FIELDS.iter().all(|name| html.contains(&format!("name=\"{name}\""))));
                let mut gzip = flate2::write::GzEncoder::new(Vec::new(), Default::default());
                gzip.write_all(html.as_bytes()).unwrap();
                let size = gzip.finish().unwrap().len();
                assert!(size < 6 * 1024, "{language}: {size} bytes");
            }
        }
    }
}
