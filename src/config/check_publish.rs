//! What is wrong with the places that editions go to.

use std::path::Path;

use url::Url;

use super::{Config, EditionKind, Target};

/// The first thing that is wrong with the targets.
pub(super) fn check_targets(config: &Config) -> Option<String> {
    let mut targets = config.publish.targets.iter().enumerate();
    targets.find_map(|(at, target)| {
        let problem = check(config, target)?;
        Some(format!("number {}: {problem}", at + 1))
    })
}

fn check(config: &Config, target: &Target) -> Option<String> {
    let kinds = [target.directory.is_some(), target.s3.is_some(), !target.command.is_empty()];
    if kinds.into_iter().filter(|set| *set).count() != 1 {
        return Some("allowed: one of directory, s3 and command".to_owned());
    }
    if target.edition == EditionKind::Public && !config.site.public_edition.is_wanted() {
        return Some(
            "found edition = \"public\", but site.public_edition.surveys names no survey"
                .to_owned(),
        );
    }
    if target.timeout_seconds == 0 {
        return Some("found timeout_seconds = 0; allowed: 1 or more".to_owned());
    }
    let directory = target.directory.as_deref();
    directory
        .and_then(|directory| check_directory(&config.data_dir, directory))
        .or_else(|| target.s3.as_deref().and_then(|address| check_store(target, address)))
}

/// Where the house writes itself, nobody else may.
fn check_directory(data: &Path, directory: &Path) -> Option<String> {
    let inside = directory.starts_with(data) || data.starts_with(directory);
    inside.then(|| {
        format!(
            "found \"{}\", which holds the data or lies in it; allowed: a directory beside \"{}\"",
            directory.display(),
            data.display()
        )
    })
}

fn check_store(target: &Target, address: &str) -> Option<String> {
    let bucket = address.strip_prefix("s3://").and_then(|rest| rest.split('/').next());
    if bucket.is_none_or(str::is_empty) {
        return Some(format!("found s3 = \"{address}\"; allowed: \"s3://bucket/folder\""));
    }
    let endpoint = target.endpoint.as_deref();
    let strange = endpoint.filter(|endpoint| {
        !Url::parse(endpoint).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
    });
    if let Some(endpoint) = strange {
        return Some(format!("found endpoint = \"{endpoint}\"; allowed: \"https://s3.example\""));
    }
    if target.access_key.is_none() {
        return Some("access_key is missing".to_owned());
    }
    match (&target.secret_key, &target.secret_key_file) {
        (None, None) => Some("secret_key or secret_key_file is missing".to_owned()),
        (Some(_), Some(_)) => Some("allowed: one of secret_key and secret_key_file".to_owned()),
        (None, Some(file)) if !file.is_file() => {
            Some(format!("found secret_key_file = \"{}\", which is not there", file.display()))
        }
        _ => None,
    }
}
