//! The figures for machines: `data/index.json` and `data/<slug>.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::input::SiteInput;
use super::material::{Site, Surveyed};
use crate::domain::report::{Month, Point};
use crate::domain::stats::{CONFIDENCE, Estimate};
use crate::error::{Context, Result};
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
}

#[derive(Serialize)]
struct Score {
    score: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct Groups {
    detractor: u64,
    passive: u64,
    promoter: u64,
}

#[derive(Serialize)]
struct Period {
    period: String,
    n: u64,
    #[serde(flatten)]
    score: Option<Score>,
}

/// The list of surveys, and the figures of each.
pub(super) fn files(site: &Site) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = vec![("data/index.json".to_owned(), index(site.input)?)];
    for of in &site.surveys {
        files.push((format!("data/{}.json", of.figures.slug), survey(of)?));
    }
    Ok(files)
}

fn index(input: &SiteInput) -> Result<Vec<u8>> {
    let second = input.built_at.to_timestamp().round(jiff::Unit::Second);
    let built_at = second.doing(|| "rounding the instant of the build".to_owned())?.to_string();
    let surveys = input.surveys.iter().map(|survey| survey.slug.as_str()).collect();
    to_bytes(&Index { built_at, surveys })
}

fn survey(survey: &Surveyed) -> Result<Vec<u8>> {
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
    })
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

impl From<&Point<Month>> for Period {
    fn from(point: &Point<Month>) -> Self {
        Self {
            period: point.period.to_string(),
            n: point.n,
            score: point.estimate.map(Score::from),
        }
    }
}

/// Six decimals: far below any interval, and free of the last bits' noise.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn to_bytes(value: &impl Serialize) -> Result<Vec<u8>> {
    let mut bytes =
        serde_json::to_vec_pretty(value).doing(|| "writing the site's JSON".to_owned())?;
    bytes.push(b'\n');
    Ok(bytes)
}
