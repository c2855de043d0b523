//! Who may sign in: users, and links that sign in once.
//!
//! Secrets arrive hashed: whoever reads these tables cannot sign in with them.

use diesel::prelude::*;

use super::schema::{sign_in_links, users};
use super::{Conn, sessions};
use crate::error::Result;
use crate::types::{Instant, Role, UserId, folded};

/// A user.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct UserRow {
    /// Row id.
    pub id: i64,
    /// The name to sign in with.
    pub name: String,
    /// `owner` or `staff`.
    pub role: String,
    /// Argon2id in PHC form; none until the user has chosen a password.
    pub password_hash: Option<String>,
}

impl UserRow {
    /// What this user may do; a role of a later version may do the least.
    #[must_use]
    pub fn role(&self) -> Role {
        Role::parse(&self.role).unwrap_or(Role::Staff)
    }
}

/// All users.
///
/// # Errors
/// What the database says.
pub fn users(conn: &mut Conn) -> Result<Vec<UserRow>> {
    Ok(users::table.order(users::id).select(UserRow::as_select()).load(conn)?)
}

/// The user of a name.
///
/// # Errors
/// What the database says.
pub fn user_by_name(conn: &mut Conn, name: &str) -> Result<Option<UserRow>> {
    let row = users::table
        .filter(users::name.eq(name))
        .select(UserRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row)
}

/// The user of a name as people type it.
///
/// # Errors
/// What the database says.
pub fn user_called(conn: &mut Conn, typed: &str) -> Result<Option<UserRow>> {
    let typed = folded(typed);
    Ok(users(conn)?.into_iter().find(|user| folded(&user.name) == typed))
}

/// A user as it stands, locked until the transaction ends.
///
/// # Errors
/// What the database says.
pub fn lock_user(conn: &mut Conn, user: UserId) -> Result<Option<UserRow>> {
    if let Conn::Postgres(conn) = conn {
        let id = users::table.find(user.0).select(users::id);
        id.for_update().first::<i64>(conn).optional()?;
    }
    let row = users::table.find(user.0).select(UserRow::as_select()).first(conn).optional()?;
    Ok(row)
}

/// Makes a user without a password.
///
/// # Errors
/// What the database says.
pub fn insert_user(conn: &mut Conn, name: &str, role: Role, now: Instant) -> Result<UserId> {
    let id = diesel::insert_into(users::table)
        .values((users::name.eq(name), users::role.eq(role.word()), users::created_at.eq(now.0)))
        .returning(users::id)
        .get_result(conn)?;
    Ok(UserId(id))
}

/// Sets a password.
///
/// # Errors
/// What the database says.
pub fn set_password(conn: &mut Conn, user: UserId, hash: &str) -> Result<()> {
    diesel::update(users::table.find(user.0)).set(users::password_hash.eq(hash)).execute(conn)?;
    Ok(())
}

/// Removes a user with sessions and links.
///
/// # Errors
/// What the database says.
pub fn remove_user(conn: &mut Conn, user: UserId) -> Result<()> {
    sessions::close_all(conn, user)?;
    diesel::delete(sign_in_links::table.filter(sign_in_links::user_id.eq(user.0))).execute(conn)?;
    diesel::delete(users::table.find(user.0)).execute(conn)?;
    Ok(())
}

/// Makes a link that signs a user in once; earlier links of this user stop working.
///
/// # Errors
/// What the database says.
pub fn make_link(conn: &mut Conn, hash: &str, user: UserId, expires_at: Instant) -> Result<()> {
    diesel::delete(sign_in_links::table.filter(sign_in_links::user_id.eq(user.0))).execute(conn)?;
    diesel::insert_into(sign_in_links::table)
        .values((
            sign_in_links::hash.eq(hash),
            sign_in_links::user_id.eq(user.0),
            sign_in_links::expires_at.eq(expires_at.0),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether a link was ever made for a user, used or not.
///
/// # Errors
/// What the database says.
pub fn had_link(conn: &mut Conn, user: UserId) -> Result<bool> {
    let links = sign_in_links::table.filter(sign_in_links::user_id.eq(user.0));
    Ok(diesel::select(diesel::dsl::exists(links)).get_result(conn)?)
}

/// Takes the links of a user that were not used away.
///
/// # Errors
/// What the database says.
pub fn drop_unused_links(conn: &mut Conn, user: UserId) -> Result<()> {
    let unused = sign_in_links::table
        .filter(sign_in_links::user_id.eq(user.0))
        .filter(sign_in_links::used_at.is_null());
    diesel::delete(unused).execute(conn)?;
    Ok(())
}

/// Whether a link would still sign somebody in.
///
/// # Errors
/// What the database says.
pub fn link_is_open(conn: &mut Conn, hash: &str, now: Instant) -> Result<bool> {
    let open = sign_in_links::table
        .find(hash)
        .filter(sign_in_links::used_at.is_null())
        .filter(sign_in_links::expires_at.gt(now.0));
    Ok(diesel::select(diesel::dsl::exists(open)).get_result(conn)?)
}

/// Uses a link up; `None` if it was used or is too old.
///
/// # Errors
/// What the database says.
pub fn use_link(conn: &mut Conn, hash: &str, now: Instant) -> Result<Option<UserRow>> {
    let user = diesel::update(sign_in_links::table.find(hash))
        .filter(sign_in_links::used_at.is_null())
        .filter(sign_in_links::expires_at.gt(now.0))
        .set(sign_in_links::used_at.eq(now.0))
        .returning(sign_in_links::user_id)
        .get_result::<i64>(conn)
        .optional()?;
    let Some(user) = user else { return Ok(None) };
    Ok(users::table.find(user).select(UserRow::as_select()).first(conn).optional()?)
}
