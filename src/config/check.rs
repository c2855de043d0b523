//! What types alone cannot say about a configuration.

use std::path::Path;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use jiff::tz::TimeZone;
use lettre::message::Mailbox;

use super::check_print::check_sheets;
use super::check_publish::check_targets;
use super::check_server::{
    check_connections, check_metrics_from, check_metrics_token, check_seconds,
};
use super::explain::Problem;
use super::{Config, Database, DigestEvery, Mail, MailTransport, Returns, Secret, Shop};
use crate::types::{Dimension, Email};

/// The fewest characters of a master secret.
const SECRET_LENGTH: usize = 16;

/// The domain of the sample's sender, which no mail may come from (RFC 2606).
const SAMPLE_DOMAIN: &str = "shop.example";

/// Everything that is wrong with the values.
pub(super) fn check(config: &Config) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut refuse = |key, message: Option<String>| {
        problems.extend(message.map(|message| Problem { key, message }));
    };
    refuse("secret_key", check_secret(config));
    refuse(
        "server.workers",
        (config.server.workers > 1_024).then(|| {
            format!("found {}; allowed: 0 to 1024, 0 for one per core", config.server.workers)
        }),
    );
    refuse("server.metrics_token", check_metrics_token(&config.server));
    refuse("server.metrics_from", check_metrics_from(&config.server));
    refuse("server.connections", check_connections(&config.server));
    for (key, seconds) in [
        ("server.header_seconds", config.server.header_seconds),
        ("server.body_seconds", config.server.body_seconds),
        ("server.stalled_seconds", config.server.stalled_seconds),
    ] {
        refuse(key, check_seconds(seconds));
    }
    refuse("access.idle_days", check_range(config.access.idle_days, 365));
    refuse("access.idle_hours", check_range(config.access.idle_hours, 24 * 365));
    refuse("shop.name", check_name(&config.shop));
    refuse("shop.time_zone", check_time_zone(&config.shop));
    refuse("shop.country", check_country(&config.shop));
    refuse("shop.logo", check_path(config.shop.logo.as_deref(), Path::is_file, "file"));
    refuse("shop.colour", check_colour(&config.shop));
    refuse("database.url", check_database(&config.database));
    refuse("mail.smtp_url", check_smtp_url(&config.mail));
    refuse("mail.from", check_sender(&config.mail));
    refuse("mail.reply_to", config.mail.reply_to.as_deref().and_then(check_mailbox));
    refuse(
        "mail.connections",
        (!(1..=64).contains(&config.mail.connections))
            .then(|| format!("found {}; allowed: 1 to 64", config.mail.connections)),
    );
    refuse("mail.dkim_domain", config.mail.dkim_domain.as_deref().and_then(check_domain));
    refuse("mail.dkim_selector", check_selector(&config.mail));
    refuse("mail.return_path", check_return_path(&config.mail));
    refuse("returns.maildir", check_path(config.returns.maildir.as_deref(), is_maildir, "Maildir"));
    refuse("returns.imap_url", check_imap_url(&config.returns));
    refuse("returns.hook_secret", check_hook_secret(&config.returns));
    refuse("mail.ca_file", check_path(config.mail.ca_file.as_deref(), Path::is_file, "file"));
    refuse(
        "site.min_n",
        (config.site.min_n == 0).then(|| "found 0; allowed: 1 or more".to_owned()),
    );
    refuse("site.dimensions", check_dimensions(&config.site.dimensions));
    refuse("digest.to", check_digest(config));
    refuse("publish.targets", check_targets(config));
    refuse("print.sheets", check_sheets(config));
    refuse("templates.dir", check_path(config.templates.dir.as_deref(), Path::is_dir, "directory"));
    problems
}

/// How many dimensions a shop may name: each is a page, and every answer counts in all of them.
const DIMENSIONS: usize = 10;

fn check_dimensions(names: &[Dimension]) -> Option<String> {
    let is_again = |at: usize| names.iter().take(at).any(|name| names.get(at) == Some(name));
    if let Some((_, name)) = names.iter().enumerate().find(|(at, _)| is_again(*at)) {
        return Some(format!("found \"{name}\" twice; allowed: each name once"));
    }
    (names.len() > DIMENSIONS)
        .then(|| format!("found {} names; allowed: {DIMENSIONS} at most", names.len()))
}

fn check_range(found: u16, most: u16) -> Option<String> {
    (!(1..=most).contains(&found)).then(|| format!("found {found}; allowed: 1 to {most}"))
}

fn check_secret(config: &Config) -> Option<String> {
    let secret = config.secret_key.as_ref().map(Secret::expose)?;
    (secret.chars().count() < SECRET_LENGTH).then(|| {
        format!(
            "found fewer than {SECRET_LENGTH} characters; allowed: {SECRET_LENGTH} or more, random"
        )
    })
}

fn check_name(shop: &Shop) -> Option<String> {
    let good = !shop.name.trim().is_empty() && !shop.name.chars().any(char::is_control);
    (!good).then(|| format!("found {:?}; allowed: the shop's name in one line", shop.name))
}

fn check_time_zone(shop: &Shop) -> Option<String> {
    TimeZone::get(&shop.time_zone).is_err().then(|| {
        format!(
            "found \"{}\"; allowed: a name of the IANA list, such as \"Asia/Bangkok\"",
            shop.time_zone
        )
    })
}

fn check_country(shop: &Shop) -> Option<String> {
    phonenumber::country::Id::from_str(&shop.country).is_err().then(|| {
        format!(
            "found \"{}\"; allowed: two capital letters of ISO 3166, such as \"VN\"",
            shop.country
        )
    })
}

fn check_colour(shop: &Shop) -> Option<String> {
    let digits = shop.colour.strip_prefix('#').unwrap_or_default();
    let good = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    (!good).then(|| {
        format!(
            "found \"{}\"; allowed: # and six hexadecimal digits, such as \"#1f6f78\"",
            shop.colour
        )
    })
}

/// The message names the scheme alone, because the rest may hold a password.
fn check_database(database: &Database) -> Option<String> {
    let url = database.url.expose();
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let known = matches!(scheme, "sqlite" | "postgres" | "postgresql") && !rest.is_empty();
    (!known).then(|| {
        format!(
            "found {}; allowed: \"sqlite://\" and the path of a file, or \"postgres://\" with user, \
             server and database",
            if scheme.is_empty() { "no scheme".to_owned() } else { format!("\"{scheme}://\"") }
        )
    })
}

/// What stands behind the scheme is read, and refused, by whoever connects.
fn check_smtp_url(mail: &Mail) -> Option<String> {
    let allowed =
        "allowed: \"smtps://user:password@host:465\" or \"smtp://user:password@host:587\"";
    match (&mail.smtp_url, mail.transport) {
        (None, MailTransport::Smtp) => {
            Some(format!("found nothing, but transport = \"smtp\" needs it; {allowed}"))
        }
        (Some(url), _) => {
            let known =
                ["smtp://", "smtps://"].iter().any(|scheme| url.expose().starts_with(scheme));
            (!known).then(|| format!("found another scheme; {allowed}"))
        }
        (None, MailTransport::File) => None,
    }
}

fn check_sender(mail: &Mail) -> Option<String> {
    check_mailbox(&mail.from).or_else(|| {
        let sample = mail.from.trim_end_matches('>').ends_with(&format!("@{SAMPLE_DOMAIN}"));
        (mail.transport == MailTransport::Smtp && sample).then(|| {
            format!(
                "found \"{}\", the sample; allowed with smtp: an address of the shop's own",
                mail.from
            )
        })
    })
}

/// The mark is added behind a `+`, and all of it must fit into 64 characters (RFC 5321 §4.5.3.1.1).
fn check_return_path(mail: &Mail) -> Option<String> {
    let found = mail.return_path.as_deref()?;
    let user = found.rsplit_once('@').map_or("", |(user, _)| user);
    let bare = found.parse::<lettre::Address>().is_ok();
    (!bare || user.len() > 20 || !found.is_ascii()).then(|| {
        format!(
            "found \"{found}\"; allowed: an address alone, at most 20 characters before its @, such \
             as \"bounces@shop.vn\""
        )
    })
}

fn is_maildir(path: &Path) -> bool {
    path.join("new").is_dir() && path.join("cur").is_dir()
}

/// What stands behind the scheme is read, and refused, by whoever connects.
fn check_imap_url(returns: &Returns) -> Option<String> {
    let url = returns.imap_url.as_ref()?;
    (!url.expose().starts_with("imaps://"))
        .then(|| "found another scheme; allowed: \"imaps://user:password@host/INBOX\"".to_owned())
}

fn check_hook_secret(returns: &Returns) -> Option<String> {
    let secret = returns.hook_secret.as_ref()?.expose();
    let key = secret.strip_prefix("whsec_").and_then(|key| BASE64.decode(key).ok());
    key.is_none_or(|key| key.len() < 24).then(|| {
        "found something else; allowed: \"whsec_\" and at least 24 random bytes in base64"
            .to_owned()
    })
}

fn check_mailbox(written: &str) -> Option<String> {
    let mailbox = written.parse::<Mailbox>().ok();
    mailbox.and_then(|mailbox| Email::parse(mailbox.email.as_ref())).is_none().then(|| {
        format!("found \"{written}\"; allowed: \"hello@shop.vn\" or \"My shop <hello@shop.vn>\"")
    })
}

fn check_digest(config: &Config) -> Option<String> {
    let digest = &config.digest;
    if digest.every != DigestEvery::Off && digest.to.is_empty() {
        return Some(
            "found nobody, but every is not \"off\"; allowed: [\"owner@shop.vn\"]".to_owned(),
        );
    }
    digest.to.iter().find_map(|written| check_mailbox(written))
}

fn check_domain(found: &str) -> Option<String> {
    let good = found.contains('.') && found.split('.').all(is_label);
    (!good).then(|| format!("found \"{found}\"; allowed: a domain in ASCII, such as \"shop.vn\""))
}

/// A number and the kind of key are put behind it.
fn check_selector(mail: &Mail) -> Option<String> {
    let found = &mail.dkim_selector;
    (!is_label(found) || found.len() > 40).then(|| {
        format!("found \"{found}\"; allowed: letters, digits and hyphens, such as \"afterword\"")
    })
}

/// One part of a name in DNS.
fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn check_path(path: Option<&Path>, is_there: fn(&Path) -> bool, what: &str) -> Option<String> {
    let path = path.filter(|path| !is_there(path))?;
    Some(format!("found \"{}\", which is not there; allowed: the path of a {what}", path.display()))
}
