//! Who may sign in: added, listed, signed out and removed by the owner; each noted in the audit log.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::json;

use super::House;
use crate::db::access::{self, UserRow};
use crate::db::dialect::take_turns;
use crate::db::sessions::{self, Open};
use crate::db::{Conn, audit};
use crate::error::{Error, Result};
use crate::types::{Instant, Role, UserId};

pub use crate::db::audit::COMMAND_LINE;

/// The longest name.
const LONGEST_NAME: usize = 40;

/// A user as the owner sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct User {
    /// The name to sign in with.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they have chosen a password.
    pub has_password: bool,
    /// On how many devices they are signed in.
    pub devices: i64,
}

/// Makes a user, who has no password yet; the owner too if nobody was there before.
///
/// # Errors
/// Refused if the name is taken or is none.
pub async fn add(house: &House, who: &str, name: &str, role: Role) -> Result<()> {
    let name = checked(name)?;
    change(house, who, move |conn, who, now| {
        if access::users(conn)?.is_empty() && name.to_lowercase() != "owner" {
            access::insert_user(conn, "owner", Role::Owner, now)?;
        }
        if access::user_called(conn, &name)?.is_some() {
            return Err(Error::refused(format!("there is a user “{name}” already")));
        }
        access::insert_user(conn, &name, role, now)?;
        audit::note(conn, who, "user.add", &json!({ "name": name, "role": role }), now)
    })
    .await
}

/// All users.
///
/// # Errors
/// What the database says.
pub async fn list(house: &House) -> Result<Vec<User>> {
    let open = Open::at(house.now(), house.config.access.idle_days);
    let (rows, open) = house
        .db
        .read(move |conn| Ok((access::users(conn)?, sessions::count_open(conn, open)?)))
        .await?;
    let devices: HashMap<i64, i64> = open.into_iter().collect();
    let user = |row: UserRow| User {
        role: row.role(),
        devices: devices.get(&row.id).copied().unwrap_or(0),
        has_password: row.password_hash.is_some(),
        name: row.name,
    };
    Ok(rows.into_iter().map(user).collect())
}

/// Ends every session of a user; returns on how many devices they were signed in.
///
/// # Errors
/// Refused if there is no such user.
pub async fn sign_out(house: &House, who: &str, name: &str) -> Result<usize> {
    let name = name.to_owned();
    change(house, who, move |conn, who, now| {
        let user = existing(conn, &name)?;
        let devices = sessions::close_all(conn, UserId(user.id))?;
        let details = json!({ "name": user.name, "devices": devices });
        audit::note(conn, who, "user.sign_out", &details, now)?;
        Ok(devices)
    })
    .await
}

/// Removes a user; what they printed stays under their name.
///
/// # Errors
/// Refused if there is no such user, or if nobody who may do everything would be left.
pub async fn remove(house: &House, who: &str, name: &str) -> Result<()> {
    let name = name.to_owned();
    change(house, who, move |conn, who, now| {
        let user = existing(conn, &name)?;
        let owners = access::users(conn)?.iter().filter(|u| u.role() == Role::Owner).count();
        if user.role() == Role::Owner && owners == 1 {
            return Err(Error::refused(format!("“{}” is the only owner", user.name)));
        }
        access::remove_user(conn, UserId(user.id))?;
        audit::note(conn, who, "user.remove", &json!({ "name": user.name }), now)
    })
    .await
}

async fn change<T: Send + 'static>(
    house: &House,
    who: &str,
    mut work: impl FnMut(&mut Conn, &str, Instant) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (who, now) = (who.to_owned(), house.now());
    house
        .db
        .write(move |conn| {
            take_turns(conn, "users")?;
            work(conn, &who, now)
        })
        .await
}

fn existing(conn: &mut Conn, name: &str) -> Result<UserRow> {
    access::user_called(conn, name)?
        .ok_or_else(|| Error::refused(format!("there is no user “{name}”")))
}

fn checked(name: &str) -> Result<String> {
    let name = name.trim();
    let length = name.chars().count();
    if length == 0 || length > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Error::refused(format!(
            "a name has 1 to {LONGEST_NAME} characters, all of which can be seen"
        )));
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::checked;

    #[test]
    fn names_can_be_typed() {
        assert_eq!(checked(" Chị Hoa ").unwrap(), "Chị Hoa");
        for name in ["", "  ", "a\nb", &"a".repeat(41)] {
            assert!(checked(name).is_err(), "{name:?}");
        }
    }
}
