//! What the shop tells the intake about itself and about the file.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use super::{Country, Field};
use crate::types::{Dimension, Language};

/// The shop's side of reading a file.
#[derive(Clone, Debug)]
pub struct Rules<'a> {
    /// The zone of times written without an offset.
    pub zone: &'a TimeZone,
    /// The country of phone numbers written without a country code.
    pub country: Country,
    /// The shop's language; breaks the tie between encodings that a file's bytes leave open.
    pub language: Language,
    /// Columns named by hand: these win over what the layout knows.
    pub map: BTreeMap<Field, String>,
    /// The name under which the orders are known; by default the layout's own.
    pub source: Option<String>,
    /// Properties that the shop counts by: a column headed so holds one.
    pub dimensions: &'a [Dimension],
}
