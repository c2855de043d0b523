//! Puts the house together and keeps it running: configuration in, a server with its ticks out.

pub mod demo;
pub mod doctor;
mod lock;
mod metrics;
mod owner;
mod running;

use std::path::PathBuf;
use std::sync::Arc;

use crate::config::Config;
use crate::db::{Address, Db, settings};
use crate::error::{Error, Result};
use crate::flow::{House, survey};
use crate::keys::Keys;
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
    let config = Arc::new(config);
    let renderer = Renderer::at(&config.server.public_url, config.templates.dir.as_deref())?;
    let keys = keys_of(&config, &random)?;
    let address = Address::parse(config.database.url.expose())?;
    let db = tokio::task::spawn_blocking(move || Db::open(&address))
        .await
        .map_err(|error| Error::broken("opening the database was cut short").because(error))??;
    check_secret(&db, keys.fingerprint()).await?;
    let house = House::new(db, (clock, random), config, keys, renderer)?;
    survey::make_first(&house).await?;
    Ok(house)
}

fn keys_of(config: &Config, random: &Random) -> Result<Keys> {
    match &config.secret_key {
        Some(secret) => Keys::derive(secret.expose().as_bytes()),
        None => Keys::from_file(&key_file(config), random),
    }
}

fn key_file(config: &Config) -> PathBuf {
    config.data_dir.join("keys").join("secret")
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
    if known == fingerprint {
        return Ok(());
    }
    Err(Error::refused(
        "secret_key: this database was made with another secret; every node needs the same \
         one (on one machine it lies in data/keys/secret)",
    ))
}
