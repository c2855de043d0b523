//! The stage `import`: an order file in, customers and orders out, each order whole or not at all.
//!
//! The file is read a few hundred orders at a time and stored in slices of milliseconds, so that
//! a million rows need little memory and a server beside the import goes on answering.

mod customer;
mod forecast;
mod order;
pub mod responses;

use std::collections::{BTreeMap, HashSet};
use std::io::Read;
use std::sync::Arc;
use std::time::Instant as Stopwatch;

use serde::Serialize;

use super::House;
use crate::db::Conn;
use crate::domain::intake::{Note, OrderDraft, Reader, Refusal, Rules};
use crate::error::{Error, Result};

use forecast::Mail;
use order::Change;

/// How many orders are read ahead of the writer.
const AHEAD: usize = 500;

/// How many refusals are told one by one; of the others only how many there were.
const TOLD: usize = 10_000;

/// What an import came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Orders in the file, without the refused.
    pub orders: u64,
    /// Customers that were new.
    pub customers: u64,
    /// Orders that were new.
    pub created: u64,
    /// Orders that the file told something new of.
    pub updated: u64,
    /// Orders that were known as they are.
    pub unchanged: u64,
    /// How many rows were not taken; said where not all of them are told.
    #[serde(skip_serializing_if = "are_all_told")]
    pub refused_rows: u64,
    /// What was not taken, and why: the first ten thousand.
    pub refused: Vec<Refused>,
    /// How many mails will go out because of this file.
    pub mails_to_come: u64,
    /// What was left out of orders that are otherwise sound.
    #[serde(skip)]
    pub notes: BTreeMap<Note, u64>,
    /// Who will be mailed and then left in peace: further orders of theirs cause no mail.
    #[serde(skip)]
    asked: HashSet<u64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn are_all_told(refused: &u64) -> bool {
    usize::try_from(*refused).is_ok_and(|refused| refused <= TOLD)
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The line in the file, from 1.
    pub line: u64,
    /// What was wrong, in English.
    pub reason: String,
    /// The same as a value, for other languages.
    #[serde(skip)]
    pub why: Refusal,
}

/// How the import is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Orders are stored.
    Store,
    /// All is checked and counted, nothing is stored.
    DryRun,
}

/// Imports an order file. `progress` is told how many orders have been read.
///
/// # Errors
/// Refused if the file's layout is not known; what the database says. What was stored before the
/// error stays, whole, and importing the file again finishes the work.
pub async fn run<R: Read>(
    house: &House,
    file: R,
    rules: &Rules<'_>,
    mode: Mode,
    mut progress: impl FnMut(u64),
) -> Result<Imported> {
    let mut reader = Reader::open(file, rules)?;
    let mut imported = Imported::default();
    loop {
        let (chunk, end) = read_ahead(&mut reader, &mut imported);
        imported.orders += u64::try_from(chunk.len()).unwrap_or(0);
        store(house, chunk, mode, &mut imported).await?;
        progress(imported.orders);
        match end {
            None => {}
            Some(End::OfFile) => return Ok(imported),
            Some(End::Cut(why)) => {
                let before = format!("{} orders before it are in", imported.orders);
                return Err(Error::refused(format!("the file breaks off: {why}; {before}")));
            }
        }
    }
}

/// Why reading stopped.
enum End {
    OfFile,
    Cut(Refusal),
}

fn read_ahead<R: Read>(
    reader: &mut Reader<'_, R>,
    imported: &mut Imported,
) -> (Vec<OrderDraft>, Option<End>) {
    let mut chunk = Vec::with_capacity(AHEAD);
    while chunk.len() < AHEAD {
        match reader.next() {
            Some(Ok(draft)) => {
                for note in &draft.notes {
                    *imported.notes.entry(*note).or_default() += 1;
                }
                chunk.push(draft);
            }
            Some(Err(why)) if why.reason.is_fatal() => return (chunk, Some(End::Cut(why))),
            Some(Err(why)) => {
                imported.refused_rows += 1;
                if imported.refused.len() < TOLD {
                    let (line, reason) = (why.line, why.reason.to_string());
                    imported.refused.push(Refused { line, reason, why });
                }
            }
            None => return (chunk, Some(End::OfFile)),
        }
    }
    (chunk, None)
}

async fn store(
    house: &House,
    chunk: Vec<OrderDraft>,
    mode: Mode,
    imported: &mut Imported,
) -> Result<()> {
    let (chunk, mut done) = (Arc::new(chunk), 0);
    while done < chunk.len() {
        let (inside, all, from) = (house.clone(), Arc::clone(&chunk), done);
        let drafts = Rest { all, from };
        let slice: Slice = match mode {
            Mode::DryRun => house.db.read_long(move |conn| look_at(conn, &inside, &drafts)).await?,
            Mode::Store => {
                let slice = house.db.write(move |conn| store_slice(conn, &inside, &drafts)).await?;
                house.pace.rest().await;
                slice
            }
        };
        done += slice.done;
        imported.add(slice);
    }
    Ok(())
}

/// The part of a chunk that is not done yet.
struct Rest {
    all: Arc<Vec<OrderDraft>>,
    from: usize,
}

impl Rest {
    fn drafts(&self) -> &[OrderDraft] {
        self.all.get(self.from..).unwrap_or_default()
    }
}

/// What one slice came to.
#[derive(Clone, Debug, Default)]
struct Slice {
    done: usize,
    customers: u64,
    created: u64,
    updated: u64,
    unchanged: u64,
    mails: Vec<Mail>,
}

impl Slice {
    fn note(&mut self, change: Change) {
        self.done += 1;
        self.customers += u64::from(change.new_customer);
        self.mails.extend(change.mails);
        match change.what {
            order::What::Created => self.created += 1,
            order::What::Updated => self.updated += 1,
            order::What::Unchanged => self.unchanged += 1,
        }
    }
}

impl Imported {
    fn add(&mut self, slice: Slice) {
        self.customers += slice.customers;
        self.created += slice.created;
        self.updated += slice.updated;
        self.unchanged += slice.unchanged;
        for mail in slice.mails {
            if !mail.leaves_in_peace || self.asked.insert(mail.address) {
                self.mails_to_come += 1;
            }
        }
    }
}

fn store_slice(conn: &mut Conn, house: &House, rest: &Rest) -> Result<Slice> {
    let (started, mut slice) = (Stopwatch::now(), Slice::default());
    let asking = house.surveys.current(conn)?;
    for draft in rest.drafts() {
        slice.note(order::store(conn, house, draft, &asking)?);
        if started.elapsed() >= house.pace.import_slice {
            break;
        }
    }
    Ok(slice)
}

/// Counts what storing would do; a new customer of several orders counts as often, but is mailed once.
fn look_at(conn: &mut Conn, house: &House, rest: &Rest) -> Result<Slice> {
    let mut slice = Slice::default();
    let asking = house.surveys.current(conn)?;
    for draft in rest.drafts() {
        slice.note(order::look_at(conn, house, draft, &asking)?);
    }
    Ok(slice)
}
