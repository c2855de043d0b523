//! What a trial needs beside the crate, and what happens where it is missing.
//!
//! In: the names a trial lists after `needs`. Out: a trial that runs, or is ignored with the
//! reason, or, where `AFTERWORD_TEST_REQUIRE=all` promises a complete machine, fails with it.

use std::sync::OnceLock;

use libtest_mimic::{Completion, Failed, Trial};

use super::{
    axe, browser, cable, database, database::Database, dkimpy, dovecot, gauge, lighthouse, mount,
    paper, pg_server, postgres, s3, smtp, vnu,
};

/// The variable that turns a missing need from "ignored" into "failed".
const REQUIRE: &str = "AFTERWORD_TEST_REQUIRE";

/// Something that a machine may lack.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// PostgreSQL's server programs.
    Postgres,
    /// PostgreSQL's messages in German.
    German,
    /// The right to lay cables.
    Cable,
    /// Chromium and its driver.
    Chromium,
    /// axe-core, which looks for barriers in pages.
    Axe,
    /// dkimpy, which verifies signatures.
    Dkimpy,
    /// Postfix, with SASL, and the right to run it.
    Smtp,
    /// Dovecot, and the right to run it.
    Imap,
    /// moto, a server that speaks S3.
    S3,
    /// GNU time, which tells how much memory a program took.
    Gauge,
    /// Lighthouse, and Node.js and Chromium to run it.
    Lighthouse,
    /// The right to mount a disk.
    Mount,
    /// The Nu Html Checker, and Java to run it.
    Vnu,
    /// poppler's tools, zbar and qpdf.
    Paper,
}

impl Need {
    /// Why it cannot be had here; looked for once a run.
    fn missing(self) -> Option<&'static str> {
        static POSTGRES: OnceLock<Result<(), String>> = OnceLock::new();
        static GERMAN: OnceLock<Result<(), String>> = OnceLock::new();
        static CABLE: OnceLock<Result<(), String>> = OnceLock::new();
        static CHROMIUM: OnceLock<Result<(), String>> = OnceLock::new();
        static AXE: OnceLock<Result<(), String>> = OnceLock::new();
        static DKIMPY: OnceLock<Result<(), String>> = OnceLock::new();
        static SMTP: OnceLock<Result<(), String>> = OnceLock::new();
        static IMAP: OnceLock<Result<(), String>> = OnceLock::new();
        static S3: OnceLock<Result<(), String>> = OnceLock::new();
        static GAUGE: OnceLock<Result<(), String>> = OnceLock::new();
        static LIGHTHOUSE: OnceLock<Result<(), String>> = OnceLock::new();
        static MOUNT: OnceLock<Result<(), String>> = OnceLock::new();
        static VNU: OnceLock<Result<(), String>> = OnceLock::new();
        static PAPER: OnceLock<Result<(), String>> = OnceLock::new();
        let found = match self {
            Self::Postgres => POSTGRES.get_or_init(postgres::look),
            Self::German => GERMAN.get_or_init(pg_server::look_for_german),
            Self::Cable => CABLE.get_or_init(cable::look),
            Self::Chromium => CHROMIUM.get_or_init(browser::look),
            Self::Axe => AXE.get_or_init(axe::look),
            Self::Dkimpy => DKIMPY.get_or_init(dkimpy::look),
            Self::Smtp => SMTP.get_or_init(smtp::look),
            Self::Imap => IMAP.get_or_init(dovecot::look),
            Self::S3 => S3.get_or_init(s3::look),
            Self::Gauge => GAUGE.get_or_init(gauge::look),
            Self::Lighthouse => LIGHTHOUSE.get_or_init(lighthouse::look),
            Self::Mount => MOUNT.get_or_init(mount::look),
            Self::Vnu => VNU.get_or_init(vnu::look),
            Self::Paper => PAPER.get_or_init(paper::look),
        };
        found.as_ref().err().map(String::as_str)
    }
}

/// What a trial may return: nothing, or a result whose error is the failure.
pub trait Outcome {
    /// The failure, if it is one.
    fn into_result(self) -> Result<(), Failed>;
}

impl Outcome for () {
    fn into_result(self) -> Result<(), Failed> {
        Ok(())
    }
}

impl Outcome for Result<(), Failed> {
    fn into_result(self) -> Self {
        self
    }
}

/// One trial, named `module::name`.
pub fn trial<O: Outcome>(
    module: &str,
    name: &str,
    needs: &'static [Need],
    run: impl FnOnce() -> O + Send + 'static,
) -> Trial {
    Trial::ignorable_test(full_name(module, name), move || {
        match needs.iter().find_map(|need| need.missing()) {
            None => run().into_result().map(|()| Completion::Completed),
            Some(reason) if everything_is_required()? => Err(reason.into()),
            Some(reason) => Ok(Completion::ignored_with(reason)),
        }
    })
}

/// The same trial on each kind of database, named `module::name::sqlite` and `…::postgres`.
pub fn on_each_database<O: Outcome + 'static>(
    module: &str,
    name: &str,
    needs: &'static [Need],
    run: fn(&Database) -> O,
) -> Vec<Trial> {
    let named = |backend: database::Backend| {
        let name = format!("{name}::{}", backend.name());
        Trial::ignorable_test(full_name(module, &name), move || {
            let mut needs = backend.needs().iter().chain(needs);
            match needs.find_map(|need| need.missing()) {
                None => {
                    run(&Database::fresh(backend)).into_result().map(|()| Completion::Completed)
                }
                Some(reason) if everything_is_required()? => Err(reason.into()),
                Some(reason) => Ok(Completion::ignored_with(reason)),
            }
        })
    };
    database::Backend::ALL.map(named).into()
}

fn everything_is_required() -> Result<bool, Failed> {
    match std::env::var(REQUIRE) {
        Err(std::env::VarError::NotPresent) => Ok(false),
        Ok(value) if value == "all" => Ok(true),
        other => Err(format!("{REQUIRE} may be `all` or absent, found {other:?}").into()),
    }
}

fn full_name(module: &str, name: &str) -> String {
    // `main::house` is the path in this crate; the crate's own name says nothing.
    let module = module.strip_prefix("main::").unwrap_or(module);
    format!("{}::{name}", module.trim_end_matches("::trials"))
}

/// Declares `pub fn trials() -> Vec<Trial>` from functions of the same module:
///
/// ```ignore
/// trials! {
///     counts_are_exact;                          // fn() or fn() -> Result<(), Failed>
///     a_mail_arrives needs Smtp, Chromium;
///     answers_once on each_database;             // fn(&Database), run twice
///     answers_by_mail on each_database needs Smtp;
/// }
/// ```
macro_rules! trials {
    (@one $name:ident [] [$($need:ident)*]) => {
        vec![$crate::support::require::trial(
            module_path!(), stringify!($name), &[$($crate::support::require::Need::$need),*], $name,
        )]
    };
    (@one $name:ident [each_database] [$($need:ident)*]) => {
        $crate::support::require::on_each_database(
            module_path!(), stringify!($name), &[$($crate::support::require::Need::$need),*], $name,
        )
    };
    ($($name:ident $(on $on:ident)? $(needs $($need:ident),+)?;)+) => {
        /// The trials of this module.
        pub fn trials() -> Vec<libtest_mimic::Trial> {
            [$(trials!(@one $name [$($on)?] [$($($need)+)?])),+].into_iter().flatten().collect()
        }
    };
}
