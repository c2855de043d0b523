//! Who signs the shop's mail: keys made on first need, kept in the database under the master
//! secret, shared by all nodes.
//!
//! In comes the house; out goes a [`Signer`], none where signing is off. What was read is good for
//! a minute, so that a change of keys reaches a running server without a query for each mail.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::json;

use crate::config::{self, Config};
use crate::db::{audit, settings};
use crate::error::{Context, Error, Result};
use crate::flow::House;
use crate::mail::dkim::{self, Algorithm, KeyRing, TxtRecord};
use crate::mail::{Sender, Signer, ascii_domain};
use crate::types::Instant;

/// Where the keys lie.
const KEYS: &str = "dkim_keys";

/// For how long what was read may be used.
const FRESH_SECONDS: i64 = 60;

/// The signer that was read last, cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Signing(Arc<Mutex<Option<Known>>>);

#[derive(Clone, Debug)]
struct Known {
    read_at: Instant,
    signer: Signer,
}

/// Who signs mail now; `None` if nobody does. Makes the keys if there are none.
///
/// # Errors
/// What the database says; broken if the keys cannot be opened.
pub async fn signer(house: &House) -> Result<Option<Signer>> {
    let kinds = kinds(house.config.mail.dkim);
    if kinds.is_empty() {
        return Ok(None);
    }
    let (known, now) = (&house.signing.0, house.now());
    let last = known.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(Known { read_at, signer }) = last
        && (0..FRESH_SECONDS).contains(&now.seconds_since(read_at))
    {
        return Ok(Some(signer));
    }
    let (ring, domain) = (ring(house).await?, domain(&house.config)?);
    let signer = Signer::new(&ring.signing, kinds, (&house.config.mail.dkim_selector, &domain))?;
    let known_now = Known { read_at: now, signer: signer.clone() };
    *known.lock().unwrap_or_else(PoisonError::into_inner) = Some(known_now);
    Ok(Some(signer))
}

/// The kinds of signatures, the top one first.
#[must_use]
pub fn kinds(wish: config::Dkim) -> &'static [Algorithm] {
    match wish {
        config::Dkim::Both => &[Algorithm::Rsa, Algorithm::Ed25519],
        config::Dkim::Rsa => &[Algorithm::Rsa],
        config::Dkim::Ed25519 => &[Algorithm::Ed25519],
        config::Dkim::Off => &[],
    }
}

/// The domain that mail is signed for, in ASCII.
///
/// # Errors
/// Refused if the sender has no domain that could stand in DNS.
pub fn domain(config: &Config) -> Result<String> {
    match &config.mail.dkim_domain {
        Some(domain) => Ok(domain.to_lowercase()),
        None => sender_domain(config),
    }
}

/// The domain that bounces go to, in ASCII: SPF is about this one.
///
/// # Errors
/// As [`domain`].
pub fn return_domain(config: &Config) -> Result<String> {
    match &config.mail.return_path {
        Some(address) => ascii_domain(&address.parse::<Sender>()?.address),
        None => sender_domain(config),
    }
}

/// The domain that mail is from, in ASCII.
///
/// # Errors
/// As [`domain`].
pub fn sender_domain(config: &Config) -> Result<String> {
    ascii_domain(&config.mail.from.parse::<Sender>()?.address)
}

/// The keys, if there are any yet.
///
/// # Errors
/// As [`signer`].
pub async fn look(house: &House) -> Result<Option<KeyRing>> {
    let stored = house.db.read(|conn| settings::get(conn, KEYS)).await?;
    stored.map(|stored| open(house, &stored)).transpose()
}

/// The keys, made if there are none. Of two nodes that make them at once, one wins.
///
/// # Errors
/// As [`signer`].
pub async fn ring(house: &House) -> Result<KeyRing> {
    if let Some(ring) = look(house).await? {
        return Ok(ring);
    }
    let made = close(house, &apart(KeyRing::make).await?)?;
    let stored = house.db.write(move |conn| settings::set_first(conn, KEYS, &made)).await?;
    open(house, &stored)
}

/// Makes keys to come, unless there are some; those in use stay in use.
///
/// # Errors
/// As [`signer`]; busy if somebody else changed the keys meanwhile.
pub async fn prepare(house: &House) -> Result<KeyRing> {
    change(house, |ring| ring.with_next()).await
}

/// Puts the keys to come in use.
///
/// # Errors
/// As [`prepare`]; refused if there are none.
pub async fn switch(house: &House) -> Result<KeyRing> {
    let none =
        || Error::refused("there are no new keys: make them with --rotate, publish, then --switch");
    change(house, move |ring| ring.switched().ok_or_else(none)).await
}

/// A public key as DNS shall show it.
#[derive(Clone, Debug)]
pub struct PublishedKey {
    /// Its name in signatures.
    pub selector: String,
    /// Its kind.
    pub algorithm: Algorithm,
    /// Whether it signs now; else it is to come.
    pub signs: bool,
    /// The record.
    pub record: TxtRecord,
}

/// The records of all keys on the ring that are used by the configuration, those in use first.
/// Where signing is off, those that would be if it were on.
///
/// # Errors
/// As [`domain`].
pub fn published(config: &Config, ring: &KeyRing) -> Result<Vec<PublishedKey>> {
    let (domain, prefix) = (domain(config)?, config.mail.dkim_selector.as_str());
    let kinds = match kinds(config.mail.dkim) {
        [] => kinds(config::Dkim::Both),
        kinds => kinds,
    };
    let pairs = [(Some(&ring.signing), true), (ring.next.as_ref(), false)];
    let pairs = pairs.into_iter().filter_map(|(pair, signs)| Some((pair?, signs)));
    let keys = pairs.flat_map(|pair| kinds.iter().map(move |kind| (pair, *kind)));
    keys.map(|((pair, signs), algorithm)| {
        Ok(PublishedKey {
            selector: dkim::selector(prefix, pair.number, algorithm),
            algorithm,
            signs,
            record: dkim::record(pair, algorithm, (prefix, &domain))?,
        })
    })
    .collect()
}

async fn change(
    house: &House,
    how: impl FnOnce(KeyRing) -> Result<KeyRing> + Send + 'static,
) -> Result<KeyRing> {
    ring(house).await?;
    let stored = house.db.read(|conn| settings::get(conn, KEYS)).await?.unwrap_or_default();
    let old = open(house, &stored)?;
    let ring = apart(move || how(old)).await?;
    let new = close(house, &ring)?;
    let now = house.now();
    let done = house
        .db
        .write(move |conn| {
            let done = settings::replace(conn, KEYS, &stored, &new)?;
            if done {
                audit::note(conn, audit::COMMAND_LINE, "mail.keys", &json!({}), now)?;
            }
            Ok(done)
        })
        .await?;
    *house.signing.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    if done { Ok(ring) } else { Err(Error::busy("somebody else has just changed the keys")) }
}

/// Making keys takes too long for a thread that serves.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.doing(|| "making keys was cut short".to_owned())?
}

fn open(house: &House, stored: &str) -> Result<KeyRing> {
    let bytes = house.keys.unseal(KEYS, stored)?;
    // Its own message would quote what it stumbled over.
    serde_json::from_slice(&bytes)
        .map_err(|_quoting| Error::broken("the keys that sign mail are damaged"))
}

fn close(house: &House, ring: &KeyRing) -> Result<String> {
    let bytes =
        serde_json::to_vec(ring).doing(|| "the keys that sign mail cannot be stored".to_owned())?;
    house.keys.seal(KEYS, &bytes, &house.random)
}
