//! Pages into a PDF file, by krilla.

use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect as PdfRect, Size as PdfSize, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use super::super::fonts::Fonts;
use super::super::list::{Group, Mark, Modules, Page, Step, TextMark};
use super::super::logo::Logo;
use crate::domain::colour::Rgb;
use crate::domain::print::Rect;
use crate::error::{Error, Result};
use crate::types::Language;

/// Points to the millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// What a reader's program shows of the file.
#[derive(Clone, Debug)]
pub struct About {
    /// The title.
    pub title: String,
    /// The language of most of it.
    pub language: Language,
    /// The shop.
    pub author: String,
}

/// A PDF that pages are added to.
pub struct Pdf<'a> {
    fonts: &'a Fonts,
    document: Document,
    logo: Option<Image>,
}

impl<'a> Pdf<'a> {
    /// An empty one. The logo is kept once, whatever shows it.
    pub fn new(fonts: &'a Fonts, about: &About, logo: Option<&Logo>) -> Self {
        let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
        let mut document = Document::new_with(settings);
        document.set_metadata(
            Metadata::new()
                .title(about.title.clone())
                .language(about.language.tag().to_owned())
                .authors(vec![about.author.clone()])
                .creator("Afterword".to_owned()),
        );
        let logo = logo.map(|logo| {
            Image::from_rgba8(logo.straight(), logo.pixels.width(), logo.pixels.height())
        });
        Self { fonts, document, logo }
    }

    /// Adds a page.
    ///
    /// # Errors
    /// A page without a size.
    pub fn add(&mut self, page: &Page) -> Result<()> {
        let settings = PageSettings::from_wh(page.size.width * POINTS, page.size.height * POINTS)
            .ok_or_else(|| Error::broken("a page has no size"))?;
        let mut drawn = self.document.start_page_with(settings);
        let mut surface = drawn.surface();
        surface.push_transform(&Transform::from_scale(POINTS, POINTS));
        for group in &page.groups {
            draw_group(&mut surface, self.fonts, self.logo.as_ref(), group)?;
        }
        surface.pop();
        surface.finish();
        drawn.finish();
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// What krilla says.
    pub fn finish(self) -> Result<Vec<u8>> {
        self.document.finish().map_err(|error| Error::broken(format!("writing the PDF: {error:?}")))
    }
}

fn draw_group(
    surface: &mut Surface,
    fonts: &Fonts,
    logo: Option<&Image>,
    group: &Group,
) -> Result<()> {
    let [a, b, c, d, e, f] = group.matrix();
    surface.push_transform(&Transform::from_row(a, b, c, d, e, f));
    for mark in &group.marks {
        match mark {
            Mark::Text(text) => draw_text(surface, fonts, text)?,
            Mark::Fill(steps, ink) => {
                fill(surface, *ink);
                draw_steps(surface, steps);
            }
            Mark::Stroke(steps, width, ink) => {
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke {
                    paint: colour(*ink).into(),
                    width: *width,
                    ..Stroke::default()
                }));
                draw_steps(surface, steps);
            }
            Mark::Qr(at, modules) => draw_modules(surface, *at, modules),
            Mark::Logo(at, _) => {
                if let (Some(logo), Some(size)) = (logo, PdfSize::from_wh(at.width, at.height)) {
                    surface.push_transform(&Transform::from_translate(at.x, at.y));
                    surface.draw_image(logo.clone(), size);
                    surface.pop();
                }
            }
        }
    }
    surface.pop();
    Ok(())
}

fn colour(Rgb(red, green, blue): Rgb) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn fill(surface: &mut Surface, ink: Rgb) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill {
        paint: colour(ink).into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::NonZero,
    }));
}

fn draw_text(surface: &mut Surface, fonts: &Fonts, mark: &TextMark) -> Result<()> {
    fill(surface, mark.ink);
    let shaped = &mark.line.shaped;
    let glyphs = shaped.glyphs.get(mark.line.glyphs.clone()).unwrap_or_default();
    let mut x = mark.x;
    for run in glyphs.chunk_by(|one, other| one.font == other.font) {
        let Some(first) = run.first() else { continue };
        let drawn: Vec<KrillaGlyph> = run
            .iter()
            .map(|glyph| {
                KrillaGlyph::new(
                    GlyphId::new(glyph.id),
                    glyph.advance,
                    glyph.dx,
                    glyph.dy,
                    0.0,
                    glyph.from..glyph.to,
                    None,
                )
            })
            .collect();
        let font = fonts.get(first.font)?.pdf.clone();
        surface.draw_glyphs(
            Point::from_xy(x, mark.y),
            &drawn,
            font,
            &shaped.text,
            mark.size,
            false,
        );
        x += run.iter().map(|glyph| glyph.advance).sum::<f32>() * mark.size;
    }
    Ok(())
}

/// The modules as rectangles of whole numbers, on a scale of their own.
fn draw_modules(surface: &mut Surface, at: Rect, modules: &Modules) {
    let mut path = PathBuilder::new();
    for (column, row, length) in &modules.runs {
        let (x, y) = (f32::from(*column), f32::from(*row));
        if let Some(rect) = PdfRect::from_xywh(x, y, f32::from(*length), 1.0) {
            path.push_rect(rect);
        }
    }
    let Some(path) = path.finish() else { return };
    let module = at.width / f32::from(modules.width);
    fill(surface, Rgb(0, 0, 0));
    surface.push_transform(&Transform::from_row(module, 0.0, 0.0, module, at.x, at.y));
    surface.draw_path(&path);
    surface.pop();
}

fn draw_steps(surface: &mut Surface, steps: &[Step]) {
    if let Some(path) = path(steps) {
        surface.draw_path(&path);
    }
}

fn path(steps: &[Step]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for step in steps {
        match *step {
            Step::Move(x, y) => path.move_to(x, y),
            Step::Line(x, y) => path.line_to(x, y),
            Step::Curve(x1, y1, x2, y2, x, y) => path.cubic_to(x1, y1, x2, y2, x, y),
            Step::Close => path.close(),
        }
    }
    path.finish()
}
