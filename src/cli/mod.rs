//! The command line. Exit codes: 0 done, 1 failed, 2 misused.

mod args;
mod audit;
mod cards;
mod days;
mod deliveries;
mod demo;
mod doctor;
mod export;
mod import;
mod log;
mod mail;
mod output;
mod retally;
mod run;
mod serve;
mod survey;
mod touchpoint;
mod user;
mod verify;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use rustix::fs::Mode;

use crate::app;
use crate::config::Config;
use crate::error::{Context, Error, Kind, Result};
use crate::flow::House;
use crate::types::{Random, SystemClock};
use args::{Args, Command};

/// Runs the program with the arguments of this process.
#[must_use]
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => error.exit(),
    };
    // Whatever is made here, from the database to a card's PDF, is its owner's alone, however the
    // system was set up; what others are to read says so itself.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let is_piped = matches!(&args.command,
        Some(Command::Mail(mail::Mail::Receive(receive))) if !receive.dry_run);
    match execute(args) {
        Ok(code) => code,
        Err(error) => {
            output::complain(&error);
            ExitCode::from(match error.kind() {
                _ if is_piped => mail::receive::TRY_AGAIN,
                Kind::Refused => 2,
                Kind::Busy | Kind::Broken => 1,
            })
        }
    }
}

fn execute(args: Args) -> Result<ExitCode> {
    let command = args.command.unwrap_or(Command::Serve);
    // Checking a file needs neither a configuration nor a database.
    if let Command::Survey(survey::Survey::Check { file }) = &command {
        let config = match &args.config {
            Some(_) => Some(Config::load(args.config.as_deref(), std::env::vars())?),
            // One that lies about is asked for the shop's hours; it need not be sound for that.
            None => match Config::load(None, std::env::vars()) {
                Ok(config) => Some(config),
                Err(unsound) => {
                    let without = Error::refused("the survey is checked without the shop's hours");
                    output::complain(&without.because(unsound));
                    None
                }
            },
        };
        return survey::check(file, config.as_ref());
    }
    if let Command::Mail(mail::Mail::Receive(receive)) = &command
        && receive.dry_run
    {
        return receive.look(args.json);
    }
    let mut config = Config::load(args.config.as_deref(), std::env::vars())?;
    if let Command::Demo(demo) = &command {
        demo.settle_in(&mut config);
    }
    log::start(&config, matches!(command, Command::Serve | Command::Demo(_)))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .doing(|| "cannot start the runtime".to_owned())?;
    if let Command::Doctor(doctor) = command {
        return runtime.block_on(doctor.run(config, args.config, args.json));
    }
    runtime.block_on(dispatch(command, config, args.json))
}

async fn dispatch(command: Command, config: Config, json: bool) -> Result<ExitCode> {
    match command {
        Command::Serve => serve::serve(open(config).await?).await,
        Command::Demo(demo) => demo.run(config).await,
        Command::Import(import) => import.run(&open(config).await?, json).await,
        Command::Survey(survey) => survey.run(&open(config).await?, json).await,
        Command::Run(stage) => stage.run(&open(config).await?, json).await,
        Command::Deliveries(deliveries) => deliveries.run(&open(config).await?, json).await,
        Command::Mail(mail) => mail.run(&open(config).await?, json).await,
        Command::Touchpoint(touchpoint) => touchpoint.run(&open(config).await?, json).await,
        Command::Export(export) => export.run(&open(config).await?, json).await,
        Command::User(user) => user.run(&open(config).await?, json).await,
        Command::Cards(cards) => cards.run(&open(config).await?, json).await,
        Command::Audit(audit) => audit.run(&open(config).await?, json).await,
        Command::Migrate => {
            open(config).await?;
            output::say("the database is up to date")
        }
        // Looks even where the house does not open.
        Command::Doctor(doctor) => doctor.run(config, None, json).await,
        Command::Retally => retally::run(&open(config).await?, json).await,
        Command::Verify => verify::run(&open(config).await?, json).await,
    }
}

async fn open(config: Config) -> Result<House> {
    app::open_house(config, Arc::new(SystemClock), Random::from_system()).await
}
