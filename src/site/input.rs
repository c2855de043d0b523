//! What a site is built from.

use std::collections::BTreeMap;

use jiff::{civil::Date, tz::TimeZone};

use crate::domain::report::Cell;
use crate::domain::survey::FollowUp;
use crate::types::{Instant, Kind, Language};

/// Everything a site shows.
#[derive(Clone, Debug)]
pub struct SiteInput {
    /// Whose site it is.
    pub shop: Shop,
    /// When it is built; decides which month is the last full one.
    pub built_at: Instant,
    /// The surveys, in the order in which they are shown.
    pub surveys: Vec<SurveyFigures>,
    /// Scores of fewer answers are left out.
    pub min_n: u64,
    /// Where readers find its root, with a slash at the end; for feeds, which must name it.
    pub address: String,
    /// Who reads it.
    pub audience: Audience,
}

/// Who a site is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// The owner: search engines are asked to stay away.
    #[default]
    Owner,
    /// Anybody, search engines too.
    Anybody {
        /// Whether there are pages of months.
        months: bool,
    },
}

/// The shop, as its pages speak of it.
#[derive(Clone, Debug)]
pub struct Shop {
    /// Its name.
    pub name: String,
    /// The language of the root; the others lie in folders.
    pub language: Language,
    /// Where its days begin.
    pub time_zone: TimeZone,
    /// Its colour as `#rrggbb`; what is none is passed over.
    pub colour: Option<String>,
}

/// One survey with its tallies.
#[derive(Clone, Debug)]
pub struct SurveyFigures {
    /// Its name in addresses.
    pub slug: String,
    /// Its kind.
    pub kind: Kind,
    /// The question as the shop words it; a language that lacks it gets the default.
    pub questions: BTreeMap<Language, String>,
    /// Its tallies: months of all measures, weeks and days of the score, all time and months of members.
    pub cells: Vec<Cell>,
    /// The follow-ups as they are asked now.
    pub follow_ups: Vec<FollowUp>,
    /// The newest comments, newest first; `None` where they are switched off.
    pub comments: Option<Vec<Comment>>,
}

/// What a customer wrote, masked.
#[derive(Clone, Debug)]
pub struct Comment {
    /// The words.
    pub text: String,
    /// The score they came with.
    pub score: u8,
    /// The language of the form they were written on.
    pub language: Language,
    /// The shop's local day.
    pub day: Date,
    /// Dimension and member, as counted.
    pub segments: Vec<(String, String)>,
}

/// Whether a slug cannot be a survey's because the site has a use for that name itself.
#[must_use]
pub fn is_reserved_slug(slug: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_folder = ["data", "badge", "index"].contains(&slug);
    let is_name = !slug.is_empty() && slug.bytes().all(plain);
    is_folder || !is_name || Language::ALL.iter().any(|language| language.tag() == slug)
}
