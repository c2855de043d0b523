//! Machines that read mail before people do: they open every link, run what runs, ask again with
//! other methods, many at a time. None of it may answer, unsubscribe or choose anything.

use std::collections::BTreeSet;
use std::thread;

use afterword::db::Address;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;
use ureq::Agent;

use super::house::House;
use crate::support::browser::{Browser, Setup};
use crate::support::database::Database;

trials! {
    scanners_answer_nothing_and_stop_nothing on each_database needs Chromium;
}

/// What a person's press leaves behind.
#[derive(Debug, PartialEq, Eq, QueryableByName)]
struct Traces {
    #[diesel(sql_type = BigInt)]
    responses: i64,
    #[diesel(sql_type = BigInt)]
    suppressions: i64,
    #[diesel(sql_type = BigInt)]
    preferences: i64,
    #[diesel(sql_type = BigInt)]
    answered: i64,
    #[diesel(sql_type = BigInt)]
    waiting: i64,
}

fn traces(database: &Database) -> Traces {
    let mut conn =
        Address::parse(&database.url).and_then(|address| address.connect()).expect("the database");
    let count = |rest: &str| format!("(SELECT count(*) FROM {rest})");
    sql_query(format!(
        "SELECT {} AS responses, {} AS suppressions, {} AS preferences, {} AS answered, {} AS waiting",
        count("responses"),
        count("suppressions"),
        count("preferences"),
        count("invitations WHERE answered_at IS NOT NULL"),
        count("deliveries WHERE state IN ('waiting', 'skipped')"),
    ))
    .get_result(&mut conn)
    .expect("the counts")
}

fn scanners_answer_nothing_and_stop_nothing(database: &Database) {
    let house = House::open(database);
    let before = traces(database);
    let mut links = BTreeSet::new();
    for (number, mail) in house.mails().iter().enumerate() {
        let html = std::fs::read_to_string(mail).expect("a mail");
        let of_mail: BTreeSet<String> = links_of(&html, &house.base).collect();
        assert_eq!(of_mail.len(), 12, "eleven scores and the way out: {of_mail:?}");
        if number == 0 {
            browse(&of_mail);
        }
        links.extend(of_mail);
    }
    assert_eq!(traces(database), before, "a browser that opens every link");
    let links: Vec<String> = links.into_iter().collect();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| links.iter().for_each(|link| probe(link)));
        }
    });
    assert_eq!(traces(database), before, "clients that try every link many times");
    // The same links still serve people.
    let browser = Browser::open(Setup::default());
    browser.go(&house.unsubscribe(0));
    browser.press("button[value=less]");
    assert!(!browser.text("[role=status] h1").is_empty());
    assert_eq!(traces(database), Traces { preferences: 1, ..before });
}

/// Every address in the HTML that leads to the house, as a browser reads them.
fn links_of(html: &str, base: &str) -> impl Iterator<Item = String> {
    let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(move |link| link.starts_with(base)).map(|link| link.replace("&amp;", "&"))
}

/// Opens each link, runs its scripts, moves over it and lets it rest for a while.
fn browse(links: &BTreeSet<String>) {
    let browser = Browser::open(Setup::default());
    for link in links {
        browser.go(link);
        assert!(browser.count("form") > 0, "{link}");
        browser.evaluate(
            "for (const kind of ['mouseover', 'focus', 'scroll', 'visibilitychange', 'pagehide'])
                 document.querySelectorAll('*').forEach(at => at.dispatchEvent(new Event(kind)));
             window.scrollTo(0, document.body.scrollHeight);
             return document.forms.length",
        );
    }
    browser.go("about:blank");
}

/// Asks for a link as scanners, previews and prefetching browsers do.
fn probe(link: &str) {
    let config = Agent::config_builder().http_status_as_error(false).max_redirects(3);
    let agent = Agent::new_with_config(config.build());
    let seen = |status: u16| assert!((200..300).contains(&status), "{status} for {link}");
    seen(agent.head(link).call().expect("a reply").status().as_u16());
    for (name, value) in [
        ("user-agent", "Mozilla/5.0 (compatible; SafeLinks scanner)"),
        ("purpose", "prefetch"),
        ("sec-purpose", "prefetch;prerender"),
        ("x-moz", "prefetch"),
        ("x-purpose", "preview"),
        ("range", "bytes=0-1023"),
    ] {
        let mut reply = agent.get(link).header(name, value).call().expect("a reply");
        seen(reply.status().as_u16());
        reply.body_mut().read_to_vec().expect("a whole page");
    }
    // Some append marks of their own, or ask what else is allowed.
    let join = if link.contains('?') { '&' } else { '?' };
    let marked = format!("{link}{join}choice=never&score=0&submit=1&List-Unsubscribe=One-Click");
    agent.get(&marked).call().expect("a reply");
    agent.options(link).call().expect("a reply");
}
