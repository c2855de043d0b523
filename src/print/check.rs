//! What cannot be printed, said before anything is.

use std::collections::HashSet;

use super::CARDS_A_FILE;
use super::fonts::{Face, Fonts};
use super::house::ShopPaper;
use super::job::{Card, Job, Note};
use super::poster::Poster;
use super::text::{clean, missing};
use crate::domain::print::{Design, Nudge, QrSize};
use crate::error::{Error, Result};

/// The most orders that one refusal names.
const NAMED: usize = 10;

/// Whether the sheet has what the job wants of it.
///
/// # Errors
/// Refused with what is allowed.
pub fn check_job(job: &Job) -> Result<()> {
    let labels = job.sheet.per_page();
    if job.start_at == 0 || job.start_at > labels {
        return Err(Error::refused(format!(
            "there is no label {} on the sheet {}; allowed: 1 to {labels}",
            job.start_at, job.sheet.name
        )));
    }
    let Nudge { right, down } = job.nudge;
    let far = |mm: f32| !mm.is_finite() || mm.abs() > Nudge::MOST;
    if far(right) || far(down) {
        let most = Nudge::MOST;
        return Err(Error::refused(format!(
            "a nudge of {right} to the right and {down} down is too far; allowed: −{most} to {most} mm"
        )));
    }
    Ok(())
}

/// The size of the QR code that holds each of these addresses: all cards of a job have the same.
///
/// # Errors
/// Refused if an address is too long, or if there are no cards.
pub fn code_size(cards: &[Card]) -> Result<QrSize> {
    let mut largest = None;
    for card in cards {
        let size = QrSize::of(&card.link.url)?;
        largest = largest.max(Some(size));
    }
    largest.ok_or_else(|| Error::refused("there is no card to print"))
}

/// Whether some font has each letter.
///
/// # Errors
/// Refused, naming the cards, ten at most, and their letters.
pub fn check_letters(
    fonts: &Fonts,
    design: Design,
    shop: &ShopPaper,
    cards: &[Card],
) -> Result<()> {
    let foreign = missing(fonts, Face::Strong, &clean(&shop.name));
    if !foreign.is_empty() {
        let letters = written(&foreign);
        return Err(Error::refused(format!("no font has these letters of shop.name: {letters}")));
    }
    let mut found: Vec<String> = Vec::new();
    let mut good: HashSet<(Face, &str)> = HashSet::new();
    for card in cards {
        let mut letters = Vec::new();
        for (face, text) in texts(design, card) {
            if good.contains(&(face, text)) {
                continue;
            }
            match missing(fonts, face, &clean(text)) {
                none if none.is_empty() && good.len() < CARDS_A_FILE => {
                    good.insert((face, text));
                }
                more => letters.extend(more),
            }
        }
        if !letters.is_empty() {
            found.push(format!("{} ({})", card.place, written(&letters)));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    let more = found.len().saturating_sub(NAMED);
    found.truncate(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Err(Error::refused(format!("no font has some letters of {}{more}", found.join(", "))))
}

/// The texts of a card that come from outside, with what they are set in.
fn texts(design: Design, card: &Card) -> impl Iterator<Item = (Face, &str)> {
    let name = if design == Design::Large { Face::Strong } else { Face::Serif };
    let note = match &card.note {
        Note::Printed(text) => Some(text.as_str()),
        _ => None,
    };
    [
        (name, card.name.as_deref()),
        (Face::Text, card.number.as_deref()),
        (Face::Text, note),
        (Face::Strong, Some(card.question.as_str())),
        (Face::Strong, card.voucher.as_deref()),
        (Face::Text, Some(card.link.address.as_str())),
    ]
    .into_iter()
    .filter_map(|(face, text)| text.map(|text| (face, text)))
}

fn written(letters: &[char]) -> String {
    let each = letters.iter().map(|letter| format!("“{letter}” U+{:04X}", u32::from(*letter)));
    each.collect::<Vec<_>>().join(", ")
}

/// Whether some font has each letter of a poster.
///
/// # Errors
/// Refused with the letters.
pub fn check_poster(fonts: &Fonts, shop: &ShopPaper, poster: &Poster) -> Result<()> {
    let texts = [&shop.name, &poster.question, &poster.name, &poster.link.address];
    let mut letters: Vec<char> = Vec::new();
    for text in texts {
        letters.extend(missing(fonts, Face::Strong, &clean(text)));
    }
    if letters.is_empty() {
        return Ok(());
    }
    let letters = written(&letters);
    Err(Error::refused(format!("no font has some letters of {}: {letters}", poster.place)))
}
