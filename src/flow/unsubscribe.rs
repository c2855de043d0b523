//! Stops mail to somebody who asks for it: at once, for all surveys, for good.

use super::House;
use super::steps::close::close;
use crate::db::customers::{self, CustomerRow};
use crate::db::{Conn, deliveries, invitations, suppressions};
use crate::error::Result;
use crate::types::{CustomerId, Email, Instant, InvitationId, Language, Reason, SurveyId, Token};

/// The cause under which the address is suppressed.
const CAUSE: &str = "unsubscribed";

/// Somebody who holds an unsubscribe link.
#[derive(Clone, Debug)]
pub struct Asked {
    address: Option<Email>,
    /// The customer's language.
    pub language: Option<Language>,
}

impl Asked {
    /// The address so that its owner knows it and nobody else learns it: `l…@example.com`.
    #[must_use]
    pub fn masked_address(&self) -> String {
        let Some((user, domain)) = self.address.as_ref().and_then(|a| a.as_str().split_once('@'))
        else {
            return String::new();
        };
        let first: String = user.chars().take(1).collect();
        format!("{first}…@{domain}")
    }
}

/// Whose link it is; `None` for an unknown one. Reads only.
///
/// # Errors
/// What the database says.
pub async fn who(house: &House, token: Token) -> Result<Option<Asked>> {
    house.db.read(move |conn| Ok(find(conn, &token)?.map(|(asked, _)| asked))).await
}

/// Suppresses the address and skips all mail that waits for this customer.
///
/// # Errors
/// What the database says.
pub async fn stop(house: &House, token: Token) -> Result<Option<Asked>> {
    let inside = house.clone();
    house
        .db
        .write(move |conn| {
            let Some((asked, customer)) = find(conn, &token)? else { return Ok(None) };
            if let (Some(email), Some(customer)) = (&asked.address, customer) {
                suppress(conn, &inside, email, &customer)?;
            }
            Ok(Some(asked))
        })
        .await
}

fn find(conn: &mut Conn, token: &Token) -> Result<Option<(Asked, Option<CustomerRow>)>> {
    let Some(invited) = invitations::by_unsubscribe_token(conn, token)? else { return Ok(None) };
    let customer =
        invited.customer_id.map(|id| customers::get(conn, CustomerId(id))).transpose()?;
    let customer = customer.flatten();
    let address = customer.as_ref().and_then(|c| c.email.as_deref()).and_then(Email::parse);
    let language = invited.language.as_deref().and_then(Language::parse);
    Ok(Some((Asked { address, language }, customer)))
}

fn suppress(conn: &mut Conn, house: &House, email: &Email, customer: &CustomerRow) -> Result<()> {
    let (now, id) = (house.now(), CustomerId(customer.id));
    suppressions::add(conn, &house.keys.suppression_hash(email), Some(id), CAUSE, now)?;
    for (invitation, survey) in deliveries::waiting_of_customer(conn, id)? {
        let whose = (SurveyId(survey), InvitationId(invitation));
        let at: (Instant, _) = (now, &house.zone);
        close(conn, whose, &Vec::new(), Reason::Suppressed, at)?;
    }
    Ok(())
}
