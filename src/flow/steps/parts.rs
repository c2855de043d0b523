//! What an answer belongs to besides branch, channel and language: looked up when it is first given,
//! from what order, customer and invitation say then.

use std::collections::HashMap;

use serde::de::DeserializeOwned;

use crate::db::Conn;
use crate::db::invitations::{self, Subject};
use crate::db::touchpoints::TouchpointRow;
use crate::domain::members::{self, Members, Traits};
use crate::error::{Context, Result};
use crate::types::Dimension;

/// The dimension that a touchpoint's own name is counted under, if the shop names it.
const TOUCHPOINT: &str = "touchpoint";

/// The members of several invitations in the dimensions that the shop has named, by invitation.
/// Asks nothing where it has named none.
///
/// # Errors
/// What the database says; broken if something stored cannot be read.
pub fn of_invitations(
    conn: &mut Conn,
    dimensions: &[Dimension],
    invitations: &[i64],
) -> Result<HashMap<i64, Members>> {
    if dimensions.is_empty() || invitations.is_empty() {
        return Ok(HashMap::new());
    }
    let subjects = invitations::subjects(conn, invitations)?;
    let found = subjects.into_iter().map(|subject| {
        let traits = traits_of(&subject)?;
        Ok((subject.invitation, members::of(dimensions, &traits)))
    });
    found.collect()
}

/// The members of answers at a touchpoint: by its properties and, as `touchpoint`, by its name.
///
/// # Errors
/// Broken if what is stored cannot be read.
pub fn of_touchpoint(dimensions: &[Dimension], place: &TouchpointRow) -> Result<Members> {
    if dimensions.is_empty() {
        return Ok(Members::new());
    }
    let mut own = serde_json::Map::new();
    own.insert(TOUCHPOINT.to_owned(), place.name.clone().into());
    let traits = Traits { products: Vec::new(), properties: vec![read(&place.properties)?, own] };
    Ok(members::of(dimensions, &traits))
}

fn traits_of(subject: &Subject) -> Result<Traits> {
    let properties = [
        Some(&subject.properties),
        subject.order_properties.as_ref(),
        subject.customer_properties.as_ref(),
    ];
    Ok(Traits {
        products: subject.products.as_deref().map(read).transpose()?.unwrap_or_default(),
        properties: properties
            .into_iter()
            .flatten()
            .map(|json| read(json))
            .collect::<Result<_>>()?,
    })
}

fn read<T: DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json).doing(|| "stored properties cannot be read".to_owned())
}
