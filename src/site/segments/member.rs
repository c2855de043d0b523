//! The page of one member: its score beside that of all others, over time, and how it is made up.

use serde::Serialize;

use super::{dimension_name, member_name, note};
use crate::domain::report::{Dimension, Member, Report};
use crate::domain::stats::{Estimate, Verdict};
use crate::error::Result;
use crate::site::figures::{self, DistributionFigure, RowsFigure, TrendFigure};
use crate::site::frame::Frame;
use crate::site::material::Surveyed;
use crate::site::page::Here;
use crate::site::views;
use crate::site::words::Words;

/// How many months are drawn; a swing is tested among so many.
const MONTHS: usize = 36;

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    finding: String,
    /// The way back to all of the dimension.
    dimension: String,
    name: String,
    score: String,
    interval: String,
    n: String,
    gauge: Option<RowsFigure>,
    months: Option<TrendFigure>,
    distribution: Option<DistributionFigure>,
    rate: Option<Rate>,
}

#[derive(Serialize)]
struct Rate {
    share: String,
    counts: String,
}

/// The page in one language.
pub(super) fn draw(
    here: &Here,
    survey: &Surveyed,
    (dimension, member): (&Dimension, &Member),
) -> Result<String> {
    let (words, report) = (here.words, &survey.report);
    let kind = report.kind;
    let finding = finding(words, report, (dimension, member));
    let view = View {
        frame: here.frame(format!("{finding} · {}", here.site.input.shop.name)),
        dimension: dimension_name(words, dimension),
        name: words.text(&format!("site-name-{}", kind.name()), &[]),
        score: words.score(kind, member.estimate.score),
        interval: words.interval(kind, member.estimate),
        n: words.count(member.estimate.n),
        gauge: gauge(words, report, (dimension, member)),
        months: months(words, report, member),
        distribution: figures::distribution_of(words, kind, &member.counts),
        rate: rate(words, member),
        finding,
    };
    words.render("site/parts/member.html", &view)
}

fn finding(words: Words, report: &Report, (dimension, member): (&Dimension, &Member)) -> String {
    let key = match member.verdict {
        Verdict::Up => "site-member-above",
        Verdict::Down => "site-member-below",
        Verdict::WithinNoise if member.rest.is_some() => "site-member-alike",
        Verdict::WithinNoise => "site-member-alone",
    };
    let score = |estimate: Estimate| words.score(report.kind, estimate.score);
    let rest = member.rest.map(score).unwrap_or_default();
    // A line must not end inside an interval.
    let interval = words.interval(report.kind, member.estimate).replace('–', "–\u{2060}");
    words.text(
        key,
        &[
            ("member", &member_name(words, &dimension.name, &member.name)),
            ("name", &words.text(&format!("site-name-{}", report.kind.name()), &[])),
            ("score", &score(member.estimate)),
            ("interval", &interval),
            ("rest", &rest),
        ],
    )
}

/// This member, all others, everybody, on the whole scale.
fn gauge(
    words: Words,
    report: &Report,
    (dimension, member): (&Dimension, &Member),
) -> Option<RowsFigure> {
    let own = member_name(words, &dimension.name, &member.name);
    let mut rows = vec![(own, member.estimate, note(words, member.verdict))];
    rows.extend(member.rest.map(|rest| (words.text("site-all-others", &[]), rest, None)));
    rows.extend(report.score.map(|all| (words.text("site-all-answers", &[]), all, None)));
    figures::rows(words, report.kind, true, rows.into_iter())
}

fn months(words: Words, report: &Report, member: &Member) -> Option<TrendFigure> {
    let months = &member.months;
    let points = months.get(months.len().saturating_sub(MONTHS)..).unwrap_or(months);
    views::draw_months(words, report, points, (284.0, 6.5))
}

fn rate(words: Words, member: &Member) -> Option<Rate> {
    let funnel = member.funnel;
    funnel.response_rate()?;
    let answered = funnel.answered.min(funnel.invited);
    let args = [("answered", words.count(answered)), ("invited", words.count(funnel.invited))];
    Some(Rate {
        share: words.share(answered, funnel.invited),
        counts: words.text("site-rate-counts", &args.each_ref().map(|(k, v)| (*k, v.as_str()))),
    })
}
