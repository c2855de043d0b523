//! The first page: each survey in a sentence, its number, what changed, what needs a look, its trend,
//! its distribution and where its answers come from.

use serde::Serialize;

use super::changes::{ChangeLine, attention, changes};
use super::figures::{self, BarsFigure, DistributionFigure, RowsFigure, TrendFigure};
use super::finding::{finding, question};
use super::frame::Frame;
use super::input::{SiteInput, SurveyFigures};
use super::material::Site;
use super::page::{Here, Label, Page};
use super::views;
use super::words::Words;
use crate::domain::report::Report;
use crate::error::Result;

/// How many reasons a card lists.
const REASONS: usize = 4;

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    cards: Vec<Card>,
    built: String,
}

#[derive(Serialize)]
struct Card {
    /// The survey's slug: part of the ids of its charts.
    slug: String,
    href: String,
    name: String,
    question: String,
    finding: String,
    n: String,
    rate: Option<String>,
    score: Option<String>,
    interval: Option<String>,
    gauge: Option<RowsFigure>,
    changes: Vec<ChangeLine>,
    attention: Vec<String>,
    trend: Option<TrendFigure>,
    measure: String,
    distribution: Option<DistributionFigure>,
    funnel: Option<BarsFigure>,
}

/// Its address below its language's folder.
pub(super) const PATH: &str = "index.html";

/// The one page there is of this type.
pub(super) fn pages<'a>(_: &'a Site<'a>) -> Vec<Page<'a>> {
    vec![Page::of_site(PATH, draw).named(Label::Text("site-back"))]
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
    let funnel = report.funnel;
    let name = words.text(&format!("site-name-{}", kind.name()), &[]);
    Card {
        slug: survey.slug.clone(),
        href: format!("{}/index.html", survey.slug),
        question: question(&input.shop, words, survey),
        finding: finding(words, report, input.min_n),
        n: words.count(report.answers),
        rate: funnel
            .response_rate()
            .map(|_| words.share(funnel.answered.min(funnel.invited), funnel.invited)),
        score: report.score.map(|score| words.score(kind, score.score)),
        interval: report.score.map(|score| words.interval(kind, score)),
        gauge: figures::rows(words, kind, true, all.into_iter()),
        changes: changes(words, report),
        attention: attention(words, report),
        trend: views::months_of_card(words, report),
        measure: words.text("site-by-month", &[("name", &name)]),
        // Below the minimum the groups would give away the few who answered.
        distribution: report.score.and_then(|_| figures::distribution(words, report)),
        funnel: figures::funnel(words, report, REASONS),
        name,
    }
}
