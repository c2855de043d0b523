//! Signing in: the button behind a one-time link, a new password, name and password, the password once
//! more.

use serde::Serialize;
use tera::Context;

use super::{ShopLook, frame::Frame};
use crate::{
    error::Result,
    render::{FluentValue, Renderer},
    types::Language,
};

/// Which of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// One button that uses the one-time link and signs this device in for so many days.
    Link {
        /// How long the device stays signed in.
        days: u16,
    },
    /// Fields `password` and `again`, and `current` if the present one is asked for.
    SetPassword {
        /// The fewest characters a password may have.
        min: u16,
        /// Whether the present one is asked for.
        present: bool,
        /// The page of the house that "not now" leads to, if it may wait.
        later: Option<&'a str>,
    },
    /// Fields `name` and `password`, sent to `/admin/sign-in`.
    Password {
        /// The name typed before.
        name: &'a str,
    },
    /// Field `confirm`, for somebody who is signed in and was away.
    Confirm {
        /// Who it is.
        name: &'a str,
        /// Where the form is sent; empty for where the page stands.
        action: &'a str,
        /// What was sent before and is sent along.
        kept: &'a [(String, String)],
    },
}

/// Why the page is shown again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Name and password do not match; says nothing about which.
    Wrong,
    /// This is not the present password of who is signed in.
    NotPresent,
    /// Too many tries; after how many seconds to try again.
    Wait(u32),
    /// Too many people at this moment.
    Crowded,
    /// The one-time link is used up or too old.
    LinkUsed,
    /// The new password is too short.
    Short,
    /// The new password is easily guessed.
    Common,
    /// The two entries differ.
    Differ,
    /// The form was not sent from this page, as far as one can tell.
    Stale,
    /// Something was pressed on a page of somebody who is signed out.
    Ended,
}

impl Problem {
    fn key(self) -> &'static str {
        match self {
            Self::Wrong => "sign-in-wrong",
            Self::NotPresent => "sign-in-not-present",
            Self::Wait(_) => "sign-in-wait",
            Self::Crowded => "sign-in-crowded",
            Self::LinkUsed => "sign-in-link-used",
            Self::Short => "sign-in-set-short",
            Self::Common => "sign-in-set-common",
            Self::Differ => "sign-in-set-differ",
            Self::Stale => "sign-in-stale",
            Self::Ended => "sign-in-ended",
        }
    }
}

/// A page for signing in.
#[derive(Clone, Copy, Debug)]
pub struct SignInPage<'a> {
    /// Whose dashboard it is.
    pub shop: &'a ShopLook,
    /// The reader's language.
    pub language: Language,
    /// Which page.
    pub step: Step<'a>,
    /// What went wrong, if anything.
    pub problem: Option<Problem>,
    /// The value of the hidden field `csrf`; none is written where it is `None`.
    pub csrf: Option<&'a str>,
}

#[derive(Serialize)]
struct Field<'a> {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    label: String,
    autocomplete: &'static str,
    value: &'a str,
    min: Option<u16>,
}

impl SignInPage<'_> {
    /// The page.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self, renderer: &Renderer) -> Result<String> {
        let frame = Frame { renderer, shop: self.shop, language: self.language };
        let mut context = Context::new();
        context.insert("fields", &self.fields(frame));
        context.insert("csrf", &self.csrf);
        context.insert("problem", &self.problem.map(|problem| self.text(renderer, problem.key())));
        let (prefix, text) = match self.step {
            Step::Link { .. } => ("sign-in-link-", Some("sign-in-link-text")),
            Step::SetPassword { present: true, .. } => {
                ("sign-in-change-", Some("sign-in-change-text"))
            }
            Step::SetPassword { .. } => ("sign-in-set-", Some("sign-in-set-text")),
            Step::Password { .. } => ("sign-in-", None),
            Step::Confirm { .. } => ("sign-in-confirm-", Some("sign-in-confirm-text")),
        };
        context.insert("text", &text.map(|key| self.text(renderer, key)));
        context.insert("button", &frame.text(&format!("{prefix}button")));
        let later = match self.step {
            Step::SetPassword { later, .. } => later.map(|to| renderer.path(to)),
            _ => None,
        };
        context.insert("later", &later);
        let (action, kept) = match self.step {
            Step::Confirm { action, kept, .. } => (action.to_owned(), kept),
            // It stands under other addresses too.
            Step::Password { .. } => (renderer.path("/admin/sign-in"), &[][..]),
            _ => (String::new(), &[][..]),
        };
        context.insert("action", &action);
        context.insert("kept", kept);
        frame.render("form/sign_in.html", &frame.text(&format!("{prefix}title")), context)
    }

    /// A text that may speak of the numbers of this step.
    fn text(&self, renderer: &Renderer, key: &str) -> String {
        let number = |name, value: u16| vec![(name, FluentValue::from(value))];
        let args = match self.step {
            Step::Link { days } => number("days", days),
            Step::SetPassword { min, .. } => number("min", min),
            Step::Password { .. } => Vec::new(),
            Step::Confirm { name, .. } => vec![("name", FluentValue::from(name.to_owned()))],
        };
        renderer.text(self.language, key, &args)
    }

    fn fields(&self, frame: Frame) -> Vec<Field<'_>> {
        let field = |name, kind, label: &str, autocomplete| Field {
            name,
            kind,
            label: frame.text(label),
            autocomplete,
            value: "",
            min: None,
        };
        match self.step {
            Step::Link { .. } => Vec::new(),
            Step::SetPassword { min, present, .. } => {
                let current = field("current", "password", "sign-in-present", "current-password");
                let first = field("password", "password", "sign-in-new", "new-password");
                let again = field("again", "password", "sign-in-set-again", "new-password");
                let current = Some(current).filter(|_| present);
                current.into_iter().chain([Field { min: Some(min), ..first }, again]).collect()
            }
            Step::Confirm { .. } => {
                vec![field("confirm", "password", "sign-in-password", "current-password")]
            }
            Step::Password { name } => vec![
                Field { value: name, ..field("name", "text", "sign-in-name", "username") },
                field("password", "password", "sign-in-password", "current-password"),
            ],
        }
    }
}
