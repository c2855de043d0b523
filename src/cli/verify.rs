//! `afterword verify`: recounts and compares.

use std::process::ExitCode;

use super::output;
use crate::error::Result;
use crate::flow::{House, verify};

/// Recounts; exit code 1 if something differs.
///
/// # Errors
/// What the database says.
pub async fn run(house: &House, json: bool) -> Result<ExitCode> {
    let verified = verify::run(house).await?;
    if json {
        output::json(&verified)?;
    } else {
        output::say(format!(
            "{} answers recounted, {} cells compared, {} entries waiting: {}",
            verified.responses,
            verified.cells,
            verified.waiting,
            if verified.is_clean() { "all is as it should be" } else { "differences found" }
        ))?;
        for difference in &verified.differences {
            output::say(difference)?;
        }
    }
    Ok(if verified.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
