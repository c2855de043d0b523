//! Sends again, on command, what may or may not have arrived.

use super::House;
use super::steps::count::{Bundle, Members};
use crate::db::deliveries;
use crate::error::Result;
use crate::types::{Reason, SurveyId};

/// Which uncertain deliveries.
#[derive(Clone, Debug)]
pub enum Which {
    /// Every one.
    All,
    /// Those of these invitations.
    Of(Vec<i64>),
}

/// Lets uncertain deliveries wait again, due at once; returns how many there were. Their letters
/// keep their Message-ID, so that a mail program may show one that arrived twice only once.
///
/// # Errors
/// What the database says.
pub async fn resend(house: &House, which: Which) -> Result<usize> {
    let (now, zone) = (house.now(), house.zone.clone());
    house
        .db
        .write(move |conn| {
            let invitations = match &which {
                Which::All => None,
                Which::Of(invitations) => Some(invitations.as_slice()),
            };
            let surveys = deliveries::resend_uncertain(conn, invitations, now)?;
            let mut bundle = Bundle::default();
            let mark = ("reason", Reason::Uncertain.word());
            for survey in &surveys {
                bundle.add(SurveyId(*survey), now.day_in(&zone), &Members::new(), mark, -1);
            }
            bundle.append(conn)?;
            Ok(surveys.len())
        })
        .await
}
