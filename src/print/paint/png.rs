//! A page as a picture, by tiny-skia: the same marks as in the PDF.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};
use tiny_skia::{
    Color, FillRule, FilterQuality, Paint, Path, PathBuilder, Pixmap, PixmapPaint, Rect, Stroke,
    Transform,
};

use super::super::fonts::Fonts;
use super::super::list::{Group, Mark, Page, Step, TextMark};
use crate::domain::colour::Rgb;
use crate::error::{Error, Result};

/// Draws a page, so many dots to the millimetre; returns a PNG file.
///
/// # Errors
/// A page without a size.
pub fn picture(fonts: &Fonts, page: &Page, dots: f32) -> Result<Vec<u8>> {
    let side = |mm: f32| pixels(mm * dots);
    let mut canvas = Pixmap::new(side(page.size.width), side(page.size.height))
        .ok_or_else(|| Error::broken("a page has no size"))?;
    canvas.fill(Color::WHITE);
    for group in &page.groups {
        draw_group(&mut canvas, fonts, group, dots)?;
    }
    canvas.encode_png().map_err(|error| Error::broken("writing the PNG").because(error))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths of paper, at most some thousand dots"
)]
fn pixels(length: f32) -> u32 {
    length.ceil().clamp(1.0, 20_000.0) as u32
}

fn draw_group(canvas: &mut Pixmap, fonts: &Fonts, group: &Group, dots: f32) -> Result<()> {
    let [a, b, c, d, e, f] = group.matrix();
    let to_page = Transform::from_row(a, b, c, d, e, f).post_scale(dots, dots);
    for mark in &group.marks {
        match mark {
            Mark::Text(text) => draw_text(canvas, fonts, text, to_page)?,
            Mark::Fill(steps, ink) => fill(canvas, path(steps), *ink, to_page),
            Mark::Stroke(steps, width, ink) => {
                if let Some(path) = path(steps) {
                    let stroke = Stroke { width: *width, ..Stroke::default() };
                    canvas.stroke_path(&path, &paint(*ink), &stroke, to_page, None);
                }
            }
            Mark::Qr(at, modules) => {
                let module = at.width / f32::from(modules.width);
                let mut path = PathBuilder::new();
                for (column, row, length) in &modules.runs {
                    let (x, y) = (f32::from(*column), f32::from(*row));
                    let run = Rect::from_xywh(x, y, f32::from(*length), 1.0);
                    run.into_iter().for_each(|run| path.push_rect(run));
                }
                let scaled = to_page.pre_translate(at.x, at.y).pre_scale(module, module);
                fill(canvas, path.finish(), Rgb(0, 0, 0), scaled);
            }
            Mark::Logo(at, logo) => {
                let wide = f32::from(u16::try_from(logo.pixels.width()).unwrap_or(u16::MAX));
                let scale = at.width / wide.max(1.0);
                let paint =
                    PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
                let scaled = to_page.pre_translate(at.x, at.y).pre_scale(scale, scale);
                canvas.draw_pixmap(0, 0, logo.pixels.as_ref(), &paint, scaled, None);
            }
        }
    }
    Ok(())
}

fn paint(Rgb(red, green, blue): Rgb) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

fn fill(canvas: &mut Pixmap, path: Option<Path>, ink: Rgb, transform: Transform) {
    if let Some(path) = path {
        canvas.fill_path(&path, &paint(ink), FillRule::Winding, transform, None);
    }
}

fn draw_text(
    canvas: &mut Pixmap,
    fonts: &Fonts,
    mark: &TextMark,
    to_page: Transform,
) -> Result<()> {
    let glyphs = mark.line.shaped.glyphs.get(mark.line.glyphs.clone()).unwrap_or_default();
    let mut x = mark.x;
    for glyph in glyphs {
        let font = fonts.get(glyph.font)?;
        let at = to_page
            .pre_translate(x + glyph.dx * mark.size, mark.y - glyph.dy * mark.size)
            .pre_scale(mark.size, -mark.size);
        if let Some(outline) = font.tables.outline_glyphs().get(GlyphId::new(glyph.id)) {
            let mut pen = Pen(PathBuilder::new());
            let settings = DrawSettings::unhinted(Size::new(1.0), LocationRef::default());
            outline
                .draw(settings, &mut pen)
                .map_err(|error| Error::broken("drawing a letter").because(error.to_string()))?;
            fill(canvas, pen.0.finish(), mark.ink, at);
        }
        x += glyph.advance * mark.size;
    }
    Ok(())
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
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
