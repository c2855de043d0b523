//! Recognises what a file is by its headers.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{
    Field,
    aliases::{
        Alias, PropertyAlias, SHEET, SHEET_PROPERTIES, SHOPIFY, SHOPIFY_PROPERTIES, WOOCOMMERCE,
        WOOCOMMERCE_PROPERTIES,
    },
    columns::Columns,
    text::{clean, fold},
};
use crate::types::Dimension;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Shopify's order export.
    Shopify,
    /// A WooCommerce export plug-in's file.
    WooCommerce,
    /// A spreadsheet with headers in Vietnamese, English or Thai, or with mapped columns.
    Spreadsheet,
}

impl Layout {
    /// The source that orders get unless another is named.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::Shopify => "shopify",
            Self::WooCommerce => "woocommerce",
            Self::Spreadsheet => "spreadsheet",
        }
    }

    fn aliases(self) -> &'static Folded {
        static SHOPIFY_FOLDED: LazyLock<Folded> =
            LazyLock::new(|| Folded::new(SHOPIFY, SHOPIFY_PROPERTIES));
        static WOOCOMMERCE_FOLDED: LazyLock<Folded> =
            LazyLock::new(|| Folded::new(WOOCOMMERCE, WOOCOMMERCE_PROPERTIES));
        static SHEET_FOLDED: LazyLock<Folded> =
            LazyLock::new(|| Folded::new(SHEET, SHEET_PROPERTIES));
        match self {
            Self::Shopify => &SHOPIFY_FOLDED,
            Self::WooCommerce => &WOOCOMMERCE_FOLDED,
            Self::Spreadsheet => &SHEET_FOLDED,
        }
    }

    fn of(folded: &[String]) -> Self {
        let has = |header: &str| folded.iter().any(|folded| folded == header);
        let line = ["financialstatus", "fulfillmentstatus", "lineitemname"];
        let bill = ["billingemail", "emailbilling", "billingfirstname", "firstnamebilling"];
        if has("name") && has("createdat") && line.into_iter().any(has) {
            Self::Shopify
        } else if bill.into_iter().any(has) {
            Self::WooCommerce
        } else {
            Self::Spreadsheet
        }
    }
}

/// A layout's headers, folded once: while the dialect is sought many rows are held against them.
struct Folded {
    fields: Vec<(Field, Vec<String>)>,
    properties: Vec<(String, Vec<String>)>,
}

impl Folded {
    fn new(fields: &[Alias], properties: &[PropertyAlias]) -> Self {
        let folded = |names: &[&str]| names.iter().map(|name| fold(name)).collect();
        Self {
            fields: fields.iter().map(|(field, names)| (field.clone(), folded(names))).collect(),
            properties: properties
                .iter()
                .map(|(property, names)| ((*property).to_owned(), folded(names)))
                .collect(),
        }
    }
}

/// Headers that are not enough.
#[derive(Debug)]
pub struct Unknown {
    /// Mapped columns that the file does not have.
    pub absent: Vec<(Field, String)>,
    /// Fields no column was found for.
    pub missing: Vec<Field>,
}

/// Says which column holds what; `map` wins over what the layout knows, and that over a column that
/// is headed like one of the properties the shop has `named`.
pub fn recognise(
    headers: &[&str],
    map: &BTreeMap<Field, String>,
    named: &[Dimension],
) -> Result<Columns, Unknown> {
    let folded: Vec<String> = headers.iter().map(|header| fold(without_format(header).0)).collect();
    let layout = Layout::of(&folded);
    let aliases = layout.aliases();
    let positions = |names: &[String]| -> Vec<usize> {
        let folded = &folded;
        let of = |name| (0..folded.len()).filter(move |at| folded.get(*at) == Some(name));
        names.iter().flat_map(of).collect()
    };
    let mut fields: BTreeMap<Field, Vec<usize>> =
        aliases.fields.iter().map(|(field, names)| (field.clone(), positions(names))).collect();
    let mut properties: BTreeMap<String, usize> = aliases
        .properties
        .iter()
        .filter_map(|(name, headers)| Some((name.clone(), *positions(headers).first()?)))
        .collect();
    for name in named.iter().map(Dimension::as_str).filter(|name| *name != Dimension::PRODUCT) {
        let header = fold(name);
        let at = folded.iter().position(|folded| !header.is_empty() && *folded == header);
        if let Some(at) = at {
            properties.entry(name.to_owned()).or_insert(at);
        }
    }
    let mut absent = Vec::new();
    for (field, column) in map {
        match (find_mapped(headers, &folded, column), field) {
            (None, _) => absent.push((field.clone(), column.clone())),
            (Some(at), Field::Property(name)) => drop(properties.insert(name.clone(), at)),
            (Some(at), _) => drop(fields.insert(field.clone(), vec![at])),
        }
    }
    fields.iter_mut().for_each(|(field, columns)| keep_one(field, columns));
    let first = |field: &Field| fields.get(field).and_then(|columns| columns.first()).copied();
    match (first(&Field::Id), first(&Field::Placed)) {
        (Some(id), Some(placed)) if absent.is_empty() => Ok(Columns {
            layout,
            headers: headers.iter().map(|header| clean(header)).collect(),
            id,
            placed,
            month_first: (0..headers.len())
                .filter(|at| headers.get(*at).is_some_and(|header| without_format(header).1))
                .collect(),
            fields,
            properties: properties.into_iter().collect(),
        }),
        (id, placed) => {
            let needed = [(Field::Id, id), (Field::Placed, placed)];
            let missing = needed.into_iter().filter(|(_, at)| at.is_none());
            Err(Unknown { absent, missing: missing.map(|(field, _)| field).collect() })
        }
    }
}

/// The column that was named by hand: written just so, or the same when folded.
pub(super) fn find_mapped(headers: &[&str], folded: &[String], column: &str) -> Option<usize> {
    let same = |written: &dyn Fn(&str) -> String| {
        let name = written(column);
        headers.iter().position(|header| !name.is_empty() && written(header) == name)
    };
    let bare = fold(without_format(column).0);
    let without = || folded.iter().position(|header| !bare.is_empty() && *header == bare);
    same(&clean).or_else(|| same(&fold)).or_else(without)
}

/// Contacts may stand in several columns, of which the first that is filled counts. All else has
/// one column: a date or a status that jumps between columns from row to row would be a lie.
fn keep_one(field: &Field, columns: &mut Vec<usize>) {
    let several = matches!(
        field,
        Field::Name
            | Field::FirstName
            | Field::LastName
            | Field::Email
            | Field::Phone
            | Field::Country
    );
    if !several {
        columns.truncate(1);
    }
}

/// A header without a date format in brackets, and whether that format puts the month first:
/// `Order date (MM/DD/YYYY)`. Nothing else proves a month-first file.
pub(super) fn without_format(header: &str) -> (&str, bool) {
    let Some((name, rest)) = header.split_once(['(', '[']) else { return (header, false) };
    let format = fold(rest);
    let is_format = !format.is_empty() && format.chars().all(|c| "dmyhs".contains(c));
    if is_format { (name, format.starts_with('m')) } else { (header, false) }
}
