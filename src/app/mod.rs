//! Puts the house together and keeps it running: configuration in, a server with its ticks out.

pub mod demo;
pub mod doctor;
mod lock;
mod metrics;
mod owner;
mod running;
mod secret;

use std::sync::Arc;

use crate::config::Config;
use crate::db::peek::{self, Found};
use crate::db::{Address, Db, settings};
use crate::error::{Error, Result};
use crate::flow::{House, survey};
use crate::render::Renderer;
use crate::types::{Clock, Random};

pub use owner::{OwnerLink, owner_link, reset_link};
pub use running::{App, start};

/// The setting that says which master secret this database was made with.
const FINGERPRINT: &str = "secret_fingerprint";

/// Opens the database (bringing its tables up to date), the keys and the templates.
///
/// # Errors
/// Refused if a configured thing cannot be used, or if the database belongs to another secret.
pub async fn open_house(config: Config, clock: Arc<dyn Clock>, random: Random) -> Result<House> {
    let (config, random_of_secret) = (Arc::new(config), random.clone());
    let renderer = Renderer::at(&config.server.public_url, config.templates.dir.as_deref())?;
    let address = Address::parse(config.database.url.expose())?;
    let (inside, at) = (Arc::clone(&config), address.clone());
    let keys = apart(move || secret::find_or_make(&inside, &at, &random_of_secret)).await?;
    let db = apart(move || Db::open(&address)).await?;
    check_secret(&db, keys.fingerprint()).await?;
    let house = House::new(db, (clock, random), config, keys, renderer)?;
    survey::make_first(&house).await?;
    Ok(house)
}

/// Opens a house that is there, to look at it: makes nothing and migrates nothing.
///
/// # Errors
/// Refused if there is none, if its tables are of another version, or if it belongs to another
/// secret.
pub async fn look_into(config: Config, clock: Arc<dyn Clock>, random: Random) -> Result<House> {
    let config = Arc::new(config);
    let renderer = Renderer::at(&config.server.public_url, config.templates.dir.as_deref())?;
    let address = Address::parse(config.database.url.expose())?;
    let at = address.clone();
    match apart(move || peek::find(&at)).await? {
        Found::Nothing => {
            return Err(Error::refused(format!(
                "database.url: there is nothing at {address:?} yet; `afterword serve` makes it"
            )));
        }
        Found::Made { is_old: true } => {
            return Err(Error::refused(
                "the tables are of an older version; `afterword migrate` brings them up to date",
            ));
        }
        Found::Made { is_old: false } => {}
    }
    let keys = match secret::find(&config)? {
        Some(keys) => keys,
        None => return Err(secret::lost(&config)),
    };
    let db = apart(move || Db::open_as_it_is(&address)).await?;
    let known = db.read(|conn| settings::get(conn, FINGERPRINT)).await?;
    compare(known.as_deref(), keys.fingerprint())?;
    House::new(db, (clock, random), config, keys, renderer)
}

async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::broken("opening the database was cut short").because(error))?
}

/// Suppressed addresses are kept as keyed hashes: under another key they would be forgotten and
/// mailed again, so a database goes with its secret.
async fn check_secret(db: &Db, fingerprint: &str) -> Result<()> {
    let known = match db.read(|conn| settings::get(conn, FINGERPRINT)).await? {
        Some(known) => known,
        // Of several that start at once on an empty database, the first one's counts.
        None => {
            let own = fingerprint.to_owned();
            db.write(move |conn| settings::set_first(conn, FINGERPRINT, &own)).await?
        }
    };
    compare(Some(&known), fingerprint)
}

fn compare(known: Option<&str>, fingerprint: &str) -> Result<()> {
    if known.is_none_or(|known| known == fingerprint) {
        return Ok(());
    }
    Err(Error::refused(
        "secret_key: this database was made with another secret; every node needs the same \
         one (on one machine it lies in data/keys/secret)",
    ))
}
