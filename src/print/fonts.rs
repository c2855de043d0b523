//! The fonts in the binary: Noto Sans, Noto Serif Display and Noto Sans Mono, with their Thai
//! sisters (SIL Open Font License, `templates/fonts/OFL.txt`).
//!
//! They are cut down to Latin with Vietnamese, and Thai; what a PDF carries of them is cut down once
//! more, to the letters in it.

use harfrust::ShaperData;
use krilla::text::Font as PdfFont;
use skrifa::{FontRef, MetadataProvider};

use crate::error::{Error, Result};
use crate::render::Renderer;

/// What a text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// What is read.
    Text,
    /// What stands out.
    Strong,
    /// Names.
    Serif,
    /// Codes that are typed.
    Mono,
}

/// One font, by its place in [`Fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FontId(u8);

/// The Latin ones, in the order of [`Face`], then the Thai ones.
const FILES: [&str; 7] = [
    "NotoSans-Regular.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSerifDisplay-Medium.ttf",
    "NotoSansMono-Medium.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansThai-SemiBold.ttf",
    "NotoSerifThai-Regular.ttf",
];

/// How far letters reach above and below the line, marks included, in parts of the size; the same
/// for all fonts so that lines of mixed scripts stand evenly.
pub const ASCENT: f32 = 1.07;
/// See [`ASCENT`].
pub const DESCENT: f32 = 0.54;

/// A font, ready to shape, to embed and to draw.
pub struct Font {
    /// For PDF.
    pub pdf: PdfFont,
    /// Its tables.
    pub tables: FontRef<'static>,
    /// What shaping needs, worked out once.
    pub shaping: ShaperData,
    /// The units of an em.
    pub units: f32,
}

/// All fonts.
pub struct Fonts(Vec<Font>);

impl Fonts {
    /// Reads them.
    ///
    /// # Errors
    /// Only if the binary was built without them.
    pub fn load() -> Result<Self> {
        FILES.iter().map(|file| load(file)).collect::<Result<Vec<_>>>().map(Self)
    }

    /// A font.
    ///
    /// # Errors
    /// Never for an id that was had from here.
    pub fn get(&self, id: FontId) -> Result<&Font> {
        self.0.get(usize::from(id.0)).ok_or_else(|| Error::broken("a font is not there"))
    }

    /// Which font has a character of this face; `None` if none does.
    pub fn find(&self, face: Face, character: char) -> Option<FontId> {
        let (latin, thai) = match face {
            Face::Text => (0, 4),
            Face::Strong => (1, 5),
            Face::Serif => (2, 6),
            Face::Mono => (3, 4),
        };
        let order = if is_thai(character) { [thai, latin] } else { [latin, 0] };
        order.into_iter().map(FontId).find(|id| {
            let font = self.get(*id).ok();
            font.is_some_and(|font| font.tables.charmap().map(character).is_some())
        })
    }

    /// Whether a font has a character too.
    pub fn has(&self, id: FontId, character: char) -> bool {
        self.get(id).is_ok_and(|font| font.tables.charmap().map(character).is_some())
    }
}

/// Whether a character is in the Thai fonts; ฿ is there only.
pub fn is_thai(character: char) -> bool {
    ('\u{e01}'..='\u{e5b}').contains(&character)
}

fn load(file: &str) -> Result<Font> {
    let unreadable = || Error::broken(format!("the font {file} cannot be read"));
    let bytes = Renderer::font(file).ok_or_else(unreadable)?;
    let tables = FontRef::new(bytes).map_err(|error| unreadable().because(error))?;
    let pdf = PdfFont::new(bytes.into(), 0).ok_or_else(unreadable)?;
    Ok(Font { units: pdf.units_per_em(), pdf, shaping: ShaperData::new(&tables), tables })
}
