//! Many answers from one device or in one place: noted for the owner, and counted once, so that the
//! dashboard says so until somebody has decided what they were.

use jiff::tz::TimeZone;

use super::count::{Bundle, Members};
use crate::db::Conn;
use crate::db::bursts::{self, Seen};
use crate::db::devices::{self, NewTrace};
use crate::domain::touchpoint::BURST;
use crate::error::Result;
use crate::types::{BurstKind, Instant, SurveyId};

/// What answers to printed cards are noted under.
const CARDS: &str = "card";

/// After so long without an answer, the next one begins another burst.
const APART_SECONDS: i64 = 12 * 3600;

/// The measure under which the dashboard hears of bursts.
pub const MEASURE: &str = "burst";

/// Notes a burst, or more of one.
///
/// # Errors
/// What the database says.
pub fn note(conn: &mut Conn, seen: &Seen<'_>, (now, zone): (Instant, &TimeZone)) -> Result<()> {
    let since = now.plus_seconds(-APART_SECONDS);
    if let Some(first_at) = bursts::note(conn, seen, since, now)? {
        count(conn, (seen.survey, seen.kind), 1, (first_at, zone))?;
    }
    Ok(())
}

/// Counts a burst that is there to look at, or with −1 one that was looked at. `first_at` is when it
/// began.
///
/// # Errors
/// What the database says.
pub fn count(
    conn: &mut Conn,
    (survey, kind): (SurveyId, BurstKind),
    n: i64,
    (first_at, zone): (Instant, &TimeZone),
) -> Result<()> {
    let mut bundle = Bundle::default();
    let mark = (MEASURE, kind.word());
    bundle.add(survey, first_at.day_in(zone), &Members::new(), mark, n);
    bundle.append(conn)
}

/// Notes that known devices have answered cards; staff have cards at hand. A device that brings no
/// cookie answers its first card and leaves no trace.
///
/// # Errors
/// What the database says.
pub fn note_cards<'a>(
    conn: &mut Conn,
    answered: &[(&'a str, SurveyId)],
    (now, zone): (Instant, &TimeZone),
) -> Result<()> {
    let trace =
        |(device, _): &(&'a str, SurveyId)| NewTrace { device, place: CARDS, created_at: now.0 };
    let rows: Vec<_> = answered.iter().map(trace).collect();
    devices::note(conn, &rows)?;
    let during = (now.plus_seconds(-APART_SECONDS), now);
    for (device, survey) in answered {
        // One more than was traced: the first brought no cookie.
        let (traced, first_at) = devices::seen(conn, device, CARDS, during)?;
        let n = traced + 1;
        if n >= BURST {
            let seen = Seen {
                kind: BurstKind::Cards,
                survey: *survey,
                touchpoint: None,
                device: Some(device),
                n,
                first_at: first_at.unwrap_or(now),
            };
            note(conn, &seen, (now, zone))?;
        }
    }
    Ok(())
}
