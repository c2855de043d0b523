//! `afterword serve`.

use std::net::TcpListener;
use std::process::ExitCode;

use tokio::signal::unix::{SignalKind, signal};

use super::output;
use crate::app;
use crate::error::{Context, Error, Result};
use crate::flow::{House, release};

/// Serves until SIGTERM or Ctrl-C.
///
/// # Errors
/// The address is taken; what the parts say.
pub async fn serve(house: House) -> Result<ExitCode> {
    let listener = listen(&house)?;
    let app = app::start(house, listener).await?;
    if let Some(link) = &app.owner_link {
        output::say(format!(
            "{}\nOpen this on the owner's phone; it signs in once, within a week. It is shown this \
             once: `afterword user reset` makes another.\n{}\n",
            link.code, link.url
        ))?;
    } else if app.owner_waits {
        output::say("The owner has no password yet. For a link: `afterword user reset`")?;
    }
    if let n @ 1.. = release::count(app.house()).await? {
        output::say(format!(
            "{n} emails are waiting for a mail server: they were written to files and sent to nobody. \
             With mail.transport = \"smtp\", `afterword deliveries release --all` sends those that \
             may still go."
        ))?;
    }
    output::say(format!("listening on http://{}", app.address))?;
    wait_for_the_end().await?;
    app.stop().await?;
    Ok(ExitCode::SUCCESS)
}

fn listen(house: &House) -> Result<TcpListener> {
    let address = house.config.server.listen;
    TcpListener::bind(address).map_err(|error| {
        Error::refused(format!("server.listen: cannot listen on {address}")).because(error)
    })
}

/// Waits for SIGTERM or Ctrl-C.
///
/// # Errors
/// The system does not tell of signals.
pub(super) async fn wait_for_the_end() -> Result<()> {
    let mut terminate =
        signal(SignalKind::terminate()).doing(|| "cannot wait for signals".to_owned())?;
    tokio::select! {
        _ = terminate.recv() => {}
        pressed = tokio::signal::ctrl_c() => pressed.doing(|| "cannot wait for Ctrl-C".to_owned())?,
    }
    tracing::info!("stopping");
    Ok(())
}
