//! Everything shown, for machines: JSON with its schema, CSV for spreadsheets, and a page that says
//! what is in which file.

mod csv;
mod detail;
mod json;
mod page;

pub(super) use page::pages;

use super::material::Site;
use crate::error::{Error, Result};

/// The schema of a survey's JSON below `site/`, and where it lies on the site.
const SCHEMA: (&str, &str) = ("data-schema.json", "data/schema.json");

/// All files below `data/`.
pub(super) fn files(site: &Site) -> Result<Vec<(String, Vec<u8>)>> {
    let schema = site.renderer.asset(SCHEMA.0);
    let schema = schema.ok_or_else(|| Error::broken(format!("there is no {}", SCHEMA.0)))?;
    let mut files = vec![(SCHEMA.1.to_owned(), schema.into_owned())];
    files.extend(json::files(site)?);
    files.extend(csv::files(site)?);
    Ok(files)
}

/// Six decimals: far below any interval, and free of the last bits' noise.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

#[cfg(test)]
mod schema;
#[cfg(test)]
mod tests;
