//! Which orders get a card: those of some days, of a branch, not printed yet; and those among them
//! that get none, with the reason.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{ToSpan, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::wording;
use crate::db::to_print::{self, Printable, When};
use crate::db::{Conn, batches};
use crate::domain::print::Link;
use crate::error::{Context, Error, Result};
use crate::flow::House;
use crate::flow::steps::invite::Subject;
use crate::flow::steps::surveys::Revision;
use crate::print::Card;
use crate::types::{Instant, Language, Reason, Token, parse_day};

/// The survey that cards ask unless another is named.
const USUAL: &str = "after-purchase";

/// How far back an open order is looked for.
const OPEN_DAYS: i64 = 60;

/// Which days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Days {
    /// Today's orders, placed or fulfilled, and those that are still open.
    #[default]
    InHand,
    /// Placed on these days of the shop, the last one included.
    Placed {
        /// The first day.
        from: Date,
        /// The last day.
        until: Date,
    },
}

impl Days {
    /// Reads `2026-11-20..2026-11-21` or one day.
    ///
    /// # Errors
    /// Refused for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        let (from, until) = text.split_once("..").unwrap_or((text, text));
        let day = |text: &str| {
            parse_day(text).ok_or_else(|| {
                let say = "days are written as 2026-11-20..2026-11-21, or one as 2026-11-21";
                Error::refused(format!("{say}; “{text}” is none"))
            })
        };
        let (from, until) = (day(from)?, day(until)?);
        if until < from {
            return Err(Error::refused(format!("{until} lies before {from}")));
        }
        Ok(Self::Placed { from, until })
    }

    /// The instants, by the shop's clock.
    fn when(self, now: Instant, zone: &TimeZone) -> Result<When> {
        let start = |day: Date| -> Result<Instant> {
            let start = day.to_zoned(zone.clone()).doing(|| format!("{day} has no beginning"))?;
            Ok(start.timestamp().into())
        };
        Ok(match self {
            Self::InHand => When::InHand {
                today: start(now.day_in(zone))?,
                oldest: now.plus_seconds(-OPEN_DAYS * 86_400),
            },
            Self::Placed { from, until } => {
                let next = until.checked_add(1.day()).doing(|| format!("{until} is the last"))?;
                When::Placed { from: start(from)?, until: start(next)? }
            }
        })
    }
}

/// What was selected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// Which days.
    pub days: Days,
    /// Of one branch alone.
    pub location: Option<String>,
    /// Also orders that have a card.
    pub printed: bool,
}

/// An order as those see it who choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The order's row.
    pub id: i64,
    /// Its number as the customer knows it.
    pub number: String,
    /// The customer's name.
    pub name: Option<String>,
    /// When it was placed, microseconds since the epoch.
    pub placed_at: i64,
    /// The branch.
    pub location: Option<String>,
    /// The language its card would be in.
    pub language: Language,
    /// The last batch and card it was printed in.
    pub printed: Option<(i64, i64)>,
    /// Why it gets no card.
    pub reason: Option<Reason>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Candidates {
    /// What their cards ask.
    pub revision: Arc<Revision>,
    /// The orders, oldest first.
    pub orders: Vec<Candidate>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

/// The orders that are selected, oldest first, at most `limit`.
///
/// # Errors
/// Refused if there is no such survey.
pub async fn candidates(
    house: &House,
    survey: Option<&str>,
    selection: &Selection,
    limit: i64,
) -> Result<Candidates> {
    let (inside, survey) = (house.clone(), survey.map(str::to_owned));
    let selection = selection.clone();
    house
        .db
        .read_long(move |conn| {
            let revision = survey_of(conn, &inside, survey.as_deref())?;
            let wanted = to_print::Wanted {
                survey: revision.survey,
                when: selection.days.when(inside.now(), &inside.zone)?,
                location: selection.location.clone(),
                printed: selection.printed,
            };
            let mut rows = to_print::find(conn, &wanted, limit.saturating_add(1))?;
            let most = usize::try_from(limit).unwrap_or(usize::MAX);
            let more = rows.len() > most;
            rows.truncate(most);
            let orders = look_at(conn, &inside, &revision, &rows)?;
            Ok(Candidates { revision, orders, more })
        })
        .await
}

/// Some orders by their rows, whatever was printed.
///
/// # Errors
/// Refused if there is no such survey.
pub async fn find(house: &House, survey: Option<&str>, ids: &[i64]) -> Result<Candidates> {
    let (inside, survey, ids) = (house.clone(), survey.map(str::to_owned), ids.to_vec());
    house
        .db
        .read_long(move |conn| {
            let revision = survey_of(conn, &inside, survey.as_deref())?;
            let rows = to_print::of_ids(conn, revision.survey, &ids)?;
            let orders = look_at(conn, &inside, &revision, &rows)?;
            Ok(Candidates { revision, orders, more: false })
        })
        .await
}

/// The cards of orders as they would look, with codes that nobody has: to look at, and for the
/// press to check before anything is recorded.
#[must_use]
pub fn preview(
    house: &House,
    (found, look): (&Candidates, &super::Look),
    most: usize,
) -> Vec<Card> {
    let token = Token::from_bits(0);
    let link = Link::to_invitation(&house.config.server.public_url, &token);
    let orders = found.orders.iter().filter(|order| order.reason.is_none()).take(most);
    orders
        .map(|order| {
            let of = wording::Of {
                place: format!("order {}", order.number),
                name: order.name.as_deref(),
                number: Some(&order.number),
                language: look.language.unwrap_or(order.language),
            };
            wording::card(house, &found.revision.definition, look, of, link.clone())
        })
        .collect()
}

/// The slugs of the surveys that cards may ask, the usual one first.
///
/// # Errors
/// What the database says.
pub async fn asked_surveys(house: &House) -> Result<Vec<String>> {
    let surveys = house.surveys.clone();
    let mut slugs: Vec<String> = house
        .db
        .read(move |conn| {
            let current = surveys.current(conn)?;
            let active = current.iter().filter(|revision| revision.definition.active);
            Ok(active.map(|revision| revision.definition.slug.clone()).collect())
        })
        .await?;
    slugs.sort_by_key(|slug| slug != USUAL);
    Ok(slugs)
}

/// The survey that cards ask: the one named, else the usual one if it is active, else the first
/// that is.
pub(super) fn survey_of(
    conn: &mut Conn,
    house: &House,
    slug: Option<&str>,
) -> Result<Arc<Revision>> {
    let current = house.surveys.current(conn)?;
    let called = |slug: &str| current.iter().find(|one| one.definition.slug == slug).cloned();
    if let Some(slug) = slug {
        return called(slug).ok_or_else(|| Error::refused(format!("there is no survey “{slug}”")));
    }
    called(USUAL)
        .filter(|revision| revision.definition.active)
        .or_else(|| current.iter().find(|revision| revision.definition.active).cloned())
        .ok_or_else(|| Error::refused("no survey is active"))
}

/// What is to be said of orders now.
pub(super) fn look_at(
    conn: &mut Conn,
    house: &House,
    revision: &Revision,
    rows: &[Printable],
) -> Result<Vec<Candidate>> {
    let invitations: Vec<i64> = rows.iter().filter_map(|row| row.invitation).collect();
    let printed: HashMap<i64, (i64, i64)> = batches::printed(conn, &invitations)?
        .into_iter()
        .map(|(invitation, batch, number)| (invitation, (batch, number)))
        .collect();
    let candidate = |row: &Printable| Candidate {
        id: row.order.id,
        number: row.order.number.clone(),
        name: row.name.clone(),
        placed_at: row.order.placed_at,
        location: row.order.location.clone(),
        language: row
            .buyer
            .language
            .as_deref()
            .and_then(Language::parse)
            .unwrap_or(house.config.shop.language),
        printed: row.invitation.and_then(|id| printed.get(&id).copied()),
        reason: reason_of(house, revision, row),
    };
    Ok(rows.iter().map(candidate).collect())
}

/// Why an order gets no card: no consent, suppression or quiet period stops one, unlike mail.
fn reason_of(house: &House, revision: &Revision, row: &Printable) -> Option<Reason> {
    if row.order.cancelled_at.is_some() {
        return Some(Reason::Cancelled);
    }
    if row.answered_at.is_some() {
        return Some(Reason::Answered);
    }
    if !revision.definition.active {
        return Some(Reason::Inactive);
    }
    // Whoever was invited once may get a card, however late the parcel leaves.
    if row.invitation.is_some() {
        return None;
    }
    Subject::new(house, revision, (&row.order, &row.buyer)).reason_not_to_invite()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read_and_the_last_one_counts() {
        let days = Days::parse("2026-11-20..2026-11-21").unwrap();
        assert_eq!(days, Days::Placed { from: date(2026, 11, 20), until: date(2026, 11, 21) });
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let When::Placed { from, until } = days.when(Instant(0), &zone).unwrap() else {
            panic!("placed")
        };
        assert_eq!(from.to_timestamp().to_string(), "2026-11-19T17:00:00Z");
        assert_eq!(until.to_timestamp().to_string(), "2026-11-21T17:00:00Z");
        for wrong in
            ["", "today", "2026-13-01", "2026-11-21..2026-11-20", "20/11/2026", "9999-12-31"]
        {
            assert!(Days::parse(wrong).is_err(), "{wrong}");
        }
    }
}
