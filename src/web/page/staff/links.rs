//! Whom to write to: each with a message to copy and a number to call.

use jiff::tz::TimeZone;
use serde::Serialize;
use tera::Context;

use super::StaffFrame;
use crate::error::{Error, Result};
use crate::flow::links::{Filter, Link};
use crate::render::{FluentValue, Renderer, format};
use crate::types::Instant;

/// The script's file.
const SCRIPT: &str = "links.js";

/// The page.
pub struct LinksPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Which are shown.
    pub filter: Filter,
    /// The links.
    pub links: &'a [Link],
    /// The shop's zone.
    pub zone: &'a TimeZone,
}

#[derive(Serialize)]
struct Row<'a> {
    id: i64,
    name: &'a str,
    about: String,
    language: &'static str,
    phone: &'a str,
    message: &'a str,
    rows: usize,
    label: String,
    state: Option<String>,
}

#[derive(Serialize)]
struct Tab {
    href: String,
    name: String,
    here: bool,
}

impl LinksPage<'_> {
    /// The page as HTML.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self) -> Result<String> {
        let frame = &self.frame;
        let which = match self.filter {
            Filter { copied: true, .. } => "copied",
            Filter { all: true, .. } => "all",
            _ => "due",
        };
        let tab = |(to, key): (&str, &str)| Tab {
            href: frame.renderer.path(to),
            name: frame.text(&format!("links-tab-{key}")),
            here: key == which,
        };
        let tabs = [
            ("/admin/links", "due"),
            ("/admin/links?who=all", "all"),
            ("/admin/links?who=copied", "copied"),
        ];
        let n = FluentValue::from(u32::try_from(self.links.len()).unwrap_or(u32::MAX));
        let mut context = Context::new();
        context.insert("tabs", &tabs.map(tab));
        context.insert("which", which);
        context.insert("list_title", &frame.say(&format!("links-n-{which}"), &[("n", n)]));
        context.insert("empty", &frame.text(&format!("links-empty-{which}")));
        context.insert("links", &self.links.iter().map(|link| self.row(link)).collect::<Vec<_>>());
        context.insert("copy", &frame.text("links-copy"));
        context.insert("copied", &frame.text("links-was-copied"));
        context.insert("script", &script(frame.renderer)?);
        frame.render("admin/links.html", &frame.text("links-title"), context)
    }

    fn row<'l>(&self, link: &'l Link) -> Row<'l> {
        let frame = &self.frame;
        let name = link.customer.as_deref().unwrap_or(&link.phone);
        let order = link.order.clone().unwrap_or_default();
        let language = frame.renderer.text(link.language, "language-name", &[]);
        let day = self.day(link.due_at);
        let args: [(&str, FluentValue); 3] =
            [("order", order.into()), ("language", language.into()), ("day", day.into())];
        let place = link.location.as_deref().map(|place| format!(" · {place}"));
        let said: [(&str, FluentValue); 1] = [("name", name.to_owned().into())];
        let state = match (link.copied_at, link.mail_planned) {
            (Some(at), _) => Some(frame.say("links-state-copied", &[("day", self.day(at).into())])),
            (None, true) => {
                let day = self.day(link.due_at);
                Some(frame.say("links-state-mail", &[("day", day.into())]))
            }
            (None, false) => None,
        };
        Row {
            id: link.invitation,
            name,
            about: frame.say("links-about", &args) + place.as_deref().unwrap_or_default(),
            language: link.language.tag(),
            phone: &link.phone,
            message: &link.message,
            rows: link.message.chars().count() / 34 + 2,
            label: frame.say("links-message-of", &said),
            state,
        }
    }

    fn day(&self, at: Instant) -> String {
        format::date(self.frame.language, at.day_in(self.zone))
    }
}

/// The exact text of the script, for the hash of the policy.
///
/// # Errors
/// It is missing or not UTF-8.
pub fn script(renderer: &Renderer) -> Result<String> {
    let bytes = renderer.asset(SCRIPT).ok_or_else(|| Error::broken("links.js is missing"))?;
    let text = String::from_utf8(bytes.into_owned())
        .map_err(|error| Error::broken("links.js is not UTF-8").because(error))?;
    Ok(text.trim_end().to_owned())
}
