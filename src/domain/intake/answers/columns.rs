//! Which column holds what.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

use super::super::{
    layout::{find_mapped, without_format},
    text::{clean, fold},
};
use super::aliases::{DIMENSIONS, FIELDS, PERSONAL, PROPERTIES};
use super::field::name_of;
use super::{AnswerField, AnswerRules};
use crate::types::Dimension;

/// What a column that is no plain field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The answer to a follow-up.
    Answer(String),
    /// A dimension.
    Dimension(Arc<str>),
    /// A property.
    Property(Arc<str>),
    /// Something that nobody knows, by its name.
    Unknown(Arc<str>),
}

/// The columns of a file, or of objects with the same keys.
#[derive(Debug, Default)]
pub struct Columns {
    /// The headers, cleaned, for messages.
    pub headers: Vec<String>,
    /// The headers folded, without what they are nested in.
    pub folded: Vec<String>,
    /// The plain fields.
    pub fields: BTreeMap<AnswerField, usize>,
    /// All other columns that are read.
    pub parts: Vec<(Part, usize)>,
    /// Columns that say who somebody is.
    pub personal: Vec<usize>,
    /// Columns that tell rows apart that have no id, in the order of their headers.
    pub telling: Vec<usize>,
    /// Columns whose header proves that the month is written first.
    pub month_first: Vec<usize>,
    /// Mapped columns that are not there.
    pub absent: Vec<(AnswerField, String)>,
}

impl Columns {
    /// The column of a plain field.
    pub fn at(&self, field: &AnswerField) -> Option<usize> {
        self.fields.get(field).copied()
    }

    /// The header of a column.
    pub fn header(&self, column: usize) -> &str {
        self.headers.get(column).map_or("", String::as_str)
    }
}

/// Says which column holds what; what the rules map wins over what the headers say.
pub fn recognise(headers: &[&str], rules: &AnswerRules<'_>) -> Columns {
    let bare: Vec<(&str, Nest)> = headers.iter().map(|header| nest_of(header)).collect();
    let folded: Vec<String> =
        bare.iter().map(|(header, _)| fold(without_format(header).0)).collect();
    let mut columns = Columns {
        headers: bare.iter().map(|(header, _)| clean(header)).collect(),
        month_first: (0..bare.len())
            .filter(|at| bare.get(*at).is_some_and(|(header, _)| without_format(header).1))
            .collect(),
        ..Columns::default()
    };
    let mut taken = vec![false; headers.len()];
    take_mapped(&mut columns, (headers, &bare, &folded), &rules.map, &mut taken);
    take_fields(&mut columns, (&bare, &folded), &mut taken);
    for (at, (header, nest)) in bare.iter().enumerate() {
        let folded = folded.get(at).map_or("", String::as_str);
        if taken.get(at) == Some(&false) && !folded.is_empty() {
            match part_of(header, folded, *nest, &rules.dimensions) {
                Some(part) => columns.parts.push((part, at)),
                None => columns.personal.push(at),
            }
        }
    }
    columns.telling = (0..headers.len()).filter(|at| !columns.personal.contains(at)).collect();
    columns.telling.sort_by(|a, b| folded.get(*a).cmp(&folded.get(*b)));
    columns.folded = folded;
    columns
}

/// Where a key of an object lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nest {
    /// At the top, or in a table.
    Top,
    /// Among the properties of the person.
    Properties,
    /// In the person.
    Person,
}

fn nest_of(header: &str) -> (&str, Nest) {
    let inside = |nests: &[&str]| nests.iter().find_map(|nest| header.strip_prefix(nest));
    if let Some(name) = inside(&["person_properties.", "properties."]) {
        (name, Nest::Properties)
    } else if let Some(name) = inside(&["person."]) {
        (name, Nest::Person)
    } else {
        (header, Nest::Top)
    }
}

type Headers<'a> = (&'a [&'a str], &'a [(&'a str, Nest)], &'a [String]);

fn take_mapped(
    columns: &mut Columns,
    (headers, bare, folded): Headers<'_>,
    map: &BTreeMap<AnswerField, String>,
    taken: &mut [bool],
) {
    let names: Vec<&str> = bare.iter().map(|(name, _)| *name).collect();
    for (field, column) in map {
        let found = headers.iter().position(|header| header == column);
        let Some(at) = found.or_else(|| find_mapped(&names, folded, column)) else {
            columns.absent.push((field.clone(), column.clone()));
            continue;
        };
        take(taken, at);
        // `--map "answered_at=Date (MM/DD/YYYY)"` says what the header does not.
        if without_format(column).1 {
            columns.month_first.push(at);
        }
        match field {
            AnswerField::Answer(key) => columns.parts.push((Part::Answer(key.clone()), at)),
            AnswerField::Dimension(name) => {
                columns.parts.push((Part::Dimension(name.as_str().into()), at));
            }
            AnswerField::Property(name) => {
                columns.parts.push((Part::Property(name.as_str().into()), at));
            }
            plain => drop(columns.fields.insert(plain.clone(), at)),
        }
    }
}

/// Each field takes the first free column of the best of its names.
fn take_fields(
    columns: &mut Columns,
    (bare, folded): (&[(&str, Nest)], &[String]),
    taken: &mut [bool],
) {
    for (field, names) in known().fields.iter() {
        if columns.fields.contains_key(field) {
            continue;
        }
        // What a shop calls a score of the person's is not this answer's.
        let deep = matches!(field, AnswerField::Language | AnswerField::Channel);
        let is_free = |at: &usize| {
            taken.get(*at) == Some(&false)
                && bare.get(*at).is_some_and(|(_, nest)| {
                    *nest == Nest::Top || (deep && *nest == Nest::Properties)
                })
        };
        let named = |name: &String| {
            (0..folded.len()).find(|at| folded.get(*at) == Some(name) && is_free(at))
        };
        if let Some(at) = names.iter().find_map(named) {
            take(taken, at);
            columns.fields.insert(field.clone(), at);
        }
    }
}

fn take(taken: &mut [bool], at: usize) {
    if let Some(taken) = taken.get_mut(at) {
        *taken = true;
    }
}

/// What a column holds that is no plain field; `None` of what says who somebody is.
fn part_of(header: &str, folded: &str, nest: Nest, named: &[Dimension]) -> Option<Part> {
    if nest == Nest::Person {
        return None;
    }
    if let Some(name) = named.iter().find(|name| fold(name.as_str()) == folded) {
        return Some(Part::Dimension(name.as_str().into()));
    }
    match header.split_once('.') {
        Some(("answer", key)) => return Some(Part::Answer(key.to_owned())),
        Some(("dimension", name)) => return Some(Part::Dimension(name_of(name).into())),
        Some(("property", name)) => return Some(Part::Property(name_of(name).into())),
        _ => {}
    }
    match known().parts.get(folded) {
        Some(part) => part.clone(),
        None => Some(Part::Unknown(name_of(without_format(header).0).into())),
    }
}

/// All headers we know, folded once.
struct Known {
    fields: Vec<(AnswerField, Vec<String>)>,
    parts: HashMap<String, Option<Part>>,
}

fn known() -> &'static Known {
    static KNOWN: LazyLock<Known> = LazyLock::new(|| {
        let personal = PERSONAL.iter().map(|name| (fold(name), None));
        let properties = PROPERTIES.iter().flat_map(|(property, names)| {
            names.iter().map(|name| (fold(name), Some(Part::Property((*property).into()))))
        });
        let dimensions = DIMENSIONS.iter().flat_map(|(dimension, names)| {
            names.iter().map(|name| (fold(name), Some(Part::Dimension((*dimension).into()))))
        });
        Known {
            fields: FIELDS
                .iter()
                .map(|(field, names)| (field.clone(), names.iter().map(|n| fold(n)).collect()))
                .collect(),
            parts: personal.chain(properties).chain(dimensions).collect(),
        }
    });
    &KNOWN
}
