//! The two ways a posted form ends: thanks, or the form again with the reasons.

use actix_web::HttpRequest;
use actix_web::http::{StatusCode, header};

use super::problems::{given_of, given_of_stored, sentences};
use super::{Look, Words};
use crate::domain::answer::{FieldProblem, Fields, Stored};
use crate::flow::steps::surveys::Revision;
use crate::types::Language;
use crate::web::Web;
use crate::web::error::Reply;
use crate::web::page::ask::{AskPage, Stage};
use crate::web::page::thanks::ThanksPage;
use crate::web::reply;

/// A form that goes back to the person.
pub struct Returned<'a> {
    /// The reader's language.
    pub language: Language,
    /// What the form is for.
    pub stage: Stage,
    /// Whether it is a touchpoint's.
    pub touchpoint: bool,
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a [FieldProblem],
}

/// The form with the reasons and with what was typed; nothing is stored.
pub fn ask_again(web: &Web, revision: &Revision, returned: &Returned<'_>, words: &Words) -> Reply {
    let (chosen, given) = given_of(returned.fields);
    let page = AskPage {
        shop: &web.look,
        definition: &revision.definition,
        language: returned.language,
        chosen,
        given,
        problems: sentences(&web.house.renderer, returned.language, returned.problems),
        stage: returned.stage,
        touchpoint: returned.touchpoint,
        held: false,
        wait_seconds: None,
    };
    let html = web.pages.render_once(&page, words)?;
    Ok(reply::html(StatusCode::UNPROCESSABLE_ENTITY, &web.policy, html))
}

/// A change that has to wait.
pub struct Kept<'a> {
    /// The reader's language.
    pub language: Language,
    /// Whether it was made at a touchpoint.
    pub touchpoint: bool,
    /// The answer as it would be stored.
    pub stored: &'a Stored,
    /// In how many seconds it may be.
    pub seconds: i64,
}

/// The form with the change in it, and the word to wait a moment; nothing is stored.
pub fn ask_to_wait(web: &Web, revision: &Revision, kept: &Kept<'_>, words: &Words) -> Reply {
    let Kept { language, touchpoint, stored, seconds } = *kept;
    metrics::counter!("afterword_edits_put_off_total").increment(1);
    let page = AskPage {
        shop: &web.look,
        definition: &revision.definition,
        language,
        chosen: Some(stored.score),
        given: given_of_stored(stored),
        problems: Vec::new(),
        stage: Stage::Editing,
        touchpoint,
        held: false,
        wait_seconds: Some(seconds),
    };
    let html = web.pages.render_once(&page, words)?;
    let mut reply = reply::html(StatusCode::TOO_MANY_REQUESTS, &web.policy, html);
    reply.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    Ok(reply)
}

/// An answer that is stored.
pub struct Taken<'a> {
    /// The reader's language.
    pub language: Language,
    /// Whether it changed an earlier one.
    pub changed: bool,
    /// Whether it was given at a touchpoint.
    pub touchpoint: bool,
    /// Whether it is kept and does not count, as it is a second one.
    pub held: bool,
    /// The answer as it is stored.
    pub stored: &'a Stored,
}

/// Thanks. A score alone is thanked for on the page that asks for more; browsers that showed all
/// of that before show only its thanks.
pub fn thank(
    (web, request): (&Web, &HttpRequest),
    revision: &Revision,
    taken: &Taken<'_>,
    words: &Words,
) -> Reply {
    let Taken { language, changed, touchpoint, held, stored } = *taken;
    if stored.comment.is_none() && stored.answers.is_empty() {
        let look =
            Look { language, chosen: Some(stored.score), follow_ups: true, touchpoint, held };
        return Ok(web.pages.reply((request, &web.policy), (revision, look), words)?);
    }
    let page = ThanksPage {
        shop: &web.look,
        definition: &revision.definition,
        language,
        group: revision.definition.group(stored.score),
        changed,
        change: (!touchpoint).then_some(""),
        held,
    };
    Ok(web.pages.reply_thanks((request, &web.policy), revision, &page, words)?)
}
