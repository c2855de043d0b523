//! The shop's colour, made legible: moved in OKLCH lightness until it stands out from its ground.
//!
//! OKLab after Björn Ottosson, <https://bottosson.github.io/posts/oklab/>; contrast after WCAG 2.2,
//! <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.

use std::fmt;

/// What text needs on its ground (WCAG 2.2, 1.4.3).
pub const TEXT_CONTRAST: f64 = 4.5;

/// A colour on a screen: red, green and blue in sRGB, each 0 to 255. Shown as `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);

    /// Reads `#0a7` or `#00aa77`, with or without the hash.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches('#');
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        let part = |shift: u32, mask: u32| u8::try_from(value >> shift & mask).unwrap_or(0);
        match digits.len() {
            3 => Some(Self(part(8, 15) * 17, part(4, 15) * 17, part(0, 15) * 17)),
            6 => Some(Self(part(16, 255), part(8, 255), part(0, 255))),
            _ => None,
        }
    }

    /// The contrast of two colours, from 1 (the same) to 21 (black on white).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This colour, moved as little as possible in lightness (darker on a light ground, lighter on
    /// a dark one) until its contrast with `ground` is at least `ratio`; hue stays, chroma gives
    /// way only where the screen cannot show it.
    #[must_use]
    pub fn readable_on(self, ground: Self, ratio: f64) -> Self {
        if self.contrast(ground) >= ratio {
            return self;
        }
        let (lightness, chroma, hue) = self.to_oklch();
        let end =
            if ground.contrast(Self(0, 0, 0)) > ground.contrast(Self::WHITE) { 0.0 } else { 1.0 };
        (1..=200)
            .map(|step| lightness + (end - lightness) * f64::from(step) / 200.0)
            .map(|lightness| Self::from_oklch(lightness, chroma, hue))
            .find(|moved| moved.contrast(ground) >= ratio)
            .unwrap_or(if end == 0.0 { Self(0, 0, 0) } else { Self::WHITE })
    }

    /// Which of two inks reads better on this colour.
    #[must_use]
    pub fn better_ink(self, one: Self, two: Self) -> Self {
        if self.contrast(one) >= self.contrast(two) { one } else { two }
    }

    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Lightness 0 to 1, chroma, hue in radians.
    fn to_oklch(self) -> (f64, f64, f64) {
        let [r, g, b] = self.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let lightness = 0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s;
        (lightness, a.hypot(b), b.atan2(a))
    }

    /// The colour on a screen; what a screen cannot show loses chroma until it can.
    fn from_oklch(lightness: f64, chroma: f64, hue: f64) -> Self {
        let fits = |linear: &[f64; 3]| linear.iter().all(|part| (-0.0005..=1.0005).contains(part));
        let linear = (0..=50)
            .map(|step| oklch_to_linear(lightness, chroma * (1.0 - f64::from(step) / 50.0), hue))
            .find(fits)
            .unwrap_or([lightness.powi(3); 3]);
        let [red, green, blue] = linear.map(to_byte);
        Self(red, green, blue)
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

fn oklch_to_linear(lightness: f64, chroma: f64, hue: f64) -> [f64; 3] {
    let (a, b) = (chroma * hue.cos(), chroma * hue.sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
    ]
}

fn to_byte(linear: f64) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let part =
        if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    (part * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        assert_eq!(Rgb::parse("#0a7"), Some(Rgb(0, 170, 119)));
        assert_eq!(Rgb::parse(" 00AA77 "), Some(Rgb(0, 170, 119)));
        assert_eq!(["", "#12345", "red", "#+12", "#ééé"].map(Rgb::parse), [None; 5]);
        assert_eq!(Rgb(1, 171, 16).to_string(), "#01ab10");
    }

    #[test]
    fn contrast_follows_the_published_formula() {
        assert!((Rgb(0, 0, 0).contrast(Rgb::WHITE) - 21.0).abs() < 1e-9);
        // The grey that just passes on white, as every contrast checker shows it.
        assert!((Rgb(118, 118, 118).contrast(Rgb::WHITE) - 4.54).abs() < 0.005);
    }

    #[test]
    fn oklch_round_trips_and_knows_red() {
        let (lightness, chroma, hue) = Rgb(255, 0, 0).to_oklch();
        assert!((lightness - 0.628).abs() < 0.001 && (chroma - 0.2577).abs() < 0.001);
        assert!((hue.to_degrees() - 29.23).abs() < 0.05);
        for colour in
            [Rgb(10, 125, 90), Rgb(255, 255, 0), Rgb(0, 0, 0), Rgb::WHITE, Rgb(200, 30, 250)]
        {
            let (lightness, chroma, hue) = colour.to_oklch();
            assert_eq!(Rgb::from_oklch(lightness, chroma, hue), colour);
        }
    }

    #[test]
    fn every_colour_becomes_readable_on_both_grounds() {
        let steps = || (0..=255_u8).step_by(51);
        for colour in
            steps().flat_map(|r| steps().flat_map(move |g| steps().map(move |b| Rgb(r, g, b))))
        {
            for ground in [Rgb(251, 249, 245), Rgb(24, 25, 28)] {
                let moved = colour.readable_on(ground, TEXT_CONTRAST);
                assert!(moved.contrast(ground) >= TEXT_CONTRAST, "{colour} on {ground}: {moved}");
            }
        }
        let legible = Rgb(10, 90, 60);
        assert_eq!(legible.readable_on(Rgb::WHITE, TEXT_CONTRAST), legible);
    }
}
