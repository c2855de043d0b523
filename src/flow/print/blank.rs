//! Cards printed before anyone is known: for walk-ins, and for parcels packed before their order is
//! in the system. Each has a code that works once.

use std::sync::Arc;

use serde_json::json;

use super::record::to_json;
use super::select::survey_of;
use super::{Look, Printed, wording};
use crate::db::batches::{self, NewBatch, NewCard};
use crate::db::blanks::{self, NewBlank};
use crate::db::{Conn, audit};
use crate::domain::print::Link;
use crate::error::{Context, Error, Result};
use crate::flow::House;
use crate::flow::steps::reach::{self, Carrier};
use crate::flow::steps::surveys::Revision;
use crate::print::{Card, Press};
use crate::types::{DeliveryKind, Language, RevisionId, Token};

/// The most blank cards of one batch.
pub const MOST_BLANKS: u32 = 5_000;

/// Records a batch of blank cards.
///
/// # Errors
/// Refused for what cannot be printed; what the database says.
pub async fn print_blanks(
    house: &House,
    press: &Arc<Press>,
    who: &str,
    (survey, look): (Option<&str>, &Look),
    count: u32,
) -> Result<Printed> {
    reach::check(&house.config, Carrier::Paper)?;
    if count == 0 || count > MOST_BLANKS {
        return Err(Error::refused(format!("print 1 to {MOST_BLANKS} blank cards at a time")));
    }
    let (job, slug, inside) = (look.job(&house.config)?, survey.map(str::to_owned), house.clone());
    let revision = house.db.read(move |conn| survey_of(conn, &inside, slug.as_deref())).await?;
    if !revision.definition.active {
        return Err(Error::refused(format!("{} is not active", revision.definition.slug)));
    }
    // All are alike but for the code.
    let (sample, press) = (sample(house, &revision, look), Arc::clone(press));
    tokio::task::spawn_blocking(move || press.check(&job, &[sample]))
        .await
        .doing(|| "looking at the cards was cut short".to_owned())??;
    let (inside, who, look) = (house.clone(), who.to_owned(), look.clone());
    let batch =
        house.db.write(move |conn| record(conn, &inside, &revision, (&who, &look), count)).await?;
    Ok(Printed {
        batch: Some(batch),
        cards: usize::try_from(count).unwrap_or(usize::MAX),
        left_out: Vec::new(),
    })
}

fn sample(house: &House, revision: &Revision, look: &Look) -> Card {
    let language = look.language.unwrap_or(house.config.shop.language);
    let of = wording::Of { place: "a blank card".to_owned(), name: None, number: None, language };
    let link = Link::to_invitation(&house.config.server.public_url, &Token::from_bits(0));
    wording::card(house, &revision.definition, look, of, link)
}

fn record(
    conn: &mut Conn,
    house: &House,
    revision: &Revision,
    (who, look): (&str, &Look),
    count: u32,
) -> Result<i64> {
    let now = house.now();
    let batch = batches::insert(
        conn,
        &NewBatch {
            survey_id: revision.survey.0,
            kind: "blank",
            printed_by: who,
            sheet: &look.sheet,
            design: &look.design,
            language: look.language.map(Language::tag),
            options: &to_json(look)?,
            selection: &json!({ "blank": count }).to_string(),
            left_out: "[]",
            cards: i64::from(count),
            created_at: now.0,
        },
    )?;
    let RevisionId(revision_id) = revision.id;
    let blank = |number: u32| NewBlank {
        survey_id: revision.survey.0,
        subject: format!("card:{batch}:{number}"),
        token: house.random.token().as_str().to_owned(),
        unsubscribe_token: house.random.token().as_str().to_owned(),
        revision_id,
        created_at: now.0,
    };
    let rows: Vec<NewBlank> = (1..=count).map(blank).collect();
    let ids = blanks::insert(conn, &rows)?;
    let cards = (1..).zip(&ids).zip(&rows).map(|((number, invitation_id), row)| NewCard {
        batch_id: batch,
        number,
        invitation_id: *invitation_id,
        token: row.token.clone(),
    });
    batches::insert_cards(conn, &cards.collect::<Vec<_>>())?;
    batches::make_deliveries(conn, &ids, DeliveryKind::Card, now)?;
    let details = json!({ "batch": batch, "cards": count, "sheet": look.sheet });
    audit::note(conn, who, "cards.blank", &details, now)?;
    Ok(batch)
}
