//! The shop's configuration: `config.toml`, with the environment above it, checked once at start.
//!
//! In come a file and `AFTERWORD__SECTION__KEY` variables; out goes a [`Config`] whose every value
//! can be used as it is, or a refusal that names the key, what was found, what is allowed, and the
//! file or variable it stands in. Relative paths are relative to the file's directory.

mod check;
mod check_print;
mod check_publish;
mod check_server;
mod default;
mod environment;
mod explain;
mod load;
mod network;
mod print;
mod publish;
mod secret;
mod sections;
mod written;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use network::Network;
pub use print::{OwnSheet, Print};
pub use publish::{EditionKind, PublicEdition, Publish, Target};
pub use secret::Secret;
pub use sections::{
    Access, Answers, Consent, Database, Digest, DigestEvery, Dkim, ForwardedHeader, Log, LogFormat,
    LogLevel, Mail, MailTransport, Returns, Server, Shop, Site, SurveyConsent, Templates,
};

/// Everything that can be set. The defaults are those of `config.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where everything that changes is kept.
    pub data_dir: PathBuf,
    /// The master secret; without one, a machine makes its own in `data_dir`. Nodes that share a
    /// database need the same. Read from `secret_key_file` where that is set.
    #[serde(with = "written::optional")]
    pub secret_key: Option<Secret>,
    /// A file that holds the master secret.
    #[serde(with = "written::optional")]
    pub secret_key_file: Option<PathBuf>,
    /// The web server.
    pub server: Server,
    /// How long those who signed in may stay away.
    pub access: Access,
    /// The shop itself.
    pub shop: Shop,
    /// Where the data lives.
    pub database: Database,
    /// How mail goes out.
    pub mail: Mail,
    /// Where bounces and complaints come in.
    pub returns: Returns,
    /// Who may be asked.
    pub consent: Consent,
    /// The published site.
    pub site: Site,
    /// Where else it goes.
    pub publish: Publish,
    /// What those who run the shop get by mail.
    pub digest: Digest,
    /// Templates of the shop's own.
    pub templates: Templates,
    /// What is logged.
    pub log: Log,
    /// What cards are printed on.
    pub print: Print,
    /// What becomes of answers.
    pub answers: Answers,
}

#[cfg(test)]
mod tests;
