//! A look into the database behind a house's back, the same words for both kinds.

use afterword::db::Conn;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::shop::TestApp;

impl TestApp {
    /// The first column of one row, as a number.
    pub fn number(&self, query: &str) -> i64 {
        let literal = diesel::dsl::sql::<BigInt>(query);
        let found = self.house.db.read(move |conn| {
            Ok(match conn {
                Conn::Sqlite(conn) => literal.clone().get_result::<i64>(conn)?,
                Conn::Postgres(conn) => literal.clone().get_result::<i64>(conn)?,
            })
        });
        self.wait(found).unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    /// The first column of all rows, as text.
    pub fn texts(&self, query: &str) -> Vec<String> {
        let literal = diesel::dsl::sql::<Text>(query);
        let found = self.house.db.read(move |conn| {
            Ok(match conn {
                Conn::Sqlite(conn) => literal.clone().load::<String>(conn)?,
                Conn::Postgres(conn) => literal.clone().load::<String>(conn)?,
            })
        });
        self.wait(found).unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    /// Changes rows behind the house's back.
    pub fn execute(&self, statement: &str) {
        let query = diesel::sql_query(statement);
        let done = self.house.db.write(move |conn| {
            Ok(match conn {
                Conn::Sqlite(conn) => query.clone().execute(conn)?,
                Conn::Postgres(conn) => query.clone().execute(conn)?,
            })
        });
        self.wait(done).unwrap_or_else(|error| panic!("{statement}: {error}"));
    }

    /// The token of the invitation about an order.
    pub fn token(&self, order: &str) -> String {
        let tokens = self.texts(&format!(
            "SELECT token FROM invitations JOIN orders ON orders.id = order_id \
             WHERE external_id = '{order}' ORDER BY invitations.id"
        ));
        tokens.into_iter().next().unwrap_or_else(|| panic!("{order} is not invited"))
    }

    /// State and reason of each of an order's deliveries, as `skipped no_address`.
    pub fn ledger(&self, order: &str) -> Vec<String> {
        self.texts(&format!(
            "SELECT deliveries.state || ' ' || coalesce(reason, '-') FROM deliveries \
             JOIN invitations ON invitations.id = invitation_id \
             JOIN orders ON orders.id = order_id \
             WHERE external_id = '{order}' ORDER BY deliveries.id"
        ))
    }
}
