//! `afterword touchpoint …`: places with a shared code.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::cards::out::Out;
use super::output;
use crate::db::touchpoints::TouchpointRow;
use crate::error::{Context, Error, Result};
use crate::flow::touchpoint::Wish;
use crate::flow::users::COMMAND_LINE;
use crate::flow::{House, print, touchpoint};
use crate::print::Press;
use crate::types::{Instant, Language, TouchpointKind};

/// What to do with touchpoints.
#[derive(Debug, Subcommand)]
pub enum Touchpoint {
    /// Make one; prints its address
    Add(Add),
    /// List them
    List,
    /// Take no more answers at one
    Close {
        /// The code in its address
        code: String,
    },
    /// Take answers again
    Open {
        /// The code in its address
        code: String,
    },
    /// Draw its poster or table tent as a PDF
    Poster {
        /// The code in its address
        code: String,
        /// a5, a4, or tent for a table
        #[arg(long, default_value = "a5")]
        size: String,
        /// en, vi or th; else the shop's language
        #[arg(long, value_name = "LANGUAGE", value_parser = language_of)]
        language: Option<Language>,
        /// The file; it is there whole or not at all
        #[arg(long, value_name = "FILE.pdf")]
        out: PathBuf,
    },
    /// Call it something else; what was counted under the old name stays there
    Rename {
        /// The code in its address
        code: String,
        /// What staff call it
        name: String,
    },
}

/// A touchpoint to make.
#[derive(Debug, Args)]
pub struct Add {
    /// What staff call it: "Counter, Hải Châu"
    name: String,
    /// The survey it asks
    #[arg(long, default_value = "after-purchase", value_name = "SLUG")]
    survey: String,
    /// What carries its code: counter, table, parcel, receipt or vehicle
    #[arg(long, default_value = "counter", value_parser = kind_of)]
    kind: TouchpointKind,
    /// The branch its answers count for
    #[arg(long)]
    location: Option<String>,
    /// What else its answers count for, if site.dimensions names it: table=12; as often as you like
    #[arg(long, value_name = "NAME=VALUE", value_parser = property_of)]
    property: Vec<(String, String)>,
    /// A tablet stands there: every answer counts, not one a device in answers.device_hours
    #[arg(long)]
    shared_device: bool,
}

fn language_of(text: &str) -> std::result::Result<Language, String> {
    Language::parse(text).ok_or_else(|| "allowed: en, vi, th".to_owned())
}

fn kind_of(text: &str) -> std::result::Result<TouchpointKind, String> {
    let all: Vec<_> = TouchpointKind::ALL.iter().map(|kind| kind.word()).collect();
    TouchpointKind::parse(text).ok_or_else(|| format!("allowed: {}", all.join(", ")))
}

fn property_of(text: &str) -> std::result::Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE, such as table=12")?;
    Ok((name.to_owned(), value.to_owned()))
}

impl Touchpoint {
    /// Does it.
    ///
    /// # Errors
    /// Refused for an unknown survey or code.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        match self {
            Self::Add(add) => {
                let made = touchpoint::add(house, COMMAND_LINE, add.into()).await?;
                report(house, &[made], json)
            }
            Self::List => report(house, &touchpoint::list(house).await?, json),
            Self::Close { code } => {
                touchpoint::set_active(house, COMMAND_LINE, code.clone(), false).await?;
                changed(house, &code, "closed", json).await
            }
            Self::Open { code } => {
                touchpoint::set_active(house, COMMAND_LINE, code.clone(), true).await?;
                changed(house, &code, "open", json).await
            }
            Self::Poster { code, size, language, out } => {
                let place = Out::open(&out)?;
                let poster = print::poster(house, &code, &size, language).await?;
                let press = Press::new(&house.renderer, &house.config)?;
                let drawn = tokio::task::spawn_blocking(move || press.poster(&poster)).await;
                place.fill(&drawn.doing(|| "drawing was cut short".to_owned())??)?;
                let file = out.display().to_string();
                if json { output::json(&json!({ "files": [file] })) } else { output::say(file) }
            }
            Self::Rename { code, name } => {
                touchpoint::rename(house, COMMAND_LINE, code.clone(), &name).await?;
                changed(house, &code, "renamed", json).await
            }
        }
    }
}

impl From<Add> for Wish {
    fn from(add: Add) -> Self {
        Self {
            name: add.name,
            kind: add.kind,
            survey: add.survey,
            location: add.location,
            properties: add.property,
            shared_device: add.shared_device,
        }
    }
}

async fn changed(house: &House, code: &str, word: &str, json: bool) -> Result<ExitCode> {
    if !json {
        return output::say(word);
    }
    report(house, &[touchpoint::find(house, code).await?], true)
}

fn report(house: &House, rows: &[TouchpointRow], json: bool) -> Result<ExitCode> {
    let url = |row: &TouchpointRow| touchpoint::address(house, &row.code);
    if json {
        let values = rows.iter().map(|row| value(row, &url(row)));
        return output::json(&values.collect::<Result<Vec<_>>>()?);
    }
    for row in rows {
        let state = if row.active { "open  " } else { "closed" };
        let place = row.location.as_deref().map(|location| format!(", {location}"));
        let (name, kind) = (&row.name, &row.kind);
        let place = place.unwrap_or_default();
        output::say(format!("{state}  {}  {name} ({kind}{place})", url(row)))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn value(row: &TouchpointRow, url: &str) -> Result<Value> {
    let properties: Value = serde_json::from_str(&row.properties)
        .doing(|| "stored properties cannot be read".to_owned())?;
    let instant = |at: i64| Instant(at).to_timestamp().to_string();
    if !properties.is_object() {
        return Err(Error::broken("stored properties are no object"));
    }
    Ok(json!({
        "code": row.code, "name": row.name, "kind": row.kind, "survey": row.survey,
        "location": row.location, "properties": properties,
        "shared_device": row.shared_device, "active": row.active, "url": url,
        "created_at": instant(row.created_at), "closed_at": row.closed_at.map(instant),
    }))
}
