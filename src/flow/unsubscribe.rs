//! Does what somebody asks of our mail: less often, never, or as before. At once, for all surveys.

use super::House;
use super::steps::close::close;
use super::steps::wish::{LESS_OFTEN_SECONDS, Wish, keep, wish_of};
use crate::db::customers::{self, CustomerRow};
use crate::db::{Conn, deliveries, invitations};
use crate::error::Result;
use crate::types::{CustomerId, Email, InvitationId, Language, Reason, SurveyId, Token};

/// What somebody chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One mail in half a year at most, and no reminder.
    LessOften,
    /// No mail.
    Never,
    /// As before they chose anything.
    AsBefore,
}

/// Somebody who holds an unsubscribe link.
#[derive(Clone, Debug)]
pub struct Asked {
    address: Option<Email>,
    /// The customer's language.
    pub language: Option<Language>,
    /// What they want as things stand.
    pub wish: Wish,
}

impl Asked {
    /// The address so that its owner knows it and nobody else learns it: `l…@example.com`, with a
    /// word joiner behind the dots, where lines would break.
    #[must_use]
    pub fn masked_address(&self) -> String {
        let Some((user, domain)) = self.address.as_ref().and_then(|a| a.as_str().split_once('@'))
        else {
            return String::new();
        };
        let first: String = user.chars().take(1).collect();
        format!("{first}…\u{2060}@{domain}")
    }
}

/// Whose link it is, and what they want; `None` for an unknown one. Reads only.
///
/// # Errors
/// What the database says.
pub async fn who(house: &House, token: Token) -> Result<Option<Asked>> {
    let inside = house.clone();
    house.db.read(move |conn| Ok(find(conn, &inside, &token)?.map(|(asked, _)| asked))).await
}

/// Keeps what the holder of a link chose; with [`Choice::Never`], all mail that waits for them is
/// skipped. What comes back says what holds now.
///
/// # Errors
/// What the database says.
pub async fn choose(house: &House, token: Token, choice: Choice) -> Result<Option<Asked>> {
    let inside = house.clone();
    house
        .db
        .write(move |conn| {
            let Some((asked, customer)) = find(conn, &inside, &token)? else { return Ok(None) };
            let (Some(email), Some(customer)) = (&asked.address, customer) else {
                return Ok(Some(asked));
            };
            let wish = match choice {
                Choice::LessOften => Wish::LessOften(LESS_OFTEN_SECONDS),
                Choice::Never => Wish::Never { own: true },
                Choice::AsBefore => Wish::Usual,
            };
            keep(conn, &inside, (email, &customer), wish, inside.now())?;
            if choice == Choice::Never {
                skip_waiting(conn, &inside, &customer)?;
            }
            let wish = wish_of(conn, &inside, email, CustomerId(customer.id))?;
            Ok(Some(Asked { wish, ..asked }))
        })
        .await
}

fn find(
    conn: &mut Conn,
    house: &House,
    token: &Token,
) -> Result<Option<(Asked, Option<CustomerRow>)>> {
    let Some(invited) = invitations::by_unsubscribe_token(conn, token)? else { return Ok(None) };
    let customer =
        invited.customer_id.map(|id| customers::get(conn, CustomerId(id))).transpose()?;
    let customer = customer.flatten();
    let address = customer.as_ref().and_then(|c| c.email.as_deref()).and_then(Email::parse);
    let language = invited.language.as_deref().and_then(Language::parse);
    let wish = match (&address, &customer) {
        (Some(email), Some(customer)) => wish_of(conn, house, email, CustomerId(customer.id))?,
        // Whoever has no address any more gets no mail.
        _ => Wish::Never { own: false },
    };
    Ok(Some((Asked { address, language, wish }, customer)))
}

fn skip_waiting(conn: &mut Conn, house: &House, customer: &CustomerRow) -> Result<()> {
    for (invitation, survey) in deliveries::waiting_of_customer(conn, CustomerId(customer.id))? {
        let whose = (SurveyId(survey), InvitationId(invitation));
        close(conn, whose, &Vec::new(), Reason::Suppressed, (house.now(), &house.zone))?;
    }
    Ok(())
}
