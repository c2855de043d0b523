//! What is wrong with the shop's own sheets.

use super::{Config, OwnSheet};

/// The smallest card that has room for a QR code and a word beside it, in mm.
const SMALLEST: f32 = 20.0;

/// The largest page: A3, in mm.
const LARGEST: f32 = 420.0;

/// The most cards on a page.
const MOST: u32 = 200;

/// How far a card may lie outside its page: sheets measured in inches do not come out even.
const SLACK: f32 = 0.1;

/// The first thing that is wrong with the sheets.
pub(super) fn check_sheets(config: &Config) -> Option<String> {
    let sheets = &config.print.sheets;
    sheets.iter().enumerate().find_map(|(at, sheet)| {
        let again = sheets.iter().take(at).any(|other| other.name == sheet.name);
        let problem =
            if again { Some("its name stands here twice".to_owned()) } else { check(sheet) }?;
        Some(format!("number {} (\"{}\"): {problem}", at + 1, sheet.name))
    })
}

fn check(sheet: &OwnSheet) -> Option<String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if sheet.name.is_empty() || sheet.name.len() > 40 || !sheet.name.chars().all(plain) {
        return Some("allowed for name: small letters, digits and hyphens".to_owned());
    }
    let lengths = [sheet.page, sheet.card, sheet.first, sheet.pitch];
    if !lengths.as_flattened().iter().all(|mm| mm.is_finite() && (0.0..=LARGEST).contains(mm)) {
        return Some(format!("allowed for each length: 0 to {LARGEST} mm"));
    }
    if sheet.card.iter().any(|side| *side < SMALLEST) {
        return Some(format!("found card = {:?}; allowed: {SMALLEST} mm or more", sheet.card));
    }
    let cards = sheet.columns.checked_mul(sheet.rows).unwrap_or(0);
    if !(1..=MOST).contains(&cards) {
        return Some(format!("allowed for columns times rows: 1 to {MOST}"));
    }
    if !(150..=2400).contains(&sheet.dpi) {
        return Some(format!("found dpi = {}; allowed: 150 to 2400", sheet.dpi));
    }
    check_axis(sheet, 0, sheet.columns, "wide").or_else(|| check_axis(sheet, 1, sheet.rows, "high"))
}

/// Whether the cards of one direction lie on the page and not on each other.
fn check_axis(sheet: &OwnSheet, axis: usize, count: u32, word: &str) -> Option<String> {
    let of = |lengths: [f32; 2]| lengths.get(axis).copied().unwrap_or_default();
    let (page, card, first, step) =
        (of(sheet.page), of(sheet.card), of(sheet.first), of(sheet.steps()));
    if count > 1 && step + SLACK < card {
        return Some(format!("found pitch {step} mm for cards {card} mm {word}: they overlap"));
    }
    // The count is at most 200, which a float holds exactly.
    let steps = u16::try_from(count.saturating_sub(1)).unwrap_or(u16::MAX);
    let end = first + f32::from(steps) * step + card;
    (end > page + SLACK)
        .then(|| format!("its cards end at {end:.2} mm, but the page is {page} mm {word}"))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::config::OwnSheet;

    fn good() -> OwnSheet {
        OwnSheet {
            name: "my-labels".to_owned(),
            card: [99.1, 67.7],
            first: [4.65, 13.1],
            pitch: [101.6, 67.7],
            columns: 2,
            rows: 4,
            ..OwnSheet::default()
        }
    }

    #[test]
    fn a_sheet_holds_its_cards() {
        assert_eq!(check(&good()), None);
        assert_eq!(check(&OwnSheet { pitch: [101.6, 0.0], ..good() }), None);
        for (wrong, said) in [
            (OwnSheet { name: "My labels".to_owned(), ..good() }, "allowed for name"),
            (OwnSheet { card: [99.1, 7.0], ..good() }, "20 mm or more"),
            (OwnSheet { card: [f32::NAN, 67.7], ..good() }, "allowed for each length"),
            (OwnSheet { columns: 3, ..good() }, "but the page is 210 mm wide"),
            (OwnSheet { rows: 5, ..good() }, "but the page is 297 mm high"),
            (OwnSheet { pitch: [90.0, 67.7], ..good() }, "they overlap"),
            (OwnSheet { rows: 0, ..good() }, "columns times rows"),
            (OwnSheet { columns: 70_000, rows: 70_000, ..good() }, "columns times rows"),
            (OwnSheet { dpi: 72, ..good() }, "found dpi = 72"),
        ] {
            let found = check(&wrong).unwrap_or_default();
            assert!(found.contains(said), "{wrong:?}: {found}");
        }
    }
}
