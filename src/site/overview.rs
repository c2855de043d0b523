//! The first page: each survey in a sentence, a number, a gauge and a small trend.

use serde::Serialize;

use super::chart::Trend;
use super::figures::{self, RowsFigure};
use super::finding::{finding, question};
use super::frame::Frame;
use super::input::{SiteInput, SurveyFigures};
use super::material::Site;
use super::page::{Here, Label, Page};
use super::words::Words;
use crate::domain::report::Report;
use crate::error::Result;

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    cards: Vec<Card>,
    built: String,
}

#[derive(Serialize)]
struct Card {
    href: String,
    name: String,
    question: String,
    finding: String,
    n: String,
    score: Option<String>,
    interval: Option<String>,
    gauge: Option<RowsFigure>,
    spark: Option<Trend>,
    since: Option<String>,
    rate: Option<String>,
}

/// The one page there is of this type.
pub(super) fn pages<'a>(_: &'a Site<'a>) -> Vec<Page<'a>> {
    vec![Page::of_site("index.html", draw).named(Label::Text("site-back"))]
}

/// The overview in one language.
fn draw(here: &Here) -> Result<String> {
    let (input, words) = (here.site.input, here.words);
    let shop = &input.shop;
    let surveys = here.site.surveys.iter();
    let view = View {
        frame: here.frame(words.text("site-title", &[("shop", &shop.name)])),
        cards: surveys.map(|survey| card(input, words, survey.figures, &survey.report)).collect(),
        built: words.built(input),
    };
    words.render("site/overview.html", &view)
}

fn card(input: &SiteInput, words: Words, survey: &SurveyFigures, report: &Report) -> Card {
    let kind = report.kind;
    let all = report.score.map(|score| (words.text("site-all-answers", &[]), score, None));
    let first = report.months.first().map(|month| words.short_month(month.period));
    let funnel = report.funnel;
    Card {
        href: format!("{}/index.html", survey.slug),
        name: words.text(&format!("site-name-{}", kind.name()), &[]),
        question: question(&input.shop, words, survey),
        finding: finding(words, report, input.min_n),
        n: words.count(report.answers),
        score: report.score.map(|score| words.score(kind, score.score)),
        interval: report.score.map(|score| words.interval(kind, score)),
        gauge: figures::rows(words, kind, true, all.into_iter()),
        spark: figures::spark(report),
        since: first.map(|month| words.text("site-since", &[("month", &month)])),
        rate: funnel
            .response_rate()
            .map(|_| words.share(funnel.answered.min(funnel.invited), funnel.invited)),
    }
}
