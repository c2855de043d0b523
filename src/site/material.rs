//! What every page is drawn from: the input, and the reports made of it once for all languages.

use super::input::{SiteInput, SurveyFigures, is_reserved_slug};
use crate::domain::report::Report;
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
            Ok(Surveyed { figures, report })
        };
        let surveys = super::parallel::in_parallel(&input.surveys, 8, surveyed)?;
        Ok(Self { renderer, input, surveys })
    }
}
