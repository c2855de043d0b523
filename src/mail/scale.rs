//! The scale of a survey as the mail shows it: rows of links, each with a sign and a spoken name.

use serde::Serialize;

use crate::render::{FluentValue, Renderer};
use crate::types::{Kind, Language};

/// The room of one step of NPS in px, 44 of them its target: rows of six and five stand side by
/// side in the letter's 540 px and one above the other on a phone.
const STEP: usize = 49;

/// One row of links.
#[derive(Serialize)]
pub(super) struct Row {
    /// Its width where there is room, in px. On a phone a row takes the whole width, the second of
    /// NPS five sixths of it, so that its steps are as large.
    width: usize,
    cells: Vec<Cell>,
}

/// One link.
#[derive(Serialize)]
struct Cell {
    score: u8,
    /// The digit, star, face or thumb.
    sign: String,
    /// What stands under the sign; `low` and `high` stand for the shop's own labels.
    text: String,
    /// What a screen reader says.
    title: String,
    size: u8,
    line: u8,
    padding: &'static str,
}

/// The rows of a kind, and the width where there is room from the first border to the last.
pub(super) fn rows(kind: Kind, renderer: &Renderer, language: Language) -> (Vec<Row>, usize) {
    let mut cells: Vec<Cell> =
        kind.scale().map(|score| cell(kind, score, renderer, language)).collect();
    if kind == Kind::Nps {
        let high = cells.split_off(6);
        let (first, second) = (STEP * cells.len(), STEP * high.len());
        let low = Row { width: first, cells };
        return (vec![low, Row { width: second, cells: high }], first + second - 6);
    }
    let width = match kind {
        Kind::Ces => 64 * cells.len(),
        Kind::Thumbs => 400,
        _ => 80 * cells.len(),
    };
    (vec![Row { width, cells }], width - 4)
}

fn cell(kind: Kind, score: u8, renderer: &Renderer, language: Language) -> Cell {
    let max = *kind.scale().end();
    let args = [("score", FluentValue::from(score)), ("max", FluentValue::from(max))];
    let counted = renderer.text(language, "mail-score", &args);
    let digits = score.to_string();
    let (sign, text, title) = match kind {
        Kind::Nps | Kind::Csat | Kind::Ces => (digits, String::new(), counted),
        Kind::Stars => ("★".to_owned(), digits, counted),
        Kind::Smileys => {
            let title = renderer.text(language, &format!("form-smiley-{score}"), &[]);
            (face(score).to_owned(), digits, title)
        }
        Kind::Thumbs if score == 0 => ("👎".to_owned(), "low".to_owned(), String::new()),
        Kind::Thumbs => ("👍".to_owned(), "high".to_owned(), String::new()),
    };
    let (size, line, padding) = match kind {
        Kind::Stars | Kind::Smileys => (26, 32, "8px 0"),
        Kind::Thumbs => (26, 32, "8px 4px 10px"),
        _ => (18, 48, "0"),
    };
    Cell { score, sign, text, title, size, line, padding }
}

/// Faces that phones of 2014 know already.
fn face(score: u8) -> &'static str {
    match score {
        1 => "😞",
        2 => "😕",
        3 => "😐",
        4 => "😊",
        _ => "😄",
    }
}
