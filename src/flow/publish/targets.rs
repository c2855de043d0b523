//! Hands editions to the places that the configuration names. A place that fails keeps nobody from
//! the others, nor from the edition at home; it is served again after a while ([`Retries`]).

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::{Retries, Wanted};
use crate::config::{self, EditionKind, Secret};
use crate::error::{Context, Error, Result};
use crate::flow::House;
use crate::site::{Access, Edition, Store, Target};

/// What became of one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Served {
    /// Which place, without its secrets.
    pub target: String,
    /// Files written there.
    pub written: usize,
    /// Files that were there as they are.
    pub kept: usize,
    /// Why it was not served.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// An edition that lies at home.
pub(super) struct Home<'a> {
    pub kind: EditionKind,
    pub edition: &'a Arc<Edition>,
    /// The folder or link it is reached by.
    pub site: &'a Path,
    pub number: i64,
}

/// Serves every place that takes this edition and is wanted now.
pub(super) async fn serve(
    house: &House,
    home: &Home<'_>,
    wanted: Wanted,
    retries: &mut Retries,
) -> Vec<Served> {
    let mut served = Vec::new();
    let places = house.config.publish.targets.iter().enumerate();
    for (place, target) in places.filter(|(_, target)| target.edition == home.kind) {
        if !retries.is_wanted(place, wanted, house.now()) {
            continue;
        }
        let outcome = hand_over(target, home).await;
        if let Some(error) = &outcome.error {
            tracing::error!(target = outcome.target, error, "an edition did not reach its place");
        }
        retries.note(place, outcome.error.is_none(), house.now());
        served.push(outcome);
    }
    served
}

async fn hand_over(wanted: &config::Target, home: &Home<'_>) -> Served {
    let target = match target_of(wanted) {
        Ok(target) => target,
        Err(error) => return failed(wanted.s3.clone().unwrap_or_default(), &error),
    };
    // The folder itself, not the link to it, which may point to the next edition any moment.
    let site = fs::canonicalize(home.site).doing(|| format!("finding {}", home.site.display()));
    let sent = match site {
        Ok(site) => target.send(home.edition, &site, home.number).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(sent) => Served {
            target: target.to_string(),
            written: sent.written,
            kept: sent.kept,
            error: None,
        },
        Err(error) => failed(target.to_string(), &error),
    }
}

fn failed(target: String, error: &Error) -> Served {
    Served { target, written: 0, kept: 0, error: Some(error.to_string()) }
}

fn target_of(wanted: &config::Target) -> Result<Target> {
    let timeout = Duration::from_secs(wanted.timeout_seconds.into());
    if let Some(directory) = &wanted.directory {
        return Ok(Target::Directory(directory.clone()));
    }
    let Some(address) = &wanted.s3 else {
        return Ok(Target::Command { words: wanted.command.clone(), timeout });
    };
    let from_file = match &wanted.secret_key_file {
        Some(file) => {
            let read = fs::read_to_string(file).doing(|| format!("reading {}", file.display()))?;
            Some(Secret::new(read.trim()))
        }
        None => None,
    };
    let secret = from_file.as_ref().or(wanted.secret_key.as_ref());
    Ok(Target::Store(Store::new(
        address,
        Access {
            endpoint: wanted.endpoint.as_deref(),
            region: &wanted.region,
            access_key: wanted.access_key.as_deref().unwrap_or_default(),
            secret_key: secret.map_or("", Secret::expose),
            timeout,
        },
    )?))
}
