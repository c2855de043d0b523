//! Passwords: signing in with one, giving it once more, choosing another.

use serde_json::json;

use super::session::{NewSession, Signed, open_in};
use super::{Opened, Secret};
use crate::db::sessions::Open;
use crate::db::{access, audit, failed_sign_ins, sessions};
use crate::error::Result;
use crate::flow::House;
use crate::flow::steps::hashing::Place;
use crate::types::UserId;

/// Opens a session in place of the one this browser had, if name and password are right. Takes as
/// long for an unknown name. `source` is where it comes from, as a keyed hash.
///
/// # Errors
/// What the database says.
pub async fn sign_in(
    house: &House,
    (name, password): (&str, &str),
    (replaced, source): (Option<&str>, &str),
    place: &Place,
) -> Result<Option<Opened>> {
    let wanted = name.to_owned();
    let user = house.db.read(move |conn| access::user_called(conn, &wanted)).await?;
    let stored = user.as_ref().and_then(|user| user.password_hash.clone());
    let is_right = place.matches(stored, password).await?;
    let Some(user) = user.as_ref().filter(|_| is_right) else {
        // What was typed may be a password in the wrong field: only names there are are kept.
        let name = user.map(|user| user.name).unwrap_or_default();
        note_failure(house, name, source).await?;
        return Ok(None);
    };
    let (user, session) = (user.clone(), Secret::new::<32>(&house.random));
    let (new, now, inside) = (NewSession::replacing(replaced), house.now(), house.clone());
    house
        .db
        .write(move |conn| {
            // Another may have been chosen while this one was looked at, to end what it opened.
            let stands = access::lock_user(conn, UserId(user.id))?;
            if stands.is_none_or(|stands| stands.password_hash != user.password_hash) {
                return Ok(None);
            }
            open_in(conn, &inside, (&session, &user), &new)?;
            audit::note(conn, &user.name, "user.sign_in", &json!({ "name": user.name }), now)?;
            Ok(Some(Opened { session: session.clone(), user: user.clone() }))
        })
        .await
}

/// Whether somebody who is signed in knows their password. Where it is right, their session is good
/// for pages that show a person again.
///
/// # Errors
/// What the database says.
pub async fn confirm(
    house: &House,
    signed: &Signed,
    (password, source): (&str, &str),
    place: &Place,
) -> Result<bool> {
    if !place.matches(signed.user.password_hash.clone(), password).await? {
        note_failure(house, signed.user.name.clone(), source).await?;
        return Ok(false);
    }
    let (hash, now) = (signed.hash.clone(), house.now());
    house.db.write(move |conn| sessions::touch(conn, &hash, now, true)).await?;
    Ok(true)
}

async fn note_failure(house: &House, name: String, source: &str) -> Result<()> {
    let (source, now) = (source.to_owned(), house.now());
    house.db.write(move |conn| failed_sign_ins::count(conn, &name, &source, now)).await
}

/// Sets a password. Every session and unused link of the user ends with the old one; a new session is
/// opened. `None` if the session of whoever asks for it has ended meanwhile: nothing is changed then.
///
/// # Errors
/// What the database says.
pub async fn set_password(
    house: &House,
    signed: &Signed,
    password: &str,
    place: &Place,
) -> Result<Option<Opened>> {
    let hash = place.hash(password, house.random.bytes::<16>()).await?;
    let (user, session) = (signed.user.clone(), Secret::new::<32>(&house.random));
    let (now, inside, own) = (house.now(), house.clone(), signed.hash.clone());
    let open = Open::at(now, house.config.access.idle_days);
    house
        .db
        .write(move |conn| {
            let id = UserId(user.id);
            access::lock_user(conn, id)?;
            if sessions::find(conn, &own, open)?.is_none() {
                return Ok(None);
            }
            access::set_password(conn, id, &hash)?;
            access::drop_unused_links(conn, id)?;
            let devices = sessions::close_all(conn, id)?.saturating_sub(1);
            open_in(conn, &inside, (&session, &user), &NewSession::default())?;
            let details = json!({ "name": user.name, "devices": devices });
            audit::note(conn, &user.name, "user.password", &details, now)?;
            Ok(Some(Opened { session: session.clone(), user: user.clone() }))
        })
        .await
}
