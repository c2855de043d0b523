//! Small order files, one row an order.

/// An order as a row: placed on 15 September 2026, fulfilled a day later, unless said otherwise.
#[derive(Clone, Debug)]
pub struct Order(Vec<(&'static str, String)>);

/// The columns, named as the fields they are mapped to.
pub const COLUMNS: [&str; 11] = [
    "id",
    "placed",
    "fulfilled",
    "delivered",
    "cancelled",
    "name",
    "email",
    "phone",
    "language",
    "location",
    "customer",
];

impl Order {
    /// An order of one customer.
    pub fn new(id: &str, email: &str) -> Self {
        let order = Self(vec![("id", id.to_owned()), ("email", email.to_owned())]);
        let order = order.with("placed", "2026-09-15 09:00:00 +0700");
        order.with("fulfilled", "2026-09-16 09:00:00 +0700")
    }

    /// The same with another value in a column.
    pub fn with(mut self, column: &'static str, value: &str) -> Self {
        self.0.retain(|(name, _)| *name != column);
        self.0.push((column, value.to_owned()));
        self
    }
}

/// The file of several orders.
pub fn file_of(orders: &[Order]) -> String {
    let row = |order: &Order| {
        let cell = |column: &&str| {
            let found = order.0.iter().find(|(name, _)| name == column);
            found.map_or(String::new(), |(_, value)| format!("\"{value}\""))
        };
        COLUMNS.iter().map(cell).collect::<Vec<_>>().join(",")
    };
    let rows: Vec<String> = orders.iter().map(row).collect();
    format!("{}\n{}\n", COLUMNS.join(","), rows.join("\n"))
}
