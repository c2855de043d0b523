//! Records a batch of orders' cards, in one transaction.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Look;
use super::select::{Candidate, Candidates, Selection, candidates, find, look_at, preview};
use crate::db::batches::{self, Given, NewBatch, NewCard};
use crate::db::to_print::{self, Printable};
use crate::db::{Conn, audit, invitations};
use crate::error::{Context, Result};
use crate::flow::House;
use crate::flow::steps::count::Bundle;
use crate::flow::steps::invite::{Subject, unasked_of, unasked_to_json};
use crate::flow::steps::reach::{self, Carrier};
use crate::flow::steps::surveys::Revision;
use crate::print::Press;
use crate::types::{DeliveryKind, Instant, Reason};

/// How many orders are made ready at a time.
const CHUNK: usize = 50;

/// The most orders of one batch, which is one transaction.
const MOST: i64 = 30_000;

/// Which orders.
#[derive(Clone, Debug)]
pub enum Which {
    /// All that a selection finds, or so many of them.
    Selected(Selection, Option<u32>),
    /// These, by their rows; the selection says from what they were chosen. Those that have a card
    /// are printed again if it says so.
    Chosen(Selection, Vec<i64>),
}

/// An order that was selected and not printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its number.
    pub order: String,
    /// Why: one of the ledger's reasons, or `printed` for one that somebody else has just printed.
    pub reason: String,
}

/// What came of printing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Printed {
    /// The batch; none if there was nothing to print.
    pub batch: Option<i64>,
    /// How many cards it has.
    pub cards: usize,
    /// What was selected and not printed.
    pub left_out: Vec<LeftOut>,
}

/// Records a batch of cards. Everything that the press would refuse is refused before.
///
/// # Errors
/// Refused for what cannot be printed; what the database says.
pub async fn print(
    house: &House,
    press: &Arc<Press>,
    who: &str,
    (survey, look): (Option<&str>, &Look),
    which: Which,
) -> Result<Printed> {
    reach::check(&house.config, Carrier::Paper)?;
    let job = look.job(&house.config)?;
    let (selection, found) = match which {
        Which::Selected(selection, most) => {
            let most = most.map_or(MOST, i64::from);
            let found = candidates(house, survey, &selection, MOST).await?;
            (selection, first(found, most))
        }
        Which::Chosen(selection, ids) => (selection, find(house, survey, &ids).await?),
    };
    let mut left_out: Vec<LeftOut> = found.orders.iter().filter_map(left).collect();
    let cards = preview(house, (&found, look), usize::MAX);
    if cards.is_empty() {
        return Ok(Printed { batch: None, cards: 0, left_out });
    }
    let press = Arc::clone(press);
    tokio::task::spawn_blocking(move || press.check(&job, &cards))
        .await
        .doing(|| "looking at the cards was cut short".to_owned())??;
    let ids: Vec<i64> =
        found.orders.iter().filter(|o| o.reason.is_none()).map(|order| order.id).collect();
    for chunk in ids.chunks(CHUNK) {
        let (inside, revision, chunk) =
            (house.clone(), Arc::clone(&found.revision), chunk.to_vec());
        house.db.write(move |conn| invite(conn, &inside, &revision, &chunk)).await?;
        house.pace.rest().await;
    }
    let record = Record {
        house: house.clone(),
        revision: found.revision,
        who: who.to_owned(),
        look: look.clone(),
        selection,
        left_out: left_out.clone(),
        ids,
    };
    let (batch, cards, late) = house.db.write(move |conn| record.write(conn)).await?;
    left_out.extend(late);
    Ok(Printed { batch, cards, left_out })
}

/// The first so many that can be printed; what cannot be is told all the same.
fn first(found: Candidates, most: i64) -> Candidates {
    let mut left = most;
    let orders = found.orders.into_iter().filter(|order| {
        left -= i64::from(order.reason.is_none());
        order.reason.is_some() || left >= 0
    });
    Candidates { orders: orders.collect(), ..found }
}

fn left(order: &Candidate) -> Option<LeftOut> {
    let reason = order.reason?.word().to_owned();
    Some(LeftOut { order: order.number.clone(), reason })
}

/// Makes the invitations that are missing, as planning would.
fn invite(conn: &mut Conn, house: &House, revision: &Revision, ids: &[i64]) -> Result<()> {
    to_print::lock(conn, ids)?;
    let mut bundle = Bundle::default();
    let rows = to_print::of_ids(conn, revision.survey, ids)?;
    for row in rows.iter().filter(|row| row.invitation.is_none()) {
        let mut unasked = unasked_of(&row.order)?;
        let subject = Subject::new(house, revision, (&row.order, &row.buyer));
        subject.invite(conn, &mut unasked, &mut bundle)?;
        to_print::note_unasked(conn, row.order.id, &unasked_to_json(&unasked)?)?;
    }
    bundle.append(conn)
}

/// What one transaction records.
struct Record {
    house: House,
    revision: Arc<Revision>,
    who: String,
    look: Look,
    selection: Selection,
    left_out: Vec<LeftOut>,
    ids: Vec<i64>,
}

type Written = (Option<i64>, usize, Vec<LeftOut>);

impl Record {
    fn write(&self, conn: &mut Conn) -> Result<Written> {
        let now = self.house.now();
        let rows = to_print::of_ids(conn, self.revision.survey, &self.ids)?;
        let mut locked: Vec<i64> = rows.iter().filter_map(|row| row.invitation).collect();
        locked.sort_unstable();
        invitations::lock_all(conn, &locked)?;
        // Looked at again under the lock: what was answered, cancelled or printed meanwhile.
        let rows = to_print::of_ids(conn, self.revision.survey, &self.ids)?;
        let seen = look_at(conn, &self.house, &self.revision, &rows)?;
        let (mut going, mut late) = (Vec::new(), Vec::new());
        for (row, order) in rows.iter().zip(&seen) {
            let printed = order.printed.is_some() && !self.selection.printed;
            match (order.reason, row.invitation) {
                (Some(reason), _) => late.push(said(order, reason.word())),
                (None, _) if printed => late.push(said(order, "printed")),
                (None, None) => late.push(said(order, Reason::Inactive.word())),
                (None, Some(invitation)) => going.push((row, invitation)),
            }
        }
        if going.is_empty() {
            return Ok((None, 0, late));
        }
        let batch = self.insert(conn, (&going, &late), now)?;
        self.give(conn, &going, now)?;
        let details = json!({ "batch": batch, "cards": going.len(), "sheet": self.look.sheet });
        audit::note(conn, &self.who, "cards.print", &details, now)?;
        Ok((Some(batch), going.len(), late))
    }

    fn insert(
        &self,
        conn: &mut Conn,
        (going, late): (&[(&Printable, i64)], &[LeftOut]),
        now: Instant,
    ) -> Result<i64> {
        let left_out: Vec<&LeftOut> = self.left_out.iter().chain(late).collect();
        let batch = batches::insert(
            conn,
            &NewBatch {
                survey_id: self.revision.survey.0,
                kind: "orders",
                printed_by: &self.who,
                sheet: &self.look.sheet,
                design: &self.look.design,
                language: self.look.language.map(crate::types::Language::tag),
                options: &to_json(&self.look)?,
                selection: &to_json(&self.selection)?,
                left_out: &to_json(&left_out)?,
                cards: i64::try_from(going.len()).unwrap_or(i64::MAX),
                created_at: now.0,
            },
        )?;
        let ids: Vec<i64> = going.iter().map(|(_, invitation)| *invitation).collect();
        let tokens = batches::tokens(conn, &ids)?;
        let cards = (1..).zip(&ids).map(|(number, invitation_id)| NewCard {
            batch_id: batch,
            number,
            invitation_id: *invitation_id,
            token: tokens.get(invitation_id).cloned().unwrap_or_default(),
        });
        batches::insert_cards(conn, &cards.collect::<Vec<_>>())?;
        Ok(batch)
    }

    /// Pins what is asked, sets until when, makes the deliveries, and counts what now counts as
    /// sent.
    fn give(&self, conn: &mut Conn, going: &[(&Printable, i64)], now: Instant) -> Result<()> {
        let ids: Vec<i64> = going.iter().map(|(_, invitation)| *invitation).collect();
        let given = Given {
            revision: self.revision.id,
            now,
            expires_at: now.plus_seconds(self.revision.definition.answer_within_seconds),
        };
        let counted = batches::give(conn, &ids, DeliveryKind::Card, given)?;
        let mut bundle = Bundle::default();
        for (row, invitation) in going {
            if counted.contains(invitation) {
                let subject = Subject::new(&self.house, &self.revision, (&row.order, &row.buyer));
                let (survey, day) = (self.revision.survey, now.day_in(&self.house.zone));
                bundle.add(survey, day, &subject.members, ("funnel", "sent"), 1);
            }
        }
        bundle.append(conn)
    }
}

fn said(order: &Candidate, reason: &str) -> LeftOut {
    LeftOut { order: order.number.clone(), reason: reason.to_owned() }
}

/// What is kept with a batch.
pub(super) fn to_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).doing(|| "a batch cannot be written".to_owned())
}
