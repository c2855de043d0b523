//! Closes an invitation's waiting deliveries, and counts why.

use jiff::tz::TimeZone;

use super::count::{Bundle, Members};
use crate::db::{Conn, deliveries};
use crate::error::Result;
use crate::types::{Instant, InvitationId, Reason, SurveyId};

/// Skips what still waits of one invitation.
///
/// # Errors
/// What the database says.
pub fn close(
    conn: &mut Conn,
    (survey, invitation): (SurveyId, InvitationId),
    members: &Members,
    reason: Reason,
    (now, zone): (Instant, &TimeZone),
) -> Result<usize> {
    let skipped = deliveries::skip_waiting(conn, &[invitation.0], reason, now)?.len();
    let mut bundle = Bundle::default();
    for _ in 0..skipped {
        bundle.add(survey, now.day_in(zone), members, ("reason", reason.word()), 1);
    }
    bundle.append(conn)?;
    Ok(skipped)
}
