//! What every page is drawn from: the input, and the reports made of it once for all languages.

use super::comments;
use super::input::{SiteInput, SurveyFigures, is_reserved_slug};
use crate::domain::comments::Counted;
use crate::domain::report::{self, Drivers, MonthReport, Report, drivers};
use crate::error::{Error, Result};
use crate::render::Renderer;

/// All that a page may show.
pub(super) struct Site<'a> {
    pub(super) renderer: &'a Renderer,
    pub(super) input: &'a SiteInput,
    /// In the order in which they are shown.
    pub(super) surveys: Vec<Surveyed<'a>>,
}

/// A survey and what its tallies say.
pub(super) struct Surveyed<'a> {
    pub(super) figures: &'a SurveyFigures,
    pub(super) report: Report,
    /// Month by month, oldest first.
    pub(super) months: Vec<MonthReport>,
    /// What its comments say, by group; empty without comments.
    pub(super) voices: Vec<Counted>,
    /// What goes with a high score; `None` if everybody is asked nothing.
    pub(super) drivers: Option<Drivers>,
}

impl<'a> Site<'a> {
    /// Draws up the reports. Fails on a slug the site cannot take and on a tally that no survey can
    /// have.
    pub(super) fn new(renderer: &'a Renderer, input: &'a SiteInput) -> Result<Self> {
        if let Some(survey) = input.surveys.iter().find(|survey| is_reserved_slug(&survey.slug)) {
            return Err(Error::refused(format!(
                "a survey on the site cannot have the slug {:?}",
                survey.slug
            )));
        }
        let today = input.built_at.day_in(&input.shop.time_zone);
        let surveyed = |figures: &'a SurveyFigures| {
            let report = Report::new(figures.kind, &figures.cells, today, input.min_n)?;
            let months = report::months(figures.kind, &figures.cells, today, input.min_n)?;
            let drivers = drivers(&figures.follow_ups, &report.follow_ups, input.min_n);
            Ok(Surveyed { figures, report, months, voices: comments::voices(figures), drivers })
        };
        let surveys = super::parallel::in_parallel(&input.surveys, 8, surveyed)?;
        Ok(Self { renderer, input, surveys })
    }
}
