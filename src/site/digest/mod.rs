//! The digest: a week or a month of all surveys in the words of the site, for a mail. Input comes in;
//! a subject, a paragraph, a small table and a picture for each survey go out.

mod picture;
mod say;

use serde::Serialize;

use super::calendar::Calendar;
use super::finding::question;
use super::input::SiteInput;
use super::material::{Site, Surveyed};
use super::months::summary::paragraph;
use super::words::Words;
use crate::domain::digest::Span;
use crate::domain::report::Point;
use crate::error::Result;
use crate::render::Renderer;
use crate::types::{Kind, Language};
pub use picture::Picture;
use picture::draw;

/// How many surveys a digest tells of, and how many periods its tables and pictures show.
const SURVEYS: usize = 6;
const ROWS: usize = 6;
const DRAWN: usize = 13;

/// A digest in one language.
#[derive(Clone, Debug, Serialize)]
pub struct Digest {
    /// What the mail is called.
    pub subject: String,
    /// Its headline.
    pub title: String,
    /// The surveys.
    pub surveys: Vec<Told>,
    /// The page it leads to.
    pub link: String,
}

/// A survey in a digest.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// What its score is called.
    pub name: String,
    /// Its question.
    pub question: String,
    /// The period in a paragraph.
    pub summary: String,
    /// The score, if there are enough answers.
    pub score: Option<String>,
    /// Its interval in words.
    pub interval: Option<String>,
    /// How many answers.
    pub n: String,
    /// The last periods, newest first.
    pub rows: Vec<Line>,
    /// What the picture shows, for those who do not see it.
    pub alt: String,
    /// The last periods drawn; `None` if fewer than two have a score.
    pub picture: Option<Picture>,
}

/// A period in the table.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// The score with its interval, or a dash.
    pub score: String,
    /// How many answers.
    pub n: String,
}

/// Tells of a period; `None` if nobody has ever answered.
///
/// # Errors
/// A tally that no survey can have, a picture that cannot be written.
pub fn digest(
    renderer: &Renderer,
    input: &SiteInput,
    lang: Language,
    span: Span,
) -> Result<Option<Digest>> {
    let site = Site::new(renderer, input)?;
    let calendar = Calendar::new(renderer, lang, site.surveys.iter().map(|s| &s.report));
    let words = Words { renderer, lang, calendar: &calendar };
    let answered = site.surveys.iter().filter(|survey| survey.report.answers > 0).take(SURVEYS);
    let surveys = answered.map(|survey| told(words, input, survey, span));
    let surveys = surveys.collect::<Result<Vec<_>>>()?;
    if surveys.is_empty() {
        return Ok(None);
    }
    let (when, page) = match span {
        Span::Month(month) => (words.month(month), format!("month-{month}.html")),
        Span::Week(week) => {
            let day = say::day_of(lang, week);
            (words.text("site-told-week", &[("day", &day)]), "index.html".to_owned())
        }
    };
    // A month that no survey had answers in has no page.
    let is_there = match span {
        Span::Month(month) => {
            site.surveys.iter().flat_map(|survey| &survey.months).any(|own| own.month == month)
        }
        Span::Week(_) => true,
    };
    let page = if is_there { page } else { "months.html".to_owned() };
    let folder = super::page::folder(&input.shop, lang);
    let args = [("shop", input.shop.name.as_str()), ("when", &when)];
    Ok(Some(Digest {
        subject: words.text("site-told-digest-subject", &args),
        title: words.text("site-told-digest-title", &args),
        surveys,
        link: format!("{}{folder}{page}", input.address),
    }))
}

fn told(words: Words, input: &SiteInput, survey: &Surveyed, span: Span) -> Result<Told> {
    let kind = survey.figures.kind;
    let report = &survey.report;
    let accent = input.shop.colour.as_deref();
    match span {
        Span::Month(month) => {
            let points = until(&report.months, |point| point.period <= month);
            let own = survey.months.iter().find(|own| own.month == month);
            let summary = match own {
                Some(own) => paragraph(words, kind, own, input.min_n),
                None => words.text("site-told-nothing", &[("month", &words.month(month))]),
            };
            let own = points.last().filter(|point| point.period == month);
            let name = |point: &Point<_>| words.month(point.period);
            filled(words, (survey, input), (points, own), (&name, summary, "month"), accent)
        }
        Span::Week(week) => {
            let points = until(&report.weeks, |point| point.period <= week);
            let own = points.last().filter(|point| point.period == week);
            let summary = say::week(words, kind, points, week, input.min_n);
            let name = |point: &Point<_>| say::day_of(words.lang, point.period);
            filled(words, (survey, input), (points, own), (&name, summary, "week"), accent)
        }
    }
}

/// The points up to the period that is told of.
fn until<P>(points: &[Point<P>], is_until: impl Fn(&Point<P>) -> bool) -> &[Point<P>] {
    points.get(..points.partition_point(is_until)).unwrap_or_default()
}

type Named<'a, P> = (&'a dyn Fn(&Point<P>) -> String, String, &'a str);

fn filled<P>(
    words: Words,
    (survey, input): (&Surveyed, &SiteInput),
    (points, own): (&[Point<P>], Option<&Point<P>>),
    (name, summary, grain): Named<P>,
    accent: Option<&str>,
) -> Result<Told> {
    let kind = survey.figures.kind;
    let line = |point: &Point<P>| Line {
        name: name(point),
        score: point.estimate.map_or_else(
            || "–".to_owned(),
            |estimate| {
                let (score, interval) =
                    (words.score(kind, estimate.score), words.interval(kind, estimate));
                format!("{score} ({interval})")
            },
        ),
        n: words.count(point.n),
    };
    let drawn = points.get(points.len().saturating_sub(DRAWN)..).unwrap_or(points);
    let title = words.text(&format!("site-name-{}", kind.name()), &[]);
    let score = own.and_then(|point| point.estimate);
    Ok(Told {
        question: question(&input.shop, words, survey.figures),
        summary,
        score: score.map(|score| words.score(kind, score.score)),
        interval: score.map(|score| {
            words.text("site-interval-label", &[("interval", &words.interval(kind, score))])
        }),
        n: words.text("site-from-answers", &[("n", &words.count(own.map_or(0, |own| own.n)))]),
        rows: points.iter().rev().take(ROWS).map(line).collect(),
        alt: alt(words, kind, drawn, name, (&title, grain)),
        picture: draw(kind, drawn, accent)?,
        name: title,
    })
}

/// What the picture shows in a sentence: its two ends.
fn alt<P>(
    words: Words,
    kind: Kind,
    points: &[Point<P>],
    name: &dyn Fn(&Point<P>) -> String,
    (title, grain): (&str, &str),
) -> String {
    let mut scored = points.iter().filter_map(|point| Some((point, point.estimate?.score)));
    let Some((first, from)) = scored.next() else { return title.to_owned() };
    let (last, to) = scored.next_back().unwrap_or((first, from));
    words.text(
        &format!("site-told-picture-{grain}"),
        &[
            ("name", title),
            ("from", &words.score(kind, from)),
            ("since", &name(first)),
            ("to", &words.score(kind, to)),
            ("until", &name(last)),
        ],
    )
}

#[cfg(test)]
mod tests;
