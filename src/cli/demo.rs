//! `afterword demo`: builds the sample shop, says what to open, and serves it.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant as Stopwatch;

use clap::Args;

use super::{output, serve};
use crate::app;
use crate::app::demo::{self, Built};
use crate::config::Config;
use crate::error::{Context, Error, Result};
use crate::flow::House;
use crate::types::{Clock, PublicUrl, Random, SystemClock};

/// The sample shop.
#[derive(Debug, Args)]
pub struct Demo {
    /// Where to build it
    #[arg(long, default_value = "data/demo", value_name = "DIRECTORY")]
    dir: PathBuf,
}

impl Demo {
    /// Points the configuration at the sample shop's own directory.
    pub fn settle_in(&self, config: &mut Config) {
        demo::settle_in(config, &self.dir);
    }

    /// Builds the sample shop and serves it.
    ///
    /// # Errors
    /// What the parts say.
    pub async fn run(self, mut config: Config) -> Result<ExitCode> {
        self.build(&config).await?;
        let listener = listen(&mut config)?;
        let house = app::open_house(config, Arc::new(SystemClock), Random::from_system()).await?;
        let mail = demo::send_due(&house).await?;
        let app = app::start(house, listener).await?;
        tell(app.house(), mail).await?;
        serve::wait_for_the_end().await?;
        app.stop().await?;
        Ok(ExitCode::SUCCESS)
    }

    async fn build(&self, config: &Config) -> Result<()> {
        let started = Stopwatch::now();
        output::say(format!(
            "a sample shop, in {}: made-up people, mails to files",
            self.dir.display()
        ))?;
        let built = demo::build(config, SystemClock.now(), demo::DAYS).await?;
        let seconds = started.elapsed().as_secs_f32();
        output::say(match built {
            Built::Anew => format!("built two years of orders and answers in {seconds:.1} s"),
            Built::Before => "it is built already".to_owned(),
        })?;
        Ok(())
    }
}

/// Listens where the configuration says, or on a free port where somebody else listens there.
fn listen(config: &mut Config) -> Result<TcpListener> {
    let wanted = config.server.listen;
    let listener = match TcpListener::bind(wanted) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            output::say(format!("{wanted} is taken; using a free port instead"))?;
            TcpListener::bind(SocketAddr::new(wanted.ip(), 0))
        }
        bound => bound,
    };
    let listener = listener.map_err(|error| {
        Error::refused(format!("server.listen: cannot listen on {wanted}")).because(error)
    })?;
    let mut address = listener.local_addr().doing(|| "cannot tell the port".to_owned())?;
    if address.ip().is_unspecified() {
        let loopback =
            if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() };
        address.set_ip(loopback);
    }
    config.server.public_url = PublicUrl::of_listener(address);
    Ok(listener)
}

async fn tell(house: &House, mail: Option<PathBuf>) -> Result<()> {
    if let Some(form) = demo::open_form(house).await? {
        output::say(format!("form: {form}"))?;
    }
    if let Some(counter) = demo::counter_form(house).await? {
        output::say(format!("counter: {counter}"))?;
    }
    if let Some(mail) = mail {
        output::say(format!("mail: {}", mail.display()))?;
    }
    let dashboard = house.config.server.public_url.link("/dashboard/");
    output::say(format!("dashboard: {dashboard}"))?;
    output::say(
        "The dashboard opens without a sign-in here, comments and all; a shop of your own asks for one.",
    )?;
    output::say("Stop it with Ctrl-C.")?;
    Ok(())
}
