//! The page of one survey.

use serde::Serialize;

use super::changes::{ChangeLine, attention, changes};
use super::comments::CommentLine;
use super::figures::{
    self, BarsFigure, ControlFigure, DistributionFigure, HeatFigure, RowsFigure, SharesFigure,
};
use super::finding::{finding, question};
use super::follow_ups::{self, FollowUpFigure};
use super::frame::Frame;
use super::material::{Site, Surveyed};
use super::page::{Here, Label, Page};
use super::segments::{self, dimension_name, member_name};
use super::views;
use super::words::Words;
use crate::domain::report::{Dimension, Report};
use crate::domain::stats::Verdict;
use crate::error::Result;

/// How many members of a dimension and how many comments a page lists.
const MEMBERS: usize = 8;
const COMMENTS: usize = 20;

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    finding: String,
    name: String,
    n: String,
    score: Option<String>,
    interval: Option<String>,
    gauge: Option<RowsFigure>,
    changes: Vec<ChangeLine>,
    attention: Vec<String>,
    views: Vec<views::View>,
    distribution: Option<DistributionFigure>,
    funnel: Option<BarsFigure>,
    control: Option<ControlFigure>,
    shares: Option<SharesFigure>,
    heat: Option<HeatFigure>,
    waits: Option<BarsFigure>,
    dimensions: Vec<DimensionFigure>,
    follow_ups: Vec<FollowUpFigure>,
    comments: Option<Vec<CommentLine>>,
}

#[derive(Serialize)]
struct DimensionFigure {
    name: String,
    finding: String,
    figure: RowsFigure,
    hidden: Option<String>,
    /// The page of its own.
    href: String,
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
fn draw(here: &Here, surveyed: &Surveyed) -> Result<String> {
    let (input, words) = (here.site.input, here.words);
    let (shop, min_n) = (&input.shop, input.min_n);
    let (survey, report) = (surveyed.figures, &surveyed.report);
    let question = question(shop, words, survey);
    let kind = report.kind;
    // One member alone says what the whole says.
    let compared = report.dimensions.iter().filter(|dimension| segments::compares(dimension));
    let view = View {
        frame: here.frame(format!("{question} · {}", shop.name)),
        finding: finding(words, report, min_n),
        name: words.text(&format!("site-name-{}", kind.name()), &[]),
        n: words.count(report.answers),
        score: report.score.map(|score| words.score(kind, score.score)),
        interval: report.score.map(|score| words.interval(kind, score)),
        gauge: gauge(words, report),
        changes: changes(words, report),
        attention: attention(words, report),
        views: views::views(words, report),
        // Below the minimum the groups would give away the few who answered.
        distribution: report.score.and_then(|_| figures::distribution(words, report)),
        funnel: figures::funnel(words, report, usize::MAX),
        control: figures::control(words, report),
        shares: figures::shares(words, report),
        heat: figures::heat(words, report, min_n),
        waits: figures::waits(words, report, min_n),
        dimensions: compared.filter_map(|d| dimension(words, report, d)).collect(),
        follow_ups: follow_ups::figures(words, shop, (surveyed, &report.follow_ups), min_n),
        comments: survey.comments.as_ref().map(|comments| {
            comments.iter().take(COMMENTS).map(|c| CommentLine::new(words, report, c)).collect()
        }),
    };
    words.render("site/survey.html", &view)
}

/// All answers, and the months that are compared, on the whole scale.
fn gauge(words: Words, report: &Report) -> Option<RowsFigure> {
    let all = [(words.text("site-all-answers", &[]), report.score?, None)];
    let row = |month, estimate| (words.month(month), estimate, None);
    let months = report.change.map(|c| [row(c.month, c.now), row(c.than, c.before)]);
    let year = report.year_change.map(|c| row(c.than, c.before));
    let rows = all.into_iter().chain(months.into_iter().flatten()).chain(year);
    figures::rows(words, report.kind, true, rows.collect::<Vec<_>>().into_iter())
}

fn dimension(words: Words, report: &Report, dimension: &Dimension) -> Option<DimensionFigure> {
    let label = |member: &str| member_name(words, &dimension.name, member);
    let note = |verdict| match verdict {
        Verdict::Up => Some(words.text("site-above", &[])),
        Verdict::Down => Some(words.text("site-below", &[])),
        Verdict::WithinNoise => None,
    };
    let members = &dimension.members;
    // Of many the best and the worst; all stand on the page of their own.
    let fit = members.len() <= MEMBERS;
    let cut = if fit { members.len() } else { MEMBERS / 2 };
    let (best, worst) = (members.iter().take(cut), members.iter().rev().take(cut).rev());
    let shown: Vec<_> = if fit { best.collect() } else { best.chain(worst).collect() };
    let rows = shown.into_iter().map(|m| (label(&m.name), m.estimate, note(m.verdict)));
    let hidden = u64::try_from(dimension.hidden).unwrap_or(u64::MAX);
    let hidden =
        (fit && hidden > 0).then(|| words.text("site-hidden", &[("n", &words.count(hidden))]));
    Some(DimensionFigure {
        name: dimension_name(words, dimension),
        finding: segments::finding(words, dimension),
        href: segments::list_file(dimension),
        figure: figures::rows(words, report.kind, false, rows)?,
        hidden,
    })
}
