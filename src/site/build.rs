//! Builds an edition: reports first, then every page in every language, on all cores.

use std::{collections::BTreeMap, num::NonZero, panic::resume_unwind, thread};

use super::input::{SiteInput, SurveyFigures, is_reserved_slug};
use super::{
    calendar::Calendar, edition::Edition, json, overview, page, survey, theme, words::Words,
};
use crate::domain::report::Report;
use crate::error::{Error, Result};
use crate::render::Renderer;
use crate::types::Language;

type Files = BTreeMap<String, Vec<u8>>;

/// Pages below this number are not worth a second thread.
const PAGES_PER_THREAD: usize = 24;

/// Builds all files of the site in memory. Only the overview and `data/index.json` say when, so
/// every other file is the same as long as what it shows is.
///
/// # Errors
/// A slug the site cannot take, a tally that no survey can have, a template that does not render.
pub fn build(renderer: &Renderer, input: &SiteInput) -> Result<Edition> {
    if let Some(survey) = input.surveys.iter().find(|survey| is_reserved_slug(&survey.slug)) {
        return Err(Error::refused(format!(
            "a survey on the site cannot have the slug {:?}",
            survey.slug
        )));
    }
    let today = input.built_at.day_in(&input.shop.time_zone);
    let report =
        |survey: &SurveyFigures| Report::new(survey.kind, &survey.cells, today, input.min_n);
    let surveys = in_parallel(&input.surveys, |survey| Ok((survey, report(survey)?)))?;

    let mut files = Files::new();
    files.insert("site.css".into(), theme::stylesheet(renderer, input.shop.colour.as_deref())?);
    files.insert("data/index.json".into(), json::index(input)?);
    for (survey, report) in &surveys {
        files.insert(format!("data/{}.json", survey.slug), json::survey(survey, report)?);
    }
    let pages: Vec<_> = Language::ALL
        .into_iter()
        .flat_map(|lang| (0..=surveys.len()).map(move |place| (lang, place)))
        .collect();
    let calendars = Language::ALL.map(|lang| {
        let reports = surveys.iter().map(|(_, report)| report);
        Calendar::new(renderer, lang, reports)
    });
    let [en, vi, th] = &calendars;
    let rendered = in_parallel(&pages, |(lang, place)| {
        let calendar = match lang {
            Language::En => en,
            Language::Vi => vi,
            Language::Th => th,
        };
        let words = Words { renderer, lang: *lang, calendar };
        let folder = page::folder(&input.shop, *lang);
        match surveys.get(*place) {
            Some((survey, report)) => {
                let html = survey::render(&input.shop, words, survey, report, input.min_n)?;
                Ok((format!("{folder}{}/index.html", survey.slug), html.into_bytes()))
            }
            None => {
                let html = overview::render(input, words, &surveys)?;
                Ok((format!("{folder}index.html"), html.into_bytes()))
            }
        }
    })?;
    files.extend(rendered);
    Ok(Edition::new(files))
}

/// Does the same to many things, on as many threads as pay; the order stays.
fn in_parallel<'a, T: Sync, R: Send>(
    things: &'a [T],
    work: impl Fn(&'a T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = cores.min(things.len() / PAGES_PER_THREAD).max(1);
    if threads == 1 {
        return things.iter().map(work).collect();
    }
    let work = &work;
    thread::scope(|scope| {
        let share = things.len().div_ceil(threads).max(1);
        let shares = things.chunks(share);
        let workers: Vec<_> = shares
            .map(|share| scope.spawn(move || share.iter().map(work).collect::<Result<Vec<R>>>()))
            .collect();
        let mut done = Vec::with_capacity(things.len());
        for worker in workers {
            done.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        Ok(done)
    })
}
