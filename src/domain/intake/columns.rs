//! Which column holds what.

use std::collections::BTreeMap;

use super::{Field, Layout, record::Row};

/// The columns of one file.
#[derive(Debug)]
pub struct Columns {
    /// What the file was recognised as.
    pub layout: Layout,
    /// The headers, cleaned, for messages.
    pub headers: Vec<String>,
    /// The order's id.
    pub id: usize,
    /// The order's date.
    pub placed: usize,
    /// The other fields; of several columns the first that is not empty counts.
    pub fields: BTreeMap<Field, Vec<usize>>,
    /// The columns that become properties.
    pub properties: Vec<(String, usize)>,
    /// Columns whose header proves that the month is written first.
    pub month_first: Vec<usize>,
}

impl Columns {
    /// The first column that holds something for a field, and what.
    pub fn find<'r>(&self, row: &'r Row<'_>, field: &Field) -> Option<(usize, &'r str)> {
        let columns = self.fields.get(field)?;
        columns.iter().find_map(|column| {
            let cell = super::text::trim(row.cell(*column));
            (!cell.is_empty()).then_some((*column, cell))
        })
    }

    /// What a row holds for a field; empty if nothing.
    pub fn get<'r>(&self, row: &'r Row<'_>, field: &Field) -> &'r str {
        self.find(row, field).map_or("", |(_, cell)| cell)
    }

    /// The header of a column.
    pub fn header(&self, column: usize) -> &str {
        self.headers.get(column).map_or("", String::as_str)
    }
}
