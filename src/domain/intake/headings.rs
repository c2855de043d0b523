//! The headers of an order file, and what is said when they are not enough.

use super::{
    Field, Rules,
    columns::Columns,
    dialect::{Headings, Judged, guess, shown},
    layout::{Unknown, recognise},
    text::clean,
};

/// Order files; what the rules map wins over what the layouts know.
pub struct OrderHeadings<'a>(pub &'a Rules<'a>);

impl Headings for OrderHeadings<'_> {
    type Columns = Columns;
    type Unknown = Unknown;

    fn judge(&self, headers: &[&str]) -> Judged<Columns, Unknown> {
        let columns = recognise(headers, &self.0.map, self.0.dimensions);
        let known = columns.as_ref().map_or(0, |columns| {
            columns.fields.values().filter(|at| !at.is_empty()).count() + columns.properties.len()
        });
        Judged { known, columns }
    }

    fn id(&self, columns: &Columns) -> Option<usize> {
        Some(columns.id)
    }

    fn explain(&self, headers: &[String], unknown: &Unknown) -> String {
        let found = shown(headers);
        if let Some((field, column)) = unknown.absent.first() {
            return format!("--map {field}={column}: there is no column “{column}”; {found}");
        }
        let mut maps = String::new();
        for field in &unknown.missing {
            let guess = guess(headers, hints(field)).map_or_else(|| "COLUMN".to_owned(), clean);
            maps.push_str(&format!(" --map {field}=\"{guess}\""));
        }
        let lacking: Vec<&str> = unknown
            .missing
            .iter()
            .map(|field| if *field == Field::Id { "the order's id" } else { "the order's date" })
            .collect();
        format!(
            "this is no order file we know: no column holds {}; {found}; say which does, as in{maps} \
             (and, where they are not found, {})",
            lacking.join(" and "),
            "--map email=… --map phone=… --map name=… --map status=… --map fulfilled=…"
        )
    }
}

/// What the header of a field may hold, folded.
fn hints(field: &Field) -> &'static [&'static str] {
    match field {
        Field::Id => &[
            "order",
            "don",
            "bestell",
            "pedido",
            "commande",
            "invoice",
            "hoadon",
            "สั่งซื้อ",
            "no",
            "nr",
            "id",
            "ma",
        ],
        _ => &["date", "ngay", "datum", "fecha", "วันที่", "created", "time", "thoigian", "at"],
    }
}
