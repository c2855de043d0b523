//! The sample shop: two years of orders and answers made up from a seed, written by the rules the
//! stages follow, folded, verified and published. The same shop every time, but for the date.

mod draw;
mod history;
mod mail;
mod people;
mod place;
mod reply;
mod rhythm;
mod scans;
mod story;
mod words;
mod write;

use std::path::PathBuf;
use std::sync::Arc;

use super::lock::ServeLock;
use super::open_house;
use crate::config::Config;
use crate::db::{Address, customers, invitations};
use crate::domain::survey::Definition;
use crate::error::{Error, Result};
use crate::flow::steps::record::{Recorder, is_closed};
use crate::flow::steps::surveys::Revision;
use crate::flow::touchpoint::Wish;
use crate::flow::{House, deliver, fold, plan, publish, survey, touchpoint, verify};
use crate::keys::Keys;
use crate::types::{Clock, Instant, ManualClock, Random, Token};

use history::{History, Span};
use place::Whole;
use scans::Scan;
use write::Hand;

pub use place::settle_in;

/// How many days the sample shop's history covers.
pub const DAYS: i32 = 730;

/// Tells this story and no other.
const SEED: u64 = 0x0A17_E512;

/// How many orders share a commit, some days of them: a commit costs a sync.
const ORDERS_A_COMMIT: usize = 400;

/// How many answers at counters share a commit.
const SCANS_A_COMMIT: usize = 200;

/// Mails due within the last so many seconds are left for the server to send.
const LEFT_SECONDS: i64 = 15 * 3600;

/// How many open forms a shop remembers.
const FORMS: i64 = 40;

/// Whether the shop was there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Built {
    /// It was built now.
    Anew,
    /// It had been built before.
    Before,
}

/// Builds the sample shop that `config` (see [`settle_in`]) points at, unless it is there; one
/// that was half-built is built anew.
///
/// # Errors
/// Refused if the directory holds something else or another process uses it.
pub async fn build(config: &Config, now: Instant, days: i32) -> Result<Built> {
    let dir = config.data_dir.clone();
    if place::find(&dir, now)?.is_some() {
        return Ok(Built::Before);
    }
    place::begin(&dir)?;
    let _lock = ServeLock::take(&Address::parse(config.database.url.expose())?)?;
    place::clear(&dir)?;
    // The shop's secret is its own; only its story is the same everywhere.
    Keys::from_file(&dir.join("keys").join("secret"), &Random::from_system())?;
    let clock = Arc::new(ManualClock::new(now));
    let shared: Arc<dyn Clock> = Arc::clone(&clock) as Arc<dyn Clock>;
    let house = open_house(config.clone(), shared, Random::from_seed(SEED)).await?;
    let tokens = write_history(&house, clock, (now, days)).await?;
    place::finish(&dir, &Whole::new(now, tokens))?;
    Ok(Built::Anew)
}

async fn write_history(
    house: &House,
    clock: Arc<ManualClock>,
    (now, days): (Instant, i32),
) -> Result<Vec<String>> {
    let span = Span { now, days, zone: house.zone.clone() };
    clock.set(now.plus_seconds(-i64::from(days) * 86_400));
    let asking = ask(house, include_str!("after-purchase.toml")).await?;
    let hand = Hand {
        recorder: Recorder::of(house),
        house: house.clone(),
        clock: Arc::clone(&clock),
        now,
        left_from: now.plus_seconds(-LEFT_SECONDS),
    };
    write_orders(&hand, history::make_up(&span, SEED), asking).await?;
    write_scans(&hand, scans::make_up(&span, SEED)).await?;
    clock.set(now);
    fold::run(house).await?;
    let verified = verify::run(house).await?;
    if !verified.is_clean() {
        let found = verified.differences.join("\n");
        return Err(Error::broken(format!("the sample shop does not add up:\n{found}")));
    }
    publish::run(house).await?;
    house.db.read(move |conn| invitations::latest_open_tokens(conn, now, FORMS)).await
}

/// Makes the survey of a file of ours.
async fn ask(house: &House, source: &str) -> Result<Arc<Revision>> {
    let definition = Definition::from_toml(source).map_err(|problems| {
        Error::broken(format!("a survey of the sample shop is wrong: {problems:?}"))
    })?;
    let slug = definition.slug.clone();
    survey::apply(house, definition).await?;
    let surveys = house.surveys.clone();
    let current = house.db.read(move |conn| surveys.current(conn)).await?;
    let made = current.into_iter().find(|revision| revision.definition.slug == slug);
    made.ok_or_else(|| Error::broken("a survey of the sample shop was not stored"))
}

async fn write_orders(hand: &Hand, history: History, asking: Arc<Revision>) -> Result<()> {
    let History { people, lives } = history;
    let db = &hand.house.db;
    db.write(move |conn| {
        people.iter().try_for_each(|person| customers::insert(conn, &person.row()))
    })
    .await?;
    for lives in lives.chunks(ORDERS_A_COMMIT) {
        let (lives, hand, asking) = (lives.to_vec(), hand.clone(), Arc::clone(&asking));
        db.write(move |conn| hand.tell(conn, &lives, &asking)).await?;
    }
    Ok(())
}

async fn write_scans(hand: &Hand, made_up: Vec<Scan>) -> Result<()> {
    let house = &hand.house;
    let first = made_up.first().map_or(hand.now, |scan| scan.at);
    hand.clock.set(first);
    let asking = ask(house, include_str!("counter.toml")).await?;
    let mut counters = Vec::new();
    for (name, place) in scans::COUNTERS {
        let branch = people::BRANCHES.get(place).map(|branch| branch.name.to_owned());
        let wish = Wish { location: branch, ..Wish::counter(name, "counter") };
        counters.push(touchpoint::add(house, "demo", wish).await?);
    }
    for scans in made_up.chunks(SCANS_A_COMMIT) {
        let (scans, hand) = (scans.to_vec(), hand.clone());
        let (counters, asking) = (counters.clone(), Arc::clone(&asking));
        house.db.write(move |conn| hand.scan(conn, &scans, (&counters, &asking))).await?;
    }
    Ok(())
}

/// Sends what is due now, so that there is a mail to look at before the server runs.
///
/// # Errors
/// What the parts say.
pub async fn send_due(house: &House) -> Result<Option<PathBuf>> {
    plan::run(house).await?;
    deliver::Courier::new(house, deliver::transport_of(house)?).run().await?;
    Ok(place::mails(&house.config.data_dir)?.pop())
}

/// The address of a form that still waits for its answer.
///
/// # Errors
/// What the database says.
pub async fn open_form(house: &House) -> Result<Option<String>> {
    let now = house.now();
    let Some(whole) = place::find(&house.config.data_dir, now)? else { return Ok(None) };
    let found = house.db.read(move |conn| {
        for token in whole.tokens.iter().filter_map(|token| Token::parse(token)) {
            let invited = invitations::by_token(conn, &token)?;
            if invited.is_some_and(|row| row.answered_at.is_none() && !is_closed(&row, now, 0)) {
                return Ok(Some(token));
            }
        }
        Ok(None)
    });
    let at = &house.config.server.public_url;
    Ok(found.await?.map(|token| at.link(&format!("/s/{}", token.as_str()))))
}

/// The address of a counter's form.
///
/// # Errors
/// What the database says.
pub async fn counter_form(house: &House) -> Result<Option<String>> {
    let counters = touchpoint::list(house).await?;
    Ok(counters.first().map(|counter| touchpoint::address(house, &counter.code)))
}

#[cfg(test)]
mod tests;
