//! Sessions: who is signed in in a browser, and whether that is good for pages that show a person.

use serde_json::json;

use super::{LONGEST_SESSION_DAYS, Secret};
use crate::db::access::UserRow;
use crate::db::sessions::{self, Open, SessionRow};
use crate::db::{Conn, audit};
use crate::error::Result;
use crate::flow::House;
use crate::keys::secret_hash;
use crate::types::{Instant, UserId};

/// How often it is noted that a session is used.
const NOTED_EVERY_SECONDS: i64 = 5 * 60;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who it is.
    pub user: UserRow,
    /// Whether pages that show a person may be shown without asking for the password again.
    pub is_fresh: bool,
    /// Whether a password may be chosen without the present one.
    pub may_choose: bool,
    pub(super) hash: String,
    last_seen_at: Instant,
    fresh_at: Instant,
}

/// What a session begins with.
#[derive(Clone, Debug, Default)]
pub(super) struct NewSession {
    /// The hash of the session that this browser had.
    pub(super) replaced: Option<String>,
    /// Until when a password may be chosen without the present one.
    pub(super) choose_until: Option<Instant>,
}

impl NewSession {
    /// One in place of the session with this secret.
    pub(super) fn replacing(secret: Option<&str>) -> Self {
        Self { replaced: secret.map(secret_hash), choose_until: None }
    }
}

/// Opens a session within a transaction.
pub(super) fn open_in(
    conn: &mut Conn,
    house: &House,
    (secret, user): (&Secret, &UserRow),
    new: &NewSession,
) -> Result<()> {
    let now = house.now();
    let row = SessionRow {
        hash: secret_hash(&secret.0),
        user_id: user.id,
        created_at: now.0,
        expires_at: now.plus_seconds(i64::from(LONGEST_SESSION_DAYS) * 86_400).0,
        last_seen_at: now.0,
        fresh_at: now.0,
        choose_until: new.choose_until.map(|until| until.0),
    };
    let open = Open::at(now, house.config.access.idle_days);
    sessions::open(conn, &row, new.replaced.as_deref(), open)
}

/// Who is signed in with a session's secret.
///
/// # Errors
/// What the database says.
pub async fn user_of(house: &House, secret: &str) -> Result<Option<Signed>> {
    let (hash, now) = (secret_hash(secret), house.now());
    let open = Open::at(now, house.config.access.idle_days);
    let found = house.db.read(move |conn| sessions::find(conn, &hash, open)).await?;
    let idle_seconds = i64::from(house.config.access.idle_hours) * 3600;
    Ok(found.map(|(session, user)| {
        let fresh_at = Instant(session.fresh_at);
        let is_fresh = now.seconds_since(fresh_at) < idle_seconds;
        Signed {
            is_fresh,
            // A phone that lay about must not give anybody a password of their own.
            may_choose: session.choose_until.is_some_and(|until| until > now.0)
                || (user.password_hash.is_none() && is_fresh),
            hash: session.hash,
            last_seen_at: Instant(session.last_seen_at),
            fresh_at,
            user,
        }
    }))
}

/// Notes, beside whatever is being answered and every few minutes at most, that a session was used:
/// for a page that shows a person, or another.
pub fn note_seen(house: &House, signed: &Signed, shows_a_person: bool) {
    let now = house.now();
    let fresh = shows_a_person && signed.is_fresh;
    let last = if fresh { signed.fresh_at } else { signed.last_seen_at };
    if now.seconds_since(last) < NOTED_EVERY_SECONDS {
        return;
    }
    let (house, hash) = (house.clone(), signed.hash.clone());
    tokio::spawn(async move {
        let noted = house.db.write(move |conn| sessions::touch(conn, &hash, now, fresh)).await;
        if let Err(error) = noted {
            tracing::warn!(%error, "the use of a session could not be noted");
        }
    });
}

/// Ends every session of a user, who asked for it.
///
/// # Errors
/// What the database says.
pub async fn sign_out_everywhere(house: &House, user: &UserRow) -> Result<()> {
    let (user, now) = (user.clone(), house.now());
    house
        .db
        .write(move |conn| {
            let devices = sessions::close_all(conn, UserId(user.id))?;
            let details = json!({ "name": user.name, "devices": devices });
            audit::note(conn, &user.name, "user.sign_out", &details, now)
        })
        .await
}

/// Ends a session.
///
/// # Errors
/// What the database says.
pub async fn sign_out(house: &House, secret: &str) -> Result<()> {
    let hash = secret_hash(secret);
    house.db.write(move |conn| sessions::close(conn, &hash)).await
}
