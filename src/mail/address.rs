//! Who a letter is from and to: names made safe for a header, addresses made fit for SMTP.

use std::str::FromStr;

use lettre::{Address, message::Mailbox};
use url::Host;

use crate::error::{Error, Result};
use crate::types::Email;

/// How much of a name a header carries; what is longer is cut, never refused.
const LONGEST_NAME: usize = 120;

/// The shop's end of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The name that inboxes show.
    pub name: Option<String>,
    /// The address that replies and bounces go to.
    pub address: Email,
}

impl FromStr for Sender {
    type Err = Error;

    /// Reads `Shop <hello@shop.example>`, `"Shop, Ltd" <…>` or a bare address.
    fn from_str(written: &str) -> Result<Self> {
        let wrong = || {
            Error::refused(format!(
                "{written:?} is no sender: write \"Shop <hello@shop.example>\" or \"hello@shop.example\""
            ))
        };
        let (name, address) = match written.trim().strip_suffix('>') {
            Some(rest) => rest.rsplit_once('<').ok_or_else(wrong)?,
            None => ("", written),
        };
        let name = one_line(name.trim().trim_matches('"'), LONGEST_NAME);
        Ok(Self {
            name: (!name.is_empty()).then_some(name),
            address: Email::parse(address).ok_or_else(wrong)?,
        })
    }
}

/// The mailbox of a header and of the envelope.
pub(super) fn mailbox(name: Option<&str>, email: &Email) -> Result<Mailbox> {
    let name = name.map(|name| one_line(name, LONGEST_NAME)).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, address(email)?))
}

/// The address with its domain in ASCII, so that only a foreign part before the `@` needs a server
/// with SMTPUTF8.
fn address(email: &Email) -> Result<Address> {
    let (user, _) = email.as_str().rsplit_once('@').ok_or_else(unfit)?;
    Address::new(user, ascii_domain(email)?).map_err(|error| unfit().because(error))
}

/// The domain of an address as DNS and mail servers know it: `xn--…` (IDNA) for a foreign one.
///
/// # Errors
/// Refused if there is no such domain.
pub fn ascii_domain(email: &Email) -> Result<String> {
    let domain = email.domain();
    if domain.is_ascii() {
        return Ok(domain.to_owned());
    }
    Ok(Host::parse(domain).map_err(|error| unfit().because(error))?.to_string())
}

fn unfit() -> Error {
    Error::refused("the address cannot be written in a mail header")
}

/// A text on one line: control and invisible direction characters go, white space becomes single
/// spaces, and what is longer than `longest` characters ends in an ellipsis.
pub(super) fn one_line(text: &str, longest: usize) -> String {
    let visible = text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !turns(*c));
    let spaced: String = visible.collect();
    let mut line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = line.char_indices().nth(longest) {
        line.truncate(cut);
        line.push('…');
    }
    line
}

/// Characters that turn the direction of what follows: in a name they can fake another sender.
fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{Sender, mailbox, one_line};
    use crate::types::Email;

    #[test]
    fn a_sender_is_read_with_and_without_a_name() {
        let read =
            |text: &str| text.parse::<Sender>().map(|s| (s.name, s.address.as_str().to_owned()));
        let address = "hello@shop.example".to_owned();
        assert_eq!(
            read("Tiệm Hoa <hello@shop.example>").unwrap(),
            (Some("Tiệm Hoa".into()), address.clone())
        );
        assert_eq!(
            read("\"Hoa, Ltd\" <Hello@shop.example>").unwrap(),
            (Some("Hoa, Ltd".into()), address.clone())
        );
        assert_eq!(read("<hello@shop.example>").unwrap(), (None, address.clone()));
        assert_eq!(read(" hello@shop.example ").unwrap(), (None, address));
        for wrong in ["", "Shop", "Shop hello@shop.example>", "Shop <hello>"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_foreign_domain_travels_in_ascii() {
        let email = Email::parse("an@tiệmhoa.example").unwrap();
        assert_eq!(mailbox(None, &email).unwrap().email.to_string(), "an@xn--timhoa-jk8b.example");
    }

    #[test]
    fn a_name_stays_on_its_line() {
        assert_eq!(one_line(" a\r\nBcc: b\u{202e}\t c ", 99), "a Bcc: b c");
        assert_eq!(one_line("ภาษาไทย", 4), "ภาษา…");
    }
}
