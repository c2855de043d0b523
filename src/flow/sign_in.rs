//! Signing in: one-time links, passwords, sessions. Secrets are random and stored as hashes.

use super::House;
use super::steps::hashing::Place;
use crate::db::access::{self, UserRow};
use crate::error::{Error, Result};
use crate::keys::{hex, secret_hash};
use crate::types::{Role, UserId};

/// How long a phone stays signed in.
pub const SESSION_DAYS: u16 = 180;

/// How long a one-time link works.
const LINK_SECONDS: i64 = 7 * 86_400;

/// The fewest characters of a password (NIST SP 800-63B asks for 8, OWASP ASVS 5.0 likes 15 where
/// there is no second factor; shops type it once in half a year).
pub const SHORTEST_PASSWORD: usize = 10;

/// The owner's name until somebody changes it.
pub const OWNER: &str = "owner";

/// A secret in clear, for the one who asked for it.
#[derive(Clone)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Makes the owner if there is nobody yet, and a link while they have no password.
///
/// # Errors
/// What the database says.
pub async fn first_link(house: &House) -> Result<Option<Secret>> {
    let waits = house
        .db
        .write({
            let now = house.now();
            move |conn| {
                if access::users(conn)?.is_empty() {
                    access::insert_user(conn, OWNER, Role::Owner, now)?;
                }
                let owner = access::user_by_name(conn, OWNER)?;
                Ok(owner.is_some_and(|owner| owner.password_hash.is_none()))
            }
        })
        .await?;
    if waits { make_link(house, OWNER).await.map(Some) } else { Ok(None) }
}

/// Makes a link that signs a user in once.
///
/// # Errors
/// Refused if there is no such user.
pub async fn make_link(house: &House, name: &str) -> Result<Secret> {
    let secret = Secret(hex(&house.random.bytes::<24>()));
    let (hash, name) = (secret_hash(&secret.0), name.to_owned());
    let expires_at = house.now().plus_seconds(LINK_SECONDS);
    house
        .db
        .write(move |conn| {
            let user = access::user_called(conn, &name)?
                .ok_or_else(|| Error::refused(format!("there is no user “{name}”")))?;
            access::make_link(conn, &hash, UserId(user.id), expires_at)
        })
        .await?;
    Ok(secret)
}

/// Whether a link would still sign somebody in. Reads only.
///
/// # Errors
/// What the database says.
pub async fn link_is_open(house: &House, secret: &str) -> Result<bool> {
    let (hash, now) = (secret_hash(secret), house.now());
    house.db.read(move |conn| access::link_is_open(conn, &hash, now)).await
}

/// Uses a link up and opens a session; `None` if it was used before or is too old.
///
/// # Errors
/// What the database says.
pub async fn use_link(house: &House, secret: &str) -> Result<Option<(Secret, UserRow)>> {
    let (hash, now) = (secret_hash(secret), house.now());
    let user = house.db.write(move |conn| access::use_link(conn, &hash, now)).await?;
    match user {
        Some(user) => {
            let session = open_session(house, UserId(user.id)).await?;
            Ok(Some((session, user)))
        }
        None => Ok(None),
    }
}

/// Opens a session if name and password are right. Takes as long for an unknown name.
///
/// # Errors
/// What the database says.
pub async fn sign_in(
    house: &House,
    name: &str,
    password: &str,
    place: &Place,
) -> Result<Option<(Secret, UserRow)>> {
    let wanted = name.trim().to_owned();
    let user = house.db.read(move |conn| access::user_called(conn, &wanted)).await?;
    let stored = user.as_ref().and_then(|user| user.password_hash.clone());
    let right = place.matches(stored, password).await?;
    match user {
        Some(user) if right => {
            let session = open_session(house, UserId(user.id)).await?;
            Ok(Some((session, user)))
        }
        _ => Ok(None),
    }
}

/// Sets a password, ends every session opened before, and opens a new one.
///
/// # Errors
/// What the database says.
pub async fn set_password(
    house: &House,
    user: UserId,
    password: &str,
    place: &Place,
) -> Result<Secret> {
    let hash = place.hash(password, house.random.bytes::<16>()).await?;
    house.db.write(move |conn| access::set_password(conn, user, &hash)).await?;
    open_session(house, user).await
}

/// The user of a session.
///
/// # Errors
/// What the database says.
pub async fn user_of(house: &House, secret: &str) -> Result<Option<UserRow>> {
    let (hash, now) = (secret_hash(secret), house.now());
    house.db.read(move |conn| access::user_of_session(conn, &hash, now)).await
}

/// Ends every session of the user of a session.
///
/// # Errors
/// What the database says.
pub async fn sign_out_everywhere(house: &House, user: UserId) -> Result<()> {
    house.db.write(move |conn| access::close_sessions(conn, user).map(drop)).await
}

/// Ends a session.
///
/// # Errors
/// What the database says.
pub async fn sign_out(house: &House, secret: &str) -> Result<()> {
    let hash = secret_hash(secret);
    house.db.write(move |conn| access::close_session(conn, &hash)).await
}

async fn open_session(house: &House, user: UserId) -> Result<Secret> {
    let secret = Secret(hex(&house.random.bytes::<32>()));
    let (hash, now) = (secret_hash(&secret.0), house.now());
    let expires_at = now.plus_seconds(i64::from(SESSION_DAYS) * 86_400);
    house.db.write(move |conn| access::open_session(conn, &hash, user, now, expires_at)).await?;
    Ok(secret)
}
