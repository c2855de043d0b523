//! How a shop shows itself: name, logo, colour.

use std::fmt::Write as _;

use serde::Serialize;

use crate::{
    domain::colour::{Rgb, TEXT_CONTRAST},
    error::{Error, Result},
    render::Renderer,
};

/// The grounds of `site/form.css` on which the accent stands out least.
const PAPER: Rgb = Rgb(0xfc, 0xfa, 0xf6);
const DARK_SHEET: Rgb = Rgb(0x19, 0x1c, 0x20);
/// The inks for words on the accent.
const WHITE: Rgb = Rgb::WHITE;
const DARK_INK: Rgb = Rgb(0x12, 0x14, 0x17);

/// What a page shows of the shop. Made once, when the configuration is read.
#[derive(Clone, Debug, Serialize)]
pub struct ShopLook {
    /// The shop's name.
    pub name: String,
    /// The logo as a `data:` address, if there is one; else pages show the name.
    pub logo: Option<String>,
    /// The colour as the shop gave it.
    #[serde(skip)]
    pub colour: Rgb,
}

impl ShopLook {
    /// `logo` is the source of an SVG or a ready `data:` address; `colour` is `#rgb` or `#rrggbb`.
    ///
    /// # Errors
    /// A colour or a logo in another form.
    pub fn new(name: impl Into<String>, logo: Option<&str>, colour: &str) -> Result<Self> {
        let colour = Rgb::parse(colour).ok_or_else(|| {
            Error::refused(format!("`{colour}` is no colour; write it like #0a7d5a"))
        })?;
        Ok(Self { name: name.into(), logo: logo.map(logo_address).transpose()?, colour })
    }

    /// The rule that gives a page the shop's colour, legible on light and on dark ground.
    #[must_use]
    pub fn accent_css(&self) -> String {
        let rule = |ground: Rgb| {
            let accent = self.colour.readable_on(ground, TEXT_CONTRAST);
            format!(":root{{--a:{accent};--b:{}}}", accent.better_ink(WHITE, DARK_INK))
        };
        format!("{}@media (prefers-color-scheme:dark){{{}}}", rule(PAPER), rule(DARK_SHEET))
    }
}

/// The exact texts of the `<style>` elements of every page, for the hashes of the policy.
///
/// # Errors
/// The style sheet is not UTF-8.
pub fn styles(renderer: &Renderer, shop: &ShopLook) -> Result<Vec<String>> {
    Ok(vec![shop.accent_css(), form_css(renderer)?])
}

/// The style sheet of the family.
pub(super) fn form_css(renderer: &Renderer) -> Result<String> {
    let bytes = renderer.asset("form.css").ok_or_else(|| Error::broken("form.css is missing"))?;
    let text = String::from_utf8(bytes.into_owned())
        .map_err(|error| Error::broken("form.css is not UTF-8").because(error))?;
    Ok(text.trim_end().to_owned())
}

/// An SVG goes into an image and not into the page: there its scripts and styles do nothing.
fn logo_address(logo: &str) -> Result<String> {
    let logo = logo.trim_start_matches('\u{feff}').trim();
    if logo.starts_with("data:image/") {
        return Ok(logo.to_owned());
    }
    if !logo.starts_with('<') {
        return Err(Error::refused("the logo is neither an SVG nor a data: address"));
    }
    let mut address = String::from("data:image/svg+xml,");
    for byte in logo.bytes() {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'/'
            | b':'
            | b'='
            | b' ' => {
                address.push(char::from(byte));
            }
            _ => write!(address, "%{byte:02X}")
                .map_err(|error| Error::broken("writing a data: address").because(error))?,
        }
    }
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        let css = form_css(&Renderer::new(None).unwrap()).unwrap();
        for ground in [PAPER, DARK_SHEET, DARK_INK] {
            assert!(css.contains(&ground.to_string()), "{ground}");
        }
    }

    #[test]
    fn a_pale_colour_is_darkened_on_paper_and_kept_on_dark() {
        let shop = ShopLook::new("Mộc", None, "#ffd43b").unwrap();
        let css = shop.accent_css();
        assert!(css.contains("dark){:root{--a:#ffd43b;--b:#121417}}"), "{css}");
        assert!(!css.starts_with(":root{--a:#ffd43b"), "{css}");
    }

    #[test]
    fn an_svg_becomes_an_image_that_runs_nothing() {
        let shop = ShopLook::new("Mộc", Some("<svg xmlns=\"x\"><!-- ' --></svg>"), "#123").unwrap();
        let logo = shop.logo.unwrap();
        assert_eq!(logo, "data:image/svg+xml,%3Csvg xmlns=%22x%22%3E%3C%21-- %27 --%3E%3C/svg%3E");
        assert!(ShopLook::new("Mộc", Some("logo.svg"), "#123").is_err());
        assert!(ShopLook::new("Mộc", None, "green").is_err());
    }
}
