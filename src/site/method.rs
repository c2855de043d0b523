//! How the numbers are worked out: formulas with their sources, each with an example that is
//! worked out by the very functions the pages use.

use serde::Serialize;

use super::frame::Frame;
use super::material::{Site, Surveyed};
use super::page::{Here, Label, Page};
use super::words::Words;
use crate::domain::report::{Unit, unit};
use crate::domain::stats::{
    Estimate, Groups, Histogram, Observation, compare, control_chart, estimate_mean, estimate_nps,
    estimate_share, sample_nps, variance,
};
use crate::error::Result;
use crate::render::format;

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    built: String,
    min_n: String,
    zone: String,
    /// The units of the site's scores, each with its example.
    scores: Vec<(&'static str, String)>,
    change: String,
    control: String,
    surveys: Vec<Source>,
    answers: String,
}

/// From how many answers the figures of a survey come.
#[derive(Serialize)]
struct Source {
    href: String,
    question: String,
    name: String,
    n: String,
    since: String,
}

/// The one page there is of this type.
pub(super) fn pages<'a>(_: &'a Site<'a>) -> Vec<Page<'a>> {
    vec![Page::of_site("method.html", draw).named(Label::Text("site-method-page"))]
}

fn draw(here: &Here) -> Result<String> {
    let (input, words, surveys) = (here.site.input, here.words, &here.site.surveys);
    let title = format!("{} · {}", words.text("site-method", &[]), input.shop.name);
    let used = |wanted: Unit| {
        surveys.is_empty() || surveys.iter().any(|survey| unit(survey.figures.kind) == wanted)
    };
    let scores = [Unit::Points, Unit::Percent, Unit::Mean].into_iter().filter(|unit| used(*unit));
    let view = View {
        frame: here.frame(title),
        built: words.built(input),
        min_n: words.count(input.min_n),
        zone: input.shop.time_zone.iana_name().unwrap_or("UTC").to_owned(),
        scores: scores.map(|unit| (unit_word(unit), score_example(words, unit))).collect(),
        change: change_example(words),
        control: control_example(words),
        surveys: surveys.iter().map(|survey| source(here, survey)).collect(),
        answers: words.count(surveys.iter().map(|survey| survey.report.answers).sum()),
    };
    words.render("site/method.html", &view)
}

fn source(here: &Here, survey: &Surveyed) -> Source {
    let words = here.words;
    let first = survey.report.months.first();
    Source {
        href: format!("{}/index.html", survey.figures.slug),
        question: super::finding::question(&here.site.input.shop, words, survey.figures),
        name: words.text(&format!("site-name-{}", survey.figures.kind.name()), &[]),
        n: words.count(survey.report.answers),
        since: first.map_or_else(|| "–".to_owned(), |point| words.month(point.period)),
    }
}

/// The unit by name, for its texts.
fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Points => "points",
        Unit::Percent => "percent",
        Unit::Mean => "mean",
    }
}

const BEFORE: Groups = Groups { detractors: 30, passives: 30, promoters: 40 };
const AFTER: Groups = Groups { detractors: 10, passives: 20, promoters: 70 };

fn score_example(words: Words, unit: Unit) -> String {
    let (estimate, spread) = match unit {
        Unit::Points => (estimate_nps(AFTER).map(|e| e.times(100.0)), variance(AFTER)),
        Unit::Percent => (estimate_share(81, 263).map(|e| e.times(100.0)), None),
        Unit::Mean => (five_answers(), None),
    };
    let number = |of: fn(&Estimate) -> f64| {
        estimate.as_ref().map_or_else(String::new, |e| format::decimal(words.lang, of(e), 1))
    };
    let spread = spread.map_or_else(String::new, |v| format::decimal(words.lang, v, 2));
    let (score, low, high) = (number(|e| e.score), number(|e| e.low), number(|e| e.high));
    words.text(
        &format!("site-example-{}", unit_word(unit)),
        &[("score", &score), ("low", &low), ("high", &high), ("variance", &spread)],
    )
}

/// 4, 5, 5, 6 and 7 on the scale of seven.
fn five_answers() -> Option<Estimate> {
    let mut counts = Histogram::default();
    let counted = [4, 5, 5, 6, 7].map(|score| counts.add(score, 1));
    estimate_mean(&counts, 1..=7).filter(|_| counted == [true; 5])
}

fn change_example(words: Words) -> String {
    let z = sample_nps(BEFORE).zip(sample_nps(AFTER)).map(|(a, b)| compare(a, b).z);
    let z = z.map_or_else(String::new, |z| format::decimal(words.lang, z, 2));
    words.text("site-example-change", &[("z", &z)])
}

/// The first weeks of the handbook's example, with our weights.
fn control_example(words: Words) -> String {
    let seen = [52.0, 47.0, 53.0].map(|score| Observation { score, error: 2.0 });
    let chart = control_chart(50.0, &seen);
    let number = |value: f64| format::decimal(words.lang, value, 2);
    let smoothed: Vec<_> = chart.iter().map(|point| number(point.smoothed)).collect();
    let last = chart.last();
    let (low, high) = last.map_or_else(Default::default, |p| (number(p.low), number(p.high)));
    let smoothed = smoothed.join("; ");
    words.text("site-example-control", &[("smoothed", &smoothed), ("low", &low), ("high", &high)])
}
