//! The figures for machines: `data/index.json` and `data/<slug>.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::csv::verdict;
use super::detail::Detail;
use super::rounded;
use crate::domain::report::{Dimension, Point};
use crate::domain::stats::{CONFIDENCE, Estimate};
use crate::error::{Context, Result};
use crate::site::input::SiteInput;
use crate::site::material::{Site, Surveyed};
use crate::types::Kind;

/// `data/index.json`.
#[derive(Serialize)]
struct Index<'a> {
    /// RFC 3339, UTC.
    built_at: String,
    surveys: Vec<&'a str>,
}

/// `data/<slug>.json`: NPS in points, shares in percent, means in the unit of their scale. What
/// too few answers stand behind is absent.
#[derive(Serialize)]
struct Survey<'a> {
    survey: &'a str,
    kind: Kind,
    n: u64,
    #[serde(flatten)]
    score: Option<Score>,
    confidence: f64,
    counts: BTreeMap<u8, u64>,
    groups: Groups,
    invited: u64,
    answered: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_rate: Option<f64>,
    series: Vec<Period>,
    weeks: Vec<Period>,
    dimensions: Vec<Split<'a>>,
    funnel: Stages,
    reasons: BTreeMap<&'a str, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Change>,
    #[serde(flatten)]
    detail: Detail<'a>,
}

/// A dimension and those of its members that have enough answers.
#[derive(Serialize)]
struct Split<'a> {
    dimension: &'a str,
    hidden: usize,
    members: Vec<Member<'a>>,
    /// Those hidden, together.
    #[serde(skip_serializing_if = "Option::is_none")]
    others: Option<Others>,
}

#[derive(Serialize)]
struct Others {
    n: u64,
    #[serde(flatten)]
    score: Score,
}

#[derive(Serialize)]
struct Member<'a> {
    member: &'a str,
    n: u64,
    #[serde(flatten)]
    score: Score,
    against_rest: &'static str,
}

#[derive(Serialize)]
struct Stages {
    orders: u64,
    invited: u64,
    sent: u64,
    answered: u64,
}

/// The last full month beside the one before.
#[derive(Serialize)]
struct Change {
    month: String,
    verdict: &'static str,
}

#[derive(Clone, Copy, Serialize)]
pub(super) struct Score {
    pub(super) score: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

#[derive(Serialize)]
struct Groups {
    detractor: u64,
    passive: u64,
    promoter: u64,
}

#[derive(Serialize)]
pub(super) struct Period {
    pub(super) period: String,
    pub(super) n: u64,
    #[serde(flatten)]
    pub(super) score: Option<Score>,
}

/// The list of surveys, and the figures of each.
pub(super) fn files(site: &Site) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = vec![("data/index.json".to_owned(), index(site.input)?)];
    for of in &site.surveys {
        files.push((format!("data/{}.json", of.figures.slug), survey(of, site.input.min_n)?));
    }
    Ok(files)
}

fn index(input: &SiteInput) -> Result<Vec<u8>> {
    let second = input.built_at.to_timestamp().round(jiff::Unit::Second);
    let built_at = second.doing(|| "rounding the instant of the build".to_owned())?.to_string();
    let surveys = input.surveys.iter().map(|survey| survey.slug.as_str()).collect();
    to_bytes(&Index { built_at, surveys })
}

fn survey(survey: &Surveyed, min_n: u64) -> Result<Vec<u8>> {
    let report = &survey.report;
    let kind = report.kind;
    let answered = report.months.iter().filter(|month| month.n > 0);
    to_bytes(&Survey {
        survey: &survey.figures.slug,
        kind,
        n: report.answers,
        score: report.score.map(Score::from),
        confidence: CONFIDENCE,
        counts: kind.scale().map(|score| (score, report.counts.count(score))).collect(),
        groups: Groups {
            detractor: report.groups.detractors,
            passive: report.groups.passives,
            promoter: report.groups.promoters,
        },
        invited: report.funnel.invited,
        answered: report.funnel.answered,
        response_rate: report.funnel.response_rate().map(rounded),
        series: answered.map(Period::from).collect(),
        weeks: report.weeks.iter().filter(|week| week.n > 0).map(Period::from).collect(),
        dimensions: report.dimensions.iter().map(split).collect(),
        funnel: Stages {
            orders: report.funnel.orders,
            invited: report.funnel.invited,
            sent: report.funnel.sent,
            answered: report.funnel.answered,
        },
        reasons: report.reasons.iter().map(|(reason, n)| (reason.as_str(), *n)).collect(),
        change: report.change.map(|change| Change {
            month: change.month.to_string(),
            verdict: verdict(change.verdict),
        }),
        detail: Detail::new(survey, min_n),
    })
}

fn split(dimension: &Dimension) -> Split<'_> {
    let members = dimension.members.iter().map(|member| Member {
        member: &member.name,
        n: member.estimate.n,
        score: member.estimate.into(),
        against_rest: verdict(member.verdict),
    });
    Split {
        dimension: &dimension.name,
        hidden: dimension.hidden,
        members: members.collect(),
        others: dimension.tail.map(|tail| Others { n: tail.n, score: tail.into() }),
    }
}

impl From<Estimate> for Score {
    fn from(estimate: Estimate) -> Self {
        Self {
            score: rounded(estimate.score),
            low: rounded(estimate.low),
            high: rounded(estimate.high),
        }
    }
}

impl<P: std::fmt::Display> From<&Point<P>> for Period {
    fn from(point: &Point<P>) -> Self {
        Self {
            period: point.period.to_string(),
            n: point.n,
            score: point.estimate.map(Score::from),
        }
    }
}

fn to_bytes(value: &impl Serialize) -> Result<Vec<u8>> {
    let mut bytes =
        serde_json::to_vec_pretty(value).doing(|| "writing the site's JSON".to_owned())?;
    bytes.push(b'\n');
    Ok(bytes)
}
