//! `afterword mail preview`: subject, text and HTML as files.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::files::write;
use crate::cli::output;
use crate::cli::survey::{find, read_or_refuse};
use crate::domain::survey::Definition;
use crate::error::Result;
use crate::flow::House;
use crate::flow::preview::preview;
use crate::flow::steps::surveys::parse;
use crate::types::Language;

/// Writes subject.txt, text.txt and mail.html
#[derive(Debug, Args)]
pub struct Preview {
    /// The survey's slug, or a survey file (`.toml`) that is not applied yet
    survey: String,
    /// Only this language: en, vi or th; without it, a folder for each
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
    /// The reminder of this number instead of the first mail
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    reminder: Option<u8>,
    /// The folder to write to; made if need be
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// What was written for a language.
#[derive(Serialize)]
struct Written {
    language: &'static str,
    subject: PathBuf,
    text: PathBuf,
    html: PathBuf,
}

impl Preview {
    /// Writes the files and says where they are.
    ///
    /// # Errors
    /// Refused for an unknown survey or reminder, and where the folder cannot be written.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        let definition = self.definition(house).await?;
        let languages = self.lang.map_or(Language::ALL.to_vec(), |language| vec![language]);
        let mut written = Vec::new();
        for language in languages {
            let composed = preview(house, &definition, language, self.reminder)?;
            let folder = match self.lang {
                Some(_) => self.out.clone(),
                None => self.out.join(language.tag()),
            };
            let [subject, text, html] = write(&folder, &composed)?;
            written.push(Written { language: language.tag(), subject, text, html });
        }
        if json {
            return output::json(&written);
        }
        for Written { subject, text, html, .. } in &written {
            for path in [subject, text, html] {
                output::say(path.display().to_string())?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    async fn definition(&self, house: &House) -> Result<Definition> {
        let path = Path::new(&self.survey);
        // A slug has neither a dot nor a slash.
        if path.extension().is_some() {
            return read_or_refuse(path);
        }
        let slug = self.survey.clone();
        parse(&house.db.read(move |conn| find(conn, &slug)).await?.definition)
    }
}

fn language(tag: &str) -> Result<Language, String> {
    Language::parse(tag).ok_or_else(|| format!("\"{tag}\" is found; allowed are en, vi and th"))
}
