//! Tables for spreadsheets: `data/<slug>/months.csv` and so on (RFC 4180), in UTF-8 with the mark
//! that Excel knows it by.
//!
//! Words that others have chosen, such as the names of locations, are kept from being formulas.

use csv::Writer;

use super::detail::{Answered, Detail, Goes, Window};
use super::json::Score;
use super::rounded;
use crate::domain::report::{Point, Report, TAIL, WAITS};
use crate::domain::spreadsheet::{MARK, safe};
use crate::domain::stats::{Estimate, Verdict};
use crate::error::{Context, Result};
use crate::site::material::{Site, Surveyed};
use crate::types::Kind;

/// The tables of each survey, in the order in which they are listed, with their columns.
pub(super) const TABLES: [(&str, &[&str]); 12] = [
    ("months", &["period", "n", "score", "low", "high", "complete"]),
    ("weeks", &["period", "n", "score", "low", "high", "complete"]),
    ("quarters", &["period", "n", "score", "low", "high", "complete"]),
    ("windows", &["days", "until", "n", "score", "low", "high"]),
    ("distribution", &["score", "group", "n"]),
    ("segments", &["dimension", "member", "n", "score", "low", "high", "against_rest"]),
    ("hours", &["weekday", "hour", "n"]),
    ("waits", &["within", "n"]),
    ("follow_ups", &["follow_up", "group", "answer", "n", "answered"]),
    ("drivers", &["follow_up", "answer", "odds_ratio", "low", "high", "verdict"]),
    ("funnel", &["stage", "n"]),
    ("reasons", &["reason", "n"]),
];

/// A cell.
enum Cell {
    /// A word that somebody else may have chosen.
    Word(String),
    /// A count.
    Count(u64),
    /// A number; none is an empty cell.
    Number(Option<f64>),
}

impl Cell {
    fn word(text: impl Into<String>) -> Self {
        Self::Word(text.into())
    }

    fn text(self) -> String {
        match self {
            Self::Word(text) => safe(&text),
            Self::Count(n) => n.to_string(),
            Self::Number(value) => {
                value.map_or_else(String::new, |value| rounded(value).to_string())
            }
        }
    }
}

/// Where a table lies.
pub(super) fn path(slug: &str, table: &str) -> String {
    format!("data/{slug}/{table}.csv")
}

/// All tables of all surveys.
pub(super) fn files(site: &Site) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for survey in &site.surveys {
        let detail = Detail::new(survey, site.input.min_n);
        for (table, columns) in TABLES {
            let rows = rows(survey, &detail, table);
            files.push((path(&survey.figures.slug, table), write(columns, rows)?));
        }
    }
    Ok(files)
}

fn rows(survey: &Surveyed, detail: &Detail, table: &str) -> Vec<Vec<Cell>> {
    let report = &survey.report;
    match table {
        "months" => report.months.iter().map(period).collect(),
        "weeks" => report.weeks.iter().map(period).collect(),
        "quarters" => report.quarters.iter().map(period).collect(),
        "windows" => detail.windows.iter().flat_map(window).collect(),
        "hours" => hours(detail),
        "waits" => waits(detail),
        "follow_ups" => detail.follow_ups.iter().flat_map(answered).collect(),
        "drivers" => detail.drivers.iter().map(goes).collect(),
        "distribution" => distribution(report.kind, report),
        "segments" => segments(report),
        "funnel" => funnel(report),
        _ => {
            let reasons = report.reasons.iter();
            reasons.map(|(reason, n)| vec![Cell::word(reason), Cell::Count(*n)]).collect()
        }
    }
}

fn period<P: std::fmt::Display>(point: &Point<P>) -> Vec<Cell> {
    let mut row = vec![Cell::word(point.period.to_string()), Cell::Count(point.n)];
    row.extend(estimate(point.estimate));
    row.push(Cell::word(if point.open { "no" } else { "yes" }));
    row
}

fn estimate(estimate: Option<Estimate>) -> [Cell; 3] {
    let value = |of: fn(Estimate) -> f64| Cell::Number(estimate.map(of));
    [value(|e| e.score), value(|e| e.low), value(|e| e.high)]
}

fn window(window: &Window) -> impl Iterator<Item = Vec<Cell>> {
    let days = u64::try_from(window.days).unwrap_or(0);
    window.series.iter().map(move |point| {
        let value = |of: fn(Score) -> f64| Cell::Number(point.score.map(of));
        let scores = [value(|s| s.score), value(|s| s.low), value(|s| s.high)];
        let mut row = vec![Cell::Count(days), Cell::word(&point.period), Cell::Count(point.n)];
        row.extend(scores);
        row
    })
}

/// Monday is 1; hours in which nobody has ever answered are left out.
fn hours(detail: &Detail) -> Vec<Vec<Cell>> {
    let days = detail.hours.into_iter().flatten().zip(1..);
    let of_day = |(hours, day): (&[u64; 24], u64)| {
        let hours = (0..).zip(*hours).filter(|(_, n)| *n > 0);
        hours.map(|(hour, n)| [day, hour, n].map(Cell::Count).into()).collect::<Vec<_>>()
    };
    days.flat_map(of_day).collect()
}

/// From short to long.
fn waits(detail: &Detail) -> Vec<Vec<Cell>> {
    let Some(waits) = &detail.waits else { return Vec::new() };
    let counted = WAITS.iter().filter_map(|bucket| Some((*bucket, *waits.get(bucket)?)));
    counted.map(|(bucket, n)| vec![Cell::word(bucket), Cell::Count(n)]).collect()
}

fn answered<'a>(of: &'a Answered) -> impl Iterator<Item = Vec<Cell>> + use<'a> {
    of.answers.iter().map(|(answer, n)| {
        let words = [of.follow_up, of.group, answer].map(Cell::word);
        words.into_iter().chain([Cell::Count(*n), Cell::Count(of.n)]).collect()
    })
}

fn goes(of: &Goes) -> Vec<Cell> {
    let words = [of.follow_up, of.answer].map(Cell::word);
    let numbers = [of.odds_ratio, of.low, of.high].map(|value| Cell::Number(Some(value)));
    words.into_iter().chain(numbers).chain([Cell::word(of.verdict)]).collect()
}

fn distribution(kind: Kind, report: &Report) -> Vec<Vec<Cell>> {
    let row = |score: u8| {
        let n = Cell::Count(report.counts.count(score));
        vec![Cell::Count(score.into()), Cell::word(kind.group(score).name()), n]
    };
    kind.scale().map(row).collect()
}

fn segments(report: &Report) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for dimension in &report.dimensions {
        for member in &dimension.members {
            let mut row = vec![
                Cell::word(&dimension.name),
                Cell::word(&member.name),
                Cell::Count(member.estimate.n),
            ];
            row.extend(estimate(Some(member.estimate)));
            row.push(Cell::word(verdict(member.verdict)));
            rows.push(row);
        }
        // Those that are not listed, together; no member is called so.
        if let Some(tail) = dimension.tail {
            let mut row = vec![Cell::word(&dimension.name), Cell::word(TAIL), Cell::Count(tail.n)];
            row.extend(estimate(Some(tail)));
            row.push(Cell::word(""));
            rows.push(row);
        }
    }
    rows
}

fn funnel(report: &Report) -> Vec<Vec<Cell>> {
    let funnel = report.funnel;
    let stages = [
        ("orders", funnel.orders),
        ("invited", funnel.invited),
        ("sent", funnel.sent),
        ("answered", funnel.answered),
    ];
    stages.map(|(stage, n)| vec![Cell::word(stage), Cell::Count(n)]).into()
}

/// How a verdict is written for machines.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Up => "up",
        Verdict::Down => "down",
        Verdict::WithinNoise => "noise",
    }
}

fn write(columns: &[&str], rows: Vec<Vec<Cell>>) -> Result<Vec<u8>> {
    let doing = || "writing the site's tables".to_owned();
    let mut table = Writer::from_writer(MARK.to_vec());
    table.write_record(columns.iter().map(|column| safe(column))).doing(doing)?;
    for row in rows {
        table.write_record(row.into_iter().map(Cell::text)).doing(doing)?;
    }
    table.into_inner().map_err(csv::IntoInnerError::into_error).doing(doing)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Cell, safe, write};

    #[test]
    fn no_word_is_a_formula() {
        for word in ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"] {
            assert_eq!(safe(word), format!("'{word}"));
        }
        assert_eq!(safe("Hội An = 1"), "Hội An = 1");
        let row = vec![Cell::Number(Some(-12.5)), Cell::Number(None), Cell::word("=x")];
        let table = write(&["a", "=b", "c"], vec![row]).unwrap();
        assert_eq!(std::str::from_utf8(&table).unwrap(), "\u{feff}a,'=b,c\n-12.5,,'=x\n");
    }

    proptest! {
        #[test]
        fn words_come_back_as_they_were(words in prop::collection::vec("\\PC{0,12}|[=+@\t\r\n,\";-]{0,4}", 2..5)) {
            let row = words.iter().map(|word| Cell::word(word.as_str())).collect();
            let columns = vec!["x"; words.len()];
            let table = write(&columns, vec![row]).unwrap();
            let mut read = csv::Reader::from_reader(&table[3..]);
            let record = read.records().next().unwrap().unwrap();
            for (found, word) in record.iter().zip(&words) {
                prop_assert!(!found.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
                prop_assert_eq!(found, safe(word));
            }
        }
    }
}
