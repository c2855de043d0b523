//! Where rows become answers with a name of their own.

use std::collections::BTreeSet;

use super::super::{Refusal, Why, text::clean};
use super::columns::Columns;
use super::follow_ups::FollowUps;
use super::form::{Cells, Form};
use super::reader::Step;
use super::seen::{Known, Seen};
use super::{AnswerDraft, AnswerField, AnswerRules};
use crate::error::{Error, Result};

/// What has been read so far, and how to read on.
pub struct Desk<'a> {
    form: Form<'a>,
    seen: Seen,
    /// Where the columns went.
    pub kept: Kept,
}

/// Where the columns went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// What is counted apart.
    pub dimensions: BTreeSet<String>,
    /// What is only kept.
    pub properties: BTreeSet<String>,
    /// Headers of what says who somebody is; not read.
    pub personal: BTreeSet<String>,
    /// How many answers had no id of their own.
    pub without_id: u64,
    /// How many stood in the file once more, word for word.
    pub repeated: u64,
}

impl<'a> Desk<'a> {
    /// A desk with nothing on it.
    pub fn new(rules: &'a AnswerRules<'a>) -> Self {
        let form = Form { rules, follow_ups: FollowUps::new(rules) };
        Self { form, seen: Seen::default(), kept: Kept::default() }
    }

    /// The shop's rules.
    pub fn rules(&self) -> &'a AnswerRules<'a> {
        self.form.rules
    }

    /// Refuses a table that says nowhere which survey it answers, if there are several.
    ///
    /// # Errors
    /// Refused with the surveys that there are.
    pub fn check_survey(&self, columns: &Columns) -> Result<()> {
        let rules = self.form.rules;
        let open = rules.survey.is_none() && rules.surveys.len() != 1;
        if open && columns.at(&AnswerField::Survey).is_none() {
            let slugs: Vec<&str> = rules.surveys.iter().map(|s| s.slug.as_str()).collect();
            let slugs = slugs.join(", ");
            return Err(Error::refused(format!(
                "no column says which survey is answered; name one of {slugs} with --survey"
            )));
        }
        Ok(())
    }

    /// Reads a row, and gives the answer its key.
    pub fn read(&mut self, line: u64, cells: &Cells<'_>) -> Step {
        let refused = |reason| Step::Item(Box::new(Err(Refusal { line, reason })));
        let mut draft = match self.form.read(line, cells) {
            Ok(draft) => draft,
            Err(reason) => return refused(reason),
        };
        let place = self.form.place(&draft, cells);
        let id = clean(cells.id());
        if id.is_empty() {
            self.kept.without_id += 1;
            draft.key = self.seen.row(&place, &cells.content());
            return Step::Item(Box::new(Ok(draft)));
        }
        match self.seen.id(&place, &id, &cells.content(), line) {
            Known::New(key) => {
                draft.key = key;
                Step::Item(Box::new(Ok(draft)))
            }
            Known::Same => {
                self.kept.repeated += 1;
                Step::Repeated
            }
            Known::Other(row) => refused(Why::Repeated { row }),
        }
    }

    /// Notes the headers of what says who somebody is.
    pub fn note_personal(&mut self, columns: &Columns) {
        let headers = columns.personal.iter().map(|at| columns.header(*at).to_owned());
        self.kept.personal.extend(headers);
    }

    /// Notes where the columns of an answer went.
    pub fn note_kept(&mut self, draft: &AnswerDraft) {
        for (name, _) in &draft.dimensions {
            note(&mut self.kept.dimensions, name);
        }
        for name in draft.properties.keys() {
            note(&mut self.kept.properties, name);
        }
    }
}

fn note(names: &mut BTreeSet<String>, name: &str) {
    if !names.contains(name) {
        names.insert(name.to_owned());
    }
}
