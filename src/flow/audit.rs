//! What was done by hand, for those who ask later.

use serde::Serialize;

use serde_json::json;

use super::House;
use crate::db::audit::{self, AuditRow};
use crate::db::failed_sign_ins::{self, FailedRow};
use crate::error::{Context, Result};
use crate::types::Instant;

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// When, as RFC 3339 in the shop's zone.
    pub at: String,
    /// The user's name as it was then, or `command line`.
    pub who: String,
    /// What was done, as `cards.print`.
    pub action: String,
    /// What it was done to.
    pub details: serde_json::Value,
}

/// The newest lines, newest first: what was done, and which sign-ins failed, by the hour.
///
/// # Errors
/// What the database says; broken if a line cannot be read.
pub async fn latest(house: &House, limit: i64) -> Result<Vec<Line>> {
    let (done, failed) = house
        .db
        .read(move |conn| {
            Ok((audit::latest(conn, None, limit)?, failed_sign_ins::latest(conn, limit)?))
        })
        .await?;
    let done = done.into_iter().map(|row| Ok((row.created_at, line(house, row)?)));
    let failed = failed.into_iter().map(|row| Ok((row.last_at, failure(house, row))));
    let mut lines = done.chain(failed).collect::<Result<Vec<_>>>()?;
    // Lines of one instant stay in their order.
    lines.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

fn line(house: &House, row: AuditRow) -> Result<Line> {
    let details = serde_json::from_str(&row.details)
        .doing(|| format!("line {} of the audit log cannot be read", row.id))?;
    Ok(Line { at: written(house, row.created_at), who: row.who, action: row.action, details })
}

/// Nobody is known to have done it: `who` is empty. So is `name` if there is none of the name that was
/// typed, and `source` where there are too many to tell apart.
fn failure(house: &House, row: FailedRow) -> Line {
    Line {
        at: written(house, row.last_at),
        who: String::new(),
        action: "user.failed".to_owned(),
        details: json!({ "name": row.name, "source": row.source, "tries": row.tries }),
    }
}

fn written(house: &House, at: i64) -> String {
    let at = Instant(at).to_timestamp().to_zoned(house.zone.clone());
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
