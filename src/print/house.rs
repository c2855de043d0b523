//! What is the same on all paper of a shop: its name, its logo, its colours, its words.

use std::sync::Arc;

use super::logo::Logo;
use crate::config::Config;
use crate::domain::colour::{Rgb, TEXT_CONTRAST};
use crate::error::{Context, Error, Result};
use crate::render::{FluentValue, Renderer};
use crate::types::Language;

/// The ink of what is read: black with a little blue.
pub const INK: Rgb = Rgb(29, 32, 40);
/// What stands back.
pub const MUTED: Rgb = Rgb(88, 92, 100);
/// Fine lines.
pub const LINE: Rgb = Rgb(176, 172, 164);
/// Black, for thermal paper.
pub const BLACK: Rgb = Rgb(0, 0, 0);

/// The shop.
#[derive(Clone, Debug)]
pub struct ShopPaper {
    renderer: Renderer,
    /// Its name.
    pub name: String,
    /// Its logo.
    pub logo: Option<Arc<Logo>>,
    /// Its colour, dark enough for text on white.
    pub accent: Rgb,
    /// The same, so light that text on it reads as on paper.
    pub tint: Rgb,
}

impl ShopPaper {
    /// Reads the logo.
    ///
    /// # Errors
    /// Refused if it is neither SVG nor PNG.
    pub fn new(renderer: &Renderer, config: &Config) -> Result<Self> {
        let shop = &config.shop;
        let logo = shop.logo.as_deref().map(|path| {
            let bytes = std::fs::read(path).doing(|| format!("reading {}", path.display()))?;
            Logo::read(&bytes).map(Arc::new).map_err(|error| {
                Error::refused(format!("shop.logo, {}", path.display())).because(error)
            })
        });
        let colour = Rgb::parse(&shop.colour).unwrap_or(INK);
        Ok(Self {
            renderer: renderer.clone(),
            name: shop.name.clone(),
            logo: logo.transpose()?,
            accent: colour.readable_on(Rgb::WHITE, TEXT_CONTRAST),
            tint: mixed(colour, 0.09),
        })
    }

    /// One of `press.ftl`'s texts.
    pub fn word(&self, language: Language, key: &str) -> String {
        self.word_of(language, key, &[])
    }

    /// One with values in it; the shop's name is always among them.
    pub fn word_of(&self, language: Language, key: &str, values: &[(&str, &str)]) -> String {
        let mut all = vec![("shop", FluentValue::from(self.name.as_str()))];
        all.extend(values.iter().map(|(name, value)| (*name, FluentValue::from(*value))));
        self.renderer.text(language, key, &all)
    }
}

/// A colour on white, so thinly.
pub fn mixed(Rgb(red, green, blue): Rgb, part: f32) -> Rgb {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 255 by construction"
    )]
    let mix = |channel: u8| (255.0 - (255.0 - f32::from(channel)) * part).round() as u8;
    Rgb(mix(red), mix(green), mix(blue))
}
