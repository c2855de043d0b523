//! Days on the command line.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::error::{Error, Result};
use crate::types::{Instant, parse_day};

/// A day as clap reads it.
///
/// # Errors
/// It is none, or one that no shop means.
pub fn day_of(text: &str) -> Result<Date, String> {
    parse_day(text).ok_or_else(|| "allowed: a day, such as 2026-11-20".to_owned())
}

/// When a day of `--since` begins in the shop's time zone.
///
/// # Errors
/// Refused if it never does.
pub fn start_of(day: Date, zone: &TimeZone) -> Result<Instant> {
    let start = day.to_zoned(zone.clone());
    let start = start.map_err(|error| Error::refused("--since: no such day").because(error))?;
    Ok(start.timestamp().into())
}
