//! The stage `publish`: tallies in, an edition of the static site out.
//!
//! What it reads grows with the months a shop has been open and with what the site shows, never
//! with the number of answers.

mod parts;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::House;
use super::steps::surveys::Revision;
use crate::db::tallies::{self, TallyRow};
use crate::db::{Conn, responses};
use crate::domain::report::{Cell, DAYS_BACK};
use crate::domain::tally::Grain;
use crate::error::{Context, Result};
use crate::site::{self, Comment, Published, Shop, SiteInput, SurveyFigures};
use crate::types::{Instant, Language};

/// How many comments a page shows.
const COMMENTS: i64 = 20;

/// How many days back the weekly trend reaches.
const WEEKS_OF_DAYS: i64 = 2 * 366;

/// What an edition was built from. The same state makes the same pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The tallies' version.
    pub version: i64,
    /// The shop's day, which decides which month is the last full one.
    pub day: Date,
}

/// The state that an edition would be built from now.
///
/// # Errors
/// What the database says.
pub async fn state(house: &House) -> Result<State> {
    let day = house.now().day_in(&house.zone);
    let version = house.db.read(tallies::version).await?;
    Ok(State { version, day })
}

/// Builds the site and puts it where readers find it.
///
/// # Errors
/// What the database or the disk says; the old edition then stays.
pub async fn run(house: &House) -> Result<Published> {
    let now = house.now();
    let (version, input) = read(house, now).await?;
    let (renderer, dir) = (house.renderer.clone(), house.config.data_dir.clone());
    let published = tokio::task::spawn_blocking(move || {
        let edition = site::build(&renderer, &input)?;
        site::publish(&dir, &edition, version)
    })
    .await
    .doing(|| "building the site was cut short".to_owned())??;
    house.db.write(move |conn| tallies::note_publication(conn, version, now)).await?;
    Ok(published)
}

async fn read(house: &House, now: Instant) -> Result<(i64, SiteInput)> {
    let inside = house.clone();
    house
        .db
        .read(move |conn| {
            let version = tallies::version(conn)?;
            let surveys = inside
                .surveys
                .current(conn)?
                .iter()
                .map(|revision| figures(conn, &inside, revision, now))
                .collect::<Result<_>>()?;
            let (shop, site) = (&inside.config.shop, &inside.config.site);
            let shop = Shop {
                name: shop.name.clone(),
                language: shop.language,
                time_zone: inside.zone.clone(),
                colour: Some(shop.colour.clone()),
            };
            Ok((version, SiteInput { shop, built_at: now, surveys, min_n: u64::from(site.min_n) }))
        })
        .await
}

fn figures(
    conn: &mut Conn,
    house: &House,
    revision: &Revision,
    now: Instant,
) -> Result<SurveyFigures> {
    let definition = &revision.definition;
    let days_ago = |days: i64| now.plus_seconds(-days * 86_400).day_in(&house.zone);
    let first_week = Grain::Week.period(days_ago(WEEKS_OF_DAYS));
    let mut rows = tallies::of_survey(conn, revision.survey, &first_week)?;
    let first_day = Grain::Day.period(days_ago(DAYS_BACK));
    rows.extend(tallies::days_of_survey(conn, revision.survey, &first_day)?);
    let mut cells: Vec<Cell> = rows.into_iter().map(cell_of).collect();
    cells.extend(parts::read(conn, revision.survey)?);
    let comments = if house.config.site.comments {
        let latest = responses::latest_comments(conn, revision.survey, COMMENTS)?;
        Some(latest.into_iter().map(|comment| comment_of(house, comment)).collect::<Result<_>>()?)
    } else {
        None
    };
    let question = |language| Some((language, definition.text(language, "question")?.to_owned()));
    Ok(SurveyFigures {
        slug: definition.slug.clone(),
        kind: definition.kind,
        questions: Language::ALL.into_iter().filter_map(question).collect::<BTreeMap<_, _>>(),
        cells,
        follow_ups: definition.follow_ups.clone(),
        comments,
    })
}

fn comment_of(house: &House, (score, text, language, at): responses::Comment) -> Result<Comment> {
    Ok(Comment {
        text,
        score: u8::try_from(score).doing(|| "a stored score is out of range".to_owned())?,
        language: Language::parse(&language).unwrap_or(house.config.shop.language),
        day: Instant(at).day_in(&house.zone),
        location: None,
    })
}

fn cell_of(row: TallyRow) -> Cell {
    Cell {
        measure: row.measure,
        grain: row.grain,
        period: row.period,
        dimension: row.dimension,
        member: row.member,
        value: row.value,
        n: row.n,
    }
}
