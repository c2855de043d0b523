//! The staff's pages: one frame, one list of places, typed views in, HTML out.

pub mod batch;
pub mod blank;
pub mod cards;
pub mod links;
pub mod look;
pub mod touchpoints;
pub mod users;
pub mod waiting;

use jiff::civil::Date;
use serde::Serialize;
use tera::Context;

use super::ShopLook;
use crate::db::access::UserRow;
use crate::error::{Error, Result};
use crate::flow::print::Batch;
use crate::flow::users::COMMAND_LINE;
use crate::render::{FluentValue, Renderer, format};
use crate::types::{Language, Reach, Role};

/// A place in the navigation of the staff's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Today's cards.
    Cards,
    /// Whom to write to.
    Links,
    /// Places with a shared code.
    Touchpoints,
    /// Who may sign in.
    Users,
    /// The published site.
    Dashboard,
    /// Mails that wait for a mail server: reached from the notice that says so.
    Waiting,
}

impl Place {
    /// All places of the navigation, in the order in which they are shown.
    const ALL: [Self; 5] =
        [Self::Cards, Self::Links, Self::Touchpoints, Self::Users, Self::Dashboard];

    /// Its path, the key of its name, and who sees it.
    fn facts(self) -> (&'static str, &'static str, Role) {
        match self {
            Self::Cards => ("/admin/cards", "staff-nav-cards", Role::Staff),
            Self::Links => ("/admin/links", "staff-nav-links", Role::Staff),
            Self::Touchpoints => ("/admin/touchpoints", "staff-nav-touchpoints", Role::Staff),
            Self::Users => ("/admin/users", "staff-nav-users", Role::Owner),
            Self::Dashboard => ("/dashboard/", "staff-nav-dashboard", Role::Owner),
            Self::Waiting => ("/admin/deliveries", "staff-filed-look", Role::Owner),
        }
    }
}

/// Where somebody of a role begins.
#[must_use]
pub fn home_of(role: Role) -> &'static str {
    match role {
        Role::Staff => "/admin/cards",
        Role::Owner => "/dashboard/",
    }
}

/// Who looks at a page of the staff's, and where they are.
#[derive(Clone)]
pub struct StaffFrame<'a> {
    /// What renders.
    pub renderer: &'a Renderer,
    /// The shop.
    pub shop: &'a ShopLook,
    /// The reader's language.
    pub language: Language,
    /// Who is signed in.
    pub user: &'a UserRow,
    /// Where they are.
    pub place: Place,
    /// The mark that its forms carry.
    pub csrf: String,
    /// From where the links that the house hands out can be opened, if that is not enough.
    pub reach: Option<Reach>,
    /// How many mails wait for a mail server.
    pub filed: i64,
}

#[derive(Serialize)]
struct Link {
    href: String,
    name: String,
    here: bool,
}

#[derive(Serialize)]
struct Tongue {
    tag: &'static str,
    name: String,
    here: bool,
}

impl StaffFrame<'_> {
    /// A text of the locales.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.renderer.text(self.language, key, &[])
    }

    /// A text of the locales that speaks of values.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, FluentValue)]) -> String {
        self.renderer.text(self.language, key, args)
    }

    /// What keeps the house from reaching its customers, if anything.
    fn warning(&self) -> Option<String> {
        match (self.reach, self.filed) {
            (Some(Reach::Machine), _) => Some(self.text("staff-address-machine")),
            (Some(_), _) => Some(self.text("staff-address-network")),
            (None, n @ 1..) if self.place != Place::Waiting => {
                Some(self.say("staff-filed", &[("n", n.into())]))
            }
            (None, _) => None,
        }
    }

    /// Where more is to be seen of what it warns of.
    fn more_of_warning(&self) -> Option<Place> {
        let is_owner = self.user.role() == Role::Owner;
        let is_said = self.reach.is_none() && self.filed > 0 && self.place != Place::Waiting;
        (is_owner && is_said).then_some(Place::Waiting)
    }

    /// Renders a template of `admin/`; `context` holds what the frame does not.
    ///
    /// # Errors
    /// A broken template.
    pub fn render(&self, template: &str, title: &str, mut context: Context) -> Result<String> {
        let role = self.user.role();
        let seen = |place: &Place| role == Role::Owner || place.facts().2 == Role::Staff;
        let link = |place: Place| {
            let (to, key, _) = place.facts();
            Link { href: self.renderer.path(to), name: self.text(key), here: place == self.place }
        };
        let nav: Vec<Link> = Place::ALL.into_iter().filter(seen).map(link).collect();
        let tongue = |language: Language| Tongue {
            tag: language.tag(),
            name: self.renderer.text(language, "language-name", &[]),
            here: language == self.language,
        };
        context.insert("warning", &self.warning());
        context.insert("warning_link", &self.more_of_warning().map(link));
        context.insert("nav", &nav);
        context.insert("languages", &Language::ALL.map(tongue));
        context.insert("csrf", &self.csrf);
        context.insert("user", &self.user.name);
        context.insert("shop", self.shop);
        context.insert("title", title);
        context.insert("accent", &self.shop.accent_css());
        context.insert("css", &staff_css(self.renderer)?);
        self.renderer.render(template, self.language, context)
    }
}

/// The exact texts of the `<style>` elements of the staff's pages, for the hashes of the policy.
///
/// # Errors
/// The style sheet is not UTF-8.
pub fn styles(renderer: &Renderer, shop: &ShopLook) -> Result<Vec<String>> {
    Ok(vec![shop.accent_css(), staff_css(renderer)?])
}

fn staff_css(renderer: &Renderer) -> Result<String> {
    let bytes = renderer.asset("admin.css").ok_or_else(|| Error::broken("admin.css is missing"))?;
    let text = String::from_utf8(bytes.into_owned())
        .map_err(|error| Error::broken("admin.css is not UTF-8").because(error))?;
    Ok(text.trim_end().to_owned())
}

/// What went wrong, for the top of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    /// In the reader's words.
    pub text: String,
    /// What was said exactly, in English; empty for nothing.
    pub detail: String,
}

/// A batch as a line of a list.
#[derive(Clone, Debug, Serialize)]
pub struct BatchLine {
    /// Its number.
    pub batch: i64,
    /// What it is called: `Batch 17`.
    pub name: String,
    /// How many cards, when, by whom.
    pub about: String,
}

/// A batch as a line of a list.
#[must_use]
pub fn batch_line(frame: &StaffFrame<'_>, batch: &Batch, today: Date) -> BatchLine {
    let day = batch.day.parse::<Date>().ok().filter(|day| *day != today);
    let day =
        day.map_or_else(|| frame.text("staff-today"), |day| format::date(frame.language, day));
    let cards = FluentValue::from(batch.cards);
    let key = match (batch.written, batch.kind.as_str()) {
        (false, _) => "batch-about-unfinished",
        (true, "blank") => "batch-about-blank",
        (true, _) => "batch-about",
    };
    let args = [
        ("n", cards),
        ("day", day.into()),
        ("time", batch.time.clone().into()),
        ("who", who(frame, &batch.printed_by).into()),
        ("sheet", batch.look.sheet.clone().into()),
    ];
    let number = FluentValue::from(batch.batch.to_string());
    BatchLine {
        batch: batch.batch,
        name: frame.say("batch-name", &[("batch", number)]),
        about: frame.say(key, &args),
    }
}

/// Who did something: a user, or whoever runs the server.
#[must_use]
pub fn who(frame: &StaffFrame<'_>, name: &str) -> String {
    if name == COMMAND_LINE { frame.text("staff-command-line") } else { name.to_owned() }
}

/// Why an order gets no card, in the reader's words.
#[must_use]
pub fn reason_text(frame: &StaffFrame<'_>, reason: &str) -> String {
    match reason {
        "cancelled" | "answered" | "too_old" | "inactive" | "printed" => {
            frame.text(&format!("cards-reason-{}", reason.replace('_', "-")))
        }
        other => other.to_owned(),
    }
}
