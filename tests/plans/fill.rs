//! Thousands of rows in every table that grows: PostgreSQL plans by how large its tables are. SQLite
//! does not, as long as nobody has it analyse them.

use diesel::PgConnection;
use diesel::connection::SimpleConnection;

/// How many rows each table gets.
const ROWS: u32 = 20_000;

/// Ids below this are those of the trial itself.
const FIRST: u32 = 1_000_000;

/// Plans for any value, which go through an index wherever one leads to the rows: what is wanted of
/// a range (the last days) the planner takes for a third of the table, and would walk.
const BY_INDEX: &str = "
    SET plan_cache_mode = force_generic_plan;
    SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
";

/// Fills the tables, has them analysed, and has plans made by index.
pub fn fill(conn: &mut PgConnection) {
    for statement in STATEMENTS {
        let statement = statement.replace("NUMBERS", &format!("generate_series(1, {ROWS}) AS n"));
        let statement = statement.replace("ID", &format!("({FIRST} + n)"));
        conn.batch_execute(&statement).unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
    conn.batch_execute("ANALYZE").expect("analysed");
    conn.batch_execute(BY_INDEX).expect("settings");
}

const STATEMENTS: [&str; 17] = [
    "INSERT INTO touchpoints (id, code, survey_id, name, active, created_at) VALUES (1, 'x', 1, 'x', TRUE, 0) ON CONFLICT DO NOTHING",
    "INSERT INTO batches (id, survey_id, kind, printed_by, sheet, design, cards, created_at) VALUES (1, 1, 'orders', 'x', 'a6', 'warm', 1, 0) ON CONFLICT DO NOTHING",
    "INSERT INTO batches (id, survey_id, kind, printed_by, sheet, design, cards, created_at, written_at) SELECT ID, 1, 'orders', 'x', 'a6', 'warm', 1, n, n FROM NUMBERS",
    "INSERT INTO customers (id, email, phone, source, external_id, created_at, updated_at) \
     SELECT ID, CASE WHEN n % 9 > 0 THEN 'c' || n || '@example.vn' END, '+84' || n, 'shop', n, n, n FROM NUMBERS",
    "INSERT INTO orders (id, customer_id, source, external_id, number, placed_at, fulfilled_at, \
     location, to_plan, created_at, updated_at) \
     SELECT ID, ID, 'shop', n, n, n * 1000, n * 1000, 'place ' || n % 10, FALSE, n, n FROM NUMBERS",
    "INSERT INTO invitations (id, survey_id, subject, customer_id, order_id, token, unsubscribe_token, \
     sent_at, reached_at, created_at) \
     SELECT ID, 1, 'order:' || ID, ID, ID, 'T' || n, 'U' || n, n, n, n FROM NUMBERS",
    "INSERT INTO deliveries (id, invitation_id, kind, number, state, reason, due_at, next_attempt_at, \
     attempts, handed_over, created_at, updated_at) \
     SELECT ID, ID, 'mail', 1, (ARRAY['sent', 'sent', 'waiting', 'skipped', 'failed'])[1 + n % 5], \
     CASE WHEN n % 5 > 2 THEN 'answered' END, n * 1000, n * 1000, 1, FALSE, n, n FROM NUMBERS",
    "INSERT INTO responses (id, survey_id, revision_id, invitation_id, touchpoint_id, submission_id, \
     score, comment, answers, language, channel, origin, entry, answered_at, updated_at) \
     SELECT ID, 1, 1, CASE WHEN n % 2 = 0 THEN ID END, CASE WHEN n % 2 = 1 THEN 1 END, \
     CASE WHEN n % 2 = 1 THEN 's' || n END, n % 11, CASE WHEN n % 5 = 0 THEN 'x' END, '{}', 'vi', \
     'mail', 'form', '{}', n * 1000, n * 1000 FROM NUMBERS",
    "INSERT INTO response_edits (response_id, score, answers, edited_at) \
     SELECT ID, n % 11, '{}', n FROM NUMBERS",
    "INSERT INTO held_responses (response_id, reason, created_at) SELECT ID, 'repeat', n FROM NUMBERS",
    "INSERT INTO device_traces (device, place, created_at) SELECT n, 'card', n FROM NUMBERS",
    "INSERT INTO bursts (kind, survey_id, touchpoint_id, n, first_at, last_at, settled_at) \
     SELECT 'place', 1, 1, 9, n, n, n FROM NUMBERS",
    "INSERT INTO bounces (key, delivery_id, hash, kind, reason, weight, created_at) \
     SELECT n, ID, n, 'bounce', 'full', 'soft', n FROM NUMBERS",
    "INSERT INTO suppressions (hash, customer_id, cause, created_at) SELECT n, ID, 'bounced', n FROM NUMBERS",
    "INSERT INTO preferences (hash, customer_id, interval_seconds, created_at) SELECT n, ID, 1, n FROM NUMBERS",
    "INSERT INTO cards (batch_id, number, invitation_id, token) SELECT 1, ID, ID, 'T' || n FROM NUMBERS",
    "INSERT INTO audit_log (who, action, created_at) SELECT 'owner', 'look', n FROM NUMBERS",
];
