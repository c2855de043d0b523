//! The months: an archive, a report for each that prints on A4, and a feed of the full ones.

mod archive;
mod feed;
mod report;
mod split;
pub(super) mod summary;

use std::collections::BTreeSet;

use super::material::{Site, Surveyed};
use super::page::{Here, Label, Page};
use crate::domain::report::Month;

/// How many surveys the months tell of.
const SURVEYS: usize = 6;

/// The archive, the feed and every month in which a survey was open to answers.
pub(super) fn pages<'a>(site: &'a Site<'a>) -> Vec<Page<'a>> {
    let months = months(site);
    if months.is_empty() {
        return Vec::new();
    }
    let mut pages =
        vec![Page::of_site("months.html", archive::draw).named(Label::Text("site-told-months"))];
    if months.iter().any(|month| feed::holds(site, *month)) {
        pages.push(Page::of_site("months.xml", feed::draw));
    }
    pages.extend(months.into_iter().map(|month| {
        let draw = move |here: &Here| report::draw(here, month);
        Page::of_site(file(month), draw).below("months.html")
    }));
    pages
}

/// The months that any survey has, oldest first.
fn months(site: &Site) -> BTreeSet<Month> {
    told(site).iter().flat_map(|survey| &survey.months).map(|report| report.month).collect()
}

/// The surveys that are told of, month by month: the first ones, since a page of more is not read.
fn told<'a>(site: &'a Site<'a>) -> &'a [Surveyed<'a>] {
    site.surveys.get(..SURVEYS).unwrap_or(&site.surveys)
}

/// The file of a month.
fn file(month: Month) -> String {
    format!("month-{month}.html")
}

#[cfg(test)]
mod tests;
