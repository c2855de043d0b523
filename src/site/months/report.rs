//! One month as the report to the boss: a paragraph, the score beside others, the distribution, who
//! stands out, a few comments. It prints on two A4 pages where there is one survey.

use serde::Serialize;

use super::split::{Split, split};
use super::summary::{self, paragraph};
use super::{file, months, told};
use crate::domain::report::{Against, Month, MonthReport, Segment};
use crate::domain::stats::Estimate;
use crate::error::Result;
use crate::site::comments::CommentLine;
use crate::site::figures::{self, RowsFigure, TrendFigure};
use crate::site::finding::question;
use crate::site::follow_ups::{self, FollowUpFigure};
use crate::site::frame::Frame;
use crate::site::material::Surveyed;
use crate::site::page::Here;
use crate::site::views;
use crate::site::words::Words;
use crate::types::Group;

/// How many months the trend looks back, and how many comments of a group and reasons are listed.
const LOOKS_BACK: usize = 13;
const COMMENTS: usize = 2;
const REASONS: usize = 5;

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    title: String,
    open: bool,
    surveys: Vec<Part>,
    /// The months before and after, where there are any.
    older: Option<Neighbour>,
    newer: Option<Neighbour>,
}

#[derive(Serialize)]
struct Neighbour {
    name: String,
    href: String,
}

/// A survey in this month.
#[derive(Serialize)]
struct Part {
    id: String,
    name: String,
    question: String,
    summary: String,
    n: String,
    score: Option<String>,
    interval: Option<String>,
    beside: Option<RowsFigure>,
    split: Option<Split>,
    trend: Option<TrendFigure>,
    segments: Option<RowsFigure>,
    reasons: Vec<(String, String)>,
    follow_ups: Vec<FollowUpFigure>,
    comments: Vec<CommentLine>,
}

/// A month in one language.
pub(super) fn draw(here: &Here, month: Month) -> Result<String> {
    let (site, words) = (here.site, here.words);
    let title = words.text("site-told-report", &[("month", &words.month(month))]);
    let all = months(site);
    let neighbour = |month: Option<&Month>| {
        month.map(|month| Neighbour { name: words.month(*month), href: file(*month) })
    };
    let reports = told(site).iter().filter_map(|survey| {
        let report = survey.months.iter().find(|report| report.month == month)?;
        Some((survey, report))
    });
    let view = View {
        frame: here.frame(format!("{title} · {}", site.input.shop.name)),
        open: reports.clone().any(|(_, report)| report.open),
        surveys: reports.map(|(survey, report)| part(here, survey, report)).collect(),
        older: neighbour(all.range(..month).next_back()),
        newer: neighbour(all.range(month..).nth(1)),
        title,
    };
    words.render("site/month.html", &view)
}

fn part(here: &Here, survey: &Surveyed, month: &MonthReport) -> Part {
    let (words, input) = (here.words, here.site.input);
    let kind = survey.figures.kind;
    let reason = |(reason, n): &(String, u64)| (words.word("site-reason", reason), words.count(*n));
    Part {
        id: survey.figures.slug.clone(),
        name: words.text(&format!("site-name-{}", kind.name()), &[]),
        question: question(&input.shop, words, survey.figures),
        summary: paragraph(words, kind, month, input.min_n),
        n: words.count(month.answers),
        score: month.score.map(|score| words.score(kind, score.score)),
        interval: month.score.map(|score| words.interval(kind, score)),
        beside: beside(words, survey, month),
        split: split(words, kind, month),
        trend: trend(words, survey, month.month),
        segments: segments(words, survey, month),
        reasons: month.reasons.iter().take(REASONS).map(reason).collect(),
        follow_ups: follow_ups::figures(
            words,
            &input.shop,
            (survey, &month.follow_ups),
            input.min_n,
        ),
        comments: comments(words, survey, month.month),
    }
}

/// This month, the one before and the one a year ago on the whole scale.
fn beside(words: Words, survey: &Surveyed, month: &MonthReport) -> Option<RowsFigure> {
    let own = (words.month(month.month), month.score?, None);
    let other = |against: Against| {
        let note = words.text(&format!("site-told-against-{}", summary::word(&against)), &[]);
        (words.month(against.month), against.score, Some(note))
    };
    let others = [month.before, month.year_ago].into_iter().flatten().map(other);
    let rows: Vec<(String, Estimate, Option<String>)> =
        std::iter::once(own).chain(others).collect();
    figures::rows(words, survey.figures.kind, true, rows.into_iter())
}

/// The months up to this one.
fn trend(words: Words, survey: &Surveyed, month: Month) -> Option<TrendFigure> {
    let report = &survey.report;
    let until = report.months.iter().position(|point| point.period == month)? + 1;
    let points = report.months.get(until.saturating_sub(LOOKS_BACK)..until)?;
    views::draw_months(words, report, points, (220.0, 5.5))
}

/// Who stands out, the best first.
fn segments(words: Words, survey: &Surveyed, month: &MonthReport) -> Option<RowsFigure> {
    let row = |segment: &Segment, key| {
        let member = words.word(&format!("site-{}", segment.dimension), &segment.member);
        (member, segment.score, Some(words.text(key, &[])))
    };
    let best = month.best.iter().map(|segment| row(segment, "site-above"));
    let worst = month.worst.iter().rev().map(|segment| row(segment, "site-below"));
    let rows: Vec<_> = best.chain(worst).collect();
    figures::rows(words, survey.figures.kind, false, rows.into_iter())
}

/// The newest comments of the month, of the unhappy and of the happy.
fn comments(words: Words, survey: &Surveyed, month: Month) -> Vec<CommentLine> {
    let kind = survey.figures.kind;
    let of_month = || {
        let all = survey.figures.comments.iter().flatten();
        all.filter(move |comment| Month::of(comment.day) == month)
    };
    let of_group = |group: Group| {
        of_month().filter(move |comment| kind.group(comment.score) == group).take(COMMENTS)
    };
    let picked = of_group(Group::Detractor).chain(of_group(Group::Promoter));
    picked.map(|comment| CommentLine::new(words, &survey.report, comment)).collect()
}
