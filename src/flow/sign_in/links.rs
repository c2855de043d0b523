//! Links that sign somebody in once, to choose a password.

use serde_json::json;

use super::session::{NewSession, open_in};
use super::{OWNER, Opened, Secret};
use crate::db::access::{self, UserRow};
use crate::db::{Conn, audit, sessions};
use crate::error::{Error, Result};
use crate::flow::House;
use crate::keys::secret_hash;
use crate::types::{Instant, Role, UserId};

/// How long a one-time link works.
const LINK_SECONDS: i64 = 7 * 86_400;

/// For how long after a link was used a password may be chosen without the present one.
const CHOOSE_SECONDS: i64 = 30 * 60;

/// Makes the owner if there is nobody yet, and their first link; `None` if one was ever made. What a
/// server prints at each start ends up in logs.
///
/// # Errors
/// What the database says.
pub async fn first_link(house: &House) -> Result<Option<Secret>> {
    let secret = Secret::new::<24>(&house.random);
    let (hash, now) = (secret_hash(&secret.0), house.now());
    house
        .db
        .write(move |conn| {
            if access::users(conn)?.is_empty() {
                access::insert_user(conn, OWNER, Role::Owner, now)?;
            }
            let Some(owner) = access::user_by_name(conn, OWNER)? else { return Ok(None) };
            let id = UserId(owner.id);
            if owner.password_hash.is_some() || access::had_link(conn, id)? {
                return Ok(None);
            }
            access::make_link(conn, &hash, id, now.plus_seconds(LINK_SECONDS))?;
            Ok(Some(secret.clone()))
        })
        .await
}

/// Whether the owner has not chosen a password yet.
///
/// # Errors
/// What the database says.
pub async fn owner_waits(house: &House) -> Result<bool> {
    let owner = house.db.read(|conn| access::user_by_name(conn, OWNER)).await?;
    Ok(owner.is_some_and(|owner| owner.password_hash.is_none()))
}

/// Makes a link that signs a user in once; earlier ones stop working.
///
/// # Errors
/// Refused if there is no such user.
pub async fn make_link(house: &House, name: &str) -> Result<Secret> {
    link(house, name, |_, _, _| Ok(())).await
}

/// The same for somebody who lost a password or a device: every session of theirs ends.
///
/// # Errors
/// Refused if there is no such user.
pub async fn reset(house: &House, who: &str, name: &str) -> Result<Secret> {
    let who = who.to_owned();
    link(house, name, move |conn, user, now| {
        let devices = sessions::close_all(conn, UserId(user.id))?;
        let details = json!({ "name": user.name, "devices": devices });
        audit::note(conn, &who, "user.reset", &details, now)
    })
    .await
}

async fn link(
    house: &House,
    name: &str,
    mut also: impl FnMut(&mut Conn, &UserRow, Instant) -> Result<()> + Send + 'static,
) -> Result<Secret> {
    let secret = Secret::new::<24>(&house.random);
    let (hash, name, now) = (secret_hash(&secret.0), name.to_owned(), house.now());
    house
        .db
        .write(move |conn| {
            let user = access::user_called(conn, &name)?
                .ok_or_else(|| Error::refused(format!("there is no user “{name}”")))?;
            let expires_at = now.plus_seconds(LINK_SECONDS);
            access::make_link(conn, &hash, UserId(user.id), expires_at)?;
            also(conn, &user, now)
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

/// Uses a link up and opens a session in place of the one this browser had; `None` if it was used
/// before or is too old.
///
/// # Errors
/// What the database says.
pub async fn use_link(
    house: &House,
    secret: &str,
    replaced: Option<&str>,
) -> Result<Option<Opened>> {
    let (hash, now) = (secret_hash(secret), house.now());
    let choose_until = Some(now.plus_seconds(CHOOSE_SECONDS));
    let new = NewSession { choose_until, ..NewSession::replacing(replaced) };
    let session = Secret::new::<32>(&house.random);
    let inside = house.clone();
    house
        .db
        .write(move |conn| {
            let Some(user) = access::use_link(conn, &hash, now)? else { return Ok(None) };
            open_in(conn, &inside, (&session, &user), &new)?;
            audit::note(conn, &user.name, "user.link", &json!({ "name": user.name }), now)?;
            Ok(Some(Opened { session: session.clone(), user }))
        })
        .await
}
