//! The headers of a table of answers, and what is said when they are not enough.

use super::super::{
    dialect::{Headings, Judged, guess, shown},
    text::clean,
};
use super::columns::{Columns, Part, recognise};
use super::{AnswerField, AnswerRules};

/// Tables of answers; what the rules map wins over what the headers say.
pub struct AnswerHeadings<'a>(pub &'a AnswerRules<'a>);

impl Headings for AnswerHeadings<'_> {
    type Columns = Columns;
    type Unknown = Columns;

    fn judge(&self, headers: &[&str]) -> Judged<Columns, Columns> {
        let columns = recognise(headers, self.0);
        let known = |part: &&(Part, usize)| !matches!(part.0, Part::Unknown(_));
        let parts = columns.parts.iter().filter(known).count();
        let known = columns.fields.len() + parts + columns.personal.len();
        let sound = columns.absent.is_empty() && missing(&columns).next().is_none();
        Judged { known, columns: if sound { Ok(columns) } else { Err(columns) } }
    }

    fn id(&self, columns: &Columns) -> Option<usize> {
        columns.at(&AnswerField::Id)
    }

    fn explain(&self, headers: &[String], columns: &Columns) -> String {
        let found = shown(headers);
        if let Some((field, column)) = columns.absent.first() {
            return format!("--map {field}={column}: there is no column “{column}”; {found}");
        }
        let missing: Vec<AnswerField> = missing(columns).collect();
        let maps = missing.iter().map(|field| {
            let guess = guess(headers, hints(field)).map_or_else(|| "COLUMN".to_owned(), clean);
            format!(" --map {field}=\"{guess}\"")
        });
        let lacking: Vec<&str> = missing.iter().map(name).collect();
        format!(
            "this is no file of answers we know: no column holds {}; {found}; say which does, as \
             in{} (and, where they are not found, --map comment=… --map id=… --map location=…)",
            lacking.join(" and "),
            maps.collect::<String>()
        )
    }
}

fn missing(columns: &Columns) -> impl Iterator<Item = AnswerField> + '_ {
    let needed = [AnswerField::AnsweredAt, AnswerField::Score];
    needed.into_iter().filter(|field| columns.at(field).is_none())
}

fn name(field: &AnswerField) -> &'static str {
    if *field == AnswerField::Score { "the score" } else { "the date of the answer" }
}

/// What the header of a field may hold, folded.
fn hints(field: &AnswerField) -> &'static [&'static str] {
    match field {
        AnswerField::Score => {
            &["score", "rating", "diem", "คะแนน", "nps", "csat", "sao", "star", "recommend"]
        }
        _ => &["date", "ngay", "datum", "fecha", "วันที่", "created", "time", "thoigian", "at"],
    }
}
