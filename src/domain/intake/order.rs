//! One row as an order.

use std::collections::BTreeMap;

use super::{
    Field, Layout, OrderDraft, OrderState, Rules, Why, amounts,
    columns::Columns,
    dates::{self, Fault, When},
    people,
    record::Row,
    status::{Status, Statuses},
    text::{clean, some},
};
use crate::types::Instant;

/// How much of a bad value is repeated to people.
const SHOWN: usize = 40;

/// What is known of the file while its rows are read.
#[derive(Debug)]
pub struct Form<'a> {
    /// The shop's rules.
    pub rules: &'a Rules<'a>,
    /// Which column holds what.
    pub columns: Columns,
    /// The words for how far an order has come.
    pub statuses: Statuses,
    /// The name of the source.
    pub source: String,
}

impl Form<'_> {
    /// Reads the first row of an order, whose id is known.
    pub fn read(&self, row: &Row<'_>, id: &str) -> Result<OrderDraft, Why> {
        let get = |field: Field| self.columns.get(row, &field);
        if is_mangled(id) {
            return Err(Why::MangledId { value: id.to_owned() });
        }
        let placed = self.date(row, &Field::Placed)?;
        let placed_at = placed
            .ok_or_else(|| Why::NoDate {
                column: self.columns.header(self.columns.placed).to_owned(),
            })?
            .instant();
        let course = self.course(row, placed_at)?;
        let mut notes = Vec::new();
        let customer = people::read(row, &self.columns, self.rules, &mut notes);
        let mut order = OrderDraft {
            line: row.line,
            source: self.source.clone(),
            external_id: id.to_owned(),
            number: some(get(Field::Number)).unwrap_or_else(|| id.to_owned()),
            placed_at,
            fulfilled_at: course.fulfilled,
            delivered_at: course.delivered,
            cancelled_at: course.cancelled,
            state: course.state(),
            location: some(get(Field::Location)),
            products: Vec::new(),
            customer,
            properties: self.properties(row),
            notes,
        };
        self.add_products(row, &mut order.products);
        Ok(order)
    }

    /// Checks a later row of an order, which only adds products.
    pub fn add(&self, row: &Row<'_>, products: &mut Vec<String>) -> Result<(), Why> {
        for field in [Field::Placed, Field::Fulfilled, Field::Delivered, Field::Cancelled] {
            self.date(row, &field)?;
        }
        self.add_products(row, products);
        Ok(())
    }

    fn date(&self, row: &Row<'_>, field: &Field) -> Result<Option<When>, Why> {
        let Some((column, cell)) = self.columns.find(row, field) else { return Ok(None) };
        let month_first = self.columns.month_first.contains(&column);
        dates::read(cell, self.rules.zone, month_first).map_err(|fault| {
            let (column, value) = (self.columns.header(column).to_owned(), shown(cell));
            match fault {
                Fault::Impossible => Why::ImpossibleDate { column, value },
                Fault::Unread => Why::UnreadDate { column, value },
            }
        })
    }

    /// What the dates and the status say together. A status without its date takes the order's own:
    /// the earliest it can have been, and better than asking whoever cancelled, or never asking.
    fn course(&self, row: &Row<'_>, placed: Instant) -> Result<Course, Why> {
        let at = |field: Field| -> Result<Option<Instant>, Why> {
            let when = self.date(row, &field)?;
            Ok(when.map(|when| when.not_before(placed, self.rules.zone)))
        };
        let fulfilled = at(Field::Fulfilled)?;
        let delivered = at(Field::Delivered)?;
        let cancelled = at(Field::Cancelled)?;
        let (fulfilled, delivered) = match self.statuses.read(self.columns.get(row, &Field::Status))
        {
            Status::Done => (fulfilled.or(delivered).or(Some(placed)), delivered),
            Status::Absent => (fulfilled.or(delivered), delivered),
            Status::Shipped => (fulfilled.or(Some(placed)), None),
            Status::Cancelled => {
                return Ok(Course {
                    fulfilled,
                    delivered: None,
                    cancelled: cancelled.or(Some(placed)),
                });
            }
            // The dates of an order under way are plans.
            Status::Other => (None, None),
        };
        Ok(Course { fulfilled, delivered, cancelled })
    }

    fn properties(&self, row: &Row<'_>) -> BTreeMap<String, String> {
        let value = |name: &str, cell: &str| {
            let amount = if name == "total" { amounts::read(cell) } else { None };
            amount.or_else(|| some(cell))
        };
        let columns = self.columns.properties.iter();
        columns.filter_map(|(name, at)| Some((name.clone(), value(name, row.cell(*at))?))).collect()
    }

    fn add_products(&self, row: &Row<'_>, products: &mut Vec<String>) {
        let cell = self.columns.get(row, &Field::Product);
        if self.columns.layout == Layout::WooCommerce && cell.contains("name:") {
            products.extend(woocommerce_names(cell));
        } else {
            products.extend(some(cell));
        }
    }
}

struct Course {
    fulfilled: Option<Instant>,
    delivered: Option<Instant>,
    cancelled: Option<Instant>,
}

impl Course {
    fn state(&self) -> OrderState {
        match (self.cancelled, self.fulfilled) {
            (Some(_), _) => OrderState::Cancelled,
            (None, Some(_)) => OrderState::Fulfilled,
            (None, None) => OrderState::Open,
        }
    }
}

/// An export plug-in's `name:Tea|quantity:2|total:10;name:Cup|…`.
fn woocommerce_names(cell: &str) -> impl Iterator<Item = String> {
    cell.split(';').filter_map(|item| {
        let name = item.split('|').find_map(|pair| pair.trim().strip_prefix("name:"))?;
        some(name)
    })
}

/// `5.0E+12`: what a spreadsheet leaves of a long id, the same for many orders.
pub(super) fn is_mangled(id: &str) -> bool {
    let Some((digits, exponent)) = id.split_once(['E', 'e']) else { return false };
    let is_decimal = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    let is_exponent = exponent
        .strip_prefix('+')
        .is_some_and(|e| !e.is_empty() && e.bytes().all(|b| b.is_ascii_digit()));
    digits.starts_with(|c: char| c.is_ascii_digit()) && is_decimal && is_exponent
}

fn shown(value: &str) -> String {
    clean(value).chars().take(SHOWN).collect()
}
