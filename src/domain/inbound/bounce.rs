//! Bounces that follow no standard: told in words by the mail system of the other side.

use std::sync::LazyLock;

use regex::Regex;

use super::code::ReplyCode;
use super::mime::Part;
use super::pattern::pattern;
use super::{Cause, Kind, Verdict, Weight, cause};

/// Who writes bounces.
const DAEMONS: &[&str] = &[
    "mailer-daemon",
    "maildaemon",
    "mail-daemon",
    "mailerdaemon",
    "postmaster",
    "mailadm",
    "mail delivery",
    "mail administrator",
    "mail system",
    "delivery subsystem",
    "microsoftexchange",
    "bounce",
];

/// What bounces are called.
const SUBJECTS: &[&str] = &[
    "undeliver",
    "delivery status notification",
    "delivery notification",
    "delivery failure",
    "delivery failed",
    "delivery has failed",
    "delivery error",
    "delivery report",
    "delivery problem",
    "failure notice",
    "failure delivery",
    "failed delivery",
    "returned mail",
    "returned to sender",
    "returned email",
    "mail system error",
    "mail failure",
    "message failure",
    "could not be delivered",
    "couldn't be delivered",
    "not delivered",
    "cannot be delivered",
    "non-deliver",
    "nondeliver",
    "non deliver",
    "ndn:",
    "warning: message",
    "delayed",
    "system bounce",
    "bounced mail",
    "không thể chuyển",
    "không thể gửi",
    "không gửi được",
    "không chuyển được",
    "bị trả lại",
    "gửi thư thất bại",
    "ส่งไม่ได้",
    "ส่งไม่สำเร็จ",
    "ไม่สามารถส่ง",
    "ส่งคืน",
    "退信",
    "недостав",
    "не доставлен",
    "반송",
    "전송 실패",
    "발송 실패",
    "발송실패",
    "配信不能",
    "unzustellbar",
    "non remis",
    "no entregado",
];

/// What a server says that still tries.
const WAITING: &[&str] = &[
    "you do not need to resend",
    "do not need to resend",
    "not required to resend",
    "this is a warning message only",
    "this is only a warning",
    "delivery attempts will continue",
    "will continue to try",
    "will keep trying",
    "will be retried",
    "still being retried",
    "no action is required on your part",
    "sẽ tiếp tục thử",
    "không cần gửi lại",
    "จะพยายามส่งต่อ",
];

/// Where the words end and the copy of the mail begins.
const COPIES: &[&str] = &[
    "this is a copy of",
    "is a copy of the message",
    "copy of your message",
    "original message",
    "original headers",
    "message header",
    "unsent message below",
    "returned message",
    "returned content",
    "text follows",
    "message follows",
    "header follows",
];

/// What a message from a mail system says; `None` if it is no bounce.
pub fn read(message: &Part) -> Option<Verdict> {
    let failed = message.header("x-failed-recipients");
    let words = without_copy(message.words());
    let from = message.header("from").unwrap_or_default().to_lowercase();
    let subject = message.header("subject").unwrap_or_default().to_lowercase();
    let is_nobody =
        message.header("return-path").is_some_and(|path| path.trim_matches(['<', '>']).is_empty());
    let named = SUBJECTS.iter().any(|name| subject.contains(name));
    let is_daemon = DAEMONS.iter().any(|name| from.contains(name));
    let code = ReplyCode::find(words);
    let coded = code.reply.is_some() || code.status.is_some();
    let recipient = failed.and_then(address).or_else(|| named_in(words, message));
    let is_bounce = failed.is_some()
        || (is_daemon && (named || (coded && recipient.is_some())))
        || (is_nobody && named && (coded || recipient.is_some()));
    if !is_bounce {
        return None;
    }
    let lower = words.to_lowercase();
    if WAITING.iter().any(|phrase| lower.contains(phrase)) {
        let waiting = Verdict { reason: Some(Cause::Delayed), ..Verdict::new(Kind::Other) };
        return Some(Verdict { recipient, status: code.status, ..waiting });
    }
    let found = cause::of(code.status.as_deref(), code.reply, words);
    Some(Verdict { recipient, ..verdict(found, code.status, code.reply) })
}

/// A bounce for this cause.
pub fn verdict(cause: Cause, status: Option<String>, reply_code: Option<u16>) -> Verdict {
    let hard = cause.weight() == Weight::Hard;
    Verdict { reason: Some(cause), status, reply_code, hard, ..Verdict::new(Kind::Bounce) }
}

/// What the other side says, without the mail it returns.
pub fn without_copy(words: &str) -> &str {
    let mut end = 0;
    for line in words.split_inclusive('\n') {
        let lower = line.trim().to_lowercase();
        // `--- Below this line is a copy of the message.`, `------ original message ------`
        let ruled = lower.starts_with("--")
            || lower.ends_with("--")
            || lower.ends_with(':')
            || lower.ends_with('.');
        let is_copy = ruled && COPIES.iter().any(|mark| lower.contains(mark));
        let is_header =
            ["received: ", "return-path: ", "message-id: ", "dkim-signature: ", "mime-version: "]
                .iter()
                .any(|name| lower.starts_with(name));
        if (is_copy || is_header) && end > 0 {
            break;
        }
        end += line.len();
    }
    words.get(..end).unwrap_or(words)
}

/// The address in a field: `<lan@example.vn>`, `lan@example.vn (Lan)`; in lower case.
pub fn address(written: &str) -> Option<String> {
    addresses(written).next()
}

/// The addresses in a text.
fn addresses(text: &str) -> impl Iterator<Item = String> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        let local = r"[^\s<>@,;:()\[\]\x22'\\|]{1,64}";
        let domain = r"[^\s<>@,;:()\[\]\x22'\\|/?&=]{1,190}\.[\w-]{2,63}";
        pattern(&format!("{local}@{domain}"))
    });
    ADDRESS.find_iter(text).map(|found| found.as_str().to_lowercase())
}

/// The first address in the words that is neither the mail system's nor one of ours.
fn named_in(words: &str, message: &Part) -> Option<String> {
    let names = ["from", "to", "delivered-to", "x-original-to", "reply-to"];
    let known: Vec<String> =
        names.iter().flat_map(|name| message.headers(name)).flat_map(addresses).collect();
    addresses(words).find(|address| {
        let is_daemon = DAEMONS.iter().any(|name| address.starts_with(name));
        !is_daemon && !known.contains(address)
    })
}
