//! A mail to try the way out with: the first survey's words about an order that never was.
//!
//! In comes whom it is for; out goes a letter like any other, signed alike, marked as a test. Its
//! links lead to a page that knows nothing of them, so nothing can be answered or stopped by it.

use crate::config::MailTransport;
use crate::error::{Error, Result};
use crate::flow::House;
use crate::flow::steps::letter::{About, invitation, logo_of};
use crate::flow::steps::reach::{self, Carrier};
use crate::flow::steps::signing;
use crate::keys::hex;
use crate::mail::{Composer, Letter, Sender, ascii_domain};
use crate::render::FluentValue;
use crate::types::{Email, Language};

/// Writes the letter.
///
/// # Errors
/// Refused if there is no survey, its words cannot be composed or its links would lead nowhere; what the database says.
pub async fn letter(house: &House, to: Email, language: Language) -> Result<Letter> {
    let (config, renderer) = (&house.config, &house.renderer);
    if config.mail.transport == MailTransport::Smtp {
        reach::check(config, Carrier::Mail)?;
    }
    let inside = house.surveys.clone();
    let surveys = house.db.read(move |conn| inside.current(conn)).await?;
    let first = surveys.iter().find(|revision| revision.definition.active);
    let revision = first.or(surveys.first()).ok_or_else(|| Error::refused("there is no survey"))?;
    let logo = logo_of(config)?;
    let about = About::sample(language, None);
    let mut asking = invitation(config, logo.as_ref(), &revision.definition, &about);
    // As a shop would write it: the name is put in where all texts are filled.
    let shop = [("shop", FluentValue::from("{shop}"))];
    asking.texts.postscript = Some(renderer.text(language, "mail-test-note", &shop));
    let composed = Composer::new(renderer.clone()).compose(&asking)?;
    let from: Sender = config.mail.from.parse()?;
    let subject = [("subject", FluentValue::from(composed.subject))];
    let local = hex(&house.random.bytes::<8>());
    Ok(Letter {
        message_id: format!("test.{local}@{}", ascii_domain(&from.address)?),
        reply_to: config.mail.reply_to.as_deref().map(str::parse).transpose()?,
        return_path: config.mail.return_path.as_deref().and_then(Email::parse),
        from,
        to,
        to_name: None,
        subject: renderer.text(language, "mail-test-subject", &subject),
        text: composed.text,
        html: composed.html,
        logo: asking.logo,
        pictures: Vec::new(),
        date: house.now(),
        unsubscribe_url: asking.unsubscribe_url,
        language,
        signer: signing::signer(house).await?,
    })
}
