//! One tally as it is stored.

use serde::{Deserialize, Serialize};

/// How many answers (or orders, or reasons) fall into one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What is counted: `score`, `funnel`, `reason`, …
    pub measure: String,
    /// `day`, `week` or `month`; of members `part` (all time) or `part_month`.
    pub grain: String,
    /// `2026-09-01`, `2026-W36` or `2026-09`; empty for all time.
    pub period: String,
    /// `all`, `location`, `channel`, `language`, or what the shop has named.
    pub dimension: String,
    /// The member of the dimension; empty for `all`.
    pub member: String,
    /// What was answered: `9`, `invited`, `no_address`, …
    pub value: String,
    /// How often.
    pub n: i64,
}
