//! `doctor`: looks at everything a shop's mail and pages depend on, and says in plain words what
//! to change.
//!
//! In come the configuration and the house, if it opens; out go checks with a level each. Nothing
//! is changed and no mail is sent.

mod check;
mod clock;
mod dkim;
mod dmarc;
mod dns;
mod machine;
mod mailbox;
mod public;
mod server;
mod spf;
mod tags;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::{Config, MailTransport};
use crate::error::{Error, Result};
use crate::flow::House;
use crate::flow::deliver::smtp_settings_of;
use crate::flow::steps::signing;
use crate::mail::SmtpSettings;
use crate::types::Clock;

pub use check::{Check, Level};
use dns::Dns;

/// The domain of the sample's sender, which nobody owns (RFC 2606).
const SAMPLE_DOMAIN: &str = "shop.example";

/// How to look.
pub struct Wishes {
    /// The name server to ask, if not the system's.
    pub resolver: Option<SocketAddr>,
    /// The address that mail leaves from, if not the mail server's.
    pub address: Option<IpAddr>,
    /// The file of the configuration, whether it is there or not.
    pub config_file: PathBuf,
    /// What this machine believes the time to be.
    pub clock: Arc<dyn Clock>,
}

/// What the checks of a domain share.
struct Scene<'a> {
    config: &'a Config,
    house: Option<&'a House>,
    dns: Dns,
    server: Option<SmtpSettings>,
    /// The addresses that mail may leave from; none where they cannot be known.
    addresses: Vec<IpAddr>,
    /// Whether they were named, not guessed from the mail server's.
    named: bool,
    /// The sender's domain, in ASCII.
    domain: String,
    /// The domain that bounces go to.
    return_domain: String,
}

/// Looks at everything.
///
/// # Errors
/// Refused if there is no name server to ask or the sender has no domain.
pub async fn examine(config: &Config, house: Result<House>, wishes: &Wishes) -> Result<Vec<Check>> {
    let (house, mut checks) = match house {
        Ok(house) => (Some(house), vec![Check::ok("database", "it opens and is up to date")]),
        Err(error) => {
            let advice = "mend this first; what needs the database was left out";
            (None, vec![Check::fail("database", error.to_string(), advice)])
        }
    };
    checks.extend(machine::check(config, &wishes.config_file));
    let (reached, date) = public::check(config).await;
    checks.push(reached);
    checks.push(clock::check(wishes.clock.as_ref(), date, house.as_ref()).await);
    let domain = signing::sender_domain(config)?;
    if config.mail.transport == MailTransport::File {
        checks.push(Check::warn(
            "mail server",
            "mails are written to files and nothing is sent (mail.transport = \"file\")",
            "set mail.smtp_url and mail.transport = \"smtp\" when you want to send",
        ));
        if domain == SAMPLE_DOMAIN {
            return Ok(checks);
        }
    }
    let server = match smtp_settings_of(config) {
        Ok(server) => server,
        Err(error) => {
            let advice = "correct mail.smtp_url or mail.ca_file";
            checks.push(Check::fail("mail server", error.to_string(), advice));
            None
        }
    };
    let dns = Dns::new(wishes.resolver)?;
    if let Some(server) = server.as_ref().filter(|_| config.mail.transport == MailTransport::Smtp) {
        checks.push(server::check_login(server).await);
    }
    let addresses = match wishes.address {
        Some(address) => vec![address],
        None => server::addresses(server.as_ref(), &dns).await,
    };
    let (house, return_domain) = (house.as_ref(), signing::return_domain(config)?);
    let named = wishes.address.is_some();
    let scene = Scene { config, house, dns, server, addresses, named, domain, return_domain };
    checks.extend(domain_checks(&scene).await);
    Ok(checks)
}

async fn domain_checks(scene: &Scene<'_>) -> Vec<Check> {
    let mut checks = vec![server::check_names(scene).await, spf::check(scene).await];
    checks.extend(dkim::check(scene).await);
    checks.push(dmarc::check(scene).await);
    checks.push(mailbox::check(scene, &scene.domain).await);
    if scene.return_domain != scene.domain {
        checks.push(mailbox::check(scene, &scene.return_domain).await);
    }
    checks
}

impl Scene<'_> {
    /// What is said where DNS does not answer.
    fn unanswered(name: &str, error: &Error) -> Check {
        let advice = "try again; if it stays so, see whether this machine's name server works";
        Check::fail(name, format!("DNS does not answer: {error}"), advice)
    }
}
