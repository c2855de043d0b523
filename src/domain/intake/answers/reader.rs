//! The answers of a file, one at a time.

use std::collections::{HashMap, VecDeque};
use std::io::{self, Read};

use super::super::{
    Refusal, Why, dialect,
    encoding::Utf8,
    rows::{Event, Rows},
};
use super::columns::{Columns, recognise};
use super::desk::{Desk, Kept};
use super::dimensions::{Dimensions, SAMPLE};
use super::form::Cells;
use super::headings::AnswerHeadings;
use super::json::{Object, Objects};
use super::{AnswerDraft, AnswerRules};
use crate::error::{Context, Result};

/// Of so many different sets of keys the columns are remembered.
const SHAPES: usize = 1_000;

/// The answers of a file. Refusals come where the rows stand; after a [fatal](Why::is_fatal) one
/// nothing follows. The first ten thousand rows are read ahead, to judge the columns by.
pub struct AnswerReader<'a, R> {
    source: Source<R>,
    desk: Desk<'a>,
    ahead: VecDeque<Result<AnswerDraft, Refusal>>,
    dimensions: Option<Dimensions>,
    ended: bool,
}

enum Source<R> {
    Table(Rows<R>, Box<Columns>),
    Objects(Objects<R>, HashMap<Vec<String>, Columns>),
}

/// What one record came to.
pub(super) enum Step {
    /// An answer or a refusal.
    Item(Box<Result<AnswerDraft, Refusal>>),
    /// The same answer once more.
    Repeated,
    /// The end of the file.
    End,
}

impl<'a, R: Read> AnswerReader<'a, R> {
    /// Recognises a file; refuses it with the headers found and the `--map` that would help.
    ///
    /// # Errors
    /// Refused if it is no file of answers; broken if it cannot be read.
    pub fn open(inner: R, rules: &'a AnswerRules<'a>) -> Result<Self> {
        let what = || "cannot read the file of answers".to_owned();
        let mut text = Utf8::open(inner, rules.language).doing(what)?;
        let mut block = Vec::new();
        let ended = !text.fill(&mut block).doing(what)?;
        let mut desk = Desk::new(rules);
        let first = block.iter().find(|b| !b.is_ascii_whitespace());
        let source = if matches!(first, Some(b'[' | b'{')) {
            Source::Objects(Objects::go_on(text, block, ended), HashMap::new())
        } else {
            let mut rows = Rows::go_on(text, block, ended);
            let columns = dialect::open(&mut rows, &AnswerHeadings(rules))?;
            desk.check_survey(&columns)?;
            desk.note_personal(&columns);
            Source::Table(rows, Box::new(columns))
        };
        Ok(Self { source, desk, ahead: VecDeque::new(), dimensions: None, ended: false })
    }

    /// Where the columns went, as far as the file was read.
    pub fn kept(&self) -> &Kept {
        &self.desk.kept
    }

    /// The next answer or refusal as it stands.
    fn advance(&mut self) -> Option<Result<AnswerDraft, Refusal>> {
        while !self.ended {
            let line = self.source.line();
            match self.source.step(&mut self.desk) {
                Ok(Step::Item(item)) => return Some(*item),
                Ok(Step::Repeated) => {}
                Ok(Step::End) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    let reason = Why::Unreadable { message: error.to_string() };
                    return Some(Err(Refusal { line, reason }));
                }
            }
        }
        None
    }

    /// Judges the columns by the first rows.
    fn look_ahead(&mut self) -> Dimensions {
        while self.ahead.len() < SAMPLE {
            let Some(item) = self.advance() else { break };
            self.ahead.push_back(item);
        }
        Dimensions::of(self.ahead.iter().filter_map(|item| item.as_ref().ok()))
    }
}

impl<R: Read> Iterator for AnswerReader<'_, R> {
    type Item = Result<AnswerDraft, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.dimensions.is_none() {
            self.dimensions = Some(self.look_ahead());
        }
        let mut item = self.ahead.pop_front().or_else(|| self.advance())?;
        if let (Ok(draft), Some(dimensions)) = (&mut item, &self.dimensions) {
            dimensions.settle(draft);
            self.desk.note_kept(draft);
        }
        Some(item)
    }
}

impl<R: Read> Source<R> {
    fn line(&self) -> u64 {
        match self {
            Self::Table(rows, _) => rows.line(),
            Self::Objects(objects, _) => objects.line(),
        }
    }

    fn step(&mut self, desk: &mut Desk<'_>) -> io::Result<Step> {
        let refused = |line, reason| Step::Item(Box::new(Err(Refusal { line, reason })));
        match self {
            Self::Table(rows, columns) => Ok(match rows.next()? {
                None => Step::End,
                Some(Event::Bad { line, why, id: _ }) => refused(line, why),
                Some(Event::Row(row)) => {
                    desk.read(row.line, &Cells { columns, cell: &|at| row.cell(at) })
                }
            }),
            Self::Objects(objects, shapes) => Ok(match objects.next()? {
                None => Step::End,
                Some(Object::Bad { line, why }) => refused(line, why),
                Some(Object::Cells { line, headers, cells }) => {
                    let columns = columns_of(shapes, headers, desk);
                    let cell = |at: usize| cells.get(at).map_or("", String::as_str);
                    desk.read(line, &Cells { columns, cell: &cell })
                }
            }),
        }
    }
}

/// The columns of objects with these keys.
fn columns_of<'s>(
    shapes: &'s mut HashMap<Vec<String>, Columns>,
    headers: Vec<String>,
    desk: &mut Desk<'_>,
) -> &'s Columns {
    if shapes.len() >= SHAPES && !shapes.contains_key(&headers) {
        shapes.clear();
    }
    shapes.entry(headers).or_insert_with_key(|headers| {
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        let columns = recognise(&headers, desk.rules());
        desk.note_personal(&columns);
        columns
    })
}
