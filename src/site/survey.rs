//! The page of one survey.

use serde::Serialize;

use super::figures::{self, Brush, DistributionFigure, RowsFigure, TrendFigure};
use super::finding::{finding, question, swing_finding};
use super::frame::Frame;
use super::input::{Comment, SurveyFigures};
use super::material::{Site, Surveyed};
use super::page::{Here, Label, Page};
use super::words::Words;
use crate::domain::report::{Dimension, Month, Report, Unit, Week, swing, unit};
use crate::domain::stats::Verdict;
use crate::error::Result;

/// How many months and weeks are drawn; a swing is tested among so many.
const MONTHS: usize = 36;
const WEEKS: usize = 50;
/// How many members of a dimension and how many comments a page lists.
const MEMBERS: usize = 40;
const COMMENTS: usize = 20;

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    finding: String,
    name: String,
    unit: &'static str,
    n: String,
    score: Option<String>,
    interval: Option<String>,
    gauge: Option<RowsFigure>,
    months: Option<TrendFigure>,
    weeks: Option<TrendFigure>,
    distribution: Option<DistributionFigure>,
    funnel: Option<Funnel>,
    dimensions: Vec<DimensionFigure>,
    comments: Option<Vec<CommentLine>>,
    min_n: String,
}

#[derive(Serialize)]
struct Funnel {
    finding: String,
    stages: Vec<Stage>,
    reasons: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Stage {
    name: String,
    n: String,
    share: String,
    width: String,
}

#[derive(Serialize)]
struct DimensionFigure {
    name: String,
    finding: String,
    figure: RowsFigure,
    hidden: Option<String>,
}

#[derive(Serialize)]
struct CommentLine {
    text: String,
    lang: &'static str,
    score: u8,
    group: &'static str,
    day: String,
    location: Option<String>,
}

/// One page for each survey.
pub(super) fn pages<'a>(site: &'a Site<'a>) -> Vec<Page<'a>> {
    let page = |survey| {
        let draw = move |here: &Here| draw(here, survey);
        Page::of_survey(survey, "index.html", draw).named(Label::Text("site-summary"))
    };
    site.surveys.iter().map(page).collect()
}

/// The page in one language.
fn draw(here: &Here, survey: &Surveyed) -> Result<String> {
    let (input, words) = (here.site.input, here.words);
    let (shop, min_n) = (&input.shop, input.min_n);
    let (survey, report) = (survey.figures, &survey.report);
    let question = question(shop, words, survey);
    let kind = report.kind;
    // One member alone says what the whole says.
    let compared = report.dimensions.iter().filter(|dimension| dimension.members.len() > 1);
    let view = View {
        frame: here.frame(format!("{question} · {}", shop.name)),
        finding: finding(words, report, min_n),
        name: words.text(&format!("site-name-{}", kind.name()), &[]),
        unit: unit_word(report),
        n: words.count(report.answers),
        score: report.score.map(|score| words.score(kind, score.score)),
        interval: report.score.map(|score| words.interval(kind, score)),
        gauge: gauge(words, report),
        months: months(words, report),
        weeks: weeks(words, report),
        distribution: figures::distribution(words, report),
        funnel: funnel(words, report),
        dimensions: compared.filter_map(|d| dimension(words, report, d)).collect(),
        comments: survey.comments.as_ref().map(|comments| {
            comments.iter().take(COMMENTS).map(|c| comment(words, survey, c)).collect()
        }),
        min_n: words.count(min_n),
    };
    words.render("site/survey.html", &view)
}

/// The unit by name, for the method note.
fn unit_word(report: &Report) -> &'static str {
    match unit(report.kind) {
        Unit::Points => "points",
        Unit::Percent => "percent",
        Unit::Mean => "mean",
    }
}

/// All answers, the last full month and the one before on the whole scale.
fn gauge(words: Words, report: &Report) -> Option<RowsFigure> {
    let all = [(words.text("site-all-answers", &[]), report.score?, None)];
    let months = report.change.into_iter().flat_map(|change| {
        let row = |month, estimate| (words.month(month), estimate, None);
        [row(change.month, change.now), row(change.month.before(), change.before)]
    });
    figures::rows(
        words,
        report.kind,
        true,
        all.into_iter().chain(months).collect::<Vec<_>>().into_iter(),
    )
}

fn months(words: Words, report: &Report) -> Option<TrendFigure> {
    let points = last(&report.months, MONTHS);
    let finding = swing_finding(words, report, swing(points), &|month| words.month(month));
    let brush = Brush {
        height: 284.0,
        radius: 6.5,
        whiskers: true,
        short: &|month: Month| words.short_month(month),
        long: &|month: Month| words.month(month),
    };
    figures::trend(words, report.kind, points, finding, &brush)
}

fn weeks(words: Words, report: &Report) -> Option<TrendFigure> {
    let points = last(&report.weeks, WEEKS);
    let finding = swing_finding(words, report, swing(points), &|week| words.short_week(week));
    let brush = Brush {
        height: 220.0,
        radius: 3.5,
        whiskers: false,
        short: &|week: Week| words.short_week(week),
        long: &|week: Week| words.week(week),
    };
    figures::trend(words, report.kind, points, finding, &brush)
}

fn last<T>(points: &[T], most: usize) -> &[T] {
    points.get(points.len().saturating_sub(most)..).unwrap_or(points)
}

fn funnel(words: Words, report: &Report) -> Option<Funnel> {
    let funnel = report.funnel;
    let whole = funnel.orders.max(funnel.invited);
    if whole == 0 {
        return None;
    }
    let stages = [
        ("orders", funnel.orders),
        ("invited", funnel.invited),
        ("sent", funnel.sent),
        ("answered", funnel.answered),
    ];
    let stage = |(name, n): (&str, u64)| Stage {
        name: words.text(&format!("site-funnel-{name}"), &[]),
        n: words.count(n),
        share: words.share(n, whole),
        width: format!("{:.2}", 100.0 * n.min(whole) as f64 / whole as f64),
    };
    let (invited, answered) = (words.count(funnel.invited), words.count(funnel.answered));
    let rate = words.share(funnel.answered.min(funnel.invited), funnel.invited);
    let args = [("rate", rate.as_str()), ("invited", &invited), ("answered", &answered)];
    let reason = |(reason, n): &(String, u64)| (words.word("site-reason", reason), words.count(*n));
    Some(Funnel {
        finding: words.text("site-funnel", &args),
        stages: stages.map(stage).into(),
        reasons: report.reasons.iter().map(reason).collect(),
    })
}

fn dimension(words: Words, report: &Report, dimension: &Dimension) -> Option<DimensionFigure> {
    let name = words.word("site-dimension", &dimension.name);
    let label = |member: &str| words.word(&format!("site-{}", dimension.name), member);
    let note = |verdict| match verdict {
        Verdict::Up => Some(words.text("site-above", &[])),
        Verdict::Down => Some(words.text("site-below", &[])),
        Verdict::WithinNoise => None,
    };
    let shown = dimension.members.iter().take(MEMBERS);
    let rows = shown.map(|member| (label(&member.name), member.estimate, note(member.verdict)));
    let lowest = dimension.members.iter().rev().find(|member| member.verdict == Verdict::Down);
    let finding = match lowest {
        Some(member) => words.text("site-dimension-below", &[("member", &label(&member.name))]),
        None => words.text("site-dimension-alike", &[("dimension", &name)]),
    };
    let left_out = dimension.hidden + dimension.members.len().saturating_sub(MEMBERS);
    let left_out = u64::try_from(left_out).unwrap_or(u64::MAX);
    let hidden =
        (left_out > 0).then(|| words.text("site-hidden", &[("n", &words.count(left_out))]));
    Some(DimensionFigure {
        name,
        finding,
        figure: figures::rows(words, report.kind, false, rows)?,
        hidden,
    })
}

fn comment(words: Words, survey: &SurveyFigures, comment: &Comment) -> CommentLine {
    CommentLine {
        text: comment.text.clone(),
        lang: comment.language.tag(),
        score: comment.score,
        group: survey.kind.group(comment.score).name(),
        day: words.day(comment.day),
        location: comment.location.clone(),
    }
}
