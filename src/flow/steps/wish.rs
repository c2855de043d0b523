//! How often a person wants to be mailed: as the surveys have it, less often, or never.

use crate::db::customers::CustomerRow;
use crate::db::suppressions::UNSUBSCRIBED;
use crate::db::{Conn, preferences, suppressions};
use crate::error::Result;
use crate::flow::House;
use crate::types::{CustomerId, Email, Instant};

/// What "less often" means: one mail in 180 days, and no reminder.
pub const LESS_OFTEN_SECONDS: i64 = 180 * 86_400;

/// What a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing was said: the surveys' own quiet periods hold.
    Usual,
    /// One mail in this many seconds at most, and no reminder.
    LessOften(i64),
    /// No mail. It can be taken back unless somebody else said so: a mail server, a complaint.
    Never {
        /// Whether the person asked for it on our page, or by one click.
        own: bool,
    },
}

impl Wish {
    /// The time to leave this person in peace after a mail: theirs or the survey's, whichever is
    /// longer.
    #[must_use]
    pub fn quiet_seconds(self, of_survey: i64) -> i64 {
        match self {
            Self::LessOften(seconds) => seconds.max(of_survey),
            Self::Usual | Self::Never { .. } => of_survey,
        }
    }

    /// Whether a reminder may go to this person.
    #[must_use]
    pub fn takes_reminders(self) -> bool {
        self == Self::Usual
    }
}

/// What the owner of this address wants, or whoever has it now said under another.
///
/// # Errors
/// What the database says.
pub fn wish_of(
    conn: &mut Conn,
    house: &House,
    email: &Email,
    customer: CustomerId,
) -> Result<Wish> {
    let hash = house.keys.suppression_hash(email);
    let causes = suppressions::causes(conn, &hash, customer)?;
    if !causes.is_empty() {
        return Ok(Wish::Never { own: causes.iter().all(|cause| cause == UNSUBSCRIBED) });
    }
    let interval = preferences::interval_seconds(conn, &hash, customer)?;
    Ok(interval.map_or(Wish::Usual, Wish::LessOften))
}

/// Keeps a wish. What was suppressed by somebody else stays so.
///
/// # Errors
/// What the database says.
pub fn keep(
    conn: &mut Conn,
    house: &House,
    (email, customer): (&Email, &CustomerRow),
    wish: Wish,
    now: Instant,
) -> Result<()> {
    let (hash, id) = (house.keys.suppression_hash(email), CustomerId(customer.id));
    match wish {
        Wish::Never { .. } => suppressions::add(conn, &hash, Some(id), UNSUBSCRIBED, now),
        Wish::LessOften(seconds) => {
            suppressions::remove(conn, &hash, id, UNSUBSCRIBED)?;
            preferences::set(conn, &hash, Some(id), seconds, now)
        }
        Wish::Usual => {
            suppressions::remove(conn, &hash, id, UNSUBSCRIBED)?;
            preferences::remove(conn, &hash, id)
        }
    }
}
