//! Long lists: SQLite takes 32,766 values a statement, and whatever asks by a list has had one longer.

use afterword::db::batches::{self, Given};
use afterword::db::{
    Address, Conn, deliveries, entries, held, invitations, links, parts, planning, responses,
    to_print,
};
use afterword::error::Result;
use afterword::types::{DeliveryKind, Instant, Reason, RevisionId, SurveyId};

use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    a_list_longer_than_a_statement_was_refused on each_database;
}

/// How long the lists are: of SQLite more than it takes as values of one statement. PostgreSQL takes an
/// array, however long.
fn many(app: &TestApp) -> i64 {
    if matches!(app.house.db.address(), Address::Sqlite(_)) { 33_000 } else { 5_000 }
}

/// As many orders, invitations, mails, cards and answers behind the house's back.
fn fill(app: &TestApp) {
    let numbers = format!(
        "WITH RECURSIVE numbers (i) AS \
         (SELECT 1001 UNION ALL SELECT i + 1 FROM numbers WHERE i < {})",
        1000 + many(app)
    );
    let fill = |into: &str, values: &str| {
        app.execute(&format!(
            "{numbers} INSERT INTO {into} SELECT {values} FROM numbers, \
             (SELECT survey_id, customer_id, revision_id FROM invitations LIMIT 1) AS one"
        ));
    };
    fill(
        "orders (id, customer_id, source, external_id, number, placed_at, products, properties, \
         to_plan, unasked, created_at, updated_at)",
        "i, customer_id, 'many', 'M' || i, 'M' || i, 0, '[]', '{}', FALSE, '{}', 0, 0",
    );
    fill(
        "invitations (id, survey_id, subject, customer_id, order_id, token, unsubscribe_token, \
         properties, created_at)",
        "i, survey_id, 'order:' || i, customer_id, i, 'T' || i, 'U' || i, '{}', 0",
    );
    fill(
        "deliveries (invitation_id, kind, number, state, due_at, next_attempt_at, attempts, \
         handed_over, created_at, updated_at)",
        "i, 'mail', 1, 'uncertain', 0, 0, 0, FALSE, 0, 0",
    );
    fill(
        "responses (id, survey_id, revision_id, invitation_id, submission_id, score, answers, \
         language, channel, origin, entry, answered_at, updated_at)",
        "i, survey_id, revision_id, i, 'S' || i, 9, '{}', 'vi', 'mail', 'form', '{}', 0, 0",
    );
    fill("held_responses (response_id, reason, created_at)", "i, 'flood', 0");
    fill("entries (body)", "'[]'");
    fill(
        "batches (id, survey_id, kind, printed_by, sheet, design, options, selection, left_out, \
         cards, created_at)",
        "i, survey_id, 'orders', 'Lan', 'a6', 'plain', '{}', '{}', '{}', 1, 0",
    );
    fill("cards (batch_id, number, invitation_id, token)", "i, 1, i, 'C' || i");
}

/// Runs everything in `db` that takes a list, and holds what comes back against what is there.
fn ask_everything(
    conn: &mut Conn,
    many: i64,
    (survey, revision): (SurveyId, RevisionId),
) -> Result<()> {
    let ids: Vec<i64> = (1001..=1000 + many).collect();
    let (now, all) = (Instant(5), ids.len());
    let names = |letter: char| ids.iter().map(|id| format!("{letter}{id}")).collect::<Vec<_>>();
    let (tokens, submissions) = (names('T'), names('S'));
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let submissions: Vec<&str> = submissions.iter().map(String::as_str).collect();

    assert_eq!(to_print::of_ids(conn, survey, &ids)?.len(), all);
    to_print::lock(conn, &ids)?;
    invitations::lock_all(conn, &ids)?;
    assert_eq!(invitations::subjects(conn, &ids)?.len(), all);
    assert_eq!(invitations::lock_by_tokens(conn, &tokens)?.len(), all);
    assert_eq!(invitations::asked(conn, &ids)?.len(), all);
    assert_eq!(planning::invitations_of(conn, &ids)?.len(), all);
    assert_eq!(planning::deliveries_of(conn, &ids)?.len(), all);
    invitations::mark_answered(conn, &ids, now)?;
    assert_eq!(responses::of_invitations(conn, &ids)?.len(), all);
    assert_eq!(responses::of_submissions(conn, &submissions)?.len(), all);
    assert_eq!(responses::edits_since(conn, &ids, now)?.len(), 0);
    let bodies: Vec<_> = ids.iter().map(|id| (*id, format!("[{id}]"))).collect();
    responses::recount_all(conn, &bodies)?;
    let held = held::lock(conn, &ids)?;
    assert!(held.iter().all(|(row, why)| row.entry == format!("[{}]", row.id) && why.is_some()));
    assert_eq!(held.len(), all);
    held::drop_all(conn, &ids)?;
    held::release(conn, &ids)?;
    let resent = deliveries::resend_uncertain(conn, Some(&ids), now)?;
    assert_eq!(resent.len(), all);
    assert_eq!(deliveries::skip_waiting(conn, &ids, Reason::Answered, now)?.len(), all);
    assert_eq!(links::copied_at(conn, &ids)?.len(), 0);
    assert_eq!(batches::printed(conn, &ids)?.len(), all);
    assert_eq!(batches::tokens(conn, &ids)?.len(), all);
    batches::pin(conn, &ids, revision)?;
    batches::extend(conn, &ids, now)?;
    let given = Given { revision, now, expires_at: now };
    assert_eq!(batches::give(conn, &ids, DeliveryKind::Card, given)?.len(), all);
    assert_eq!(parts::of_members(conn, survey, "location", &tokens)?.len(), 0);
    let waiting: Vec<i64> =
        entries::next(conn, 0, many * 2)?.into_iter().map(|(id, _)| id).collect();
    assert_eq!(entries::remove(conn, &waiting)?, waiting.len());
    Ok(())
}

fn a_list_longer_than_a_statement_was_refused(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    fill(&app);
    let survey = SurveyId(app.number("SELECT id FROM surveys"));
    let revision = RevisionId(app.number("SELECT revision_id FROM surveys"));
    let many = many(&app);
    let asked = app.house.db.write(move |conn| ask_everything(conn, many, (survey, revision)));
    app.wait(asked).expect("all of it was taken");
    assert_eq!(app.number("SELECT count(*) FROM held_responses"), 0);
    let answered = "SELECT count(*) FROM invitations WHERE answered_at = 5 AND expires_at = 5 \
                    AND revision_id IS NOT NULL AND given_at = 5";
    assert_eq!(app.number(answered), many);
}
