//! The pieces of a written date: each is a date, a time, an offset, a half of the day or a word.

use jiff::{SignedDuration, tz::Offset};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What has been found of a date so far.
#[derive(Default)]
pub struct Parts {
    /// Year, month, day, as written.
    pub date: Option<(i64, i64, i64)>,
    /// Hour, minute, second, nanosecond, as written.
    pub time: Option<(i64, i64, i64, i32)>,
    /// The distance from UTC.
    pub offset: Option<Offset>,
    /// Before or after noon.
    pub half: Option<Half>,
    /// A date spelled out, word by word.
    pub words: Vec<Word>,
}

/// A half of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// AM, SA.
    Morning,
    /// PM, CH.
    Afternoon,
}

/// A word of a date spelled out.
pub enum Word {
    /// A day or a year.
    Number(i64),
    /// A month by its English name, from 1.
    Month(i64),
}

/// Takes one piece between spaces; `None` if it is nothing known or said twice.
pub fn take(piece: &str, month_first: bool, parts: &mut Parts) -> Option<()> {
    // ISO joins date and time by a T.
    if let Some((date, time)) = piece.split_once('T')
        && date.ends_with(|c: char| c.is_ascii_digit())
    {
        take(date, month_first, parts)?;
        return take(time, month_first, parts);
    }
    if let Some(offset) = offset(piece) {
        return set(&mut parts.offset, offset);
    }
    if let Some(half) = half(piece) {
        return set(&mut parts.half, half);
    }
    if piece.contains(':') {
        return take_time(piece, parts);
    }
    if let Some(date) = numeric_date(piece, month_first) {
        return set(&mut parts.date, date);
    }
    let word = match number(piece) {
        Some(value) => Word::Number(value),
        None => Word::Month(month_name(piece)?),
    };
    (parts.words.len() < 3).then(|| parts.words.push(word))
}

fn set<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    slot.is_none().then(|| *slot = Some(value))
}

/// `8:42`, `08:42:10.123`, with `pm`, `Z` or `+07:00` joined on.
fn take_time(piece: &str, parts: &mut Parts) -> Option<()> {
    let clock_end = piece.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.');
    let (clock, rest) = piece.split_at_checked(clock_end.unwrap_or(piece.len()))?;
    if let Some(found) = offset(rest) {
        set(&mut parts.offset, found)?;
    } else if let Some(found) = half(rest) {
        set(&mut parts.half, found)?;
    } else if !rest.is_empty() {
        return None;
    }
    let mut fields = clock.splitn(3, ':');
    let (hour, minute) = (number(fields.next()?)?, number(fields.next()?)?);
    let (second, fraction) = match fields.next() {
        None => (0, 0),
        Some(seconds) => match seconds.split_once('.') {
            None => (number(seconds)?, 0),
            Some((whole, fraction)) => (number(whole)?, nanoseconds(fraction)?),
        },
    };
    set(&mut parts.time, (hour, minute, second, fraction))
}

fn nanoseconds(fraction: &str) -> Option<i32> {
    number(fraction)?;
    let digits: String = fraction.chars().chain("000000000".chars()).take(9).collect();
    digits.parse().ok()
}

/// `+0700`, `-04:00`, `+07`, `Z`, `UTC`.
fn offset(piece: &str) -> Option<Offset> {
    if ["z", "utc", "gmt"].iter().any(|name| piece.eq_ignore_ascii_case(name)) {
        return Some(Offset::UTC);
    }
    let (sign, digits) = match piece.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, piece.strip_prefix('-').or_else(|| piece.strip_prefix('−'))?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(halves) => halves,
        None => digits.split_at_checked(2)?,
    };
    let minutes = if minutes.is_empty() { 0 } else { number(minutes)? };
    let (hours, minutes) = (number(hours)?, minutes);
    let sound = hours <= 14 && minutes < 60;
    let offset = SignedDuration::from_mins(sign * (hours * 60 + minutes));
    if sound { Offset::try_from(offset).ok() } else { None }
}

fn half(piece: &str) -> Option<Half> {
    let is = |names: &[&str]| names.iter().any(|name| piece.eq_ignore_ascii_case(name));
    if is(&["am", "a.m.", "sa"]) {
        Some(Half::Morning)
    } else if is(&["pm", "p.m.", "ch"]) {
        Some(Half::Afternoon)
    } else {
        None
    }
}

/// `2026-09-01`, `1/9/2026`, `01.09.2569`: year, month, day. A year of two digits is not read.
fn numeric_date(piece: &str, month_first: bool) -> Option<(i64, i64, i64)> {
    let mark = piece.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let mut fields = piece.split(mark);
    let (a, b, c) = (fields.next()?, fields.next()?, fields.next()?);
    if fields.next().is_some() {
        return None;
    }
    let (first, second, third) = (number(a)?, number(b)?, number(c)?);
    match (a.len(), c.len()) {
        (4, ..=2) => Some((first, second, third)),
        (..=2, 4) if month_first => Some((third, first, second)),
        (..=2, 4) => Some((third, second, first)),
        _ => None,
    }
}

fn month_name(piece: &str) -> Option<i64> {
    let start = piece.get(..3)?;
    let known = piece.trim_end_matches('.').chars().all(|c| c.is_ascii_alphabetic());
    let at = MONTHS.iter().position(|month| start.eq_ignore_ascii_case(month))?;
    if known { i64::try_from(at + 1).ok() } else { None }
}

/// A short number in ASCII digits.
fn number(digits: &str) -> Option<i64> {
    let sound = (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if sound { digits.parse().ok() } else { None }
}
