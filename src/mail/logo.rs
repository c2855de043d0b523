//! The shop's logo as a mail carries it: inside the letter, so that nothing is fetched, no
//! program asks whether to show it, and nobody learns that the letter was opened.

use std::fmt;
use std::sync::Arc;

use crate::error::{Error, Result};

/// How large a logo may be, as on the form: with it, a letter of long texts stays within 40 KB.
pub const LARGEST: usize = 3 * 1024;

/// The room in the letter, in points: the height every logo gets, and the width it may take.
const HEIGHT: u32 = 40;
const WIDEST: u32 = 240;

/// What a PNG file begins with, up to the sizes in its first chunk
/// (<https://www.w3.org/TR/png-3/#5PNG-file-signature>, #11IHDR): signature, length, `IHDR`.
const PNG: &[u8; 16] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";

/// A small PNG; cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    bytes: Arc<[u8]>,
    /// Its size in the letter, in points.
    pub width: u32,
    /// See `width`.
    pub height: u32,
}

impl Logo {
    /// A logo from the bytes of a file; `None` for a file that is no PNG: of other kinds, SVG above
    /// all, most mail programs show nothing.
    ///
    /// # Errors
    /// Refused if it is larger than 3 KB or says nothing of its size.
    pub fn from_file(bytes: Vec<u8>) -> Result<Option<Self>> {
        let Some(rest) = bytes.strip_prefix(PNG) else { return Ok(None) };
        if bytes.len() > LARGEST {
            return Err(Error::refused(format!(
                "{} bytes are found; a mail has room for {LARGEST}",
                bytes.len()
            )));
        }
        let side = |at: usize| {
            let four = rest.get(at..at + 4).and_then(|four| four.try_into().ok());
            four.map(u32::from_be_bytes).filter(|side| (1..=10_000).contains(side))
        };
        let (Some(width), Some(height)) = (side(0), side(4)) else {
            return Err(Error::refused("a PNG without width and height is found"));
        };
        // Never larger than it was drawn, never out of its proportions.
        let scaled = HEIGHT.min(height);
        let (width, height) = match width * scaled / height {
            wide if wide > WIDEST => (WIDEST, (height * WIDEST / width).max(1)),
            width => (width.max(1), scaled),
        };
        Ok(Some(Self { bytes: bytes.into(), width, height }))
    }

    /// The file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({}×{}, {} bytes)", self.width, self.height, self.bytes.len())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{LARGEST, Logo, PNG};

    /// The beginning of a PNG of this size, which is all that is read of one.
    pub(in crate::mail) fn png(width: u32, height: u32, length: usize) -> Vec<u8> {
        let mut bytes = PNG.to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.resize(length, 0x55);
        bytes
    }

    #[test]
    fn a_logo_keeps_its_proportions_and_its_room() {
        for ((width, height), fitted) in [
            ((400, 80), (200, 40)),
            ((1200, 100), (240, 20)),
            ((32, 32), (32, 32)),
            ((10_000, 1), (240, 1)),
            ((1, 10_000), (1, 40)),
        ] {
            let logo = Logo::from_file(png(width, height, 100)).unwrap().unwrap();
            assert_eq!((logo.width, logo.height), fitted, "{width}×{height}");
        }
    }

    #[test]
    fn what_is_no_small_png_is_not_shown() {
        assert_eq!(Logo::from_file(b"<svg/>".to_vec()).unwrap(), None);
        assert!(Logo::from_file(png(10, 10, LARGEST)).is_ok());
        for wrong in [png(10, 10, LARGEST + 1), png(0, 10, 99), png(10, 10, 24)[..20].to_vec()] {
            assert!(Logo::from_file(wrong).is_err());
        }
    }
}
