//! The mail's HTML as a template: MJML is turned into tables once, then filled for each letter.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use mrml::prelude::render::RenderOptions;
use tera::{Context, Tera};

use super::scale;
use crate::domain::colour::{Rgb, TEXT_CONTRAST};
use crate::error::{Context as _, Error, Result};
use crate::render::Renderer;
use crate::types::{Kind, Language};

/// The mail's ground, light and dark; the same as the form's.
pub(super) const PAPER: (Rgb, Rgb) = (Rgb(0xff, 0xfe, 0xfc), Rgb(0x19, 0x1c, 0x20));

/// The ink that stands in for a colour we cannot read.
pub(super) const INK: Rgb = Rgb(0x1c, 0x22, 0x2b);

/// More shapes than a shop has; beyond it the cache starts anew.
const MOST_SHAPES: usize = 64;

/// The name under which each instance holds its one template; the ending turns escaping on.
const NAME: &str = "letter.html";

/// All that the frame of a mail depends on. Texts are not part of it, so neither is the revision.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    pub kind: Kind,
    pub language: Language,
    /// The shop's colour as it was written.
    pub colour: String,
}

/// Frames that are ready to be filled.
#[derive(Default)]
pub(super) struct Frames(Mutex<HashMap<Shape, Arc<Tera>>>);

impl Frames {
    /// Fills the frame of this shape.
    pub fn fill(&self, renderer: &Renderer, shape: &Shape, context: &Context) -> Result<String> {
        let frame = self.frame(renderer, shape)?;
        frame.render(NAME, context).doing(|| "filling mail/invitation.mjml".to_owned())
    }

    fn frame(&self, renderer: &Renderer, shape: &Shape) -> Result<Arc<Tera>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(shape).cloned();
        if let Some(frame) = held {
            return Ok(frame);
        }
        let mut frame = Tera::default();
        let html = to_html(&shape.to_mjml(renderer)?)?;
        frame
            .add_raw_template(NAME, &html)
            .doing(|| "reading the HTML of mail/invitation.mjml".to_owned())?;
        let frame = Arc::new(frame);
        let mut frames = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if frames.len() >= MOST_SHAPES {
            frames.clear();
        }
        frames.insert(shape.clone(), Arc::clone(&frame));
        Ok(frame)
    }
}

impl Shape {
    fn to_mjml(&self, renderer: &Renderer) -> Result<String> {
        let colour = Rgb::parse(&self.colour).unwrap_or(INK);
        let (rows, width) = scale::rows(self.kind, renderer, self.language);
        let mut context = Context::new();
        context.insert("accent", &colour.readable_on(PAPER.0, TEXT_CONTRAST).to_string());
        context.insert("accent_dark", &colour.readable_on(PAPER.1, TEXT_CONTRAST).to_string());
        context.insert("rows", &rows);
        context.insert("width", &width);
        context.insert("first", self.kind.scale().start());
        context.insert("last", self.kind.scale().end());
        // Thumbs carry their labels themselves.
        context.insert("ends", &(self.kind != Kind::Thumbs));
        renderer.render("mail/invitation.mjml", self.language, context)
    }
}

/// MJML to HTML. A warning is an error: it names an attribute or element that will not be seen.
pub(super) fn to_html(mjml: &str) -> Result<String> {
    let unfit = |error: String| Error::refused(format!("a template of templates/mail: {error}"));
    let parsed = mrml::parse(mjml).map_err(|error| unfit(error.to_string()))?;
    if let Some(warning) = parsed.warnings.first() {
        return Err(unfit(warning.to_string()));
    }
    // mrml would have the reader's program fetch well-known fonts from Google.
    let options = RenderOptions { fonts: HashMap::default(), ..RenderOptions::default() };
    let html = parsed.element.render(&options).map_err(|error| unfit(error.to_string()))?;
    // The template's own indentation need not travel.
    Ok(html.lines().map(str::trim_start).collect::<Vec<_>>().join("\n"))
}
