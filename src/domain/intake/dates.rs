//! Dates and times as shop systems and people write them.
//!
//! Day first (`1/9/2026`) unless the year is (`2026-09-01`) or the header proves the month is;
//! the time before or behind the date; `AM`, `PM`, Vietnamese `SA`, `CH`; an offset, or the shop's
//! zone with jiff's compatible rule (a time in a gap moves forward, of a doubled hour the first
//! counts). Years 2400 to 2700 are Buddhist. A date without a time means noon: of all hours it is
//! the one that stays on the same day in the zones of a shop's customers and never falls into a
//! change of clocks.

use jiff::{
<<<<<<< HEAD
    SignedDuration,
=======
>>>>>>> intake
    civil::{self, DateTime, Time},
    tz::{Offset, TimeZone},
};

<<<<<<< HEAD
use super::text::trim;
=======
use super::{
    pieces::{Half, Parts, Word, take},
    text::{arabic, trim},
};
>>>>>>> intake
use crate::types::Instant;

/// The years a shop's order can come from.
const YEARS: std::ops::RangeInclusive<i16> = 1980..=2199;
<<<<<<< HEAD
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
=======
>>>>>>> intake

/// Why a cell gives no instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No calendar has this date, no clock this time.
    Impossible,
    /// This is no date, or leaves open which.
    Unread,
}

/// An instant read from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    instant: Instant,
    whole_day: bool,
}

impl When {
    /// The instant as written; noon if there was no time.
    pub fn instant(self) -> Instant {
        self.instant
    }

    /// The instant of something that cannot come before `earlier`: where only the day is known and
    /// it is the same day, it is `earlier` itself.
    pub fn not_before(self, earlier: Instant, zone: &TimeZone) -> Instant {
        let same_day = self.whole_day && self.instant.day_in(zone) == earlier.day_in(zone);
        if same_day { self.instant.max(earlier) } else { self.instant }
    }
}

<<<<<<< HEAD
#[derive(Default)]
struct Parts {
    date: Option<(i64, i64, i64)>,
    time: Option<(i64, i64, i64, i32)>,
    offset: Option<Offset>,
    half: Option<Half>,
    words: Vec<Word>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

enum Word {
    Number(i64),
    Month(i64),
}

/// Reads a cell. `Ok(None)` if it is empty or the zero date that stands for “never”.
pub fn read(cell: &str, zone: &TimeZone, month_first: bool) -> Result<Option<When>, Fault> {
    let cell = trim(cell).trim_start_matches('\'');
=======
/// Reads a cell. `Ok(None)` if it is empty or the zero date that stands for “never”.
pub fn read(cell: &str, zone: &TimeZone, month_first: bool) -> Result<Option<When>, Fault> {
    let cell = arabic(trim(cell).trim_start_matches('\''));
>>>>>>> intake
    if cell.is_empty() || cell.starts_with("0000-00-00") {
        return Ok(None);
    }
    let mut parts = Parts::default();
    let separates = |c: char| c.is_whitespace() || c == ',';
    for piece in cell.split(separates).filter(|piece| !piece.is_empty()) {
        take(piece, month_first, &mut parts).ok_or(Fault::Unread)?;
    }
    let (year, month, day) = spelled_out(&parts)?.or(parts.date).ok_or(Fault::Unread)?;
    let date = civil_date(year, month, day)?;
    let time = parts.time.map(|time| civil_time(time, parts.half)).transpose()?;
    if parts.half.is_some() && time.is_none() {
        return Err(Fault::Unread);
    }
    let civil = date.to_datetime(time.unwrap_or(civil::time(12, 0, 0, 0)));
    let instant = resolve(civil, parts.offset, zone)?;
    Ok(Some(When { instant, whole_day: time.is_none() }))
}

fn resolve(civil: DateTime, offset: Option<Offset>, zone: &TimeZone) -> Result<Instant, Fault> {
    let timestamp = match offset {
        Some(offset) => offset.to_timestamp(civil),
        None => zone.to_ambiguous_timestamp(civil).compatible(),
    };
    // Only the ends of jiff's range fail, which no accepted year comes near.
    timestamp.map(Instant::from).map_err(|_| Fault::Impossible)
}

fn civil_date(year: i64, month: i64, day: i64) -> Result<civil::Date, Fault> {
    let year = if (2400..=2700).contains(&year) { year - 543 } else { year };
    let (Ok(year), Ok(month), Ok(day)) = (year.try_into(), month.try_into(), day.try_into()) else {
        return Err(Fault::Impossible);
    };
    let date = civil::Date::new(year, month, day).ok();
    date.filter(|date| YEARS.contains(&date.year())).ok_or(Fault::Impossible)
}

fn civil_time(time: (i64, i64, i64, i32), half: Option<Half>) -> Result<Time, Fault> {
    let (hour, minute, second, nanosecond) = time;
    let hour = match half {
        Some(Half::Morning) if hour == 12 => 0,
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        _ => hour,
    };
    let (Ok(hour), Ok(minute), Ok(second)) =
        (hour.try_into(), minute.try_into(), second.try_into())
    else {
        return Err(Fault::Impossible);
    };
    Time::new(hour, minute, second, nanosecond).ok().ok_or(Fault::Impossible)
}

/// `1 Sep 2026`, `September 1, 2026`.
fn spelled_out(parts: &Parts) -> Result<Option<(i64, i64, i64)>, Fault> {
    match (parts.words.as_slice(), parts.date) {
        ([], _) => Ok(None),
        (
            [Word::Number(day), Word::Month(month), Word::Number(year)]
            | [Word::Month(month), Word::Number(day), Word::Number(year)],
            None,
        ) if *year >= 1000 => Ok(Some((*year, *month, *day))),
        _ => Err(Fault::Unread),
    }
}
<<<<<<< HEAD

/// Takes one piece between spaces; `None` if it is nothing known or said twice.
fn take(piece: &str, month_first: bool, parts: &mut Parts) -> Option<()> {
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
=======
>>>>>>> intake
