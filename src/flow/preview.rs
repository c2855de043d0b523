//! The mail of a survey as one of its customers would get it, for the shop to look at first.
//!
//! In comes a survey, out go subject, text and HTML with a sample customer; nothing is stored or
//! sent.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::House;
use super::steps::letter::{About, invitation, logo_of};
use crate::domain::survey::Definition;
use crate::error::{Error, Result};
use crate::mail::{Composed, Composer, LOGO_LINK};
use crate::types::Language;

/// The mail, or the reminder of a number from 1, in a language.
///
/// # Errors
/// Refused if the survey has no such reminder, or the logo cannot be used.
pub fn preview(
    house: &House,
    definition: &Definition,
    language: Language,
    reminder: Option<u8>,
) -> Result<Composed> {
    if let Some(number) = reminder.filter(|number| definition.reminder(*number).is_none()) {
        return Err(Error::refused(format!(
            "survey “{}” has no reminder {number}: {} in its file",
            definition.slug,
            match definition.reminders.len() {
                0 => "there is no [[reminder]]".to_owned(),
                1 => "there is one [[reminder]]".to_owned(),
                count => format!("there are {count} [[reminder]]"),
            }
        )));
    }
    let about = About::sample(language, reminder);
    let logo = logo_of(&house.config)?;
    let letter = invitation(&house.config, logo.as_ref(), definition, &about);
    let composed = Composer::new(house.renderer.clone()).compose(&letter)?;
    // A browser that shows the file knows nothing of the other parts of a letter.
    let html = match &logo {
        Some(logo) => {
            let address = format!("data:image/png;base64,{}", STANDARD.encode(logo.bytes()));
            composed.html.replace(LOGO_LINK, &address)
        }
        None => composed.html,
    };
    Ok(Composed { html, ..composed })
}
