//! The customer of an order: the same person as before, or a new one.

use serde_json::{Map, Value};

use crate::db::Conn;
use crate::db::customers::{self, CustomerRow, Identity};
use crate::domain::intake::{CustomerDraft, OrderDraft};
use crate::error::{Context, Result};
use crate::flow::House;
use crate::types::{CustomerId, Email, Language, Phone};

/// Whether a file's customer was known, and what is known of them now.
pub(super) struct Known {
    pub row: CustomerRow,
    pub is_new: bool,
    pub is_changed: bool,
}

/// Finds the customer of an order or draws up a new one; stores nothing. `owner` is whose the order is
/// so far.
pub(super) fn look_up(
    conn: &mut Conn,
    house: &House,
    draft: &OrderDraft,
    owner: Option<CustomerId>,
) -> Result<Known> {
    let customer = &draft.customer;
    let identity = Identity {
        email: customer.email.as_ref().map(Email::as_str),
        phone: customer.phone.as_ref().map(Phone::as_str),
        external: customer.external_id.as_deref().map(|id| (draft.source.as_str(), id)),
    };
    let now = house.now().0;
    let owner = match owner {
        Some(id) => customers::get(conn, id)?,
        None => None,
    };
    let claim = owner.as_ref().map_or(Claim::None, |owner| claim(owner, identity));
    let before = match (claim, owner) {
        (Claim::Sure, owner) => owner,
        (Claim::Open, owner) => customers::find(conn, identity)?.or(owner),
        (Claim::None, _) => customers::find(conn, identity)?,
    };
    let Some(before) = before else {
        let blank = CustomerRow {
            id: house.random.public_id(),
            email: None,
            phone: None,
            name: None,
            language: None,
            time_zone: None,
            country: None,
            source: customer.external_id.as_ref().map(|_| draft.source.clone()),
            external_id: customer.external_id.clone(),
            properties: "{}".to_owned(),
            consents: "{}".to_owned(),
            created_at: now,
            updated_at: now,
        };
        let row = with_news(blank, customer, now)?;
        return Ok(Known { row, is_new: true, is_changed: false });
    };
    let mut row = with_news(before.clone(), customer, before.updated_at)?;
    let is_nobody = before.email.is_none() && before.phone.is_none() && before.source.is_none();
    if let (true, Some(id)) = (is_nobody, &customer.external_id) {
        // Nobody has that id, or it would have been found.
        (row.source, row.external_id) = (Some(draft.source.clone()), Some(id.clone()));
    }
    let is_changed = row != before;
    let updated_at = if is_changed { now } else { row.updated_at };
    Ok(Known { row: CustomerRow { updated_at, ..row }, is_new: false, is_changed })
}

/// How far an order is still its customer's, by what a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    /// The file says nothing that tells otherwise.
    Sure,
    /// The file says more than was known: it is theirs unless that is somebody else's.
    Open,
    /// The file names another.
    None,
}

/// What a file leaves out says nothing: a file without addresses moves no order. The strongest of what
/// it does say decides: e-mail, else phone, else the id in the shop's system.
fn claim(owner: &CustomerRow, identity: Identity<'_>) -> Claim {
    let compare = |known: Option<&str>, said: &str| match known {
        Some(known) if known == said => Claim::Sure,
        Some(_) => Claim::None,
        None => Claim::Open,
    };
    let (email, phone) = (owner.email.as_deref(), owner.phone.as_deref());
    match identity {
        Identity { email: Some(said), phone: spoken, .. } => match compare(email, said) {
            Claim::Open if phone.is_some() && spoken.is_some() && phone != spoken => Claim::None,
            claim => claim,
        },
        // Whoever is known by something stronger may have a new phone.
        Identity { phone: Some(_), .. } if email.is_some() => Claim::Sure,
        Identity { phone: Some(said), .. } => compare(phone, said),
        Identity { external: Some(_), .. } if email.or(phone).is_some() => Claim::Sure,
        Identity { external: Some((source, said)), .. } => match &owner.source {
            Some(known) if known != source => Claim::None,
            _ => compare(owner.external_id.as_deref(), said),
        },
        _ => Claim::Sure,
    }
}

/// Stores what [`look_up`] found.
pub(super) fn store(conn: &mut Conn, known: &Known) -> Result<CustomerId> {
    if known.is_new {
        customers::insert(conn, &known.row)?;
    } else if known.is_changed {
        customers::update(conn, &known.row)?;
    }
    Ok(CustomerId(known.row.id))
}

/// What a file leaves out never clears what was known.
fn with_news(before: CustomerRow, draft: &CustomerDraft, updated_at: i64) -> Result<CustomerRow> {
    let text = |news: Option<&str>, old: Option<String>| news.map(str::to_owned).or(old);
    Ok(CustomerRow {
        email: text(draft.email.as_ref().map(Email::as_str), before.email),
        phone: text(draft.phone.as_ref().map(Phone::as_str), before.phone),
        name: text(draft.name.as_deref(), before.name),
        language: match &before.language {
            // What a name or a country gives away does not overrule what was said.
            Some(_) if !draft.language_is_stated => before.language,
            _ => text(draft.language.map(Language::tag), before.language),
        },
        time_zone: text(draft.time_zone.as_deref(), before.time_zone),
        country: text(draft.country.as_deref(), before.country),
        consents: with_consent(before.consents, draft.marketing_consent)?,
        updated_at,
        ..before
    })
}

fn with_consent(consents: String, marketing: Option<bool>) -> Result<String> {
    let Some(marketing) = marketing else { return Ok(consents) };
    let mut map: Map<String, Value> =
        serde_json::from_str(&consents).doing(|| "stored consents cannot be read".to_owned())?;
    map.insert("marketing".to_owned(), Value::Bool(marketing));
    serde_json::to_string(&map).doing(|| "consents cannot be written".to_owned())
}
