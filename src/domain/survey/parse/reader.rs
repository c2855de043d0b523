//! Reads TOML values one by one and writes down what is wrong with them, each with its place.

use std::ops::Range;

use toml_edit::{Item, Table, TableLike, Value};

use super::super::Problem;

/// How many problems are told.
const MOST_PROBLEMS: usize = 100;

/// A table and its name in messages.
pub(super) struct Section<'a> {
    path: String,
    table: &'a dyn TableLike,
    start: usize,
}

/// A value, its name in messages and where it starts.
pub(super) struct Field<'a> {
    path: String,
    item: &'a Item,
    start: usize,
}

impl<'a> Section<'a> {
    /// The whole file.
    pub(super) fn whole(table: &'a Table) -> Self {
        Self { path: String::new(), table, start: 0 }
    }

    /// The value of a key, if there is one.
    pub(super) fn get(&self, key: &str) -> Option<Field<'a>> {
        let (written, item) = self.table.get_key_value(key)?;
        let start = item.span().or_else(|| written.span()).map_or(self.start, |span| span.start);
        Some(Field { path: self.path_to(key), item, start })
    }

    /// Every key in the table's order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.table.iter().map(|(key, _)| key)
    }

    /// The name of a key in messages.
    fn path_to(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}

impl<'a> Field<'a> {
    /// An array's values with their own places.
    fn elements(&self) -> Option<Vec<(&'a Value, usize)>> {
        let values = self.item.as_array()?.iter();
        Some(values.map(|value| (value, value.span().map_or(self.start, |s| s.start))).collect())
    }
}

/// Collects what is wrong while values are read.
pub(super) struct Reader<'a> {
    source: &'a str,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// A reader that has seen nothing wrong yet.
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, problems: Vec::new() }
    }

    /// What was wrong, in the order of the file.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        self.problems
    }

    /// Writes down what is wrong with a value.
    pub(super) fn problem(&mut self, field: &Field<'_>, message: impl AsRef<str>) {
        self.problem_at(field.start, format!("`{}`: {}", field.path, message.as_ref()));
    }

    /// Writes down what is wrong with some words of a text, at their place where they stand in the
    /// file as they are.
    pub(super) fn problem_within(
        &mut self,
        field: &Field<'_>,
        words: &str,
        message: impl AsRef<str>,
    ) {
        let written = field.item.span().and_then(|span| self.source.get(span));
        let at = written.and_then(|written| written.find(words)).unwrap_or(0);
        self.problem_at(field.start + at, format!("`{}`: {}", field.path, message.as_ref()));
    }

    /// Writes down that a value is not what is allowed.
    pub(super) fn refuse(&mut self, field: &Field<'_>, allowed: &str) {
        let found = describe(field.item);
        self.problem(field, format!("found {found}; allowed: {allowed}"));
    }

    fn problem_at(&mut self, start: usize, message: String) {
        // Each is looked up in the file, and nobody reads more of them.
        if self.problems.len() >= MOST_PROBLEMS {
            return;
        }
        self.problems.push(Problem::at(self.source, start, message));
    }

    /// Writes down every key that is none of the allowed.
    pub(super) fn check_keys(&mut self, section: &Section<'_>, allowed: &[&str]) {
        for key in section.keys().filter(|key| !allowed.contains(key)) {
            let span = section.table.key(key).and_then(|written| written.span());
            let path = section.path_to(key);
            let message = format!("`{path}` is not a key; allowed: {}", allowed.join(", "));
            self.problem_at(span.map_or(section.start, |span: Range<usize>| span.start), message);
        }
    }

    /// The value of a key that must be there.
    pub(super) fn required<'t>(&mut self, section: &Section<'t>, key: &str) -> Option<Field<'t>> {
        let field = section.get(key);
        if field.is_none() {
            let message = format!("`{}` is missing", section.path_to(key));
            self.problem_at(section.start, message);
        }
        field
    }

    /// A table.
    pub(super) fn section<'t>(&mut self, field: &Field<'t>) -> Option<Section<'t>> {
        let table = field.item.as_table_like();
        if table.is_none() {
            self.refuse(field, &format!("a table [{}]", field.path));
        }
        let path = field.path.clone();
        table.map(|table| Section { path, table, start: field.start })
    }

    /// Tables in an array, as `[[follow_up]]` makes them.
    pub(super) fn sections<'t>(&mut self, field: &Field<'t>) -> Option<Vec<Section<'t>>> {
        let section = |(index, (table, start)): (usize, (&'t dyn TableLike, usize))| Section {
            path: format!("{}[{}]", field.path, index + 1),
            table,
            start,
        };
        if let Some(tables) = field.item.as_array_of_tables() {
            let place = |table: &Table| table.span().map_or(field.start, |span| span.start);
            let tables = tables.iter().map(|table| (table as &dyn TableLike, place(table)));
            return Some(tables.enumerate().map(section).collect());
        }
        let inline = field.elements().and_then(|elements| {
            let table = |(value, start): (&'t Value, usize)| {
                value.as_inline_table().map(|table| (table as &dyn TableLike, start))
            };
            elements.into_iter().map(table).collect::<Option<Vec<_>>>()
        });
        if inline.is_none() {
            self.refuse(field, &format!("tables [[{}]]", field.path));
        }
        Some(inline?.into_iter().enumerate().map(section).collect())
    }

    /// A text.
    pub(super) fn text<'t>(&mut self, field: &Field<'t>) -> Option<&'t str> {
        let text = field.item.as_str();
        if text.is_none() {
            self.refuse(field, "a text in quotes");
        }
        text
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, field: &Field<'_>) -> Option<bool> {
        let value = field.item.as_bool();
        if value.is_none() {
            self.refuse(field, "true or false");
        }
        value
    }

    /// A number from 0 to 1.
    pub(super) fn share(&mut self, field: &Field<'_>) -> Option<f64> {
        let whole = field.item.as_integer().and_then(|n| u8::try_from(n).ok()).map(f64::from);
        let share = field.item.as_float().or(whole).filter(|n| (0.0..=1.0).contains(n));
        if share.is_none() {
            self.refuse(field, "a number from 0.0 to 1.0");
        }
        share
    }

    /// One of a set of words.
    pub(super) fn one_of<T: Copy>(&mut self, field: &Field<'_>, set: &[(&str, T)]) -> Option<T> {
        let word = field.item.as_str();
        let value = word.and_then(|word| set.iter().find(|(name, _)| *name == word));
        if value.is_none() {
            self.refuse(field, &words(set));
        }
        value.map(|(_, value)| *value)
    }

    /// At least one of a set of words, in an array.
    pub(super) fn several_of<T: Copy>(
        &mut self,
        field: &Field<'_>,
        set: &[(&str, T)],
    ) -> Option<Vec<T>> {
        let written = self.texts(field)?;
        let mut values = Some(Vec::new());
        for (word, start) in written {
            match set.iter().find(|(name, _)| *name == word) {
                Some((_, value)) => values.iter_mut().for_each(|values| values.push(*value)),
                None => {
                    let message =
                        format!("`{}`: found \"{word}\"; allowed: {}", field.path, words(set));
                    self.problem_at(start, message);
                    values = None;
                }
            }
        }
        if values.as_ref().is_some_and(Vec::is_empty) {
            self.refuse(field, &format!("some of {}", words(set)));
            return None;
        }
        values
    }

    /// The texts of an array with their places.
    pub(super) fn texts<'t>(&mut self, field: &Field<'t>) -> Option<Vec<(&'t str, usize)>> {
        let texts = field.elements().and_then(|elements| {
            let text =
                |(value, start): (&'t Value, usize)| value.as_str().map(|text| (text, start));
            elements.into_iter().map(text).collect::<Option<Vec<_>>>()
        });
        if texts.is_none() {
            self.refuse(field, "texts in brackets, such as [\"one\", \"two\"]");
        }
        texts
    }

    /// Writes down what is wrong with one element of an array.
    pub(super) fn problem_in(&mut self, field: &Field<'_>, start: usize, message: &str) {
        self.problem_at(start, format!("`{}`: {message}", field.path));
    }
}

fn words<T>(set: &[(&str, T)]) -> String {
    set.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// A value as a message shows it: texts and numbers themselves, all else by its type.
fn describe(item: &Item) -> String {
    match item {
        Item::Value(Value::String(text)) => {
            let shown: String = text.value().chars().take(40).collect();
            let rest = if shown.len() < text.value().len() { "…" } else { "" };
            format!("\"{shown}{rest}\"")
        }
        Item::Value(Value::Integer(number)) => number.value().to_string(),
        Item::Value(Value::Float(number)) => number.value().to_string(),
        Item::Value(Value::Boolean(value)) => value.value().to_string(),
        Item::Value(Value::Datetime(_)) => "a date or time".to_owned(),
        Item::Value(Value::Array(_)) => "an array".to_owned(),
        _ => "a table".to_owned(),
    }
}
