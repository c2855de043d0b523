//! A running house: the server, and the ticks that work through what is due.

use std::net::{SocketAddr, TcpListener};

use actix_web::dev::ServerHandle;
use tokio::task::JoinHandle;

use super::lock::ServeLock;
use super::owner::{OwnerLink, first_owner_link};
use crate::error::{Context, Error, Result};
use crate::flow::steps::hours;
use crate::flow::{House, deliver, sign_in};
use crate::jobs::Ticks;
use crate::web::{Web, allow_many_files, serve};

/// A running house.
pub struct App {
    /// Where it listens.
    pub address: SocketAddr,
    /// The owner's first link, at the first start.
    pub owner_link: Option<OwnerLink>,
    /// Whether the owner has no password yet.
    pub owner_waits: bool,
    house: House,
    ticks: Ticks,
    server: ServerHandle,
    running: JoinHandle<std::io::Result<()>>,
    _lock: ServeLock,
}

/// Starts serving on a listener; port 0 takes any free one.
///
/// # Errors
/// Refused if another server runs on this database; what the parts say.
pub async fn start(house: House, listener: TcpListener) -> Result<App> {
    hours::check(&house).await?;
    let lock = ServeLock::take(house.db.address())?;
    let address = listener.local_addr().doing(|| "cannot tell the port".to_owned())?;
    let owner_link = first_owner_link(&house).await?;
    let owner_waits = sign_in::owner_waits(&house).await?;
    let transport = deliver::transport_of(&house)?;
    allow_many_files();
    let web = Web::new(&house, super::metrics::render())?;
    let server = serve(web, listener)?;
    let (handle, running) = (server.handle, tokio::spawn(server.running));
    let ticks = Ticks::start(&house, transport).await?;
    let server = handle;
    Ok(App { address, owner_link, owner_waits, house, ticks, server, running, _lock: lock })
}

impl App {
    /// The house, for those who look into it from outside.
    #[must_use]
    pub fn house(&self) -> &House {
        &self.house
    }

    /// Finishes what is in hand and stops: first no new work, then no new requests.
    ///
    /// # Errors
    /// The server's own error, if it ended with one.
    pub async fn stop(self) -> Result<()> {
        self.ticks.stop().await?;
        self.server.stop(true).await;
        self.running
            .await
            .map_err(|error| Error::broken("the server was cut short").because(error))?
            .doing(|| "the server failed".to_owned())
    }
}
