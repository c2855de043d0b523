//! The mail server: whether it lets us in, and what its addresses are called.

use std::net::IpAddr;

use super::Scene;
use super::check::{Check, Level};
use super::dns::Dns;
use crate::mail::{Security, SmtpSettings, Transport};

/// Connects and signs in; sends nothing.
pub(super) async fn check_login(server: &SmtpSettings) -> Check {
    let name = "mail server";
    let place = format!("{}:{}", server.host, server.port);
    match Transport::Smtp(server.clone()).open().await {
        Ok(line) => line.close().await,
        Err(error) => {
            let advice = match &server.login {
                Some(_) => "see whether host, port, user and password in mail.smtp_url are right",
                None => "see whether host and port in mail.smtp_url are right",
            };
            return Check::fail(name, error.to_string(), advice);
        }
    }
    let how = if server.login.is_some() { "lets us sign in" } else { "takes our connection" };
    if server.security == Security::None && !is_near(server) {
        let found = format!("{place} {how}, but nothing on the way is encrypted");
        return Check::warn(
            name,
            found,
            "leave ?tls=none out of mail.smtp_url if the server can do TLS",
        );
    }
    Check::ok(name, format!("{place} {how}"))
}

/// The addresses that mail leaves from, as far as the mail server's own tell; none of a server
/// whose address the world does not see.
pub(super) async fn addresses(server: Option<&SmtpSettings>, dns: &Dns) -> Vec<IpAddr> {
    let Some(server) = server else { return Vec::new() };
    let found = match server.host.parse() {
        Ok(address) => vec![address],
        // What cannot be looked up is said by the check of the log-in.
        Err(_a_name) => dns.addresses(&server.host).await.unwrap_or_default(),
    };
    found.into_iter().filter(is_public).collect()
}

/// Each address has a name that leads back to it: many receivers refuse mail from one that has
/// none.
pub(super) async fn check_names(scene: &Scene<'_>) -> Check {
    let name = "ptr";
    if scene.addresses.is_empty() {
        return Check::warn(
            name,
            "the address that mail leaves from is not known",
            "if the mail server is your own, run this again with --address and its public address",
        );
    }
    let mut good = Vec::new();
    for address in &scene.addresses {
        let names = match scene.dns.names(*address).await {
            Ok(names) => names,
            Err(error) => return Scene::unanswered(name, &error),
        };
        let mut confirmed = None;
        for other in &names {
            match scene.dns.addresses(other).await {
                Ok(found) if found.contains(address) => confirmed = Some(other.clone()),
                Ok(_) => {}
                Err(error) => return Scene::unanswered(name, &error),
            }
        }
        let Some(confirmed) = confirmed else {
            return unconfirmed(*address, names.first(), scene.named);
        };
        good.push(format!("{address} is {confirmed} and back"));
    }
    Check::ok(name, good.join("; "))
}

/// Of an address that was only guessed, a provider's submission server may be meant, whose name
/// matters little.
fn unconfirmed(address: IpAddr, called: Option<&String>, named: bool) -> Check {
    let (found, advice) = match called {
        None => (
            format!("{address} has no name (PTR)"),
            "ask whoever rents you the machine for a PTR record with the mail server's name"
                .to_owned(),
        ),
        Some(called) => (
            format!("{address} is called {called}, but {called} does not lead back to it"),
            format!(
                "add {address} to the A or AAAA records of {called}, or correct the PTR record"
            ),
        ),
    };
    let level = if named { Level::Fail } else { Level::Warn };
    Check::warn("ptr", found, advice).at(level)
}

/// Whether the world can see an address.
fn is_public(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            !(address.is_loopback() || address.is_private() || address.is_link_local())
        }
        IpAddr::V6(address) => {
            !(address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local())
        }
    }
}

fn is_near(server: &SmtpSettings) -> bool {
    server.host == "localhost"
        || server.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
