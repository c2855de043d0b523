//! Kind pages for when there is no form to show.

use serde::Serialize;
use tera::Context;

use super::{ShopLook, frame::Frame};
use crate::{
    error::Result,
    render::{FluentValue, Renderer},
    types::Language,
    web::values::{LONGEST_LINE, Takes, Unreadable},
};

/// Why there is no form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The time for answering has passed.
    Closed,
    /// The answer is there and can no longer be changed.
    Sealed,
    /// No such invitation, touchpoint or page.
    Missing,
    /// Too many unknown tokens from one address.
    TooManyTries,
    /// Not saved; try again.
    Busy,
    /// The body was larger than any form makes it.
    TooLarge,
    /// The body did not arrive whole.
    CutShort,
    /// Our fault.
    Broken,
    /// Staff print cards; this is the owner's.
    OwnersOnly,
    /// A form that was not sent from a page of ours, as far as one can tell.
    Stale,
    /// A page that shows people, after some hours, for somebody who has no password to give.
    NoPassword,
}

impl Notice {
    /// All notices.
    pub const ALL: [Self; 11] = [
        Self::Closed,
        Self::Sealed,
        Self::Missing,
        Self::TooManyTries,
        Self::Busy,
        Self::TooLarge,
        Self::CutShort,
        Self::Broken,
        Self::OwnersOnly,
        Self::Stale,
        Self::NoPassword,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Sealed => "sealed",
            Self::Missing => "missing",
            Self::TooManyTries => "tries",
            Self::Busy => "busy",
            Self::TooLarge => "large",
            Self::CutShort => "cut",
            Self::Broken => "broken",
            Self::OwnersOnly => "owners",
            Self::Stale => "stale",
            Self::NoPassword => "no-password",
        }
    }
}

#[derive(Serialize)]
struct Link {
    href: String,
    label: String,
}

/// The page that says which field cannot be read, and what it takes.
///
/// # Errors
/// A broken template.
pub fn unreadable(
    renderer: &Renderer,
    shop: &ShopLook,
    language: Language,
    which: &Unreadable,
) -> Result<String> {
    let frame = Frame { renderer, shop, language };
    let takes = match which.takes {
        Takes::Line => "notice-unreadable-line",
        Takes::Text => "notice-unreadable-lines",
        Takes::Number => "notice-unreadable-number",
        Takes::Day => "notice-unreadable-day",
    };
    let most = u32::try_from(LONGEST_LINE).unwrap_or(u32::MAX);
    let args = [("field", FluentValue::from(which.field)), ("max", FluentValue::from(most))];
    let text = [
        renderer.text(language, "notice-unreadable-text", &args),
        renderer.text(language, takes, &args),
    ];
    let mut context = Context::new();
    context.insert("text", &text.join(" "));
    context.insert("link", &None::<Link>);
    frame.render("form/notice.html", &frame.text("notice-unreadable-title"), context)
}

/// The page of a notice.
///
/// # Errors
/// A broken template.
pub fn notice(
    renderer: &Renderer,
    shop: &ShopLook,
    language: Language,
    notice: Notice,
) -> Result<String> {
    let frame = Frame { renderer, shop, language };
    let mut context = Context::new();
    context.insert("text", &frame.text(&format!("notice-{}-text", notice.word())));
    let link = match notice {
        Notice::Missing => Some(("/s", "notice-missing-code")),
        Notice::OwnersOnly => Some(("/admin/cards", "notice-owners-cards")),
        Notice::Stale => Some(("/admin", "notice-stale-home")),
        _ => None,
    };
    let link = link.map(|(to, key)| Link { href: renderer.path(to), label: frame.text(key) });
    context.insert("link", &link);
    frame.render(
        "form/notice.html",
        &frame.text(&format!("notice-{}-title", notice.word())),
        context,
    )
}
