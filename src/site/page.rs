//! A page before it is drawn: its address, its place in the navigation, and how to draw it.

use super::frame::{self, Frame};
use super::input::Shop;
use super::material::{Site, Surveyed};
use super::nav::Nav;
use super::words::Words;
use crate::error::Result;
use crate::types::Language;

/// A page that exists in every language.
pub(super) struct Page<'a> {
    /// Below its language's folder, such as `nps/index.html`.
    pub(super) path: String,
    /// Whose page it is; `None` for those of the whole site.
    pub(super) survey: Option<&'a Surveyed<'a>>,
    /// What the navigation calls it; `None` if it is not named there.
    pub(super) label: Option<Label>,
    /// The page that stands for it in the navigation; itself if it has a label.
    pub(super) within: Option<String>,
    draw: Draw<'a>,
}

type Draw<'a> = Box<dyn Fn(&Here) -> Result<String> + Send + Sync + 'a>;

/// A name in the navigation.
pub(super) enum Label {
    /// A text by its key.
    Text(&'static str),
    /// A word that has a text below this key, or is the shop's own; see [`Words::word`].
    #[expect(dead_code, reason = "dimensions come next")]
    Word(&'static str, String),
}

impl<'a> Page<'a> {
    /// A page of the whole site.
    pub(super) fn of_site(
        path: impl Into<String>,
        draw: impl Fn(&Here) -> Result<String> + Send + Sync + 'a,
    ) -> Self {
        Self { path: path.into(), survey: None, label: None, within: None, draw: Box::new(draw) }
    }

    /// A page of a survey; `file` lies below the survey's folder.
    pub(super) fn of_survey(
        survey: &'a Surveyed<'a>,
        file: &str,
        draw: impl Fn(&Here) -> Result<String> + Send + Sync + 'a,
    ) -> Self {
        let path = format!("{}/{file}", survey.figures.slug);
        Self { survey: Some(survey), ..Self::of_site(path, draw) }
    }

    /// The same page, named in the navigation: a survey's among its tabs, else at the top.
    pub(super) fn named(self, label: Label) -> Self {
        Self { label: Some(label), ..self }
    }

    /// The same page, below another in the navigation; `file` as in [`of_survey`](Self::of_survey),
    /// or a path for a page of the whole site.
    #[expect(dead_code, reason = "members and months come next")]
    pub(super) fn below(self, file: &str) -> Self {
        let within = match self.survey {
            Some(survey) => format!("{}/{file}", survey.figures.slug),
            None => file.to_owned(),
        };
        Self { within: Some(within), ..self }
    }

    /// Draws it.
    pub(super) fn draw(&self, here: &Here) -> Result<String> {
        (self.draw)(here)
    }
}

/// What a page knows while it is drawn.
pub(super) struct Here<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) words: Words<'a>,
    pub(super) page: &'a Page<'a>,
    pub(super) nav: &'a Nav<'a>,
}

impl Here<'_> {
    /// What is around the page; `title` is the browser's.
    pub(super) fn frame(&self, title: String) -> Frame {
        frame::frame(self, title)
    }
}

/// The folder of a language, with its `/`; that of the shop's own language is the root.
pub(super) fn folder(shop: &Shop, lang: Language) -> String {
    if lang == shop.language { String::new() } else { format!("{lang}/") }
}
