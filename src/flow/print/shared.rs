//! Cards and posters with the shared code of a touchpoint: nothing is recorded, since its code may
//! be printed and hung anywhere.

use super::{Look, wording};
use crate::db::touchpoints::{self, TouchpointRow};
use crate::domain::print::Link;
use crate::error::{Error, Result};
use crate::flow::House;
use crate::flow::steps::reach::{self, Carrier};
use crate::flow::steps::surveys::Revision;
use crate::print::{Card, Poster, PosterSize};
use crate::types::{Language, RevisionId};

use std::sync::Arc;

/// So many cards with the code of a touchpoint.
///
/// # Errors
/// Refused if there is no such touchpoint, or if it is closed.
pub async fn shared_cards(house: &House, code: &str, look: &Look, count: u32) -> Result<Vec<Card>> {
    let (place, revision) = place_of(house, code).await?;
    let language = look.language.unwrap_or(house.config.shop.language);
    let link = Link::to_touchpoint(&house.config.server.public_url, &place.code);
    let of = wording::Of {
        place: format!("touchpoint {}", place.name),
        name: None,
        number: None,
        language,
    };
    let card = wording::card(house, &revision.definition, look, of, link);
    Ok(vec![card; usize::try_from(count).unwrap_or(0)])
}

/// The poster of a touchpoint.
///
/// # Errors
/// As [`shared_cards`]; refused for a size that there is not.
pub async fn poster(
    house: &House,
    code: &str,
    size: &str,
    language: Option<Language>,
) -> Result<Poster> {
    let size = PosterSize::by_name(size).ok_or_else(|| {
        let all = PosterSize::ALL.map(PosterSize::name).join(", ");
        Error::refused(format!("there is no poster “{size}”; there are {all}"))
    })?;
    let (place, revision) = place_of(house, code).await?;
    let language = language.unwrap_or(house.config.shop.language);
    let look = Look::default();
    let of = wording::Of { place: String::new(), name: None, number: None, language };
    let link = Link::to_touchpoint(&house.config.server.public_url, &place.code);
    let card = wording::card(house, &revision.definition, &look, of, link);
    Ok(Poster {
        size,
        place: format!("touchpoint {}", place.name),
        language,
        second: None,
        link: card.link,
        name: place.name,
        question: card.question,
    })
}

async fn place_of(house: &House, code: &str) -> Result<(TouchpointRow, Arc<Revision>)> {
    reach::check(&house.config, Carrier::Paper)?;
    let (surveys, wanted) = (house.surveys.clone(), code.to_ascii_lowercase());
    let found = house.db.read(move |conn| {
        let Some(place) = touchpoints::by_code(conn, &wanted)? else { return Ok(None) };
        let revision = surveys.get(conn, RevisionId(place.revision_id))?;
        Ok(Some((place, revision)))
    });
    let (place, revision) =
        found.await?.ok_or_else(|| Error::refused(format!("there is no touchpoint “{code}”")))?;
    if !place.active {
        return Err(Error::refused(format!("the touchpoint “{}” is closed", place.name)));
    }
    Ok((place, revision))
}
