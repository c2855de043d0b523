//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::audit::Audit;
use super::cards::Cards;
use super::deliveries::Deliveries;
use super::demo::Demo;
use super::doctor::Doctor;
use super::export::Export;
use super::import::Import;
use super::mail::Mail;
use super::run::Stage;
use super::survey::Survey;
use super::touchpoint::Touchpoint;
use super::user::User;

/// A survey and NPS server for shops: thank, ask, listen, and see an honest score.
#[derive(Debug, Parser)]
#[command(name = "afterword", version, about, max_term_width = 100)]
pub struct Args {
    /// The configuration; without it ./config.toml, if there is one
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Report as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do; nothing means `serve`
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve forms, the dashboard and all stages until stopped
    Serve,
    /// Build a sample shop with two years of answers, then serve it
    Demo(Demo),
    /// Bring files in
    #[command(subcommand)]
    Import(Import),
    /// List, check, apply and export surveys
    #[command(subcommand)]
    Survey(Survey),
    /// Run one stage once
    #[command(subcommand)]
    Run(Stage),
    /// The ledger of everything sent and not sent
    #[command(subcommand)]
    Deliveries(Deliveries),
    /// What mail looks like, the keys that sign it, one to try the way out, and what comes back
    #[command(subcommand)]
    Mail(Mail),
    /// Places with a shared code: counter, table, parcel
    #[command(subcommand)]
    Touchpoint(Touchpoint),
    /// Data out, as files
    #[command(subcommand)]
    Export(Export),
    /// Print thank-you cards: a code each, which opens the order's form; `cards list`, `cards attach`
    Cards(Box<Cards>),
    /// Who may sign in
    #[command(subcommand)]
    User(User),
    /// What was done by hand, and by whom
    #[command(subcommand)]
    Audit(Audit),
    /// Bring the database up to date and end
    Migrate,
    /// Count old answers by dimensions named since they were given ([site] dimensions)
    Retally,
    /// Recount every answer and compare with what is stored
    Verify,
    /// Look at DNS, the mail server, the public address and this machine, and say what to change
    Doctor(Doctor),
}
