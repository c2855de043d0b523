//! The navigation: which named pages there are, at the top and for each survey.

use std::collections::BTreeMap;

use serde::Serialize;

use super::page::{Here, Label, Page};
use super::words::Words;

/// The named pages, in the order in which they are listed.
pub(super) struct Nav<'a> {
    site: Vec<Entry<'a>>,
    /// By slug.
    surveys: BTreeMap<&'a str, Vec<Entry<'a>>>,
}

/// A named page.
struct Entry<'a> {
    path: &'a str,
    label: &'a Label,
}

/// A link of the navigation.
#[derive(Debug, Serialize)]
pub(super) struct Link {
    name: String,
    /// From the page it is on.
    href: String,
    /// The value of `aria-current`: `page` for this very page, `true` for the one it is below.
    current: Option<&'static str>,
}

impl<'a> Nav<'a> {
    /// Finds the named ones.
    pub(super) fn new(pages: &'a [Page<'a>]) -> Self {
        let mut nav = Self { site: Vec::new(), surveys: BTreeMap::new() };
        for page in pages {
            let Some(label) = &page.label else { continue };
            let entry = Entry { path: &page.path, label };
            match page.survey {
                Some(survey) => nav.surveys.entry(&survey.figures.slug).or_default().push(entry),
                None => nav.site.push(entry),
            }
        }
        nav
    }

    /// The links at the top of every page; `base` leads to its language's folder.
    pub(super) fn top(&self, here: &Here, base: &str) -> Vec<Link> {
        self.site.iter().map(|entry| entry.link(here, base)).collect()
    }

    /// The tabs of the survey whose page this is; none if there is only one.
    pub(super) fn tabs(&self, here: &Here, base: &str) -> Vec<Link> {
        let slug = here.page.survey.map(|survey| survey.figures.slug.as_str());
        let entries = slug.and_then(|slug| self.surveys.get(slug)).filter(|all| all.len() > 1);
        entries.into_iter().flatten().map(|entry| entry.link(here, base)).collect()
    }
}

impl Entry<'_> {
    fn link(&self, here: &Here, base: &str) -> Link {
        let page = here.page;
        let current = if page.path == self.path {
            Some("page")
        } else if page.within.as_deref() == Some(self.path) {
            Some("true")
        } else {
            None
        };
        Link { name: self.label.name(here.words), href: format!("{base}{}", self.path), current }
    }
}

impl Label {
    fn name(&self, words: Words) -> String {
        match self {
            Self::Text(key) => words.text(key, &[]),
            Self::Word(prefix, word) => words.word(prefix, word),
        }
    }
}
