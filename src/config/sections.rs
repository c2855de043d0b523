//! The sections of the configuration.

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use jiff::civil::Date;

use super::{Network, PublicEdition, Secret, written};
use crate::types::{Dimension, Holiday, Language, PublicUrl, Window};

/// The web server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// The address and port to listen on.
    #[serde(with = "written::required")]
    pub listen: SocketAddr,
    /// The address customers reach the server under.
    #[serde(with = "written::public_url")]
    pub public_url: PublicUrl,
    /// Whether links may go out that only this machine or its network can open.
    pub allow_local: bool,
    /// Proxies whose word about a visitor's address counts.
    #[serde(with = "written::list")]
    pub trusted_proxies: Vec<Network>,
    /// The header in which they say it.
    pub forwarded_header: ForwardedHeader,
    /// What a program says to read `/metrics`.
    #[serde(with = "written::optional")]
    pub metrics_token: Option<Secret>,
    /// Where programs may read `/metrics` from without it.
    #[serde(with = "written::list")]
    pub metrics_from: Vec<Network>,
    /// How many threads serve; 0 for one per core.
    pub workers: u16,
    /// How many connections there may be at a time.
    pub connections: u16,
    /// For how long the head of a request is waited for.
    pub header_seconds: u16,
    /// For how long the whole body of one is waited for.
    pub body_seconds: u16,
    /// For how long any part of a body is waited for, or until any part of a reply is taken.
    pub stalled_seconds: u16,
}

/// The header in which a proxy says whom it speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForwardedHeader {
    /// `X-Forwarded-For`, a list of addresses.
    XForwardedFor,
    /// `Forwarded`, as RFC 7239 has it.
    Forwarded,
}

impl ForwardedHeader {
    /// Its name, in lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::XForwardedFor => "x-forwarded-for",
            Self::Forwarded => "forwarded",
        }
    }
}

/// The shop itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shop {
    /// The name customers know.
    pub name: String,
    /// The language of customers whose own is unknown, and of the site.
    pub language: Language,
    /// The IANA name of the zone of the shop's days.
    pub time_zone: String,
    /// The country of phone numbers without a country code, ISO 3166-1 alpha-2.
    pub country: String,
    /// The postal address in the small print of mails.
    pub address: String,
    /// An image file.
    #[serde(with = "written::optional")]
    pub logo: Option<PathBuf>,
    /// `#rrggbb`.
    pub colour: String,
    /// Days on which no mail goes out.
    #[serde(with = "written::list")]
    pub holidays: Vec<Holiday>,
}

/// Where the data lives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `sqlite://path` or `postgres://…`; it may hold a password.
    pub url: Secret,
}

/// How mail goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// To files or to a mail server.
    pub transport: MailTransport,
    /// The mail server with user and password.
    #[serde(with = "written::optional")]
    pub smtp_url: Option<Secret>,
    /// The sender, `Shop <hello@shop.example>`.
    pub from: String,
    /// Where replies go, if not to the sender.
    #[serde(with = "written::optional")]
    pub reply_to: Option<String>,
    /// How many mails may go out in any second; 0 for no limit.
    pub per_second: u32,
    /// How many mails may go out in any sixty minutes; 0 for no limit.
    pub per_hour: u32,
    /// How many mails may go out in any 24 hours; 0 for no limit.
    pub per_day: u32,
    /// The first day of a new domain, from which a daily limit grows.
    #[serde(with = "written::optional")]
    pub warm_up: Option<Date>,
    /// The hours of the customer's day outside which no mail goes out.
    #[serde(with = "written::optional")]
    pub hours: Option<Window>,
    /// How many mails are handed over at the same time.
    pub connections: u16,
    /// Where bounces go, without the mark that each mail adds: `bounces@shop.example`.
    #[serde(with = "written::optional")]
    pub return_path: Option<String>,
    /// Certificates of a mail server that no public authority has signed, as a PEM file.
    #[serde(with = "written::optional")]
    pub ca_file: Option<PathBuf>,
    /// Which signatures mails get.
    pub dkim: Dkim,
    /// The domain they are made for, if not the sender's.
    #[serde(with = "written::optional")]
    pub dkim_domain: Option<String>,
    /// How the names of the keys in DNS begin.
    pub dkim_selector: String,
}

/// Which signatures mails get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dkim {
    /// RSA, which all receivers know, and Ed25519.
    Both,
    /// Ed25519 alone: ten times quicker, not known by all receivers.
    Ed25519,
    /// RSA alone.
    Rsa,
    /// None: the mail server signs.
    Off,
}

/// To files or to a mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTransport {
    /// A file for each mail, below the data directory.
    File,
    /// A mail server.
    Smtp,
}

/// Where bounces and complaints come in, and what follows from them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Returns {
    /// A Maildir.
    #[serde(with = "written::optional")]
    pub maildir: Option<PathBuf>,
    /// A mailbox on an IMAP server, with user and password.
    #[serde(with = "written::optional")]
    pub imap_url: Option<Secret>,
    /// The secret of those who may post to `/hooks/mail`, `whsec_…`.
    #[serde(with = "written::optional")]
    pub hook_secret: Option<Secret>,
    /// After how many mails that did not arrive for now an address is given up; 0 for never.
    pub soft_limit: u32,
    /// Within how many days.
    pub soft_days: u16,
}

/// Who may be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Consent {
    /// What a survey about an order needs.
    pub survey: SurveyConsent,
}

/// What a survey about an order needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurveyConsent {
    /// Nothing: it belongs to the service.
    Service,
    /// The customer's consent.
    OptIn,
}

/// How long those who signed in may stay away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Access {
    /// After how many days without use a device is signed out.
    pub idle_days: u16,
    /// After how many hours without use pages that show a person ask for the password again.
    pub idle_hours: u16,
}

/// The published site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// Whether it is shown without signing in.
    pub public: bool,
    /// Whether it shows comments.
    pub comments: bool,
    /// Groups with fewer answers are hidden.
    pub min_n: u32,
    /// Along what else answers are split, besides location, channel and language.
    #[serde(with = "written::list")]
    pub dimensions: Vec<Dimension>,
    /// What anybody may see.
    pub public_edition: PublicEdition,
}

/// What those who run the shop get by mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Digest {
    /// How often.
    pub every: DigestEvery,
    /// Who gets it: an address alone, or a name and an address in angle brackets.
    pub to: Vec<String>,
}

/// How often a digest goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DigestEvery {
    /// Never.
    Off,
    /// On Mondays.
    Weekly,
    /// On the first of the month.
    Monthly,
}

/// Templates of the shop's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Templates {
    /// A directory whose files replace the embedded ones of the same path.
    #[serde(with = "written::optional")]
    pub dir: Option<PathBuf>,
}

/// What is logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// For people or for programs.
    pub format: LogFormat,
    /// The least that is worth a line.
    pub level: LogLevel,
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Lines to read.
    Text,
    /// One JSON object a line.
    Json,
}

/// The least that is worth a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the usual five")]
pub enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl LogLevel {
    /// The word for this level.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}

/// What becomes of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    /// How long a customer may change an answer.
    pub edit_hours: u32,
    /// For how many hours one answer a device counts at a touchpoint; 0 for no limit.
    pub device_hours: u32,
    /// Whether answers that come in a rush at a touchpoint count before somebody has said that they
    /// were guests.
    pub count_rushes: bool,
}
