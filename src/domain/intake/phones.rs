//! Phone numbers as people and spreadsheets leave them, to E.164.

use phonenumber::{Mode, Type, country::Id, metadata::DATABASE};

use super::{
    Country, Note,
    text::{arabic, trim},
};
use crate::types::Phone;

/// The longest run of digits that is looked at; E.164 has fifteen.
const MAX_DIGITS: usize = 20;

/// The mobile numbers of the countries most orders come from, told apart without the library,
/// which takes microseconds: calling code, first digits, and nine digits in all.
const MOBILES: [(Country, &str, &str); 2] =
    [(Country::VIETNAM, "84", "35789"), (Country::THAILAND, "66", "689")];

/// Reads a cell; a number without a country code is of `country`. `Ok(None)` if it is empty.
pub fn read(cell: &str, country: Country) -> Result<Option<Phone>, Note> {
    let cell = unwrapped(cell);
    if cell.is_empty() || cell.chars().all(|c| matches!(c, '-' | '.' | '0' | ' ')) {
        return Ok(None);
    }
    let number = digits(&arabic(cell)).ok_or(Note::UnreadPhone)?;
    let quickly = mobile(&number, country).or_else(|| international(&number));
    quickly.or_else(|| looked_up(&number, country)).map(Some).ok_or(Note::UnreadPhone)
}

/// Without what keeps a spreadsheet from eating the zero: `'0903…`, `="0903…"`.
fn unwrapped(cell: &str) -> &str {
    let cell = trim(cell).trim_start_matches(['\'', '’']);
    let cell = cell.strip_prefix('=').unwrap_or(cell).trim_matches('"');
    trim(cell.strip_suffix(".0").unwrap_or(cell))
}

/// The first number in a cell, as digits with a `+` before them where there was one or `00`.
/// `None` for scientific notation, whose digits are lost, and for what is no number at all.
fn digits(cell: &str) -> Option<String> {
    if cell.contains(['e', 'E']) && cell.chars().all(|c| c.is_ascii_digit() || "eE+.,-".contains(c))
    {
        return None;
    }
    let mut number = String::with_capacity(16);
    let bracketed = if cell.contains("(0)") { &cell.replace("(0)", " ") } else { cell };
    for c in bracketed.chars() {
        match c {
            '0'..='9' => number.push(c),
            '+' if number.is_empty() => number.push('+'),
            // Behind a whole number another one, an extension or a remark may follow.
            '/' | ',' | ';' | '+' | '\n' if number.len() > 7 => break,
            c if c.is_alphabetic() && number.len() > 7 => break,
            _ => {}
        }
        if number.len() > MAX_DIGITS {
            return None;
        }
    }
    let number = number.strip_prefix("00").map_or(number.clone(), |rest| format!("+{rest}"));
    (number.len() > 6).then_some(number)
}

fn mobile(number: &str, country: Country) -> Option<Phone> {
    let is_mobile = |national: &str, first: &str| {
        national.len() == 9 && national.starts_with(|c| first.contains(c))
    };
    for (home, code, first) in MOBILES {
        let national = if let Some(rest) = number.strip_prefix('+') {
            let Some(national) = rest.strip_prefix(code) else { continue };
            // +84 0903…: the zero of the trunk does not belong there.
            national.strip_prefix('0').unwrap_or(national)
        } else if home == country {
            let zero = number.strip_prefix('0');
            let coded = number.strip_prefix(code).filter(|rest| rest.len() == 9);
            zero.or(coded).unwrap_or(number)
        } else {
            continue;
        };
        if is_mobile(national, first) {
            return Phone::from_e164(&format!("+{code}{national}"));
        }
    }
    None
}

/// Takes a number with a calling code if it has a length of that country: ranges are opened faster
/// than tables are updated. A zero of the trunk behind the code is left to the library to drop.
fn international(number: &str) -> Option<Phone> {
    let digits = number.strip_prefix('+')?;
    (1..=3).find_map(|length| {
        let (code, national) = digits.split_at_checked(length)?;
        let fits = !national.starts_with('0') && has_possible_length(code.parse().ok()?, national);
        if fits { Phone::from_e164(number) } else { None }
    })
}

/// Asks the library. A number without a calling code must be of a known kind, or else any seven
/// digits would be a phone.
fn looked_up(number: &str, country: Country) -> Option<Phone> {
    let id: Id = country.as_str().parse().ok()?;
    let abroad = number.starts_with('+');
    let parsed = phonenumber::parse(if abroad { None } else { Some(id) }, number).ok()?;
    let fits = || has_possible_length(parsed.country().code(), &parsed.national().to_string());
    let usable = if abroad { fits() } else { parsed.is_valid() };
    if usable { Phone::from_e164(&parsed.format().mode(Mode::E164).to_string()) } else { None }
}

fn has_possible_length(code: u16, national: &str) -> bool {
    let Some(regions) = DATABASE.by_code(&code) else { return false };
    let kinds = [Type::FixedLine, Type::Mobile, Type::TollFree, Type::Voip];
    let known = regions
        .iter()
        .flat_map(|region| kinds.iter().filter_map(|kind| region.descriptors().get(*kind)));
    let mut lengths = known.flat_map(|kind| kind.possible_length());
    lengths.any(|length| usize::from(*length) == national.len())
}
