//! An invitation becomes the words of a letter: subject, text and HTML.

use std::sync::Arc;

use tera::Context;
use url::Url;

use super::address::one_line;
use super::letter::LOGO_LINK;
use super::logo::Logo;
use super::template::{Frames, Shape};
use super::texts::{Fill, Texts, lines};
use crate::domain::names::greeting_name;
use crate::domain::survey::{Reminder, Values};
use crate::error::{Error, Result};
use crate::render::{FluentValue, Renderer};
use crate::types::{Channel, Kind, Language};

/// Everything a letter of invitation says.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The shop's name.
    pub shop: String,
    /// The shop's postal address; may have several lines, may be empty.
    pub address: String,
    /// The shop's logo, which the letter must carry; without one the mail has no image at all.
    pub logo: Option<Logo>,
    /// The shop's colour, `#rrggbb`.
    pub colour: String,
    /// The kind of survey.
    pub kind: Kind,
    /// Which reminder it is, from 1; `None` for the survey mail itself.
    pub reminder: Option<u8>,
    /// The customer's language.
    pub language: Language,
    /// The shop's own words.
    pub texts: Texts,
    /// The customer's name, as the order has it.
    pub customer: Option<String>,
    /// The order's number, as the customer knows it.
    pub order: Option<String>,
    /// The form, without a query: `https://shop.example/s/ABCDEFGHJKMN`.
    pub form_url: String,
    /// The page that ends all further mail.
    pub unsubscribe_url: String,
}

/// What an invitation says, ready for a [`super::Letter`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// The subject, on one line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
}

/// Composes letters; cheap to clone, keeps the frames it has made.
#[derive(Clone)]
pub struct Composer {
    renderer: Renderer,
    frames: Arc<Frames>,
}

impl Composer {
    /// A composer over the house's templates and texts.
    #[must_use]
    pub fn new(renderer: Renderer) -> Self {
        Self { renderer, frames: Arc::default() }
    }

    /// Makes an invitation's subject, text and HTML.
    ///
    /// # Errors
    /// Refused, when a link cannot be read or an overriding template cannot be rendered.
    pub fn compose(&self, invitation: &Invitation) -> Result<Composed> {
        let Invitation { kind, language, .. } = *invitation;
        let name =
            invitation.customer.as_deref().map(|name| greeting_name(&one_line(name, 80), language));
        let name = name.unwrap_or_default();
        let order =
            invitation.order.as_deref().map(|order| one_line(order, 40)).unwrap_or_default();
        let renderer = &self.renderer;
        let values = Values { name: &name, shop: &invitation.shop, order: &order };
        let fill = Fill { renderer, language, kind, values };

        let texts = &invitation.texts;
        let words = Defaults::of(invitation.reminder, !order.is_empty());
        let subject = match &words.subject {
            None => fill.survey(texts.subject.as_ref(), "subject"),
            Some(key) => fill.mail(texts.subject.as_ref(), key),
        };
        let subject = one_line(&subject, 200);
        let question = one_line(&fill.survey(texts.question.as_ref(), "question"), 500);
        let (low, high) =
            (fill.survey(texts.low.as_ref(), "low"), fill.survey(texts.high.as_ref(), "high"));
        let greeting = if name.is_empty() { "greeting-nobody" } else { "greeting" };

        let mut context = Context::new();
        let preheader = fill.own(texts.preheader.as_ref());
        context.insert("subject", &subject);
        context.insert("preheader", preheader.as_ref().unwrap_or(&question));
        context.insert("heading", &fill.own(texts.heading.as_ref()));
        context.insert("shop", &invitation.shop);
        let logo = invitation.logo.as_ref();
        context.insert("logo", &logo.map(|logo| (LOGO_LINK, logo.width, logo.height)));
        context.insert("greeting", &fill.mail(texts.greeting.as_ref(), greeting));
        context.insert("intro", &lines(&fill.mail(texts.intro.as_ref(), &words.intro)));
        context.insert("question", &question);
        context.insert("scale", &self.scale(invitation, &low, &high));
        context.insert("low", &low);
        context.insert("high", &high);
        context.insert("signature", &lines(&fill.mail(texts.signature.as_ref(), "signature")));
        context.insert("postscript", &fill.own(texts.postscript.as_ref()).map(|text| lines(&text)));
        context.insert("why", &fill.mail(None, "why"));
        context.insert("address", &lines(&invitation.address));
        context.insert("link", &form_link(&invitation.form_url, invitation.reminder)?);
        context.insert("unsubscribe_url", &read_url(&invitation.unsubscribe_url)?.to_string());

        let shape = Shape { kind, language, colour: invitation.colour.clone() };
        let html = self.frames.fill(renderer, &shape, &context)?;
        let text = renderer.render("mail/invitation.txt", language, context)?;
        Ok(Composed { subject, text, html })
    }

    /// The scale in words, before the one link of the plain text.
    fn scale(&self, invitation: &Invitation, low: &str, high: &str) -> String {
        let scale = invitation.kind.scale();
        let args = [
            ("min", FluentValue::from(*scale.start())),
            ("max", FluentValue::from(*scale.end())),
            ("low", FluentValue::from(low.to_owned())),
            ("high", FluentValue::from(high.to_owned())),
        ];
        let key = if invitation.kind == Kind::Thumbs { "mail-link-thumbs" } else { "mail-link" };
        self.renderer.text(invitation.language, key, &args)
    }
}

/// Under which keys the locales have what depends on the mail's number.
struct Defaults {
    /// The subject of a reminder; that of the survey mail depends on the kind.
    subject: Option<String>,
    intro: String,
}

impl Defaults {
    fn of(reminder: Option<u8>, has_order: bool) -> Self {
        let order = if has_order { "-order" } else { "" };
        let number = reminder.map(|number| usize::from(number).clamp(1, Reminder::MOST));
        match number {
            None => Self { subject: None, intro: format!("intro{order}") },
            Some(number) => Self {
                subject: Some(format!("reminder-{number}-subject")),
                intro: format!("reminder-{number}-intro{order}"),
            },
        }
    }
}

/// The form's address with the mark by which mail the answer came; a score is added with `&score=`.
fn form_link(form_url: &str, reminder: Option<u8>) -> Result<String> {
    let channel = if reminder.is_some() { Channel::Reminder } else { Channel::Mail };
    let mut url = read_url(form_url)?;
    url.query_pairs_mut().append_pair("via", channel.word());
    Ok(url.to_string())
}

fn read_url(url: &str) -> Result<Url> {
    let unfit = || {
        Error::refused(format!(
            "{url:?} cannot stand in a mail: links begin with https:// or http://"
        ))
    };
    let url = Url::parse(url).map_err(|error| unfit().because(error))?;
    if matches!(url.scheme(), "https" | "http") { Ok(url) } else { Err(unfit()) }
}

#[cfg(test)]
mod tests;
