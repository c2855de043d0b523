//! `afterword survey …`: surveys as TOML files.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;

use super::output;
use crate::db::surveys::{self, SurveyRow};
use crate::domain::survey::{Definition, LARGEST_FILE, Problem};
use crate::error::{Context, Error, Result};
use crate::flow::House;
use crate::flow::steps::surveys::parse;
use crate::flow::survey::{Applied, apply};

/// What to do with surveys.
#[derive(Debug, Subcommand)]
pub enum Survey {
    /// List them
    List,
    /// Show one as TOML, with what its defaults mean
    Show {
        /// The survey's slug
        slug: String,
    },
    /// Check a file without storing anything
    Check {
        /// The file
        file: PathBuf,
    },
    /// Make a survey, or give it a new revision
    Apply {
        /// The file
        file: PathBuf,
    },
    /// Write one as TOML to standard output
    Export {
        /// The survey's slug
        slug: String,
    },
}

impl Survey {
    /// Does it.
    ///
    /// # Errors
    /// Refused for an unknown slug or a file that cannot be used.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        match self {
            Self::List => list(house, json).await,
            Self::Show { slug } | Self::Export { slug } => {
                let row = house.db.read(move |conn| find(conn, &slug)).await?;
                output::say(parse(&row.definition)?.to_toml().trim_end())
            }
            Self::Check { file } => check(&file),
            Self::Apply { file } => match read(&file)? {
                Ok(definition) => report(apply(house, definition).await?, &file, json),
                Err(problems) => Ok(list_problems(&file, &problems)),
            },
        }
    }
}

/// Checks a file.
///
/// # Errors
/// The file cannot be read.
pub fn check(file: &Path) -> Result<ExitCode> {
    match read(file)? {
        Ok(definition) => {
            output::say(format!("{}: fine, survey “{}”", file.display(), definition.slug))
        }
        Err(problems) => Ok(list_problems(file, &problems)),
    }
}

fn read(file: &Path) -> Result<Result<Definition, Vec<Problem>>> {
    let unread = |error| Error::refused(format!("cannot read {}", file.display())).because(error);
    // A byte more than is allowed, so that a file that is too large is known as one.
    let most = u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX).saturating_add(1);
    let mut source = Vec::new();
    File::open(file).and_then(|open| open.take(most).read_to_end(&mut source)).map_err(unread)?;
    let is_whole = source.len() <= LARGEST_FILE;
    let source = match String::from_utf8(source) {
        Ok(source) => source,
        // Cut within a letter, and refused for its size.
        Err(error) if !is_whole => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        Err(error) => {
            let error = std::io::Error::new(std::io::ErrorKind::InvalidData, error);
            return Err(unread(error));
        }
    };
    Ok(Definition::from_toml(&source))
}

/// The survey of a file.
///
/// # Errors
/// Refused with every problem of the file.
pub(super) fn read_or_refuse(file: &Path) -> Result<Definition> {
    read(file)?.map_err(|problems| {
        let problems = problems.iter().map(|problem| format!("{}: {problem}", file.display()));
        Error::refused(problems.collect::<Vec<_>>().join("\n"))
    })
}

fn list_problems(file: &Path, problems: &[Problem]) -> ExitCode {
    for problem in problems {
        output::complain(&Error::refused(format!("{}: {problem}", file.display())));
    }
    ExitCode::from(2)
}

/// The survey of a slug.
///
/// # Errors
/// Refused if there is none.
pub(super) fn find(conn: &mut crate::db::Conn, slug: &str) -> Result<SurveyRow> {
    surveys::by_slug(conn, slug)?
        .ok_or_else(|| Error::refused(format!("there is no survey “{slug}”")))
}

async fn list(house: &House, json: bool) -> Result<ExitCode> {
    let rows = house.db.read(surveys::list).await?;
    if json {
        let values: Vec<_> = rows
            .iter()
            .map(|row| {
                json!({
                    "slug": row.slug, "kind": row.kind, "active": row.active, "revision": row.number
                })
            })
            .collect();
        return output::json(&values);
    }
    for row in rows {
        let active = if row.active { "active" } else { "off" };
        output::say(format!(
            "{:<24} {:<8} {:<7} revision {}",
            row.slug, row.kind, active, row.number
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn report(applied: Applied, file: &Path, json: bool) -> Result<ExitCode> {
    let (word, number) = match applied {
        Applied::Created => ("created", 1),
        Applied::Revised { number } => ("revised", number),
        Applied::Unchanged => ("unchanged", 0),
        Applied::Refused(problems) => return Ok(list_problems(file, &problems)),
    };
    if json {
        return output::json(&json!({ "survey": word, "revision": number }));
    }
    match number {
        0 => output::say("unchanged: it says what it said before"),
        number => output::say(format!("{word}: revision {number}")),
    }
    .doing(|| "cannot report".to_owned())
}
