//! From characters to glyphs, by harfrust; and where lines may break, by ICU, which knows Thai words.

use std::sync::LazyLock;

use harfrust::{Direction, FontRef, ShapeOptions, UnicodeBuffer, script};
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{
    GraphemeClusterSegmenter, GraphemeClusterSegmenterBorrowed, LineSegmenter,
    LineSegmenterBorrowed,
};
use unicode_normalization::UnicodeNormalization;

use super::super::fonts::{Face, FontId, Fonts, is_thai};
use crate::error::Result;

static LINES: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));

static CLUSTERS: GraphemeClusterSegmenterBorrowed<'static> = GraphemeClusterSegmenter::new();

/// One glyph; lengths in parts of the font's size.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// In its font.
    pub id: u32,
    /// Its font.
    pub font: FontId,
    /// How far the next one is.
    pub advance: f32,
    /// Moved to the right.
    pub dx: f32,
    /// Moved up.
    pub dy: f32,
    /// What it stands for: bytes of the text, the whole cluster for each of its glyphs.
    pub from: usize,
    /// See `from`.
    pub to: usize,
}

/// A line of text as glyphs, of no size yet.
#[derive(Clone, Debug, Default)]
pub struct Shaped {
    /// The text, in NFC.
    pub text: String,
    /// In reading order.
    pub glyphs: Vec<Glyph>,
    /// Bytes before which a line may begin.
    pub breaks: Vec<usize>,
    /// Bytes before which one may begin where a word is wider than the line.
    pub clusters: Vec<usize>,
}

impl Shaped {
    /// The width, in parts of the size.
    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// Text as it is printed: in NFC, without control characters, each run of blanks one space.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.nfc() {
        let blank = character.is_whitespace() && character != '\u{a0}';
        if blank || character.is_control() {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else if !is_invisible(character) {
            out.push(character);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Marks that say nothing on paper: directions, joiners, variants, a byte order mark.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}')
}

/// The characters of a cleaned text that no font of this face has.
pub fn missing(fonts: &Fonts, face: Face, text: &str) -> Vec<char> {
    let mut found: Vec<char> = Vec::new();
    for character in text.chars() {
        if !found.contains(&character) && fonts.find(face, character).is_none() {
            found.push(character);
        }
    }
    found
}

/// Shapes one line of cleaned text. Characters that no font has are left out: they were refused
/// before.
pub fn shape(fonts: &Fonts, face: Face, text: String) -> Result<Shaped> {
    let mut glyphs = Vec::with_capacity(text.len());
    for (from, to, font) in runs(fonts, face, &text) {
        if let Some(run) = text.get(from..to) {
            shape_run(fonts, font, run, from, &mut glyphs)?;
        }
    }
    let breaks = LINES.segment_str(&text).collect();
    let clusters = CLUSTERS.segment_str(&text).collect();
    Ok(Shaped { text, glyphs, breaks, clusters })
}

/// The text cut where the font changes. Blanks and marks stay with what they follow.
fn runs(fonts: &Fonts, face: Face, text: &str) -> Vec<(usize, usize, FontId)> {
    let mut runs: Vec<(usize, usize, FontId)> = Vec::new();
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let last = runs.last_mut();
        let follows = !character.is_alphanumeric() && (!character.is_ascii() || character == ' ');
        if let Some(last) = last
            && follows
            && fonts.has(last.2, character)
        {
            last.1 = end;
            continue;
        }
        let Some(font) = fonts.find(face, character) else { continue };
        match runs.last_mut() {
            Some(last) if last.2 == font && last.1 == at => last.1 = end,
            _ => runs.push((at, end, font)),
        }
    }
    runs
}

fn shape_run(
    fonts: &Fonts,
    id: FontId,
    run: &str,
    offset: usize,
    glyphs: &mut Vec<Glyph>,
) -> Result<()> {
    let font = fonts.get(id)?;
    let tables: &FontRef = &font.tables;
    let shaper = font.shaping.shaper(tables).build();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(run);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(if run.chars().any(is_thai) { script::THAI } else { script::LATIN });
    let shaped = shaper.shape(buffer, ShapeOptions::new());
    let infos = shaped.glyph_infos();
    let starts: Vec<usize> =
        infos.iter().map(|info| usize::try_from(info.cluster).unwrap_or(0)).collect();
    for (index, (info, position)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
        let from = starts.get(index).copied().unwrap_or(0);
        let later = starts.iter().skip(index).copied().find(|start| *start > from);
        let em = |units: i32| units_to_f32(units) / font.units;
        glyphs.push(Glyph {
            id: info.glyph_id,
            font: id,
            advance: em(position.x_advance),
            dx: em(position.x_offset),
            dy: em(position.y_offset),
            from: offset + from,
            to: offset + later.unwrap_or(run.len()),
        });
    }
    Ok(())
}

/// Lengths in fonts are small: a float holds them exactly.
#[expect(clippy::cast_precision_loss, reason = "a glyph is thousands of units wide, not millions")]
fn units_to_f32(units: i32) -> f32 {
    units as f32
}
