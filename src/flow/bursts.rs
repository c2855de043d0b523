//! Bursts of answers: shown to staff, settled by the owner, and forgotten with the devices they came
//! from.
//!
//! Settling says what the answers were. Guests: what was held of them is counted, and the place is
//! known to be that busy. No guests: what was counted of them is taken out. Neither deletes anything,
//! and an answer taken out can still be read.

mod settle;

pub use settle::{any_cut_off, cut_off_before, go_on, settle};

use super::House;
use crate::db::bursts::{self, BurstRow};
use crate::db::{Conn, devices};
use crate::error::Result;
use crate::types::Instant;

/// For how long a settled burst is still shown.
const SHOWN_SECONDS: i64 = 30 * 86_400;

/// How long devices are known where answers are not limited: bursts of cards still need it.
const LEAST_HOURS: u32 = 12;

/// Bursts to look at, and those settled lately.
///
/// # Errors
/// What the database says.
pub async fn list(house: &House) -> Result<Vec<BurstRow>> {
    let since = house.now().plus_seconds(-SHOWN_SECONDS);
    house.db.read(move |conn| bursts::list(conn, since)).await
}

/// Whether there are traces of devices to forget.
///
/// # Errors
/// What the database says.
pub fn any_to_forget(conn: &mut Conn, (before, now): (Instant, Instant)) -> Result<bool> {
    devices::any_to_forget(conn, (before, now))
}

/// What is older than this is forgotten.
#[must_use]
pub fn forget_before(house: &House) -> Instant {
    let hours = house.config.answers.device_hours.max(LEAST_HOURS);
    house.now().plus_seconds(-3600 * i64::from(hours))
}

/// Forgets devices; how many traces.
///
/// # Errors
/// What the database says.
pub async fn forget(house: &House) -> Result<usize> {
    let when = (forget_before(house), house.now());
    let done = house.db.write(move |conn| devices::forget(conn, when)).await?;
    if done.ahead > 0 {
        tracing::warn!(
            traces = done.ahead,
            "traces of devices lay in the future, since a clock was ahead; they are forgotten"
        );
    }
    Ok(done.old + done.ahead)
}
