//! Small multiples: each member of a dimension with its interval and its trend, on the same axes.

use serde::Serialize;

use super::rows::{Scale, scale};
use super::trend::data;
use super::{Label, Values, axis_of, values};
use crate::domain::report::{Member, Month, Point};
use crate::domain::stats::Estimate;
use crate::site::chart::{self, Axis, Row, Trend};
use crate::site::words::Words;
use crate::types::Kind;

/// How many months a small trend shows.
pub(in crate::site) const MONTHS: usize = 24;

/// With fewer scored months than this there is nothing to see.
const FEWEST: usize = 4;

/// How high a small trend is.
const HEIGHT: f64 = 36.0;

/// All members of a dimension.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Multiples {
    rows: Vec<Multiple>,
    ticks: Vec<Label>,
    /// The grid behind each row as SVG.
    grid: String,
    /// Whether there is a trend to see.
    has_trends: bool,
    /// Those that are not shown each by itself.
    tail: Option<Together>,
}

#[derive(Debug, Serialize)]
struct Multiple {
    href: String,
    values: Values,
    note: Option<String>,
    shape: Row,
    spark: Option<Trend>,
}

#[derive(Debug, Serialize)]
struct Together {
    values: Values,
    shape: Row,
}

/// A member with its words.
pub(in crate::site) struct Named<'a> {
    pub(in crate::site) member: &'a Member,
    pub(in crate::site) name: String,
    pub(in crate::site) href: String,
    pub(in crate::site) note: Option<String>,
}

/// Lays members out below each other; `all` is the score of the whole, which each trend shows as a
/// line, and `tail` what those beyond are called and score.
pub(in crate::site) fn multiples(
    words: Words,
    kind: Kind,
    all: Option<Estimate>,
    named: Vec<Named>,
    tail: Option<(String, Estimate)>,
) -> Option<Multiples> {
    let intervals = named.iter().map(|named| named.member.estimate);
    let axis = axis_of(kind, intervals.chain(tail.iter().map(|(_, estimate)| *estimate)), 3.0)?;
    let Scale { ticks, grid } = scale(words, kind, axis);
    // The points are what is drawn; with their intervals noise would flatten every line.
    let bare = |score| Estimate { n: 0, score, low: score, high: score };
    let points = named.iter().flat_map(|named| latest(&named.member.months));
    let scores = points.filter_map(|point| Some(bare(point.estimate?.score)));
    let trends = axis_of(kind, scores.chain(all.map(|all| bare(all.score))), 3.0);
    let row = |named: Named| Multiple {
        shape: chart::row(named.member.estimate, axis),
        spark: trends.and_then(|trends| small_trend(&named.member.months, all, trends)),
        values: {
            let estimate = named.member.estimate;
            values(words, kind, named.name, estimate.n, Some(estimate))
        },
        href: named.href,
        note: named.note,
    };
    let rows: Vec<_> = named.into_iter().map(row).collect();
    Some(Multiples {
        has_trends: rows.iter().any(|row| row.spark.is_some()),
        rows,
        ticks,
        grid,
        tail: tail.map(|(name, estimate)| Together {
            shape: chart::row(estimate, axis),
            values: values(words, kind, name, estimate.n, Some(estimate)),
        }),
    })
}

fn latest(months: &[Point<Month>]) -> &[Point<Month>] {
    months.get(months.len().saturating_sub(MONTHS)..).unwrap_or(months)
}

/// The line of the last months, all of the same length so that they can be compared down the page;
/// `None` if too few months have a score.
fn small_trend(months: &[Point<Month>], all: Option<Estimate>, axis: Axis) -> Option<Trend> {
    let months = latest(months);
    if months.iter().filter(|month| month.estimate.is_some()).count() < FEWEST {
        return None;
    }
    let gap = chart::Datum { estimate: None, open: false };
    let mut series = vec![gap; MONTHS.saturating_sub(months.len())];
    series.extend(data(months));
    let mut trend = chart::spark(&series, axis, HEIGHT);
    trend.base = all.map(|all| chart::spark_level(all.score, axis, HEIGHT)).unwrap_or_default();
    Some(trend)
}
