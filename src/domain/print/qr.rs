//! What a QR code needs so that any phone reads it from paper.

use qrcode::bits::encode_auto;
use qrcode::{EcLevel, Version};

use crate::error::{Error, Result};

/// The error correction: a code can be read with about 15 % of it gone (ISO/IEC 18004, level M).
pub const LEVEL: EcLevel = EcLevel::M;

/// What must be kept white on each side, in modules (ISO/IEC 18004 §9.1).
pub const QUIET: u16 = 4;

/// The smallest module that the cameras of cheap phones resolve, in mm.
const MODULE: f32 = 0.5;

/// The fewest dots of the printer that make an even module.
const DOTS: f32 = 4.0;

/// How large a code is: ISO/IEC 18004 calls it version, 1 to 40.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct QrSize(i16);

impl QrSize {
    /// The smallest code that holds an address.
    ///
    /// # Errors
    /// Refused if it is longer than any code holds.
    pub fn of(url: &str) -> Result<Self> {
        let bits = encode_auto(url.as_bytes(), LEVEL).map_err(|error| {
            Error::refused("the address is too long for a QR code").because(error.to_string())
        })?;
        match bits.version() {
            Version::Normal(version) | Version::Micro(version) => Ok(Self(version)),
        }
    }

    /// For the encoder.
    #[must_use]
    pub fn version(self) -> Version {
        Version::Normal(self.0)
    }

    /// Modules along a side, the quiet zone not counted.
    #[must_use]
    pub fn modules(self) -> u16 {
        17 + 4 * self.0.unsigned_abs()
    }

    /// Modules along a side with the quiet zone.
    #[must_use]
    pub fn with_quiet(self) -> u16 {
        self.modules() + 2 * QUIET
    }

    /// The smallest side with its quiet zone, in mm, on a printer of so many dots to the inch.
    #[must_use]
    pub fn least_side(self, dpi: u32) -> f32 {
        f32::from(self.with_quiet()) * least_module(dpi)
    }
}

/// The smallest side of a module, in mm.
#[must_use]
pub fn least_module(dpi: u32) -> f32 {
    let dpi = f32::from(u16::try_from(dpi).unwrap_or(u16::MAX)).max(1.0);
    (DOTS * 25.4 / dpi).max(MODULE)
}

#[cfg(test)]
mod tests {
    use super::{QrSize, least_module};

    #[test]
    fn capitals_pack_into_fewer_modules() {
        let capitals = QrSize::of("HTTPS://SURVEY.SHOP.VN/S/ABCDEFGHJKMN").unwrap();
        let small = QrSize::of("https://survey.shop.vn/s/ABCDEFGHJKMN").unwrap();
        assert_eq!(capitals.modules(), 25);
        assert!(small > capitals);
        let long = QrSize::of("HTTPS://SURVEY.MY-LONG-SHOP-NAME.COM.VN/S/ABCDEFGHJKMN").unwrap();
        assert_eq!((long.modules(), long.with_quiet()), (29, 37));
        assert!((long.least_side(300) - 18.5).abs() < 0.001);
        assert!(QrSize::of(&"A".repeat(5000)).is_err());
    }

    #[test]
    fn four_dots_a_module() {
        assert!((least_module(203) - 0.500_5).abs() < 0.001);
        assert!((least_module(150) - 0.677_3).abs() < 0.001);
        assert!((least_module(600) - 0.5).abs() < f32::EPSILON);
    }
}
