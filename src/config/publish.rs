//! Where the site goes besides the data directory, and what of it anybody may see.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Secret, written};

/// Where else editions go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Publish {
    /// The places, each served after the data directory.
    pub targets: Vec<Target>,
}

/// One place that editions go to: exactly one of `directory`, `s3` and `command` is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Target {
    /// Which edition it takes.
    pub edition: EditionKind,
    /// A directory, on whatever file system.
    #[serde(with = "written::optional")]
    pub directory: Option<PathBuf>,
    /// `s3://bucket` or `s3://bucket/folder`.
    #[serde(with = "written::optional")]
    pub s3: Option<String>,
    /// The server that speaks S3; without it Amazon's.
    #[serde(with = "written::optional")]
    pub endpoint: Option<String>,
    /// Its region.
    pub region: String,
    /// The name of the access key.
    #[serde(with = "written::optional")]
    pub access_key: Option<String>,
    /// The secret of the access key; `secret_key_file` may hold it instead.
    #[serde(with = "written::optional")]
    pub secret_key: Option<Secret>,
    /// A file with the secret of the access key.
    #[serde(with = "written::optional")]
    pub secret_key_file: Option<PathBuf>,
    /// A program and its words; `{site}` stands for the directory of the edition.
    pub command: Vec<String>,
    /// How long a command, or a single request to an S3 server, may take.
    pub timeout_seconds: u32,
}

impl Default for Target {
    fn default() -> Self {
        Self {
            edition: EditionKind::Private,
            directory: None,
            s3: None,
            endpoint: None,
            region: "us-east-1".to_owned(),
            access_key: None,
            secret_key: None,
            secret_key_file: None,
            command: Vec::new(),
            timeout_seconds: 300,
        }
    }
}

/// Which edition is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EditionKind {
    /// All that the owner sees.
    Private,
    /// What the shop chose to share.
    Public,
}

/// What anybody may see; of surveys that are not named nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PublicEdition {
    /// The slugs of the surveys; none: there is no public edition.
    pub surveys: Vec<String>,
    /// Whether the months are shared, or only the score of today and its trend.
    pub months: bool,
    /// Whether branches, products and so on are shared.
    pub segments: bool,
    /// Whether comments are shared.
    pub comments: bool,
}

impl PublicEdition {
    /// Whether there is one.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        !self.surveys.is_empty()
    }
}
