//! Builds an edition: reports first, then every page in every language, on all cores.
//!
//! A page type is a module and a line in [`PAGES`]; the navigation finds it there.

use std::collections::BTreeMap;

use super::calendar::Calendar;
use super::comments;
use super::input::{Audience, SiteInput};
use super::material::Site;
use super::nav::Nav;
use super::page::{self, Here, Page};
use super::parallel::in_parallel;
use super::words::Words;
use super::{
    badge, data, drivers, edition::Edition, method, months, overview, segments, survey, theme,
};
use crate::error::Result;
use crate::render::Renderer;
use crate::types::Language;

/// Everything that is there in each language, in the order of the navigation.
const PAGES: [for<'a> fn(&'a Site<'a>) -> Vec<Page<'a>>; 8] = [
    overview::pages,
    survey::pages,
    drivers::pages,
    segments::pages,
    comments::pages,
    months::pages,
    method::pages,
    data::pages,
];

/// Makes files of the root: each its path below it, and what it holds.
type Make = fn(&Site) -> Result<Vec<(String, Vec<u8>)>>;

/// Everything that is there once, by its path below the root.
const FILES: [Make; 4] = [theme::files, data::files, comments::files, badge::files];

/// Pages below this number are not worth a second thread.
const PAGES_PER_THREAD: usize = 24;

/// Builds all files of the site in memory. Only the pages that say when they were built and
/// `data/index.json` change with the time; every other file is the same as long as what it shows is.
///
/// # Errors
/// A slug the site cannot take, a tally that no survey can have, a template that does not render.
pub fn build(renderer: &Renderer, input: &SiteInput) -> Result<Edition> {
    let site = Site::new(renderer, input)?;
    let mut files = BTreeMap::new();
    for made in FILES.map(|make| make(&site)) {
        files.extend(made?);
    }
    let mut pages: Vec<Page> = PAGES.iter().flat_map(|pages| pages(&site)).collect();
    if matches!(input.audience, Audience::Anybody { months: false, .. }) {
        pages.retain(|page| !page.path.starts_with("month"));
    }
    let nav = Nav::new(&pages);
    let calendars = Language::ALL.map(|lang| {
        let reports = site.surveys.iter().map(|survey| &survey.report);
        (lang, Calendar::new(renderer, lang, reports))
    });
    let sheets: Vec<_> = calendars
        .iter()
        .flat_map(|(lang, calendar)| pages.iter().map(move |page| (*lang, calendar, page)))
        .collect();
    let drawn = in_parallel(&sheets, PAGES_PER_THREAD, |(lang, calendar, page)| {
        let words = Words { renderer, lang: *lang, calendar };
        let here = Here { site: &site, words, page, nav: &nav };
        let path = format!("{}{}", page::folder(&input.shop, *lang), page.path);
        Ok((path, page.draw(&here)?.into_bytes()))
    })?;
    files.extend(drawn);
    Ok(Edition::new(files))
}
