//! The stage `publish`: tallies in, an edition of the static site out.
//!
//! What it reads grows with the months a shop has been open and with what the site shows, never
//! with the number of answers. What the shop shares goes into a second edition beside
//! it, and both go on to the places that the configuration names.

mod public;
mod retry;
mod targets;

pub mod digest;
mod parts;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::House;
use super::steps::count;
use super::steps::surveys::Revision;
use crate::config::EditionKind;
use crate::db::tallies::{self, TallyRow};
use crate::db::{Conn, responses};
use crate::domain::comments::mask;
use crate::domain::report::{Cell, DAYS_BACK};
use crate::domain::tally::Grain;
use crate::error::{Context, Result};
use crate::site::{self, Audience, Comment, Edition, Published, Shop, SiteInput, SurveyFigures};
use crate::types::{Instant, Language};

pub use retry::{Retries, Wanted};
use targets::Home;
pub use targets::Served;

/// How many of the newest comments are read: their words are counted, and some of them shown.
const COMMENTS: i64 = 1_000;

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

/// What one publication came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The owner's edition.
    pub site: Published,
    /// The edition for anybody, where there is one.
    pub public: Option<Published>,
    /// The places it went to.
    pub targets: Vec<Served>,
}

impl Publication {
    /// Whether every place was served.
    #[must_use]
    pub fn is_everywhere(&self) -> bool {
        self.targets.iter().all(|served| served.error.is_none())
    }
}

/// Builds the site and puts it where readers find it.
///
/// # Errors
/// What the database or the disk says; the old edition then stays.
pub async fn run(house: &House) -> Result<Published> {
    Ok(run_everywhere(house).await?.site)
}

/// [`run`], telling what became of the public edition and of each place.
///
/// # Errors
/// As [`run`]. A place that fails is no error: it is logged and told.
pub async fn run_everywhere(house: &House) -> Result<Publication> {
    run_wanted(house, Wanted::All, &mut Retries::default()).await
}

/// [`run_everywhere`] for the places that are wanted now; notes which of them failed.
///
/// # Errors
/// As [`run`].
pub async fn run_wanted(
    house: &House,
    wanted: Wanted,
    retries: &mut Retries,
) -> Result<Publication> {
    let now = house.now();
    let (version, input) = read(house, now).await?;
    let (config, wish) = (&house.config, &house.config.site.public_edition);
    let shared = wish.is_wanted().then(|| {
        let address = config.server.public_url.link("/public/");
        public::shared(&input, wish, address)
    });
    let (edition, site) = put(house, input, &config.data_dir, version).await?;
    let public_dir = config.data_dir.join("public");
    let public = match shared {
        Some(input) => Some(put(house, input, &public_dir, version).await?),
        None => None,
    };
    house.db.write(move |conn| tallies::note_publication(conn, version, now)).await?;
    let private = Home {
        kind: EditionKind::Private,
        edition: &edition,
        site: &config.data_dir.join("site"),
        number: site.edition,
    };
    let mut targets = targets::serve(house, &private, wanted, retries).await;
    if let Some((edition, published)) = &public {
        let site = &public_dir.join("site");
        let (kind, number) = (EditionKind::Public, published.edition);
        let home = Home { kind, edition, site, number };
        targets.extend(targets::serve(house, &home, wanted, retries).await);
    }
    Ok(Publication { site, public: public.map(|(_, published)| published), targets })
}

/// Builds an edition and makes it the live one of a directory.
async fn put(
    house: &House,
    input: SiteInput,
    dir: &Path,
    version: i64,
) -> Result<(Arc<Edition>, Published)> {
    let (renderer, dir) = (house.renderer.clone(), dir.to_path_buf());
    tokio::task::spawn_blocking(move || {
        let edition = site::build(&renderer, &input)?;
        let published = site::publish(&dir, &edition, version)?;
        Ok((Arc::new(edition), published))
    })
    .await
    .doing(|| "building the site was cut short".to_owned())?
}

async fn read(house: &House, now: Instant) -> Result<(i64, SiteInput)> {
    let inside = house.clone();
    house
        .db
        .read_long(move |conn| {
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
            let address = inside.config.server.public_url.link("/dashboard/");
            let min_n = u64::from(site.min_n);
            let audience = Audience::Owner;
            Ok((version, SiteInput { shop, built_at: now, surveys, min_n, address, audience }))
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

/// A comment without what names or reaches a person: only so does it leave the database.
fn comment_of(house: &House, row: responses::CommentRow) -> Result<Comment> {
    let text = row.comment.unwrap_or_default();
    Ok(Comment {
        text: mask(&text, row.customer.as_deref()),
        score: u8::try_from(row.score).doing(|| "a stored score is out of range".to_owned())?,
        language: Language::parse(&row.language).unwrap_or(house.config.shop.language),
        day: Instant(row.answered_at).day_in(&house.zone),
        segments: count::from_json(&row.entry)?.members,
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
