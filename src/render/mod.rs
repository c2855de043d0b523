//! Templates, texts, numbers and dates: the words and shapes that all surfaces share.
//!
//! In come a template's name, a language and a context; out goes a string. Everything is embedded
//! in the binary; a directory of the shop's own may replace single files.

mod assets;
pub mod format;
mod locale;
mod templates;

use std::{borrow::Cow, path::Path, sync::Arc};

pub use fluent_bundle::FluentValue;

use crate::config::Server;
use crate::{
    error::Result,
    types::{Language, PublicUrl},
};
use assets::Assets;
use locale::Texts;
use templates::Templates;

/// Renders templates and texts in any of the house's languages. Cheap to clone.
#[derive(Clone)]
pub struct Renderer(Arc<Inner>);

struct Inner {
    assets: Assets,
    texts: Arc<Texts>,
    templates: Templates,
    home: PublicUrl,
}

impl Renderer {
    /// Loads and parses everything at once, so that a broken file stops the start and not a page.
    ///
    /// `overrides` is a directory with `templates/` and `site/` of its own: a file there replaces
    /// the embedded file of the same path, and a `.ftl` file replaces the messages it holds.
    ///
    /// # Errors
    /// A file that cannot be read or parsed is named with its line.
    pub fn new(overrides: Option<&Path>) -> Result<Self> {
        Self::at(&Server::default().public_url, overrides)
    }

    /// The same for pages that lie under this address.
    ///
    /// # Errors
    /// As [`Renderer::new`].
    pub fn at(home: &PublicUrl, overrides: Option<&Path>) -> Result<Self> {
        let assets = Assets::new(overrides);
        let texts = Arc::new(Texts::load(&assets)?);
        let templates = Templates::load(&assets, &texts, home)?;
        Ok(Self(Arc::new(Inner { assets, texts, templates, home: home.clone() })))
    }

    /// The path of a page of the house as it stands in links: `/survey/admin` for `/admin`, where
    /// the house lies under `/survey`. Templates have it as `path(to="/admin")`.
    #[must_use]
    pub fn path(&self, to: &str) -> String {
        self.0.home.path(to)
    }

    /// Renders a template, named by its path below `templates/`, with `lang` set to the tag.
    ///
    /// # Errors
    /// An unknown template, a variable the context lacks, a text that does not exist.
    pub fn render(&self, template: &str, lang: Language, context: tera::Context) -> Result<String> {
        self.0.templates.render(template, lang, context)
    }

    /// A Fluent message. One that is missing in `lang` is given in English, and one that does not
    /// exist at all as its key; both are logged.
    #[must_use]
    pub fn text(&self, lang: Language, key: &str, args: &[(&str, FluentValue)]) -> String {
        self.0.texts.text_or_key(lang, key, args)
    }

    /// Whether a message exists in this language.
    #[must_use]
    pub fn has_text(&self, lang: Language, key: &str) -> bool {
        self.0.texts.has(lang, key)
    }

    /// A font of `templates/fonts/`, as it lies in the binary.
    #[must_use]
    pub fn font(name: &str) -> Option<&'static [u8]> {
        Assets::font(name)
    }

    /// A file below `site/`.
    #[must_use]
    pub fn asset(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        self.0.assets.site(path)
    }
}

/// A text as it stands in HTML, where a sentence around it is HTML already.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut html = Vec::with_capacity(text.len());
    // Memory takes whatever is written to it; a text that could not be escaped is none.
    match tera::escape_html(text, &mut html) {
        Ok(()) => String::from_utf8(html).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

impl std::fmt::Debug for Renderer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Renderer")
    }
}
