//! What ties a message to a mail of ours: the address it came to, the Message-ID it returns.

use std::sync::LazyLock;

use regex::Regex;

use super::mime::Part;
use super::pattern::pattern;
use super::{Kind, Verdict, bounce, report};

/// Headers that name the address a message was delivered to, the surest first.
const CAME_TO: &[&str] = &[
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-envelope-to",
    "x-delivered-to",
    "x-rcpt-to",
    "to",
    "apparently-to",
];

/// How many candidates are looked at.
const MOST: usize = 200;

/// Fills in what a verdict says about the mail that came back.
pub fn fill(verdict: &mut Verdict, message: &Part) {
    let returned = message.returned();
    let words = message.words();

    let mut came_to: Vec<String> =
        CAME_TO.iter().flat_map(|name| message.headers(name)).filter_map(bounce::address).collect();
    came_to.extend(message.headers("received").filter_map(delivered_for));
    came_to.extend(
        report::field(message, &["original-mail-from"])
            .iter()
            .filter_map(|from| bounce::address(from)),
    );
    came_to.extend(
        returned.iter().flat_map(|part| part.headers("return-path")).filter_map(bounce::address),
    );
    came_to.extend(lines(words, &RETURN_PATH));

    let mut ids: Vec<String> =
        returned.iter().flat_map(|part| part.headers("message-id")).map(id).collect();
    ids.extend(
        report::field(message, &["original-message-id", "x-original-message-id"])
            .iter()
            .map(|text| id(text)),
    );
    ids.extend(lines(words, &MESSAGE_ID));
    let answered = ["in-reply-to", "references"].iter().flat_map(|name| message.headers(name));
    ids.extend(answered.flat_map(str::split_whitespace).map(id));

    verdict.came_to = best(came_to);
    verdict.original_message_id = best(ids);
    verdict.message_id = message.header("message-id").map(id).filter(|id| !id.is_empty());
    verdict.original_to = returned
        .and_then(|part| part.header("to"))
        .and_then(bounce::address)
        .or_else(|| lines(words, &TO).next());
    if verdict.recipient.is_none() && matches!(verdict.kind, Kind::Bounce | Kind::Complaint) {
        verdict.recipient.clone_from(&verdict.original_to);
    }
    if verdict.kind == Kind::AutoReply {
        verdict.recipient =
            verdict.recipient.take().or_else(|| message.header("from").and_then(bounce::address));
    }
}

/// The one that may carry our mark, else the first.
fn best(candidates: Vec<String>) -> Option<String> {
    let mut candidates = candidates.into_iter().filter(|id| !id.is_empty()).take(MOST).peekable();
    let first = candidates.peek().cloned();
    candidates.find(|candidate| is_marked(candidate)).or(first)
}

/// Whether it has the shape of `…12.0123456789abcdef0123@domain`; only the key tells if it is ours.
fn is_marked(candidate: &str) -> bool {
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)(?:^|[^0-9])[0-9]{1,19}\.[0-9a-f]{20}@"));
    MARK.is_match(candidate)
}

static RETURN_PATH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?im)^[> \t]*return-path:[ \t]*<?([^<>\s]{3,320})>?"));
static MESSAGE_ID: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?im)^[> \t]*message-?id:[ \t]*<?([^<>\s]{3,320})>?"));
static TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?im)^[> \t]*to:[^\r\n<]{0,200}?<?([^<>\s@]{1,64}@[^<>\s@,;]{3,190})>?")
});

fn lines<'a>(
    text: &'a str,
    regex: &'static LazyLock<Regex>,
) -> impl Iterator<Item = String> + use<'a> {
    regex.captures_iter(text).filter_map(|found| Some(found.get(1)?.as_str().to_owned())).take(MOST)
}

/// `… for <bounces+1.0123…@shop.example>; Sun, …`
fn delivered_for(received: &str) -> Option<String> {
    let (_, rest) = received.split_once(" for ")?;
    bounce::address(rest.split(';').next()?)
}

fn id(text: &str) -> String {
    text.trim().trim_matches(['<', '>']).to_owned()
}
