//! Dates and times as shop systems and people write them.
//!
//! Day first (`1/9/2026`) unless the year is (`2026-09-01`) or the header proves the month is;
//! the time before or behind the date; `AM`, `PM`, Vietnamese `SA`, `CH`; an offset, or the shop's
//! zone with jiff's compatible rule (a time in a gap moves forward, of a doubled hour the first
//! counts). Years 2400 to 2700 are Buddhist. A date without a time means noon: of all hours it is
//! the one that stays on the same day in the zones of a shop's customers and never falls into a
//! change of clocks.

use jiff::{
    civil::{self, DateTime, Time},
    tz::{Offset, TimeZone},
};

use super::{
    pieces::{Half, Parts, Word, take},
    text::{arabic, trim},
};
use crate::types::Instant;

/// The years a shop's order can come from.
const YEARS: std::ops::RangeInclusive<i16> = 1980..=2199;

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

    /// Whether there was no time.
    pub fn is_whole_day(self) -> bool {
        self.whole_day
    }

    /// The instant of something that cannot lie in the future; `None` if it does. Where only the
    /// day is known and it is the present one, noon may still be to come: then it is the present.
    pub fn not_after(self, now: Instant, zone: &TimeZone) -> Option<Instant> {
        if self.instant <= now {
            return Some(self.instant);
        }
        (self.whole_day && self.instant.day_in(zone) == now.day_in(zone)).then_some(now)
    }

    /// The instant of something that cannot come before `earlier`: where only the day is known and
    /// it is the same day, it is `earlier` itself.
    pub fn not_before(self, earlier: Instant, zone: &TimeZone) -> Instant {
        let same_day = self.whole_day && self.instant.day_in(zone) == earlier.day_in(zone);
        if same_day { self.instant.max(earlier) } else { self.instant }
    }
}

/// Reads an instant as programs count it: seconds since 1970 (nine or ten digits), or a thousand or
/// a million times as many; `None` of anything else, and of what lies before 1980.
pub fn read_unix(cell: &str) -> Option<When> {
    let digits = trim(cell).trim_start_matches('\'');
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    let micros = match whole.len() {
        9 | 10 => 1_000_000,
        13 => 1_000,
        16 => 1,
        _ => return None,
    };
    if !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let instant = Instant(whole.parse::<i64>().ok()?.checked_mul(micros)?);
    let year = instant.to_timestamp().to_zoned(TimeZone::UTC).year();
    YEARS.contains(&year).then_some(When { instant, whole_day: false })
}

/// Reads a cell. `Ok(None)` if it is empty or the zero date that stands for “never”.
pub fn read(cell: &str, zone: &TimeZone, month_first: bool) -> Result<Option<When>, Fault> {
    let cell = arabic(trim(cell).trim_start_matches('\''));
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
