//! QR codes as runs of dark modules.

use qrcode::{Color, QrCode};

use super::list::Modules;
use crate::domain::print::{LEVEL, QrSize};
use crate::error::{Error, Result};

/// The code of an address, in a given size.
pub fn modules(url: &str, size: QrSize) -> Result<Modules> {
    let code = QrCode::with_version(url.as_bytes(), size.version(), LEVEL)
        .map_err(|error| Error::broken("making a QR code").because(error.to_string()))?;
    let width = size.modules();
    let mut runs = Vec::with_capacity(usize::from(width) * 10);
    for (row, colours) in code.to_colors().chunks(code.width()).enumerate() {
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        let mut start: Option<u16> = None;
        let ends = colours.iter().copied().chain([Color::Light]).zip(0u16..);
        for (colour, column) in ends {
            match (colour, start) {
                (Color::Dark, None) => start = Some(column),
                (Color::Light, Some(from)) => {
                    runs.push((from, row, column - from));
                    start = None;
                }
                _ => {}
            }
        }
    }
    Ok(Modules { width, runs })
}
