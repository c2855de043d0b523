//! Each row of the ledger that changed: is what it says true?

use afterword::db::Conn;
use afterword::types::{Instant, Reason};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::letters::LESS_OFTEN_DAYS;
use super::recount::{number, rows};
use super::rules::first;
use super::truth::{Asked, Fate, Truth};

const DAY: i64 = 86_400;

/// How long a mail may be under way before it counts as stuck.
const STUCK_SECONDS: i64 = 2 * 3600;

#[derive(Debug, QueryableByName)]
struct Line {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    token: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Nullable<Text>)]
    reason: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    sent_at: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    attempted_at: Option<i64>,
    #[diesel(sql_type = BigInt)]
    updated_at: i64,
}

/// Checks what changed since an instant, and what is under way.
pub fn check(conn: &mut Conn, truth: &mut Truth, since: Instant, now: Instant) {
    // Two queries, since with OR neither database would use its indexes.
    let changed = format!("d.updated_at >= {}", since.0);
    let under_way = format!("d.state = 'sending' AND d.updated_at < {}", since.0);
    let mut lines: Vec<Line> =
        [changed, under_way].iter().flat_map(|only| lines(conn, only)).collect();
    lines.sort_unstable_by_key(|line| line.id);
    for line in lines {
        if let Some(wrong) = wrong_with(conn, truth, &line, now) {
            truth.object(now, &format!("{wrong}: {line:?}"));
        }
    }
}

fn lines(conn: &mut Conn, only: &str) -> Vec<Line> {
    let sql = format!(
        "SELECT d.id, i.token, d.kind, d.state, d.reason, d.sent_at, d.attempted_at, d.updated_at \
         FROM deliveries d JOIN invitations i ON i.id = d.invitation_id WHERE {only}"
    );
    rows(conn, &sql)
}

fn wrong_with(conn: &mut Conn, truth: &mut Truth, line: &Line, now: Instant) -> Option<String> {
    let Some(asked) = truth.asked(&line.token).cloned() else { return say("no invitation") };
    let last = truth.offers.get(&line.id).and_then(|offers| offers.last()).map(|(_, fate)| *fate);
    let reason = line.reason.as_deref();
    match (line.state.as_str(), reason) {
        ("sending", None) => {
            let stuck = now.seconds_since(Instant(line.updated_at)) > STUCK_SECONDS;
            if stuck { say("stuck") } else { None }
        }
        ("waiting", None) => match last {
            None | Some(Fate::Later) => None,
            Some(_) if truth.resent.contains(&line.id) => None,
            Some(fate) => say(&format!("waits again after {fate:?}")),
        },
        ("sent", None) if last == Some(Fate::Taken) && line.sent_at.is_some() => None,
        ("failed", Some("refused")) if last == Some(Fate::Refused) => None,
        ("failed", Some("refused")) if last == Some(Fate::Gone) => {
            let person = truth.orders[asked.order].person;
            truth.wishes[person].returned = true;
            None
        }
        ("failed", Some("bounced")) => {
            let person = truth.orders[asked.order].person;
            if truth.wishes[person].ever { None } else { say("nothing came back") }
        }
        ("failed", Some("gave_up")) if last == Some(Fate::Later) => None,
        ("uncertain", Some("uncertain")) => {
            let lost = truth.deaths.iter().chain(&truth.slow);
            let lost = lost.into_iter().any(|at| Some(at.0) >= line.attempted_at);
            if last == Some(Fate::Uncertain) || lost { None } else { say("nothing is uncertain") }
        }
        ("skipped", Some(reason)) => match Reason::parse(reason) {
            None => say("no such reason"),
            Some(reason) if is_true(conn, truth, (line, &asked), reason) => None,
            Some(_) => say("the reason is not true"),
        },
        _ => say(&format!("last offer: {last:?}")),
    }
}

fn say(what: &str) -> Option<String> {
    Some(what.to_owned())
}

/// Whether the reason why a mail was skipped holds.
fn is_true(
    conn: &mut Conn,
    truth: &mut Truth,
    (line, asked): (&Line, &Asked),
    reason: Reason,
) -> bool {
    let person = truth.orders[asked.order].person;
    let (wish, rules) = (&truth.wishes[person], truth.rules_of(asked));
    match reason {
        Reason::Answered => asked.pressed,
        Reason::Cancelled => truth.cancelled[asked.order].may_be_known,
        Reason::Suppressed | Reason::Bounced => wish.ever,
        Reason::NoAddress => truth.people[person].email.is_none(),
        Reason::QuietPeriod => {
            // It was looked at under the revision of that instant, which may have been replaced since.
            let first = first().into_iter().filter(|first| first.slug == asked.survey);
            let quiet =
                first.map(|first| first.quiet_days).max().unwrap_or(0).max(rules.quiet_days);
            let days = if wish.ever { LESS_OFTEN_DAYS } else { 0 }.max(quiet);
            let since = line.updated_at - days * DAY * 1_000_000;
            (line.kind == "reminder" && wish.ever)
                || truth.mailed[person]
                    .iter()
                    .any(|(at, token)| at.0 > since && *token != line.token)
                || was_tried(conn, line, since)
        }
        Reason::SampledOut => {
            let whose = (person, asked.survey.clone());
            let never_mailed = !truth.sampled_in.contains(&whose);
            truth.sampled_out.insert(whose);
            never_mailed
        }
        Reason::TooOld => {
            let order = &truth.orders[asked.order];
            let latest = (rules.ask_within_days + rules.delay_days) * DAY;
            let age = order.triggered(rules.trigger);
            age.is_some_and(|at| Instant(line.updated_at).seconds_since(at) > latest)
        }
        Reason::Inactive => truth.paused.contains(&asked.survey),
        Reason::Expired => asked.last_offer.is_some_and(|at| {
            Instant(line.updated_at).seconds_since(at) >= rules.answer_within_days * DAY
        }),
        _ => false,
    }
}

/// Whether another mail to the same customer was handed over: while it was on its way, nobody knew
/// that it would be refused or put off.
fn was_tried(conn: &mut Conn, line: &Line, since: i64) -> bool {
    let sql = format!(
        "SELECT count(*) AS n FROM deliveries d JOIN invitations i ON i.id = d.invitation_id \
         WHERE (i.reached_at > {since} OR (d.attempts > 0 AND d.updated_at > {since})) \
         AND i.token <> '{token}' \
         AND i.customer_id = (SELECT customer_id FROM invitations WHERE token = '{token}')",
        token = line.token
    );
    number(conn, &sql) > 0
}
