//! What of the site anybody may see: only what the shop named, and nothing else is handed on.

use crate::config::PublicEdition;
use crate::domain::report::TAIL_MEASURE;
use crate::domain::tally::ALL;
use crate::site::{Audience, Comment, SiteInput, SurveyFigures};

/// What the public edition is drawn from. `address` is that of its root, with a `/` at its end.
pub(super) fn shared(input: &SiteInput, wish: &PublicEdition, address: String) -> SiteInput {
    let chosen = input.surveys.iter().filter(|survey| wish.surveys.contains(&survey.slug));
    SiteInput {
        address,
        audience: Audience::Anybody { months: wish.months },
        surveys: chosen.map(|survey| figures(survey, wish)).collect(),
        ..input.clone()
    }
}

/// Scores only: how many were invited, what was not sent and why, and what customers chose in
/// follow-ups is the shop's own business.
fn figures(survey: &SurveyFigures, wish: &PublicEdition) -> SurveyFigures {
    let is_score = |measure: &str| measure == "score" || measure == TAIL_MEASURE;
    let is_shared =
        |measure: &str, dimension: &str| is_score(measure) && (wish.segments || dimension == ALL);
    let segments =
        |comment: &Comment| if wish.segments { comment.segments.clone() } else { vec![] };
    let comment = |comment: &Comment| Comment { segments: segments(comment), ..comment.clone() };
    let comments = survey.comments.as_ref().filter(|_| wish.comments);
    let cells = survey.cells.iter().filter(|cell| is_shared(&cell.measure, &cell.dimension));
    SurveyFigures {
        cells: cells.cloned().collect(),
        comments: comments.map(|comments| comments.iter().map(comment).collect()),
        follow_ups: Vec::new(),
        ..survey.clone()
    }
}
