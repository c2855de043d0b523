//! The fields for how cards look, the same wherever cards are printed.

use serde::Serialize;
use tera::Context;

use super::StaffFrame;
use crate::config::OwnSheet;
use crate::domain::print::{Design, Orientation, Sheet};
use crate::flow::print::{Look, NoteKind};
use crate::types::Language;

/// An option of a select field.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen now.
    pub chosen: bool,
}

#[derive(Serialize)]
struct LookView {
    designs: Vec<Choice>,
    sheets: Vec<Choice>,
    languages: Vec<Choice>,
    surveys: Vec<Choice>,
    notes: Vec<Choice>,
    orientations: Vec<Choice>,
    start_at: u32,
    message: String,
    voucher: String,
    nudge_x: String,
    nudge_y: String,
    backs: bool,
    has_more: bool,
}

/// The labels, by the names that the template has for them.
const WORDS: [(&str, &str); 14] = [
    ("design", "look-design"),
    ("sheet", "look-sheet"),
    ("language", "look-language"),
    ("survey", "look-survey"),
    ("start_at", "look-start-at"),
    ("more", "look-more"),
    ("note", "look-note"),
    ("orientation", "look-orientation"),
    ("message", "look-message"),
    ("voucher", "look-voucher"),
    ("nudge_x", "look-nudge-x"),
    ("nudge_y", "look-nudge-y"),
    ("backs", "look-backs"),
    ("location", "cards-location"),
];

/// What can be chosen besides the look itself.
#[derive(Clone, Copy)]
pub struct Offered<'a> {
    /// The shop's own sheets.
    pub sheets: &'a [OwnSheet],
    /// The slugs of the surveys.
    pub surveys: &'a [String],
    /// The survey chosen; empty for the usual one.
    pub survey: &'a str,
}

/// Puts the fields and their labels into a page's context.
pub fn insert(context: &mut Context, frame: &StaffFrame<'_>, look: &Look, offered: Offered<'_>) {
    let words: std::collections::BTreeMap<_, _> =
        WORDS.iter().map(|(name, key)| (*name, frame.text(key))).collect();
    context.insert("words", &words);
    context.insert("look", &view(frame, look, offered));
}

fn view(frame: &StaffFrame<'_>, look: &Look, offered: Offered<'_>) -> LookView {
    let of = |value: &str, label: String, chosen: bool| Choice {
        value: value.to_owned(),
        label,
        chosen,
    };
    let design = |design: Design| {
        let name = design.name();
        of(name, frame.text(&format!("look-design-{name}")), look.design == name)
    };
    let sheet = |sheet: &Sheet| of(&sheet.name, sheet.title.clone(), look.sheet == sheet.name);
    let tongue = |language: Language| {
        let name = frame.renderer.text(language, "language-name", &[]);
        of(language.tag(), name, look.language == Some(language))
    };
    let own = of("", frame.text("look-language-own"), look.language.is_none());
    let note = |(kind, word): (NoteKind, &str)| {
        of(word, frame.text(&format!("look-note-{word}")), look.note == kind)
    };
    let way = |way: Orientation| {
        let (name, chosen) = (way.name(), look.orientation.as_deref() == Some(way.name()));
        of(name, frame.text(&format!("look-orientation-{name}")), chosen)
    };
    let as_it_lies = of("", frame.text("look-orientation-own"), look.orientation.is_none());
    let usual = Look::default();
    let rest = |look: &Look| Look {
        sheet: String::new(),
        design: String::new(),
        language: None,
        start_at: 1,
        ..look.clone()
    };
    LookView {
        designs: Design::ALL.map(design).to_vec(),
        sheets: Sheet::all(offered.sheets).iter().map(sheet).collect(),
        languages: std::iter::once(own).chain(Language::ALL.map(tongue)).collect(),
        surveys: offered
            .surveys
            .iter()
            .map(|slug| of(slug, slug.clone(), slug == offered.survey))
            .collect(),
        notes: [
            (NoteKind::Thanks, "thanks"),
            (NoteKind::Ruled, "lines"),
            (NoteKind::Empty, "empty"),
        ]
        .map(note)
        .to_vec(),
        orientations: std::iter::once(as_it_lies)
            .chain([Orientation::Landscape, Orientation::Portrait].map(way))
            .collect(),
        start_at: look.start_at,
        message: look.message.clone().unwrap_or_default(),
        voucher: look.voucher.clone().unwrap_or_default(),
        nudge_x: look.nudge.0.to_string(),
        nudge_y: look.nudge.1.to_string(),
        backs: look.backs,
        has_more: rest(look) != rest(&usual),
    }
}
