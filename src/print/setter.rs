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
