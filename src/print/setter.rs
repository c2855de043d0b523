//! Shapes texts, and remembers those that stand on every card.

use std::collections::HashMap;
use std::sync::Arc;

use super::fonts::{Face, Fonts};
use super::text::{Paragraph, clean, shape};
use crate::error::Result;

/// How many texts are remembered.
const REMEMBERED: usize = 500;

/// Shapes for one thread.
pub struct Setter<'a> {
    /// What it shapes with.
    pub fonts: &'a Fonts,
    known: HashMap<(Face, String), Paragraph>,
}

impl<'a> Setter<'a> {
    /// One that remembers nothing yet.
    pub fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, known: HashMap::new() }
    }

    /// A text of one card.
    ///
    /// # Errors
    /// None that a text could cause.
    pub fn once(&self, face: Face, text: &str) -> Result<Paragraph> {
        let lines = text.split('\n').map(clean).filter(|line| !line.is_empty());
        let shaped = lines.map(|line| shape(self.fonts, face, line).map(Arc::new));
        shaped.collect::<Result<Vec<_>>>().map(Paragraph)
    }

    /// A name: it is broken between its parts, or else between letters, but not in the words that a
    /// dictionary would find in it.
    ///
    /// # Errors
    /// None that a name could cause.
    pub fn name(&self, face: Face, name: &str) -> Result<Paragraph> {
        let mut shaped = shape(self.fonts, face, clean(name))?;
        let text = &shaped.text;
        let ends_part = |at: &usize| {
            text.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '-']))
        };
        shaped.breaks.retain(|at| *at == text.len() || ends_part(at));
        Ok(Paragraph(vec![Arc::new(shaped)]))
    }

    /// A text that other cards have too.
    ///
    /// # Errors
    /// None that a text could cause.
    pub fn again(&mut self, face: Face, text: &str) -> Result<Paragraph> {
        if let Some(known) = self.known.get(&(face, text.to_owned())) {
            return Ok(known.clone());
        }
        let paragraph = self.once(face, text)?;
        if self.known.len() < REMEMBERED {
            self.known.insert((face, text.to_owned()), paragraph.clone());
        }
        Ok(paragraph)
    }
}
