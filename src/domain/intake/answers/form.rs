//! One row as an answer.

use std::collections::BTreeMap;

use super::super::{
    Why,
    dates::{self, Fault},
    order::is_mangled,
    text::{clean, fold, some, trim},
};
use super::columns::{Columns, Part};
use super::dimensions::is_member;
use super::follow_ups::{self, FollowUps};
use super::json::SEPARATOR;
use super::{AnswerDraft, AnswerField, AnswerRules, delighted, score, seen};
use crate::domain::answer::{COMMENT_LENGTH, Stored};
use crate::domain::survey::Definition;
use crate::types::{Instant, Language};

/// How much of a bad value is repeated to people.
const SHOWN: usize = 40;

/// What is known of the file while its rows are read.
#[derive(Debug)]
pub struct Form<'a> {
    /// The shop's rules.
    pub rules: &'a AnswerRules<'a>,
    /// The follow-ups of its surveys.
    pub follow_ups: FollowUps,
}

/// A row's cells by their columns.
pub struct Cells<'r> {
    /// Which column holds what.
    pub columns: &'r Columns,
    /// The cell of a column.
    pub cell: &'r dyn Fn(usize) -> &'r str,
}

impl<'r> Cells<'r> {
    fn get(&self, field: &AnswerField) -> &'r str {
        self.columns.at(field).map_or("", |at| trim((self.cell)(at)))
    }

    /// The id in its source.
    pub fn id(&self) -> &'r str {
        self.get(&AnswerField::Id)
    }

    /// The digest of what tells this row from others.
    pub fn content(&self) -> seen::Content {
        let told = self.columns.telling.iter().filter_map(|at| {
            let cell = trim((self.cell)(*at));
            let header = self.columns.folded.get(*at)?;
            (!cell.is_empty()).then_some((header.as_str(), cell))
        });
        seen::content(told)
    }
}

impl Form<'_> {
    /// Reads an answer; its key is given later.
    pub fn read(&self, line: u64, cells: &Cells<'_>) -> Result<AnswerDraft, Why> {
        let survey = self.survey(cells)?;
        let definition = self.rules.surveys.get(survey).ok_or(Why::NoSurvey)?;
        let survey_type = cells.get(&AnswerField::SurveyType);
        delighted::check(survey_type, definition)?;
        if is_mangled(cells.id()) {
            return Err(Why::MangledId { value: clean(cells.id()) });
        }
        let (answered_at, whole_day) = self.answered_at(cells)?;
        let written = cells.get(&AnswerField::Score);
        if written.is_empty() {
            return Err(Why::NoScore);
        }
        let score = score::read(written, definition.kind)?;
        let comment = some(cells.get(&AnswerField::Comment));
        if comment.as_ref().is_some_and(|text| text.chars().count() > COMMENT_LENGTH) {
            return Err(Why::CommentTooLong { limit: COMMENT_LENGTH });
        }
        let language = cells.get(&AnswerField::Language);
        let comment_language = language_of(comment.as_deref(), self.rules.language);
        let mut draft = AnswerDraft {
            line,
            key: String::new(),
            survey,
            answered_at,
            whole_day,
            stored: Stored { score, comment, answers: BTreeMap::new() },
            language: Language::parse(language).or_else(|| language_by_name(language)),
            comment_language,
            channel: channel(cells.get(&AnswerField::Channel)),
            dimensions: Vec::new(),
            properties: BTreeMap::new(),
            others: Vec::new(),
        };
        for (part, at) in &cells.columns.parts {
            let cell = trim((cells.cell)(*at));
            if !cell.is_empty() {
                self.put(&mut draft, definition, (part, cells.columns, *at), cell);
            }
        }
        Ok(draft)
    }

    /// What the answers of this row are known under besides their own id.
    pub fn place(&self, draft: &AnswerDraft, cells: &Cells<'_>) -> String {
        let is_delighted = !cells.get(&AnswerField::SurveyType).is_empty();
        let by_itself = if is_delighted { "delighted" } else { "file" };
        let source = self.rules.source.as_deref().unwrap_or(by_itself);
        let slug = self.rules.surveys.get(draft.survey).map_or("", |survey| survey.slug.as_str());
        format!("{slug}:{source}")
    }

    fn survey(&self, cells: &Cells<'_>) -> Result<usize, Why> {
        if let Some(survey) = self.rules.survey {
            return Ok(survey);
        }
        let slug = cells.get(&AnswerField::Survey);
        if slug.is_empty() {
            // Where there is one survey, nobody has to name it.
            return if self.rules.surveys.len() == 1 { Ok(0) } else { Err(Why::NoSurvey) };
        }
        let found = self.rules.surveys.iter().position(|survey| survey.slug == slug);
        found.ok_or_else(|| Why::UnknownSurvey { value: shown(slug) })
    }

    fn answered_at(&self, cells: &Cells<'_>) -> Result<(Instant, bool), Why> {
        let column = cells.columns.at(&AnswerField::AnsweredAt).ok_or_else(no_date)?;
        let cell = trim((cells.cell)(column));
        let fault = |fault| {
            let (column, value) = (cells.columns.header(column).to_owned(), shown(cell));
            match fault {
                Fault::Impossible => Why::ImpossibleDate { column, value },
                Fault::Unread => Why::UnreadDate { column, value },
            }
        };
        let month_first = cells.columns.month_first.contains(&column);
        let when = match dates::read_unix(cell) {
            Some(when) => Some(when),
            None => dates::read(cell, self.rules.zone, month_first).map_err(fault)?,
        };
        let when =
            when.ok_or_else(|| Why::NoDate { column: cells.columns.header(column).to_owned() })?;
        let at = when.not_after(self.rules.now, self.rules.zone);
        let at = at.ok_or_else(|| Why::Future {
            column: cells.columns.header(column).to_owned(),
            value: shown(cell),
        })?;
        Ok((at, when.is_whole_day()))
    }

    /// Puts a cell where it belongs.
    fn put(
        &self,
        draft: &mut AnswerDraft,
        definition: &Definition,
        (part, columns, at): (&Part, &Columns, usize),
        cell: &str,
    ) {
        let key = match part {
            Part::Answer(key) => Some(key.as_str()),
            Part::Unknown(_) => {
                let folded = columns.folded.get(at).map_or("", String::as_str);
                self.follow_ups.key(draft.survey, folded)
            }
            _ => None,
        };
        if let Some(key) = key
            && let Some(answer) = follow_ups::read(definition, draft.stored.score, key, cell)
        {
            draft.stored.answers.insert(key.to_owned(), answer);
            return;
        }
        let values = cell.split(SEPARATOR).filter_map(some);
        match part {
            Part::Dimension(name) => {
                let members = values.filter(|value| is_member(value));
                draft.dimensions.extend(members.map(|member| (name.clone(), member)));
            }
            Part::Unknown(name) => {
                draft.others.extend(values.map(|value| (name.clone(), value)));
            }
            Part::Property(name) => {
                draft.properties.insert(name.to_string(), values.collect::<Vec<_>>().join(", "));
            }
            Part::Answer(key) => {
                draft.properties.insert(key.clone(), values.collect::<Vec<_>>().join(", "));
            }
        }
    }
}

fn no_date() -> Why {
    Why::NoDate { column: AnswerField::AnsweredAt.to_string() }
}

fn shown(value: &str) -> String {
    clean(value).chars().take(SHOWN).collect()
}

/// The way an answer came in, in our own words where we have one for it.
fn channel(cell: &str) -> Option<String> {
    let word = match fold(cell).as_str() {
        "" => return None,
        "email" | "mail" | "thu" | "อีเมล" => "mail",
        "link" | "sms" | "lienket" | "ลิงก์" => "link",
        "kiosk" | "qr" | "qrcode" | "touchpoint" | "maqr" => "touchpoint",
        "card" | "the" | "การ์ด" => "card",
        "reminder" => "reminder",
        _ => return some(cell).filter(|channel| is_member(channel)),
    };
    Some(word.to_owned())
}

fn language_by_name(cell: &str) -> Option<Language> {
    match fold(cell).as_str() {
        "english" | "tienganh" | "อังกฤษ" => Some(Language::En),
        "vietnamese" | "tiengviet" | "เวียดนาม" => Some(Language::Vi),
        "thai" | "tiengthai" | "ไทย" => Some(Language::Th),
        _ => None,
    }
}

/// The language that the letters of a comment give away.
fn language_of(comment: Option<&str>, otherwise: Language) -> Language {
    let thai = |c: char| ('\u{e00}'..='\u{e7f}').contains(&c);
    let vietnamese = |c: char| {
        matches!(c, 'đ' | 'ơ' | 'ư' | 'ă' | 'Đ' | 'Ơ' | 'Ư' | 'Ă' | '\u{1ea0}'..='\u{1ef9}')
    };
    match comment {
        Some(text) if text.contains(thai) => Language::Th,
        Some(text) if text.contains(vietnamese) => Language::Vi,
        _ => otherwise,
    }
}
