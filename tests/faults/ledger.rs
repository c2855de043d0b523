//! What the database says when nobody of the house is asked, and how the trial lets time pass.

use std::collections::BTreeMap;

use afterword::db::{Address, Conn};
use afterword::types::{Clock, SystemClock};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};

/// An open eye on the database.
pub struct Ledger(Conn);

/// A mail.
#[derive(Clone, Debug, QueryableByName)]
pub struct Mail {
    #[diesel(sql_type = Text)]
    pub email: String,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub reason: Option<String>,
    #[diesel(sql_type = Bool)]
    pub handed_over: bool,
    #[diesel(sql_type = BigInt)]
    pub attempts: i64,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Each hand-over leaves a row, written by the database itself in the transaction that makes it:
/// a delivery remembers only its first one. The instants are those until which a sender has its
/// mail, which all come the same time after the hand-over.
const NOTES: &str =
    "CREATE TABLE trial_hand_overs (delivery_id BIGINT NOT NULL, at BIGINT NOT NULL);";

const NOTES_SQLITE: &str = "CREATE TRIGGER trial_note AFTER UPDATE OF attempts ON deliveries \
    WHEN NEW.attempts > OLD.attempts \
    BEGIN INSERT INTO trial_hand_overs VALUES (NEW.id, NEW.leased_until); END;";

const NOTES_POSTGRES: &str = "CREATE FUNCTION trial_note() RETURNS trigger LANGUAGE plpgsql AS \
    'BEGIN INSERT INTO trial_hand_overs VALUES (NEW.id, NEW.leased_until); RETURN NULL; END'; \
    CREATE TRIGGER trial_note AFTER UPDATE OF attempts ON deliveries \
    FOR EACH ROW WHEN (NEW.attempts > OLD.attempts) EXECUTE FUNCTION trial_note();";

impl Ledger {
    /// Opens it, and has hand-overs noted from now on.
    pub fn open(url: &str) -> Self {
        let address = Address::parse(url);
        let mut conn = address.and_then(|address| address.connect()).expect("the database");
        conn.batch_execute(NOTES).expect("a table");
        let trigger = match conn {
            Conn::Sqlite(_) => NOTES_SQLITE,
            Conn::Postgres(_) => NOTES_POSTGRES,
        };
        conn.batch_execute(trigger).expect("a trigger");
        Self(conn)
    }

    /// All mails, the oldest first.
    pub fn mails(&mut self) -> Vec<Mail> {
        sql_query(
            "SELECT c.email, d.state, d.reason, d.handed_over, d.attempts FROM deliveries d \
             JOIN invitations i ON i.id = d.invitation_id \
             JOIN customers c ON c.id = i.customer_id ORDER BY d.id",
        )
        .load(&mut self.0)
        .expect("the deliveries")
    }

    /// How many mails have not come to their end.
    pub fn open_mails(&mut self) -> i64 {
        self.number("SELECT count(*) AS n FROM deliveries WHERE state IN ('waiting', 'sending')")
    }

    /// When mails were handed over, in order; in time as the trial lets it pass.
    pub fn hand_overs(&mut self) -> Vec<i64> {
        let rows: Vec<Number> = sql_query("SELECT at AS n FROM trial_hand_overs ORDER BY at")
            .load(&mut self.0)
            .expect("the hand-overs");
        rows.into_iter().map(|row| row.n).collect()
    }

    /// How often mails were handed over.
    pub fn count_hand_overs(&mut self) -> i64 {
        self.number("SELECT count(*) AS n FROM trial_hand_overs")
    }

    /// How many seconds from now the last hold on a mail ends.
    pub fn longest_hold(&mut self) -> i64 {
        let until = self.number("SELECT max(leased_until) AS n FROM deliveries");
        (until - SystemClock.now().0) / 1_000_000
    }

    /// Lets hours pass while nobody is at work: all that is kept of the past moves back by as
    /// much, waits and leases and budgets alike. Mails keep when they were made, which their
    /// Message-ID tells.
    pub fn let_pass(&mut self, hours: i64) {
        let by = hours * 3_600_000_000;
        for (table, column) in [
            ("deliveries", "due_at"),
            ("deliveries", "next_attempt_at"),
            ("deliveries", "attempted_at"),
            ("deliveries", "leased_until"),
            ("deliveries", "sent_at"),
            ("trial_hand_overs", "at"),
            ("leases", "until"),
        ] {
            self.execute(&format!("UPDATE {table} SET {column} = {column} - {by}"));
        }
        // A slot is the part of a limit's window that an instant lies in. By way of the negative
        // numbers, where nobody is: each row changes its key, one after another.
        for (unit, slot) in [("second", 50_000), ("hour", 60_000_000), ("day", 900_000_000)] {
            let moved =
                format!("UPDATE mail_budget SET slot = {} - slot WHERE unit = '{unit}'", by / slot);
            self.execute(&moved);
            self.execute(&format!("UPDATE mail_budget SET slot = -slot WHERE unit = '{unit}'"));
        }
    }

    /// How many mails are in each state, with its reason.
    pub fn states(&mut self) -> BTreeMap<String, u64> {
        let mut states = BTreeMap::new();
        for Mail { state, reason, .. } in self.mails() {
            let name = reason.filter(|reason| *reason != state);
            let name = name.map_or_else(|| state.clone(), |reason| format!("{state}: {reason}"));
            *states.entry(name).or_default() += 1;
        }
        states
    }

    fn number(&mut self, query: &str) -> i64 {
        sql_query(query).get_result::<Number>(&mut self.0).expect("a number").n
    }

    fn execute(&mut self, statement: &str) {
        sql_query(statement).execute(&mut self.0).expect("an update");
    }
}
