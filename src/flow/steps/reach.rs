//! Whether a link that leaves the house leads anybody anywhere. An address of this machine on a card is a
//! card thrown away, and in a mail a customer who cannot answer; both are noticed only when no answers
//! come.

use crate::config::Config;
use crate::error::{Error, Result};
use crate::types::Reach;

/// What carries a link out of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A mail to a customer.
    Mail,
    /// A message that staff pass on.
    Message,
    /// A mail to those who run the shop, who may read it in the shop.
    Digest,
    /// A card or a poster, which may be scanned in the shop.
    Paper,
}

impl Carrier {
    /// From where the link has to be opened.
    fn needs(self) -> Reach {
        match self {
            Self::Mail | Self::Message => Reach::Everywhere,
            Self::Digest | Self::Paper => Reach::Network,
        }
    }

    /// What is not done otherwise.
    fn refused(self) -> &'static str {
        match self {
            Self::Mail => "no mail is sent, and what is due waits",
            Self::Message => "no links are passed on",
            Self::Digest => "no digest is sent",
            Self::Paper => "nothing is printed",
        }
    }
}

/// Whether links may go out this way.
///
/// # Errors
/// Refused if nobody who gets them could open them, with what to set.
pub fn check(config: &Config, carrier: Carrier) -> Result<()> {
    let server = &config.server;
    let (at, reach) = (&server.public_url, server.public_url.reach());
    if server.allow_local || reach >= carrier.needs() {
        return Ok(());
    }
    let who = match reach {
        Reach::Machine => "this machine alone",
        Reach::Network | Reach::Everywhere => "its own network alone",
    };
    let done = carrier.refused();
    Err(Error::refused(format!(
        "server.public_url: {at} can be opened on {who}, so {done}; set the address that customers \
         open, such as \"https://survey.shop.vn\", or server.allow_local = true if it shall be this one"
    )))
}

#[cfg(test)]
mod tests {
    use super::{Carrier, check};
    use crate::config::Config;
    use crate::types::PublicUrl;

    #[test]
    fn links_that_nobody_can_open_stay_in_the_house() {
        use Carrier::{Digest, Mail, Message, Paper};
        let passed = |address: &str, allow_local| {
            let mut config = Config::default();
            config.server.public_url = PublicUrl::parse(address).unwrap();
            config.server.allow_local = allow_local;
            [Mail, Message, Digest, Paper].map(|carrier| check(&config, carrier).is_ok())
        };
        assert_eq!(passed("http://127.0.0.1:8080", false), [false; 4]);
        assert_eq!(passed("http://localhost/survey", false), [false; 4]);
        assert_eq!(passed("http://192.168.1.7:8080", false), [false, false, true, true]);
        assert_eq!(passed("https://survey.shop.vn", false), [true; 4]);
        assert_eq!(passed("http://127.0.0.1:8080", true), [true; 4]);
        let said = check(&Config::default(), Paper).unwrap_err().to_string();
        assert!(said.starts_with("server.public_url: http://127.0.0.1:8080 can be opened on this"));
        assert!(said.contains("nothing is printed; set the address"), "{said}");
    }
}
