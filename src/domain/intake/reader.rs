//! Joins the rows of an order, and refuses it whole if one of them is bad.

use std::{fmt, io::Read, mem};

use super::{
    Encoding, Layout, OrderDraft, Refusal, Rules, Why, dialect,
    encoding::Utf8,
    headings::OrderHeadings,
    order::Form,
    record::Row,
    rows::{Event, Rows},
    status::Statuses,
    text::{clean, trim},
};
use crate::error::{Context, Result};

/// The most rows of an order.
const MAX_ROWS: usize = 10_000;
/// The most text of an order's products.
const MAX_TEXT: usize = 1024 * 1024;

/// The orders of a file, one at a time.
///
/// Consecutive rows of one id are one order. Each is given once its last row was read; refusals
/// come as they are found. After a [fatal](Why::is_fatal) refusal nothing follows, and the order
/// that was being read is not given.
pub struct Reader<'a, R> {
    rows: Rows<R>,
    form: Form<'a>,
    encoding: Encoding,
    current: Current,
    waiting: Option<Refusal>,
    ended: bool,
}

/// The order that may have more rows.
enum Current {
    None,
    Sound(Box<Open>),
    /// Bad already: its other rows are passed over.
    Bad {
        id: String,
    },
}

struct Open {
    order: OrderDraft,
    rows: usize,
    text: usize,
    /// A refused row behind the last, of which nobody knows whose it is.
    stray: Option<u64>,
}

impl<'a, R: Read> Reader<'a, R> {
    /// Recognises a file; refuses it with the headers found and the `--map` that would help.
    pub fn open(inner: R, rules: &'a Rules<'a>) -> Result<Self> {
        let what = || "cannot read the order file".to_owned();
        let text = Utf8::open(inner, rules.language).doing(what)?;
        let encoding = text.encoding();
        let mut rows = Rows::open(text).doing(what)?;
        let columns = dialect::open(&mut rows, &OrderHeadings(rules))?;
        let source = rules.source.clone().unwrap_or_else(|| columns.layout.source().to_owned());
        let form = Form { rules, columns, statuses: Statuses::new(), source };
        Ok(Self { rows, form, encoding, current: Current::None, waiting: None, ended: false })
    }

    /// What the file was recognised as.
    pub fn layout(&self) -> Layout {
        self.form.columns.layout
    }

    /// What the file is written in.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Reads one record; gives what that completes.
    fn advance(&mut self) -> Option<Result<OrderDraft, Refusal>> {
        let line = self.rows.line();
        match self.rows.next() {
            Err(error) => {
                self.ended = true;
                self.current = Current::None;
                let reason = Why::Unreadable { message: error.to_string() };
                Some(Err(Refusal { line, reason }))
            }
            Ok(None) => {
                self.ended = true;
                self.current.replace(Current::None).map(Ok)
            }
            Ok(Some(Event::Bad { line, why, id })) => {
                self.current.fail(id.as_deref(), Refusal { line, reason: why }, &mut self.waiting)
            }
            Ok(Some(Event::Row(row))) => self.current.take(&row, &self.form, &mut self.waiting),
        }
    }
}

impl<R: Read> Iterator for Reader<'_, R> {
    type Item = Result<OrderDraft, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(refusal) = self.waiting.take() {
                return Some(Err(refusal));
            }
            if self.ended {
                return None;
            }
            if let Some(item) = self.advance() {
                return Some(item);
            }
        }
    }
}

impl Current {
    /// Takes in a sound record.
    fn take(
        &mut self,
        row: &Row<'_>,
        form: &Form<'_>,
        waiting: &mut Option<Refusal>,
    ) -> Option<Result<OrderDraft, Refusal>> {
        let line = row.line;
        let written = trim(row.cell(form.columns.id));
        if written.is_empty() {
            return self.fail(None, Refusal { line, reason: Why::EmptyId }, waiting);
        }
        if !self.is(written) {
            let id = clean(written);
            return match form.read(row, &id) {
                Ok(order) => {
                    let text = order.products.iter().map(String::len).sum();
                    let open = Open { order, rows: 1, text, stray: None };
                    self.replace(Self::Sound(Box::new(open))).map(Ok)
                }
                Err(reason) => self.fail(Some(&id), Refusal { line, reason }, waiting),
            };
        }
        let Self::Sound(open) = self else { return None };
        let refusal = open.add(row, form).err()?;
        let id = mem::take(&mut open.order.external_id);
        *self = Self::Bad { id };
        Some(Err(refusal))
    }

    /// A bad row: its order is refused; if nobody knows whose it is, then alone, unless the rows
    /// behind it go on with the order before it.
    fn fail(
        &mut self,
        id: Option<&str>,
        refusal: Refusal,
        waiting: &mut Option<Refusal>,
    ) -> Option<Result<OrderDraft, Refusal>> {
        let Some(id) = id else {
            if let Self::Sound(open) = self {
                open.stray = open.stray.or(Some(refusal.line));
            }
            return Some(Err(refusal));
        };
        let same = self.is(id);
        if same && matches!(self, Self::Bad { .. }) {
            return None;
        }
        if let Some(order) = self.replace(Self::Bad { id: id.to_owned() }).filter(|_| !same) {
            *waiting = Some(refusal);
            return Some(Ok(order));
        }
        Some(Err(refusal))
    }

    /// Whether a row with this id goes on with it.
    fn is(&self, written: &str) -> bool {
        let id = match self {
            Self::None => return false,
            Self::Sound(open) => &open.order.external_id,
            Self::Bad { id } => id,
        };
        id == written || (!written.is_ascii() && *id == clean(written))
    }

    /// Puts another order in its place; gives the one before if it was sound.
    fn replace(&mut self, next: Self) -> Option<OrderDraft> {
        match mem::replace(self, next) {
            Self::Sound(open) => Some(open.order),
            Self::None | Self::Bad { .. } => None,
        }
    }
}

impl Open {
    fn add(&mut self, row: &Row<'_>, form: &Form<'_>) -> Result<(), Refusal> {
        if let Some(stray) = self.stray {
            return Err(Refusal { line: self.order.line, reason: Why::Incomplete { row: stray } });
        }
        let refused = |reason| Refusal { line: row.line, reason };
        let before = self.order.products.len();
        form.add(row, &mut self.order.products).map_err(refused)?;
        self.rows += 1;
        self.text += self.order.products.iter().skip(before).map(String::len).sum::<usize>();
        if self.rows > MAX_ROWS || self.text > MAX_TEXT {
            return Err(refused(Why::TooLarge { rows: MAX_ROWS }));
        }
        Ok(())
    }
}

impl<R> fmt::Debug for Reader<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("layout", &self.form.columns.layout)
            .field("encoding", &self.encoding)
            .finish_non_exhaustive()
    }
}
