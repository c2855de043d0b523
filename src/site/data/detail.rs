//! What the survey's own page shows beside its scores by month and week: quarters, moving windows,
//! hours, times to answer, answers to follow-ups and what goes with them. Nothing is here that
//! stands on too few answers to be on a page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::json::Period;
use super::rounded;
use crate::domain::report::{Driver, Hours, Rolling, Said, Step, WAITS};
use crate::domain::survey::FollowUpKind;
use crate::site::follow_ups;
use crate::site::material::Surveyed;

/// The part of `data/<slug>.json` below the scores.
#[derive(Serialize)]
pub(super) struct Detail<'a> {
    quarters: Vec<Period>,
    pub(super) windows: Vec<Window>,
    /// By weekday, Monday first, and hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hours: Option<&'a [[u64; 24]; 7]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) waits: Option<BTreeMap<&'static str, u64>>,
    pub(super) follow_ups: Vec<Answered<'a>>,
    pub(super) drivers: Vec<Goes<'a>>,
}

/// The score of the last so many days, moved on.
#[derive(Serialize)]
pub(super) struct Window {
    pub(super) days: i64,
    pub(super) series: Vec<Period>,
    /// Against the days just before.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'static str>,
    /// Against those of a year ago.
    #[serde(skip_serializing_if = "Option::is_none")]
    year_ago: Option<&'static str>,
}

/// The answers of one group to one follow-up.
#[derive(Serialize)]
pub(super) struct Answered<'a> {
    pub(super) follow_up: &'a str,
    pub(super) group: &'static str,
    /// How many of the group answered it.
    pub(super) n: u64,
    pub(super) answers: BTreeMap<String, u64>,
}

/// An answer that can be held against high scores.
#[derive(Serialize)]
pub(super) struct Goes<'a> {
    pub(super) follow_up: &'a str,
    /// The option, or `upper` for four and five of a scale.
    pub(super) answer: &'a str,
    pub(super) odds_ratio: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) verdict: &'static str,
}

impl<'a> Detail<'a> {
    pub(super) fn new(survey: &'a Surveyed, min_n: u64) -> Self {
        let report = &survey.report;
        let enough = |n: u64| n >= min_n.max(1);
        let counts = report.waits.counts();
        Self {
            quarters: report
                .quarters
                .iter()
                .filter(|point| point.n > 0)
                .map(Period::from)
                .collect(),
            windows: report.windows.iter().map(window).collect(),
            hours: Some(&report.hours).filter(|hours| enough(hours.total())).map(Hours::days),
            waits: enough(report.waits.total())
                .then(|| WAITS.into_iter().zip(counts.iter().copied()).collect()),
            follow_ups: answered(survey, min_n),
            drivers: survey.drivers.iter().flat_map(|drivers| &drivers.found).map(goes).collect(),
        }
    }
}

fn window(window: &Rolling) -> Window {
    let verdict = |step: Option<Step>| step.map(|step| super::csv::verdict(step.verdict));
    Window {
        days: window.days,
        series: window.points.iter().filter(|point| point.n > 0).map(Period::from).collect(),
        before: verdict(window.before),
        year_ago: verdict(window.year),
    }
}

fn answered<'a>(survey: &'a Surveyed, min_n: u64) -> Vec<Answered<'a>> {
    let mut all = Vec::new();
    let asks = survey.figures.follow_ups.iter().filter(|ask| ask.kind != FollowUpKind::Text);
    for ask in asks {
        let Some(counted) = survey.report.follow_ups.get(&ask.key) else { continue };
        let options = follow_ups::options_of(ask, counted);
        for group in follow_ups::groups_of(ask, counted, min_n.max(1)) {
            let count = |option: &String| (option.clone(), counted.chose(option, group));
            all.push(Answered {
                follow_up: &ask.key,
                group: group.name(),
                n: follow_ups::base_of(ask, counted, group),
                answers: options.iter().map(count).collect(),
            });
        }
    }
    all
}

fn goes(driver: &Driver) -> Goes<'_> {
    Goes {
        follow_up: &driver.follow_up,
        answer: match &driver.said {
            Said::Option(option) => option,
            Said::Upper => "upper",
        },
        odds_ratio: rounded(driver.odds.ratio),
        low: rounded(driver.odds.low),
        high: rounded(driver.odds.high),
        verdict: super::csv::verdict(driver.odds.verdict),
    }
}
