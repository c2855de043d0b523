//! `afterword retally`: counts old answers by a new dimension.

use std::process::ExitCode;

use super::output;
use crate::error::Result;
use crate::flow::{House, fold, retally};

/// Counts and folds.
///
/// # Errors
/// What the database says.
pub async fn run(house: &House, json: bool) -> Result<ExitCode> {
    let done = retally::run(house).await?;
    fold::run(house).await?;
    if json {
        output::json(&done)?;
    } else {
        let text = format!(
            "{} answers looked at, {} now counted by more than before",
            done.responses, done.changed
        );
        output::say(text)?;
    }
    Ok(ExitCode::SUCCESS)
}
