//! What was done by hand, for those who ask later.

use serde::Serialize;

use super::House;
use crate::db::audit;
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

/// The newest lines, newest first.
///
/// # Errors
/// What the database says; broken if a line cannot be read.
pub async fn latest(house: &House, limit: i64) -> Result<Vec<Line>> {
    let rows = house.db.read(move |conn| audit::latest(conn, None, limit)).await?;
    let zone = &house.zone;
    rows.into_iter()
        .map(|row| {
            let at = Instant(row.created_at).to_timestamp().to_zoned(zone.clone());
            let details = serde_json::from_str(&row.details)
                .doing(|| format!("line {} of the audit log cannot be read", row.id))?;
            let at = at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
            Ok(Line { at, who: row.who, action: row.action, details })
        })
        .collect()
}
