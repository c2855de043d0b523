//! `afterword cards`: thank-you cards as a PDF.

mod go;
pub(super) mod out;

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::output;
use crate::error::{Error, Result};
use crate::flow::House;
use crate::flow::print::{self, Batch, Days, Look, NoteKind, Selection};
use crate::flow::users::COMMAND_LINE;
use crate::types::Language;

/// Cards to print, or what to do with printed ones.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Cards {
    #[command(subcommand)]
    then: Option<Then>,
    #[command(flatten)]
    print: Print,
}

/// What to do with printed cards.
#[derive(Debug, Subcommand)]
pub enum Then {
    /// List the batches that were printed, newest first
    List {
        /// How many
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=10_000))]
        limit: i64,
    },
    /// Attach a blank card to an order: its code then opens the form of that order
    Attach {
        /// The code on the card: ABCD-EFGH-JKMN
        code: String,
        /// The order's number
        order: String,
    },
}

/// What to print, on what, where to.
#[derive(Debug, Args)]
pub struct Print {
    /// The orders of these days of the shop, as 2026-11-20..2026-11-21 or one day; without this and
    /// the next four, what is in hand: today's orders and those that are still open
    #[arg(long, value_name = "DAYS", group = "what")]
    orders: Option<String>,
    /// So many cards without an order, each with a code that works once
    #[arg(long, value_name = "N", group = "what")]
    blank: Option<u32>,
    /// The shared code of a touchpoint, as cards (see --count) or as a poster (see --poster)
    #[arg(long, value_name = "CODE", group = "what")]
    touchpoint: Option<String>,
    /// A batch once more, or one card of it, with the same codes
    #[arg(long, value_name = "BATCH[:CARD]", group = "what")]
    reprint: Option<Again>,
    /// A page to find the nudge with
    #[arg(long, group = "what")]
    calibrate: bool,
    /// At most so many orders, the oldest first; of a touchpoint, how many cards (a page)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=30_000))]
    count: Option<u32>,
    /// The touchpoint's code as a poster: a5, a4, or tent for a table
    #[arg(long, value_name = "SIZE", requires = "touchpoint")]
    poster: Option<String>,
    /// Also the orders that have a card
    #[arg(long)]
    all: bool,
    /// Only this branch's orders
    #[arg(long)]
    location: Option<String>,
    /// The survey that the cards ask; else after-purchase
    #[arg(long, value_name = "SLUG")]
    survey: Option<String>,
    /// The sheet: a4-8, a6, a6-folded, avery-5371, receipt-80 …, or one of your own
    #[arg(long, value_name = "NAME", default_value = "a4-8")]
    sheet: String,
    /// plain, warm, formal, tet or large
    #[arg(long, value_name = "NAME", default_value = "plain")]
    design: String,
    /// portrait or landscape; else as the sheet's cards lie
    #[arg(long, value_name = "WAY")]
    orientation: Option<String>,
    /// en, vi or th for all cards; else each in its customer's
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// What stands under the name
    #[arg(long, value_enum, default_value = "thanks")]
    note: NoteName,
    /// Your own words under the name, in place of the thanks
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,
    /// A line about a voucher
    #[arg(long, value_name = "TEXT")]
    voucher: Option<String>,
    /// The label that the first card goes on: a sheet that was begun is used up
    #[arg(long, value_name = "LABEL")]
    start_at: Option<u32>,
    /// How far your printer is off, in mm to the right and down: 0.5,-1
    #[arg(long, value_name = "X,Y", allow_hyphen_values = true)]
    nudge: Option<Pair>,
    /// A page of backs after each page
    #[arg(long)]
    backs: bool,
    /// The file; it is there whole or not at all
    #[arg(long, value_name = "FILE.pdf")]
    out: Option<PathBuf>,
    /// The first page as a picture, to look at; records nothing
    #[arg(long, value_name = "FILE.png", conflicts_with = "out")]
    png: Option<PathBuf>,
}

/// What stands under the name.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum NoteName {
    /// Thanks, or your own words (--message)
    Thanks,
    /// Lines to write on by hand
    Lines,
    /// Nothing
    Empty,
}

/// A batch, or a card of it.
#[derive(Clone, Copy, Debug)]
struct Again(i64, Option<i64>);

impl FromStr for Again {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let number = |text: &str| {
            let number = text.parse::<i64>().ok().filter(|number| *number > 0);
            number.ok_or_else(|| format!("a batch is a number, as 17, or 17:3; “{text}” is none"))
        };
        match text.split_once(':') {
            None => Ok(Self(number(text)?, None)),
            Some((batch, card)) => Ok(Self(number(batch)?, Some(number(card)?))),
        }
    }
}

/// Two lengths.
#[derive(Clone, Copy, Debug)]
struct Pair(f32, f32);

impl FromStr for Pair {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let lengths = text
            .split_once(',')
            .and_then(|(x, y)| Some(Self(x.trim().parse().ok()?, y.trim().parse().ok()?)));
        let finite = lengths.filter(|Self(x, y)| x.is_finite() && y.is_finite());
        finite.ok_or_else(|| "two lengths in mm, as 0.5,-1".to_owned())
    }
}

impl Cards {
    /// Does it.
    ///
    /// # Errors
    /// Refused for what there is not, and for what cannot be printed, before anything is recorded
    /// or written.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        match self.then {
            None => self.print.run(house, json).await,
            Some(Then::List { limit }) => list(house, limit, json).await,
            Some(Then::Attach { code, order }) => {
                let attached = print::attach(house, COMMAND_LINE, &code, &order).await?;
                if json {
                    return output::json(&attached);
                }
                let name = attached.name.map(|name| format!(", {name}")).unwrap_or_default();
                output::say(format!("the card is order {}'s{name}", attached.order))
            }
        }
    }
}

impl Print {
    fn look(&self) -> Result<Look> {
        let language = |tag: &String| {
            Language::parse(tag)
                .ok_or_else(|| Error::refused(format!("there is no language “{tag}”; en, vi, th")))
        };
        Ok(Look {
            sheet: self.sheet.clone(),
            design: self.design.clone(),
            orientation: self.orientation.clone(),
            language: self.language.as_ref().map(language).transpose()?,
            note: match self.note {
                NoteName::Thanks => NoteKind::Thanks,
                NoteName::Lines => NoteKind::Ruled,
                NoteName::Empty => NoteKind::Empty,
            },
            message: self.message.clone(),
            voucher: self.voucher.clone(),
            start_at: self.start_at.unwrap_or(1),
            nudge: self.nudge.map_or((0.0, 0.0), |Pair(x, y)| (x, y)),
            backs: self.backs,
        })
    }

    fn selection(&self) -> Result<Selection> {
        Ok(Selection {
            days: self.orders.as_deref().map(Days::parse).transpose()?.unwrap_or_default(),
            location: self.location.clone(),
            printed: self.all,
        })
    }
}

async fn list(house: &House, limit: i64, json: bool) -> Result<ExitCode> {
    let batches = print::batches(house, None, limit).await?;
    if json {
        return output::json(&batches.iter().map(line).collect::<Vec<_>>());
    }
    for batch in batches {
        let Batch { batch: id, day, time, cards, printed_by, kind, look, written, .. } = &batch;
        let file = if *written { "" } else { ", nobody has had its file yet" };
        let (sheet, design) = (&look.sheet, &look.design);
        output::say(format!(
            "{id:>5}  {day} {time}  {cards:>4} {kind:<6} {sheet} {design}, {printed_by}{file}"
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn line(batch: &Batch) -> serde_json::Value {
    json!({
        "batch": batch.batch, "at": batch.at, "kind": batch.kind, "cards": batch.cards,
        "sheet": batch.look.sheet, "design": batch.look.design, "printed_by": batch.printed_by,
        "written": batch.written, "left_out": batch.left_out,
    })
}
