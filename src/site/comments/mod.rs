//! What customers of a survey write: the newest comments, and the words they use. Only where the
//! shop has comments switched on.

mod line;
mod voices;

use serde::Serialize;

pub(super) use line::CommentLine;

use super::frame::Frame;
use super::input::{Comment, SurveyFigures};
use super::material::{Site, Surveyed};
use super::page::{Here, Label, Page};
use crate::domain::comments::{Counted, Written, count_words};
use crate::error::{Error, Result};
use crate::types::Group;
use line::Filter;
use voices::Voice;

/// How many of the newest comments are shown.
const SHOWN: usize = 300;

/// How many bytes of comments a page takes, each with as much around it as [`AROUND`]: compressed,
/// the page then stays below 60 KB.
const PAGE_BYTES: usize = 100_000;

/// The HTML around a comment, in bytes.
const AROUND: usize = 260;

/// How many words and pairs of a group are listed.
const MOST_WORDS: usize = 12;
const MOST_PAIRS: usize = 8;

/// The script that finds comments, below `site/` and on the site.
const SCRIPT: &str = "comments.js";

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    finding: String,
    note: String,
    voices: Vec<Voice>,
    groups: Vec<GroupChoice>,
    filters: Vec<Filter>,
    comments: Vec<CommentLine>,
    pages: Vec<Sheet>,
}

/// A group that can be chosen.
#[derive(Serialize)]
struct GroupChoice {
    group: &'static str,
    name: String,
    n: String,
}

/// A link to a page of comments.
#[derive(Serialize)]
struct Sheet {
    number: String,
    href: String,
    here: bool,
}

/// The pages of each survey that has comments to show.
pub(super) fn pages<'a>(site: &'a Site<'a>) -> Vec<Page<'a>> {
    site.surveys.iter().flat_map(of_survey).collect()
}

/// The script, where there is a page that uses it.
pub(super) fn files(site: &Site) -> Result<Vec<(String, Vec<u8>)>> {
    if site.surveys.iter().all(|survey| shown(survey).is_empty()) {
        return Ok(Vec::new());
    }
    let script = site.renderer.asset(SCRIPT);
    let script = script.ok_or_else(|| Error::broken(format!("there is no {SCRIPT}")))?;
    Ok(vec![(SCRIPT.to_owned(), script.into_owned())])
}

/// What the comments of a survey say, by group of score.
pub(super) fn voices(figures: &SurveyFigures) -> Vec<Counted> {
    let mut comments = Vec::new();
    for comment in figures.comments.iter().flatten() {
        let group = figures.kind.group(comment.score);
        comments.push(Written { text: &comment.text, language: comment.language, group });
    }
    count_words(&comments, (MOST_WORDS, MOST_PAIRS))
}

fn shown<'a>(survey: &'a Surveyed) -> &'a [Comment] {
    let all = survey.figures.comments.as_deref().unwrap_or_default();
    all.get(..SHOWN).unwrap_or(all)
}

fn of_survey<'a>(survey: &'a Surveyed<'a>) -> Vec<Page<'a>> {
    let sheets = cut(shown(survey));
    let count = sheets.len();
    let page = |(place, comments): (usize, &'a [Comment])| {
        let draw = move |here: &Here| draw(here, survey, comments, (place, count));
        let page = Page::of_survey(survey, &file(place), draw);
        if place == 0 {
            page.named(Label::Text("site-told-comments"))
        } else {
            page.below(&file(0))
        }
    };
    sheets.into_iter().enumerate().map(page).collect()
}

fn file(place: usize) -> String {
    if place == 0 { "comments.html".to_owned() } else { format!("comments-{}.html", place + 1) }
}

/// Cuts comments into pages of about the same weight.
fn cut(comments: &[Comment]) -> Vec<&[Comment]> {
    let (mut sheets, mut from, mut weight) = (Vec::new(), 0, 0);
    for (place, comment) in comments.iter().enumerate() {
        let own = comment.text.len() + AROUND;
        if weight + own > PAGE_BYTES && place > from {
            sheets.extend(comments.get(from..place));
            (from, weight) = (place, 0);
        }
        weight += own;
    }
    sheets.extend(comments.get(from..).filter(|rest| !rest.is_empty()));
    sheets
}

fn draw(
    here: &Here,
    survey: &Surveyed,
    comments: &[Comment],
    (place, count): (usize, usize),
) -> Result<String> {
    let words = here.words;
    let (kind, report) = (survey.figures.kind, &survey.report);
    let all = survey.figures.comments.as_deref().unwrap_or_default();
    let filters = Filter::of(words, report, comments);
    let n = |group| comments.iter().filter(|comment| kind.group(comment.score) == group).count();
    let choice = |group: Group| GroupChoice {
        group: group.name(),
        name: words.text(&format!("site-group-{}", group.name()), &[]),
        n: words.count(n(group) as u64),
    };
    let sheet = |other: usize| Sheet {
        number: words.count(other as u64 + 1),
        href: file(other),
        here: other == place,
    };
    let counted = words.count(all.len() as u64);
    let shown = words.count(shown(survey).len() as u64);
    let title = words.text("site-told-comments", &[]);
    let view = View {
        frame: here.frame(format!("{title} · {}", here.site.input.shop.name)),
        finding: voices::finding(words, &survey.voices),
        note: words.text("site-told-note", &[("shown", &shown), ("counted", &counted)]),
        voices: if place == 0 { voices::view(words, &survey.voices) } else { Vec::new() },
        groups: Group::ALL.into_iter().filter(|group| n(*group) > 0).map(choice).collect(),
        comments: comments
            .iter()
            .map(|comment| CommentLine::new(words, report, comment).found_by(&filters, comment))
            .collect(),
        pages: if count > 1 { (0..count).map(sheet).collect() } else { Vec::new() },
        filters,
    };
    words.render("site/comments.html", &view)
}

#[cfg(test)]
mod tests;
