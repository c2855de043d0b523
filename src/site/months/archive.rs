//! All months, newest first, with the score of each survey.

use serde::Serialize;

use super::{file, months, told};
use crate::domain::report::Month;
use crate::error::Result;
use crate::site::finding::{finding, question};
use crate::site::frame::Frame;
use crate::site::material::Surveyed;
use crate::site::page::Here;
use crate::site::words::Words;

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    finding: String,
    surveys: Vec<Column>,
    rows: Vec<Row>,
    has_feed: bool,
}

#[derive(Serialize)]
struct Column {
    name: String,
    question: String,
}

#[derive(Serialize)]
struct Row {
    name: String,
    href: String,
    open: bool,
    cells: Vec<Cell>,
}

/// What a survey says of a month.
#[derive(Serialize)]
struct Cell {
    n: String,
    score: Option<String>,
    interval: Option<String>,
    /// `up` or `down` where the month differs from the one before by more than noise.
    change: Option<&'static str>,
}

/// The archive in one language.
pub(super) fn draw(here: &Here) -> Result<String> {
    let (site, words) = (here.site, here.words);
    let title = words.text("site-told-months", &[]);
    let months = months(site);
    let first = told(site).first().map(|survey| finding(words, &survey.report, site.input.min_n));
    let column = |survey: &Surveyed| Column {
        name: words.text(&format!("site-name-{}", survey.figures.kind.name()), &[]),
        question: question(&site.input.shop, words, survey.figures),
    };
    let row = |month: &Month| Row {
        name: words.month(*month),
        href: file(*month),
        open: told(site).iter().any(|survey| {
            survey.months.last().is_some_and(|last| last.month == *month && last.open)
        }),
        cells: told(site).iter().map(|survey| cell(words, survey, *month)).collect(),
    };
    let view = View {
        frame: here.frame(format!("{title} · {}", site.input.shop.name)),
        finding: first.unwrap_or(title),
        surveys: told(site).iter().map(column).collect(),
        rows: months.iter().rev().map(row).collect(),
        has_feed: months.iter().any(|month| super::feed::holds(site, *month)),
    };
    words.render("site/months.html", &view)
}

fn cell(words: Words, survey: &Surveyed, month: Month) -> Cell {
    let kind = survey.figures.kind;
    let report = survey.months.iter().find(|report| report.month == month);
    let score = report.and_then(|report| report.score);
    let change = report.and_then(|report| report.before.as_ref()).map(super::summary::word);
    Cell {
        n: words.count(report.map_or(0, |report| report.answers)),
        score: score.map(|score| words.score(kind, score.score)),
        interval: score.map(|score| words.interval(kind, score)),
        change: change.filter(|change| *change != "noise"),
    }
}
