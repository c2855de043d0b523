//! How to reach an IMAP mailbox, read from one URL (RFC 5092, without its extras).

use std::fmt;
use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::error::{Error, Result};

/// A mailbox on an IMAP server.
#[derive(Clone, PartialEq, Eq)]
pub struct ImapSettings {
    /// The server's name, against which its certificate is checked.
    pub host: String,
    /// The server's port.
    pub port: u16,
    /// Who signs in.
    pub user: String,
    /// With what.
    pub password: String,
    /// The mailbox.
    pub mailbox: String,
    /// A PEM file with further root certificates.
    pub ca_file: Option<PathBuf>,
}

impl ImapSettings {
    /// Reads `imaps://user:password@host:993/INBOX`; user, password and mailbox percent-encoded.
    ///
    /// # Errors
    /// Refused with the reason; the text never quotes the URL, which holds a password.
    pub fn parse(url: &str) -> Result<Self> {
        let refuse = |what: &str| Error::refused(format!("returns.imap_url: {what}"));
        let url = Url::parse(url).map_err(|error| refuse("it cannot be read").because(error))?;
        if url.scheme() != "imaps" {
            return Err(refuse("it begins with imaps://"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("it ends after the mailbox"));
        }
        let decode = |part: &str| {
            let text = percent_decode_str(part).decode_utf8();
            let text =
                text.map_err(|error| refuse("it holds bytes that are no UTF-8").because(error))?;
            let plain = !text.contains(char::is_control);
            plain.then(|| text.into_owned()).ok_or_else(|| refuse("it holds control characters"))
        };
        let host = url.host_str().filter(|host| !host.is_empty());
        let path = url.path().trim_start_matches('/');
        let settings = Self {
            host: host
                .ok_or_else(|| refuse("it names no host"))?
                .trim_matches(['[', ']'])
                .to_owned(),
            port: url.port().unwrap_or(993),
            user: decode(url.username())?,
            password: decode(url.password().unwrap_or_default())?,
            mailbox: decode(if path.is_empty() { "INBOX" } else { path })?,
            ca_file: None,
        };
        if settings.user.is_empty() || settings.password.is_empty() {
            return Err(refuse("it needs a user and a password"));
        }
        Ok(settings)
    }
}

/// Keeps the password out of logs.
impl fmt::Debug for ImapSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ImapSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("mailbox", &self.mailbox)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::ImapSettings;

    #[test]
    fn a_url_says_it_all() {
        let read = ImapSettings::parse(
            "imaps://an%40shop.vn:p%C3%A0ss%2Fw@mail.shop.vn/Th%C6%B0%20tr%E1%BA%A3",
        )
        .unwrap();
        assert_eq!((read.host.as_str(), read.port), ("mail.shop.vn", 993));
        assert_eq!((read.user.as_str(), read.password.as_str()), ("an@shop.vn", "pàss/w"));
        assert_eq!(read.mailbox, "Thư trả");
        assert!(!format!("{read:?}").contains("pàss"));
        assert_eq!(ImapSettings::parse("imaps://u:p@127.0.0.1:1993").unwrap().mailbox, "INBOX");
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for url in [
            "",
            "imap://u:secret@h/INBOX",
            "imaps://h/INBOX",
            "imaps://u@h/INBOX",
            "imaps://:secret@h",
            "imaps://u:secret@/INBOX",
            "imaps://u:secret@h/INBOX?x=1",
            "imaps://u:secret%0d%0a@h",
            "imaps://u:secret%ff@h",
        ] {
            let error = ImapSettings::parse(url).unwrap_err();
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }
}
