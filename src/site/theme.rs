//! The stylesheet and the icon with the shop's colour, made legible on light and on dark.

use super::material::Site;
use crate::domain::colour::{Rgb, TEXT_CONTRAST};
use crate::error::{Error, Result};
use crate::render::Renderer;

/// The parts of the stylesheet in their order, below `site/`.
const PARTS: [&str; 4] = ["site.css", "site-trends.css", "site-parts.css", "site-told.css"];

/// The grounds of `site/site.css` on which the colour stands out least: paper, and a panel at night.
const PAPER: Rgb = Rgb(0xfc, 0xfa, 0xf6);
const NIGHT: Rgb = Rgb(0x19, 0x1c, 0x20);

/// The colour of a shop that names none that can be read.
const ACCENT: Rgb = Rgb(0x1f, 0x6f, 0x78);

/// The stylesheet and the icon of all pages.
pub(super) fn files(site: &Site) -> Result<Vec<(String, Vec<u8>)>> {
    let css = stylesheet(site.renderer, site.input.shop.colour.as_deref())?;
    let icon = icon(site.renderer, site.input.shop.colour.as_deref())?;
    Ok(vec![("site.css".to_owned(), css), ("icon.svg".to_owned(), icon)])
}

/// `site/icon.svg`, in which `currentColor` stands for the shop's.
fn icon(renderer: &Renderer, colour: Option<&str>) -> Result<Vec<u8>> {
    let icon = renderer.asset("icon.svg");
    let icon = icon.ok_or_else(|| Error::broken("there is no icon.svg"))?;
    let colour = colour.and_then(Rgb::parse).unwrap_or(ACCENT).readable_on(PAPER, TEXT_CONTRAST);
    Ok(String::from_utf8_lossy(&icon).replace("currentColor", &colour.to_string()).into_bytes())
}

/// All parts in one file, and after them the shop's colour in two variables.
fn stylesheet(renderer: &Renderer, colour: Option<&str>) -> Result<Vec<u8>> {
    let mut css = Vec::new();
    for part in PARTS {
        let part =
            renderer.asset(part).ok_or_else(|| Error::broken(format!("there is no {part}")))?;
        css.extend_from_slice(&part);
    }
    if let Some(colour) = colour.and_then(Rgb::parse) {
        let light = colour.readable_on(PAPER, TEXT_CONTRAST);
        let dark = colour.readable_on(NIGHT, TEXT_CONTRAST);
        css.extend_from_slice(
            format!(":root{{--shop-light:{light};--shop-dark:{dark}}}\n").as_bytes(),
        );
    }
    Ok(css)
}
