//! The stage `plan`: orders in, invitations and deliveries out, exactly once.
//!
//! An order is planned when it is new or has changed. Each survey that asks about orders makes
//! one invitation for it, or notes why it makes none; once the survey's trigger has happened,
//! the invitation gets its mail, due when the survey says, or the reason why there is no mail.

mod order;

use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use super::House;
use super::steps::count::Bundle;
use super::steps::surveys::Revision;
use crate::db::{Conn, orders};
use crate::error::Result;

/// How many orders are planned at a time: few enough for a slice, and so many that a round trip to
/// PostgreSQL serves them all.
const CHUNK: i64 = 50;

/// What a run of the stage did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Planned {
    /// Orders looked at.
    pub orders: u64,
    /// Invitations made.
    pub invitations: u64,
    /// Mails that will go out.
    pub mails: u64,
}

impl Planned {
    fn add(&mut self, other: Self) {
        self.orders += other.orders;
        self.invitations += other.invitations;
        self.mails += other.mails;
    }
}

/// Plans all orders that are new or have changed.
///
/// # Errors
/// What the database says; what was planned before stays planned.
pub async fn run(house: &House) -> Result<Planned> {
    let mut total = Planned::default();
    loop {
        let inside = house.clone();
        let slice = house.db.write(move |conn| plan_slice(conn, &inside)).await?;
        total.add(slice);
        if slice.orders == 0 {
            return Ok(total);
        }
        house.pace.rest().await;
    }
}

/// Plans all that waits inside the caller's transaction: for those who bring orders in one by one,
/// as the sample shop does.
///
/// # Errors
/// What the database says.
pub fn run_in(conn: &mut Conn, house: &House) -> Result<Planned> {
    plan_for(conn, house, Duration::MAX)
}

fn plan_slice(conn: &mut Conn, house: &House) -> Result<Planned> {
    plan_for(conn, house, house.pace.slice)
}

/// Plans some orders at least, so that a busy machine gets on too.
fn plan_for(conn: &mut Conn, house: &House, longest: Duration) -> Result<Planned> {
    let started = Stopwatch::now();
    let asking: Vec<Arc<Revision>> = house.surveys.current(conn)?;
    let (mut planned, mut bundle) = (Planned::default(), Bundle::default());
    loop {
        let chunk = orders::to_plan(conn, CHUNK)?;
        planned.add(order::plan_all(conn, house, &chunk, &asking, &mut bundle)?);
        let is_last = i64::try_from(chunk.len()).is_ok_and(|length| length < CHUNK);
        if is_last || started.elapsed() >= longest {
            break;
        }
    }
    bundle.append(conn)?;
    Ok(planned)
}
