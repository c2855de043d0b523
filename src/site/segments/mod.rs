//! A page for each dimension, its members below each other, best score first; and a page for each of
//! them.

mod member;

use serde::Serialize;

use super::address;
use super::figures::{self, MONTHS, Multiples, Named};
use super::frame::Frame;
use super::material::{Site, Surveyed};
use super::page::{Here, Label, Page};
use super::words::Words;
use crate::domain::report::{Dimension, Member, Report};
use crate::domain::stats::Verdict;
use crate::error::Result;
use crate::types::{self, Kind};

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    finding: String,
    caption: String,
    /// How many months a small trend shows.
    months: String,
    figure: Multiples,
    /// Those that are not shown at all.
    hidden: Option<String>,
    /// An answer may have several members.
    several: Option<String>,
}

/// The pages of all dimensions with something to compare.
pub(super) fn pages<'a>(site: &'a Site<'a>) -> Vec<Page<'a>> {
    let mut pages = Vec::new();
    for survey in &site.surveys {
        for dimension in survey.report.dimensions.iter().filter(|dimension| compares(dimension)) {
            let folder = address::folder(&dimension.name);
            let list = list_file(dimension);
            let label = Label::Word("site-tab", dimension.name.clone());
            let draw_list = move |here: &Here| draw(here, survey, dimension);
            pages.push(Page::of_survey(survey, &list, draw_list).named(label));
            for one in &dimension.members {
                let file = format!("{folder}/{}", member_file(one));
                let draw = move |here: &Here| member::draw(here, survey, (dimension, one));
                pages.push(Page::of_survey(survey, &file, draw).below(&list));
            }
        }
    }
    pages
}

/// The page of a dimension, from its survey's folder.
pub(super) fn list_file(dimension: &Dimension) -> String {
    format!("{}/index.html", address::folder(&dimension.name))
}

/// Whether a dimension says more than the whole: one member alone does not.
pub(super) fn compares(dimension: &Dimension) -> bool {
    dimension.members.len() + dimension.hidden > 1
}

/// The file of a member's page in its dimension's folder.
fn member_file(member: &Member) -> String {
    format!("{}.html", address::file(&member.name))
}

/// A member's name: those that every shop has in words, those of the shop as it wrote them.
pub(super) fn member_name(words: Words, dimension: &str, member: &str) -> String {
    let is_ours = matches!(dimension, "channel" | "language");
    if is_ours { words.word(&format!("site-{dimension}"), member) } else { member.to_owned() }
}

/// A dimension's name within a sentence.
pub(super) fn dimension_name(words: Words, dimension: &Dimension) -> String {
    words.word("site-dimension", &dimension.name)
}

fn draw(here: &Here, survey: &Surveyed, dimension: &Dimension) -> Result<String> {
    let (words, report) = (here.words, &survey.report);
    let finding = finding(words, dimension);
    let named = |member| Named {
        member,
        name: member_name(words, &dimension.name, &member.name),
        href: member_file(member),
        note: note(words, member.verdict),
    };
    let hidden = u64::try_from(dimension.hidden).unwrap_or(u64::MAX);
    let n = words.count(hidden);
    let tail = dimension.tail.map(|tail| (words.text("site-tail", &[("n", &n)]), tail));
    let hidden = (hidden > 0 && tail.is_none()).then(|| words.text("site-hidden", &[("n", &n)]));
    let members = dimension.members.iter().map(named).collect();
    let figure = figures::multiples(words, report.kind, report.score, members, tail);
    let figure = figure.ok_or_else(|| crate::error::Error::broken("a dimension has no members"))?;
    let view = View {
        frame: here.frame(format!("{finding} · {}", here.site.input.shop.name)),
        caption: caption(words, report.kind, dimension),
        months: words.count(u64::try_from(MONTHS).unwrap_or(0)),
        figure,
        hidden,
        several: several(words, report, dimension),
        finding,
    };
    words.render("site/parts/segment.html", &view)
}

fn caption(words: Words, kind: Kind, dimension: &Dimension) -> String {
    let name = words.text(&format!("site-name-{}", kind.name()), &[]);
    let args = [("name", name.as_str()), ("dimension", &dimension_name(words, dimension))];
    words.text("site-by-dimension", &args)
}

/// What one sees: who stands out, below or above.
pub(super) fn finding(words: Words, dimension: &Dimension) -> String {
    let of = |verdict| dimension.members.iter().filter(move |member| member.verdict == verdict);
    let name = |member: &Member| member_name(words, &dimension.name, &member.name);
    match (of(Verdict::Up).next(), of(Verdict::Down).next_back()) {
        (Some(above), Some(below)) => {
            let (above, below) = (name(above), name(below));
            words.text("site-dimension-both", &[("above", &above), ("below", &below)])
        }
        (None, Some(below)) => words.text("site-dimension-below", &[("member", &name(below))]),
        (Some(above), None) => words.text("site-dimension-above", &[("member", &name(above))]),
        (None, None) => {
            let dimension = dimension_name(words, dimension);
            words.text("site-dimension-alike", &[("dimension", &dimension)])
        }
    }
}

fn note(words: Words, verdict: Verdict) -> Option<String> {
    match verdict {
        Verdict::Up => Some(words.text("site-above", &[])),
        Verdict::Down => Some(words.text("site-below", &[])),
        Verdict::WithinNoise => None,
    }
}

/// Says so where answers count for several members at once.
fn several(words: Words, report: &Report, dimension: &Dimension) -> Option<String> {
    let members = dimension.members.iter().map(|member| member.estimate.n);
    let counted: u64 = members.chain(dimension.tail.iter().map(|tail| tail.n)).sum();
    let may = !types::Dimension::GIVEN.contains(&dimension.name.as_str());
    (may && counted > report.answers).then(|| words.text("site-several", &[]))
}

#[cfg(test)]
mod tests;
