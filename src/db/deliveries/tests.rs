use std::sync::{Arc, Mutex};

use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::sql_types::Text;
use diesel::sqlite::SqliteConnection;

use super::*;
use crate::db::{Address, migrate};

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// Keeps the texts of the statements that run.
#[derive(Clone, Default)]
struct Ear(Arc<Mutex<Vec<String>>>);

impl Instrumentation for Ear {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            let text = text.split(" -- binds").next().unwrap_or_default().to_owned();
            self.0.lock().unwrap().push(text);
        }
    }
}

fn plan(conn: &mut SqliteConnection, statement: &str) -> String {
    let explained = diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}"));
    let steps: Vec<Step> = explained.load(conn).unwrap();
    steps.into_iter().map(|step| step.detail).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_is_named_by_its_invitation_is_found_by_it() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("plans.db").display());
    let address = Address::parse(&url).unwrap();
    migrate::bring_up_to_date(&address).unwrap();
    let mut conn = address.connect().unwrap();
    let ear = Ear::default();
    conn.set_instrumentation(ear.clone());
    let (now, customer) = (Instant(0), CustomerId(1));
    skip_waiting(&mut conn, &[1, 2, 3], Reason::Answered, now).unwrap();
    waiting_of_customer(&mut conn, customer).unwrap();
    asked_since(&mut conn, customer, InvitationId(1), now).unwrap();
    of_invitation(&mut conn, InvitationId(1)).unwrap();
    let statements = std::mem::take(&mut *ear.0.lock().unwrap());
    assert!(statements.len() >= 4, "{statements:?}");
    let Conn::Sqlite(sqlite) = &mut conn else { panic!("it is SQLite") };
    for statement in statements {
        let plan = plan(sqlite, &statement);
        assert!(plan.contains("invitation_id=?"), "{statement}: {plan}");
        assert!(!plan.contains("(state=?"), "{statement}: {plan}");
    }
}
