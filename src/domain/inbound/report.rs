//! Delivery status notifications (RFC 3464, and RFC 6533 for addresses beyond ASCII) and receipts.

use super::code::ReplyCode;
use super::mime::{Part, read_fields};
use super::{Cause, Kind, Verdict, bounce, cause};

/// How many blocks of a report are looked at.
const MOST_BLOCKS: usize = 50;

/// What a message with a report says; `None` for one without.
pub fn read(message: &Part) -> Option<Verdict> {
    let own = message.own();
    if own.iter().any(|part| part.kind.ends_with("disposition-notification")) {
        return Some(Verdict { reason: Some(Cause::Receipt), ..Verdict::new(Kind::AutoReply) });
    }
    let report = own.iter().find(|part| part.kind.ends_with("delivery-status"))?;
    let blocks: Vec<Part> = blocks(report.text.as_deref()?);
    let told = |block: &&Part| recipient(block).is_some() || block.header("action").is_some();
    let told: Vec<&Part> = blocks.iter().filter(told).collect();
    let failed = told.iter().find(|block| action(block) == Action::Failed);
    let block = failed.or(told.first())?;
    let mut verdict = match action(block) {
        Action::Failed => failure(block, message),
        Action::Nothing(cause) => Verdict { reason: Some(cause), ..Verdict::new(Kind::Other) },
    };
    verdict.recipient = recipient(block);
    verdict.status = verdict.status.or_else(|| status(block));
    Some(verdict)
}

/// Fields of the whole report, such as the Message-ID of the mail, by their names in lower case.
pub fn field(message: &Part, names: &[&str]) -> Vec<String> {
    let own = message.own();
    let reports = own.iter().filter(|part| {
        ["delivery-status", "feedback-report", "disposition-notification"]
            .iter()
            .any(|kind| part.kind.ends_with(kind))
    });
    let blocks: Vec<Part> =
        reports.flat_map(|part| blocks(part.text.as_deref().unwrap_or_default())).collect();
    let all = names.iter().flat_map(|name| blocks.iter().flat_map(|block| block.headers(name)));
    all.map(str::to_owned).collect()
}

fn blocks(text: &str) -> Vec<Part> {
    let text = text.replace("\r\n", "\n");
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    blocks.take(MOST_BLOCKS).map(read_fields).collect()
}

#[derive(PartialEq)]
enum Action {
    Failed,
    /// No bounce, but something that was done.
    Nothing(Cause),
}

fn action(block: &Part) -> Action {
    let word = block.header("action").unwrap_or_default().trim().to_lowercase();
    let done = [
        ("delayed", Cause::Delayed),
        ("delivered", Cause::Delivered),
        ("relayed", Cause::Relayed),
        ("expanded", Cause::Expanded),
    ];
    let done = done.iter().find(|(name, _)| word.starts_with(name)).map(|(_, cause)| *cause);
    let succeeded = word.is_empty() && status(block).is_some_and(|status| status.starts_with('2'));
    match done {
        Some(cause) => Action::Nothing(cause),
        None if succeeded => Action::Nothing(Cause::Delivered),
        None => Action::Failed,
    }
}

fn failure(block: &Part, message: &Part) -> Verdict {
    let diagnostic = block.header("diagnostic-code").unwrap_or_default();
    // `smtp; 550 …`: the type of the code says nothing.
    let said = diagnostic.split_once(';').map_or(diagnostic, |(_, said)| said).trim();
    let code = ReplyCode::find(said);
    let (status, precise) = (status(block), code.status);
    // Many servers write x.0.0 into the field and the real one into the words.
    let vague = status.as_deref().is_none_or(|status| status.ends_with(".0.0"));
    let status = if vague { precise.or(status) } else { status };
    let mut found = cause::of(status.as_deref(), code.reply, said);
    if found == Cause::Unknown {
        let told = bounce::without_copy(message.words());
        found = cause::of(status.as_deref(), code.reply, told);
    }
    bounce::verdict(found, status, code.reply)
}

fn status(block: &Part) -> Option<String> {
    let written = block.header("status")?;
    let code = written.split(|c: char| c != '.' && !c.is_ascii_digit()).find(|code| {
        let mut parts = code.split('.');
        let digits = |part: Option<&str>| part.is_some_and(|part| (1..=3).contains(&part.len()));
        digits(parts.next())
            && digits(parts.next())
            && digits(parts.next())
            && parts.next().is_none()
    });
    code.map(str::to_owned)
}

/// The address the mail was sent to, which forwarding may have changed into another.
fn recipient(block: &Part) -> Option<String> {
    ["original-recipient", "final-recipient"].iter().find_map(|name| {
        let written = block.header(name)?;
        let address = written.split_once(';').map_or(written, |(_, address)| address);
        bounce::address(address)
    })
}
