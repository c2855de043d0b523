//! What every page has around its own: the way to the root, the languages, the navigation.

use serde::Serialize;

use super::finding::question;
use super::input::Audience;
use super::nav::Link;
use super::page::{Here, folder};
use crate::types::Language;

/// The frame of a page.
#[derive(Debug, Serialize)]
pub(super) struct Frame {
    title: String,
    shop: String,
    /// From this page to the root, `../` for each folder.
    root: String,
    /// From this page to its language's folder.
    base: String,
    /// The overview in this language, from this page.
    home: String,
    languages: Vec<Twin>,
    nav: Vec<Link>,
    survey: Option<Head>,
    public: Option<Public>,
}

/// What search engines are told of a page that anybody may see.
#[derive(Debug, Serialize)]
struct Public {
    description: String,
    /// The page's own address.
    canonical: String,
    /// The addresses of the same page in each language.
    twins: Vec<Elsewhere>,
}

/// The same page in a language, by its whole address.
#[derive(Debug, Serialize)]
struct Elsewhere {
    tag: &'static str,
    href: String,
}

/// The head that all pages of a survey share.
#[derive(Debug, Serialize)]
struct Head {
    /// What its score is called.
    name: String,
    question: String,
    tabs: Vec<Link>,
}

/// The same page in a language.
#[derive(Debug, Serialize)]
struct Twin {
    tag: &'static str,
    name: String,
    href: String,
    here: bool,
}

/// The frame of the page that is being drawn.
pub(super) fn frame(here: &Here, title: String) -> Frame {
    let (shop, words, path) = (&here.site.input.shop, here.words, &here.page.path);
    let own = folder(shop, words.lang);
    let base = "../".repeat(path.matches('/').count());
    let root = format!("{base}{}", "../".repeat(own.matches('/').count()));
    let twin = |lang: Language| Twin {
        tag: lang.tag(),
        name: words.renderer.text(lang, "language-name", &[]),
        href: format!("{root}{}{path}", folder(shop, lang)),
        here: lang == words.lang,
    };
    let head = here.page.survey.map(|survey| Head {
        name: words.text(&format!("site-name-{}", survey.figures.kind.name()), &[]),
        question: question(shop, words, survey.figures),
        tabs: here.nav.tabs(here, &base),
    });
    let address = &here.site.input.address;
    let public = match here.site.input.audience {
        Audience::Owner => None,
        Audience::Anybody { .. } => {
            let of = |lang: Language| format!("{address}{}{}", folder(shop, lang), outer(path));
            Some(Public {
                description: words.text("site-public-description", &[("shop", &shop.name)]),
                canonical: of(words.lang),
                twins: Language::ALL
                    .map(|lang| Elsewhere { tag: lang.tag(), href: of(lang) })
                    .into(),
            })
        }
    };
    Frame {
        public,
        title,
        shop: shop.name.clone(),
        home: format!("{base}index.html"),
        languages: Language::ALL.map(twin).into(),
        nav: here.nav.top(here, &base),
        survey: head,
        base,
        root,
    }
}

/// A path as it stands in an address: a folder's page is the folder.
fn outer(path: &str) -> &str {
    path.strip_suffix("index.html").unwrap_or(path)
}
