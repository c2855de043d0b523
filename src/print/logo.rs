//! The shop's logo on paper, from its SVG or PNG file.
//!
//! An SVG is drawn once, finer than any printer, by `resvg`, which knows gradients and masks; a PDF
//! then holds it once, however many cards show it. Text in an SVG needs its font, which is not here, and
//! would be missing on every card: such a file is refused.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, Node};
use resvg::usvg::{Options, Tree};

use crate::error::{Error, Result};

/// The pixels of the longer side of a drawn SVG: 45 mm at 600 dots to the inch.
const PIXELS: f32 = 1064.0;

/// A picture with its transparency.
#[derive(Clone)]
pub struct Logo {
    /// Pixels; colours are multiplied by their opacity.
    pub pixels: Pixmap,
}

impl Logo {
    /// Reads a file.
    ///
    /// # Errors
    /// Refused if it is neither SVG nor PNG, or an SVG with text in it.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        if bytes.starts_with(b"\x89PNG") {
            let pixels = Pixmap::decode_png(bytes)
                .map_err(|error| Error::refused("the PNG cannot be read").because(error))?;
            return Ok(Self { pixels });
        }
        if has_text(bytes) {
            let say = "the SVG holds text, and its font is not here; convert the text to paths";
            return Err(Error::refused(say));
        }
        let tree = Tree::from_data(bytes, &Options::default()).map_err(|error| {
            Error::refused("it is neither a PNG nor an SVG that can be read").because(error)
        })?;
        let size = tree.size();
        let scale = PIXELS / size.width().max(size.height());
        let fitted = size.to_int_size().scale_by(scale);
        let pixels = fitted.and_then(|size| Pixmap::new(size.width(), size.height()));
        let mut pixels = pixels.ok_or_else(|| Error::refused("the SVG has no size"))?;
        let transform = Transform::from_scale(scale, scale);
        resvg::render(&tree, transform, &mut pixels.as_mut());
        Ok(Self { pixels })
    }

    /// Width by height.
    pub fn ratio(&self) -> f32 {
        let side = |pixels: u32| f32::from(u16::try_from(pixels).unwrap_or(u16::MAX)).max(1.0);
        side(self.pixels.width()) / side(self.pixels.height())
    }

    /// Pixels as PDF has them: red, green, blue and opacity, not multiplied.
    pub fn straight(&self) -> Vec<u8> {
        let straight = self.pixels.pixels().iter().map(|pixel| pixel.demultiply());
        straight.flat_map(|p| [p.red(), p.green(), p.blue(), p.alpha()]).collect()
    }
}

/// Whether something would be written in an SVG.
fn has_text(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).ok();
    let document = text.and_then(|text| Document::parse(text).ok());
    let is_text = |node: Node| node.is_element() && node.tag_name().name() == "text";
    document.is_some_and(|document| document.descendants().any(is_text))
}

impl std::fmt::Debug for Logo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Logo({}×{})", self.pixels.width(), self.pixels.height())
    }
}

#[cfg(test)]
mod tests {
    use super::Logo;

    #[test]
    fn a_drawing_is_taken_and_writing_is_refused() {
        let svg = |inside: &str| {
            let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 40\">";
            format!("{head}{inside}</svg>").into_bytes()
        };
        let logo =
            Logo::read(&svg("<rect width=\"120\" height=\"40\" fill=\"#7a3350\"/>")).unwrap();
        assert!((logo.ratio() - 3.0).abs() < 0.01);
        assert_eq!(logo.straight()[..4], [0x7a, 0x33, 0x50, 0xff]);
        let error = Logo::read(&svg("<g><text>Hoa Sen</text></g>")).unwrap_err();
        assert!(error.message().contains("paths"), "{error}");
        assert!(Logo::read(b"GIF89a").is_err());
    }
}
