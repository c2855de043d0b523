//! What the shop's mail says: for the stage that sends it, and for whoever looks at it first.

use crate::config::Config;
use crate::domain::survey::Definition;
use crate::error::{Context, Error, Result};
use crate::mail::{Invitation, Logo, Texts};
use crate::types::Language;

/// What one mail is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Which reminder it is, from 1; `None` for the survey mail itself.
    pub reminder: Option<u8>,
    /// The customer's language.
    pub language: Language,
    /// The customer's name, as the order has it.
    pub customer: Option<&'a str>,
    /// The order's number.
    pub order: Option<&'a str>,
    /// Opens the form.
    pub token: &'a str,
    /// Opens the page to unsubscribe.
    pub unsubscribe_token: &'a str,
}

/// A token that is drawn with the same chance as any other: once in 10¹⁸ times.
const NOBODYS_TOKEN: &str = "000000000000";

impl About<'static> {
    /// A mail to nobody about nothing, to look at.
    #[must_use]
    pub fn sample(language: Language, reminder: Option<u8>) -> Self {
        let customer = match language {
            Language::En => "Ann Brown",
            Language::Vi => "Nguyễn Thị Lan",
            Language::Th => "สมชาย ใจดี",
        };
        Self {
            reminder,
            language,
            customer: Some(customer),
            order: Some("#1042"),
            token: NOBODYS_TOKEN,
            unsubscribe_token: NOBODYS_TOKEN,
        }
    }
}

/// The mail of this shop and survey.
#[must_use]
pub fn invitation(
    config: &Config,
    logo: Option<&Logo>,
    definition: &Definition,
    about: &About<'_>,
) -> Invitation {
    let at = &config.server.public_url;
    Invitation {
        shop: config.shop.name.clone(),
        address: config.shop.address.clone(),
        logo: logo.cloned(),
        colour: config.shop.colour.clone(),
        kind: definition.kind,
        reminder: about.reminder,
        language: about.language,
        texts: Texts::of(definition, about.language, about.reminder),
        customer: about.customer.map(str::to_owned),
        order: about.order.map(str::to_owned),
        form_url: at.link(&format!("/s/{}", about.token)),
        unsubscribe_url: at.link(&format!("/u/{}", about.unsubscribe_token)),
    }
}

/// The shop's logo, if it has one that mails can show.
///
/// # Errors
/// Refused if the file cannot be read or is too large for a mail.
pub fn logo_of(config: &Config) -> Result<Option<Logo>> {
    let Some(path) = &config.shop.logo else { return Ok(None) };
    let say = || format!("shop.logo: {}", path.display());
    let bytes = std::fs::read(path).map_err(|error| Error::refused(say()).because(error))?;
    Logo::from_file(bytes).doing(say)
}
