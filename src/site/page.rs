//! What every page has around its own: the way to the root, the languages, the neighbours.

use serde::Serialize;

use super::{input::Shop, words::Words};
use crate::types::Language;

/// The frame of a page.
#[derive(Debug, Serialize)]
pub(super) struct Frame {
    title: String,
    shop: String,
    /// From this page to the root, `../` for each folder.
    root: String,
    /// The overview in this language, from this page.
    home: String,
    languages: Vec<Twin>,
}

/// The same page in a language.
#[derive(Debug, Serialize)]
struct Twin {
    tag: &'static str,
    name: String,
    href: String,
    here: bool,
}

/// The folder of a language, with its `/`; that of the shop's own language is the root.
pub(super) fn folder(shop: &Shop, lang: Language) -> String {
    if lang == shop.language { String::new() } else { format!("{lang}/") }
}

/// The frame of the page `path` (below its language's folder, such as `nps/index.html`).
pub(super) fn frame(shop: &Shop, words: Words, path: &str, title: String) -> Frame {
    let own = folder(shop, words.lang);
    let depth = own.matches('/').count() + path.matches('/').count();
    let root = "../".repeat(depth);
    let twin = |lang: Language| Twin {
        tag: lang.tag(),
        name: words.renderer.text(lang, "language-name", &[]),
        href: format!("{root}{}{path}", folder(shop, lang)),
        here: lang == words.lang,
    };
    Frame {
        title,
        shop: shop.name.clone(),
        home: format!("{root}{own}index.html"),
        languages: Language::ALL.map(twin).into(),
        root,
    }
}
