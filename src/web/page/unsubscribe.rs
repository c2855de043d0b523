//! `/u/{token}`: less mail, or none. The page shows, the press of a button acts.

use tera::Context;

use super::{ShopLook, frame::Frame};
use crate::{
    error::Result,
    render::{FluentValue, Renderer},
    types::Language,
};

/// What the page has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing is chosen yet.
    Choices,
    /// They get less mail.
    LessOften,
    /// They get none.
    Never {
        /// Whether they may say that they changed their mind.
        can_return: bool,
    },
    /// They changed their mind just now.
    AsBefore,
}

impl Shown {
    /// One of each.
    pub const ALL: [Self; 5] = [
        Self::Choices,
        Self::LessOften,
        Self::Never { can_return: true },
        Self::Never { can_return: false },
        Self::AsBefore,
    ];

    /// The word in the keys of its texts.
    fn word(self) -> &'static str {
        match self {
            Self::Choices => "choices",
            Self::LessOften => "less",
            Self::Never { .. } => "never",
            Self::AsBefore => "before",
        }
    }

    /// What may be chosen now, by the words that the form posts.
    fn buttons(self) -> &'static [&'static str] {
        match self {
            Self::Choices => &["less", "never"],
            Self::LessOften => &["never", "before"],
            Self::Never { can_return: true } => &["before"],
            Self::Never { can_return: false } | Self::AsBefore => &[],
        }
    }
}

/// The page of somebody who holds an unsubscribe link.
#[derive(Clone, Copy, Debug)]
pub struct UnsubscribePage<'a> {
    /// Whose mail it is.
    pub shop: &'a ShopLook,
    /// The reader's language.
    pub language: Language,
    /// The address as it is shown: shorten it (`l…@example.com`), for the reader may not be its
    /// owner.
    pub address: &'a str,
    /// What the page has to say.
    pub shown: Shown,
}

impl UnsubscribePage<'_> {
    /// The page.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self, renderer: &Renderer) -> Result<String> {
        let frame = Frame { renderer, shop: self.shop, language: self.language };
        let word = self.shown.word();
        let shop = FluentValue::from(self.shop.name.as_str());
        let args = [("shop", shop), ("address", FluentValue::from(self.address))];
        let text = renderer.text(self.language, &format!("unsubscribe-{word}-text"), &args);
        let mut context = Context::new();
        context.insert("text", &text);
        context.insert("done", &(self.shown != Shown::Choices));
        context.insert("buttons", self.shown.buttons());
        let title = frame.text(&format!("unsubscribe-{word}-title"));
        frame.render("form/unsubscribe.html", &title, context)
    }
}
