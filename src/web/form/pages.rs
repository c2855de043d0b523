//! Pages that are the same for everybody, rendered and compressed once.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};

use crate::domain::names::greeting_name;
use crate::error::Result;
use crate::flow::steps::surveys::Revision;
use crate::render::Renderer;
use crate::types::{Group, Language, RevisionId};
use crate::web::gzip_holes::Holed;
use crate::web::page::ask::{AskPage, Given, Stage};
use crate::web::page::thanks::ThanksPage;
use crate::web::page::{
    GREETING_HOLE, NAME_HOLE, ORDER_HOLE, SUBMISSION_HOLE, ShopLook, escape, greeting,
};
use crate::web::reply::{self, Policy};

/// How many pages are kept: every score of every survey in three languages is a few hundred.
const KEPT: usize = 2_000;

/// What a page depends on besides the words that fill its holes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Look {
    /// The reader's language.
    pub language: Language,
    /// The score that is chosen already.
    pub chosen: Option<u8>,
    /// Whether the score is stored and only more is asked.
    pub follow_ups: bool,
    /// Whether it is a touchpoint's page.
    pub touchpoint: bool,
    /// Whether it says that the answer is kept and does not count.
    pub held: bool,
}

/// What fills a page's holes, escaped.
#[derive(Clone, Debug, Default)]
pub struct Words {
    greeting: String,
    name: String,
    order: String,
    submission: String,
}

impl Words {
    /// The words for a customer and an order.
    pub fn of(
        renderer: &Renderer,
        language: Language,
        (name, order): (Option<&str>, Option<&str>),
    ) -> Self {
        let name = name.map(|name| greeting_name(name, language)).filter(|name| !name.is_empty());
        Self {
            greeting: greeting(renderer, language, name.as_deref(), order),
            name: escape(name.as_deref().unwrap_or_default()),
            order: escape(order.unwrap_or_default()),
            submission: String::new(),
        }
    }

    /// The words for a visitor at a touchpoint.
    pub fn of_visitor(renderer: &Renderer, language: Language, submission: &str) -> Self {
        let words = Self::of(renderer, language, (None, None));
        Self { submission: escape(submission), ..words }
    }

    fn fill(&self, hole: char) -> &str {
        match hole {
            GREETING_HOLE => &self.greeting,
            NAME_HOLE => &self.name,
            ORDER_HOLE => &self.order,
            SUBMISSION_HOLE => &self.submission,
            _ => "",
        }
    }
}

/// Which page of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Which {
    Form(Look),
    Thanks { language: Language, group: Group, changed: bool, touchpoint: bool, held: bool },
}

/// The forms that have been asked for so far.
pub struct Pages {
    renderer: Renderer,
    shop: ShopLook,
    kept: RwLock<HashMap<(RevisionId, Which), Arc<Holed>>>,
}

impl Pages {
    /// No page yet.
    pub fn new(renderer: Renderer, shop: ShopLook) -> Self {
        Self { renderer, shop, kept: RwLock::default() }
    }

    /// Replies with a form.
    ///
    /// # Errors
    /// A template that cannot be rendered.
    pub fn reply(
        &self,
        to: (&HttpRequest, &Policy),
        (revision, look): (&Revision, Look),
        words: &Words,
    ) -> Result<HttpResponse> {
        let page = self.get((revision.id, Which::Form(look)), || self.form(revision, look))?;
        Ok(send(to, &page, words))
    }

    /// Replies with thanks.
    ///
    /// # Errors
    /// A template that cannot be rendered.
    pub fn reply_thanks(
        &self,
        to: (&HttpRequest, &Policy),
        revision: &Revision,
        page: &ThanksPage<'_>,
        words: &Words,
    ) -> Result<HttpResponse> {
        let ThanksPage { language, group, changed, held, .. } = *page;
        let touchpoint = page.change.is_none();
        let which = Which::Thanks { language, group, changed, touchpoint, held };
        let page = self.get((revision.id, which), || page.to_html(&self.renderer))?;
        Ok(send(to, &page, words))
    }

    /// A page that is not kept, since what was typed stands in it.
    ///
    /// # Errors
    /// A template that cannot be rendered.
    pub fn render_once(&self, page: &AskPage<'_>, words: &Words) -> Result<String> {
        let html = page.to_html(&self.renderer)?;
        Ok(HOLES.iter().fold(html, |html, hole| html.replace(*hole, words.fill(*hole))))
    }

    fn form(&self, revision: &Revision, look: Look) -> Result<String> {
        let page = AskPage {
            shop: &self.shop,
            definition: &revision.definition,
            language: look.language,
            chosen: look.chosen,
            given: Given::default(),
            problems: Vec::new(),
            stage: if look.follow_ups { Stage::FollowUps } else { Stage::Asking },
            touchpoint: look.touchpoint,
            held: look.held,
            wait_seconds: None,
        };
        page.to_html(&self.renderer)
    }

    fn get(
        &self,
        key: (RevisionId, Which),
        html: impl FnOnce() -> Result<String>,
    ) -> Result<Arc<Holed>> {
        if let Some(page) = self.kept.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(page));
        }
        let page = Arc::new(Holed::new(&html()?, &HOLES)?);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&page));
        Ok(page)
    }
}

fn send((request, policy): (&HttpRequest, &Policy), page: &Holed, words: &Words) -> HttpResponse {
    if reply::takes_gzip(request) {
        reply::gzipped(StatusCode::OK, policy, page.gzip(|hole| words.fill(hole)))
    } else {
        reply::page(StatusCode::OK, policy).body(page.plain(|hole| words.fill(hole)))
    }
}

const HOLES: [char; 4] = [GREETING_HOLE, NAME_HOLE, ORDER_HOLE, SUBMISSION_HOLE];
