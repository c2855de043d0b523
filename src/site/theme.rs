//! The stylesheet with the shop's colour, made legible on light and on dark.

use crate::error::{Error, Result};
use crate::render::Renderer;

/// Relative luminance of the two grounds: paper and night, as the stylesheet has them.
const PAPER: f64 = 0.955;
const NIGHT: f64 = 0.011;
/// What WCAG 2.2 asks of text (1.4.3).
const CONTRAST: f64 = 4.5;

/// `site.css`, and after it the shop's colour in two variables.
pub(super) fn stylesheet(renderer: &Renderer, colour: Option<&str>) -> Result<Vec<u8>> {
    let css = renderer.asset("site.css").ok_or_else(|| Error::broken("there is no site.css"))?;
    let mut css = css.into_owned();
    if let Some(colour) = colour.and_then(parse) {
        let light = legible(colour, PAPER, [0.0; 3]);
        let dark = legible(colour, NIGHT, [1.0; 3]);
        let rule = format!(":root{{--shop-light:{};--shop-dark:{}}}\n", hex(light), hex(dark));
        css.extend_from_slice(rule.as_bytes());
    }
    Ok(css)
}

/// `#rrggbb` as three fractions.
fn parse(colour: &str) -> Option<[f64; 3]> {
    let digits = colour.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    Some([16, 8, 0].map(|shift| f64::from((value >> shift) & 0xff) / 255.0))
}

/// The colour, mixed with black or white no more than it takes to be read on that ground.
fn legible(colour: [f64; 3], ground: f64, towards: [f64; 3]) -> [f64; 3] {
    let mix = |step: u32| {
        let share = f64::from(step) / 50.0;
        let mut mixed = colour;
        for (own, end) in mixed.iter_mut().zip(towards) {
            *own += (end - *own) * share;
        }
        mixed
    };
    (0..50).map(mix).find(|mixed| contrast(luminance(*mixed), ground) >= CONTRAST).unwrap_or(towards)
}

/// WCAG 2.2, "relative luminance".
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |c: f64| if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// WCAG 2.2, "contrast ratio".
fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn hex(colour: [f64; 3]) -> String {
    let [red, green, blue] = colour.map(|c| format!("{:02x}", (c * 255.0).round() as u8));
    format!("#{red}{green}{blue}")
}

#[cfg(test)]
mod tests {
    use super::{CONTRAST, NIGHT, PAPER, contrast, legible, luminance, parse};

    #[test]
    fn any_colour_is_made_legible_on_both_grounds() {
        for colour in ["#000000", "#ffffff", "#ffee00", "#0b6e4f", "#b4532a"] {
            let colour = parse(colour).unwrap();
            for (ground, towards) in [(PAPER, [0.0; 3]), (NIGHT, [1.0; 3])] {
                let made = legible(colour, ground, towards);
                assert!(contrast(luminance(made), ground) >= CONTRAST);
            }
        }
        assert!(parse("red").is_none() && parse("#fff").is_none());
    }
}
