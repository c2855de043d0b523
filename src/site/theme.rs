//! The stylesheet with the shop's colour, made legible on light and on dark.

use crate::domain::colour::{Rgb, TEXT_CONTRAST};
use crate::error::{Error, Result};
use crate::render::Renderer;

/// The grounds of `site/site.css` on which the colour stands out least: paper, and a panel at night.
const PAPER: Rgb = Rgb(0xfc, 0xfa, 0xf6);
const NIGHT: Rgb = Rgb(0x19, 0x1c, 0x20);

/// `site.css`, and after it the shop's colour in two variables.
pub(super) fn stylesheet(renderer: &Renderer, colour: Option<&str>) -> Result<Vec<u8>> {
    let css = renderer.asset("site.css").ok_or_else(|| Error::broken("there is no site.css"))?;
    let mut css = css.into_owned();
    if let Some(colour) = colour.and_then(Rgb::parse) {
        let light = colour.readable_on(PAPER, TEXT_CONTRAST);
        let dark = colour.readable_on(NIGHT, TEXT_CONTRAST);
        css.extend_from_slice(
            format!(":root{{--shop-light:{light};--shop-dark:{dark}}}\n").as_bytes(),
        );
    }
    Ok(css)
}
