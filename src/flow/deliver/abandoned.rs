//! What becomes of mails whose sender has died.

use super::settle::ended;
use super::{Courier, Delivered};
use crate::db::Conn;
use crate::db::outbox;
use crate::error::Result;
use crate::flow::House;
use crate::flow::steps::count::{Bundle, Members};
use crate::types::{DeliveryState, Instant, Reason, SurveyId};

/// How many abandoned mails are settled at a time.
const ABANDONED: i64 = 200;

impl Courier {
    /// Settles the mails whose sender has died, and sends none.
    ///
    /// # Errors
    /// What the database says.
    pub async fn settle_left_behind(&self) -> Result<()> {
        self.settle_abandoned(&mut Delivered::default()).await
    }

    /// Settles the mails whose sender has died.
    pub(super) async fn settle_abandoned(&self, done: &mut Delivered) -> Result<()> {
        let inside = self.house.clone();
        let settled = self.house.db.write(move |conn| {
            let now = inside.shared_now(conn)?;
            settle_in(conn, &inside, now)
        });
        let settled = settled.await?;
        settled.into_iter().for_each(|state| done.note(state));
        Ok(())
    }
}

/// Those not handed over are sent later, the others may have arrived.
pub(super) fn settle_in(
    conn: &mut Conn,
    house: &House,
    now: Instant,
) -> Result<Vec<DeliveryState>> {
    let (mut states, mut bundle) = (Vec::new(), Bundle::default());
    for (row, survey, lease) in outbox::abandoned(conn, now, ABANDONED)? {
        if !row.handed_over {
            let released = outbox::release(conn, &[row.id], &lease, now)?;
            states.extend((released > 0).then_some(DeliveryState::Waiting));
            continue;
        }
        let uncertain = ended(DeliveryState::Uncertain, Reason::Uncertain);
        if outbox::settle(conn, &row, &lease, uncertain, now)? {
            let mark = ("reason", Reason::Uncertain.word());
            bundle.add(SurveyId(survey), now.day_in(&house.zone), &Members::new(), mark, 1);
            states.push(uncertain.state);
        }
    }
    bundle.append(conn)?;
    Ok(states)
}
