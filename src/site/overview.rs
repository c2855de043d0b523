//! The first page: each survey in a sentence, a number, a gauge and a small trend.

use serde::Serialize;

use super::chart::Trend;
use super::figures::{self, RowsFigure};
use super::finding::{finding, question};
use super::input::{SiteInput, SurveyFigures};
use super::page::{self, Frame};
use super::words::Words;
use crate::domain::report::Report;
use crate::error::Result;

/// What the template is given.
#[derive(Serialize)]
struct Page {
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

/// The overview in one language.
pub(super) fn render(
    input: &SiteInput,
    words: Words,
    surveys: &[(&SurveyFigures, Report)],
) -> Result<String> {
    let shop = &input.shop;
    let built = input.built_at.to_timestamp().to_zoned(shop.time_zone.clone());
    let day = words.day(built.date());
    let time = built.strftime("%H:%M").to_string();
    let page = Page {
        frame: page::frame(
            shop,
            words,
            "index.html",
            words.text("site-title", &[("shop", &shop.name)]),
        ),
        cards: surveys.iter().map(|(survey, report)| card(input, words, survey, report)).collect(),
        built: words.text("site-built", &[("day", &day), ("time", &time)]),
    };
    words.render("site/overview.html", &page)
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
