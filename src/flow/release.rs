//! Lets mails go out, on command, that were written to files while there was no mail server.
//!
//! Weeks may lie between, so that each is looked at again: what may still go waits, due now, and is
//! sent as every mail is; the others are skipped, and the ledger says why. Two who release at once
//! release each mail once.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::json;

use super::House;
use super::steps::ask::may_mail;
use super::steps::count::Bundle;
use crate::config::MailTransport;
use crate::db::deliveries::{self, DeliveryRow};
use crate::db::{Conn, audit, invitations};
use crate::error::{Error, Result};
use crate::types::{
    DeliveryId, DeliveryKind, DeliveryState, Email, Instant, InvitationId, Reason, SurveyId,
};

/// How many mails are looked at in one transaction.
const SLICE: i64 = 100;

/// Which of the mails that were written to files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Every one.
    All,
    /// Those due at this instant or later.
    Since(Instant),
    /// Those about the order of this number.
    Order(String),
}

/// A mail that was written to a file, and what would become of it now.
#[derive(Clone, Debug, Serialize)]
pub struct Filed {
    /// The invitation's row id.
    pub invitation: i64,
    /// The survey's slug.
    pub survey: String,
    /// The order's number.
    pub order: Option<String>,
    /// The address, most of it left out.
    pub address: Option<String>,
    /// When it should have gone out.
    pub due_at: Instant,
    /// Why it will not go out, if it will not.
    pub reason: Option<Reason>,
    #[serde(skip)]
    delivery: i64,
    #[serde(skip)]
    survey_id: i64,
    #[serde(skip)]
    customer: Option<i64>,
    #[serde(skip)]
    is_quiet_after: bool,
}

/// How many mails there are that wait for a mail server.
///
/// # Errors
/// What the database says.
pub async fn count(house: &House) -> Result<i64> {
    house.db.read(deliveries::count_filed).await
}

/// Looks at the mails again; what becomes of none of them is changed.
///
/// # Errors
/// What the database says.
pub async fn look(house: &House, which: &Which) -> Result<Vec<Filed>> {
    let (mut all, mut after, mut asked) = (Vec::new(), 0, HashSet::new());
    loop {
        let (inside, which) = (house.clone(), which.clone());
        let slice = house
            .db
            .write(move |conn| {
                let rows = deliveries::filed(conn, (after, SLICE))?;
                let last = rows.last().map(|row| row.id);
                let found: Result<Vec<_>> =
                    rows.iter().map(|row| look_at(conn, &inside, &which, row)).collect();
                Ok((last, found?))
            })
            .await?;
        let (Some(last), found) = slice else { return Ok(all) };
        after = last;
        for mut filed in found.into_iter().flatten() {
            // One person is asked once, however many orders wait.
            let is_first = filed.customer.is_none_or(|customer| !asked.contains(&customer));
            match filed.reason {
                None if filed.is_quiet_after && !is_first => {
                    filed.reason = Some(Reason::QuietPeriod);
                }
                None => asked.extend(filed.customer),
                Some(_) => {}
            }
            all.push(filed);
        }
        house.pace.rest().await;
    }
}

/// Releases what was looked at: how many mails wait to be sent now, and how many were skipped.
///
/// # Errors
/// Refused where mails are written to files; what the database says. What was released before
/// stays released.
pub async fn release(house: &House, who: &str, found: &[Filed]) -> Result<(usize, usize)> {
    check_transport(house)?;
    let (mut released, mut skipped) = (0, 0);
    for slice in found.chunks(usize::try_from(SLICE).unwrap_or(usize::MAX)) {
        let (inside, slice, who) = (house.clone(), slice.to_vec(), who.to_owned());
        let work = move |conn: &mut Conn| release_in(conn, &inside, &who, &slice);
        let (more, fewer) = house.db.write(work).await?;
        released += more;
        skipped += fewer;
        house.pace.rest().await;
    }
    Ok((released, skipped))
}

/// Whether there is a mail server to release mails to.
///
/// # Errors
/// Refused if there is none.
pub fn check_transport(house: &House) -> Result<()> {
    if house.config.mail.transport == MailTransport::File {
        return Err(Error::refused(
            "mail.transport is \"file\": there is no mail server to send by; set mail.smtp_url and \
             mail.transport = \"smtp\" first",
        ));
    }
    Ok(())
}

fn look_at(
    conn: &mut Conn,
    house: &House,
    which: &Which,
    row: &DeliveryRow,
) -> Result<Option<Filed>> {
    let id = InvitationId(row.invitation_id);
    let Some(asked) = invitations::lock(conn, id)? else { return Ok(None) };
    let number = asked.invited.number.clone();
    let is_wanted = match which {
        Which::All => true,
        Which::Since(since) => row.due_at >= since.0,
        Which::Order(wanted) => number.as_ref() == Some(wanted),
    };
    if !is_wanted {
        return Ok(None);
    }
    let revision = house.surveys.get(conn, asked.invited.revision())?;
    let kind = DeliveryKind::parse(&row.kind).unwrap_or(DeliveryKind::Mail);
    let verdict = may_mail(conn, house, (&asked, &revision.definition), kind, house.now())?;
    let customer = asked.customer.as_ref();
    let email = customer.and_then(|customer| customer.email.as_deref()).and_then(Email::parse);
    Ok(Some(Filed {
        invitation: row.invitation_id,
        survey: revision.definition.slug.clone(),
        order: number,
        address: email.as_ref().map(masked),
        due_at: Instant(row.due_at),
        reason: verdict.err(),
        delivery: row.id,
        survey_id: revision.survey.0,
        customer: asked.invited.customer_id,
        is_quiet_after: revision.definition.quiet_period_seconds > 0,
    }))
}

fn release_in(
    conn: &mut Conn,
    house: &House,
    who: &str,
    found: &[Filed],
) -> Result<(usize, usize)> {
    let (now, mut bundle) = (house.now(), Bundle::default());
    let (mut released, mut skipped) = (0, 0);
    for filed in found {
        let id = DeliveryId(filed.delivery);
        match filed.reason {
            None => {
                let whose = (id, DeliveryState::Filed);
                released += usize::from(deliveries::revive(conn, whose, now, now)?);
            }
            Some(reason) if deliveries::skip_filed(conn, id, reason, now)? => {
                let (day, mark) = (now.day_in(&house.zone), ("reason", reason.word()));
                bundle.add(SurveyId(filed.survey_id), day, &Vec::new(), mark, 1);
                skipped += 1;
            }
            Some(_) => {}
        }
    }
    bundle.append(conn)?;
    if released + skipped > 0 {
        let details = json!({ "released": released, "skipped": skipped });
        audit::note(conn, who, "deliveries.release", &details, now)?;
    }
    Ok((released, skipped))
}

/// `l…@example.vn`.
fn masked(email: &Email) -> String {
    let (user, domain) = email.as_str().rsplit_once('@').unwrap_or((email.as_str(), ""));
    format!("{}…@{domain}", user.chars().take(1).collect::<String>())
}
