//! Complaints: feedback reports (RFC 5965), asked for by a feedback loop or by the header of
//! RFC 9477, and those that Microsoft sends as a bare copy of the mail.

use super::mime::{Part, read_fields};
use super::{Cause, Kind, Verdict, bounce};

/// What a message with a complaint says; `None` for one without.
pub fn read(message: &Part) -> Option<Verdict> {
    let own = message.own();
    let report = own.iter().find(|part| part.kind == "message/feedback-report");
    let Some(report) = report else { return bare(message) };
    let fields = read_fields(report.text.as_deref().unwrap_or_default());
    let (kind, cause) = kind_of(fields.header("feedback-type").unwrap_or_default());
    let address = ["original-rcpt-to", "removal-recipient"].iter();
    let mut recipient = address.flat_map(|name| fields.headers(name)).find_map(bounce::address);
    recipient = recipient.or_else(|| hidden_recipient(message));
    Some(Verdict { reason: Some(cause), recipient, ..Verdict::new(kind) })
}

fn kind_of(written: &str) -> (Kind, Cause) {
    match written.trim().to_lowercase().as_str() {
        "fraud" | "phishing" => (Kind::Complaint, Cause::Fraud),
        "virus" => (Kind::Complaint, Cause::Virus),
        "opt-out" | "opt-out-list" | "miscategorized" => (Kind::Complaint, Cause::OptOut),
        "not-spam" => (Kind::Other, Cause::NotSpam),
        "auth-failure" | "dmarc" => (Kind::Other, Cause::AuthFailure),
        _ => (Kind::Complaint, Cause::Abuse),
    }
}

/// Microsoft's Junk Mail Reporting Program: `complaint about message from 192.0.2.1`.
fn bare(message: &Part) -> Option<Verdict> {
    let is_microsofts = message.header("from").is_some_and(|from| {
        let from = from.to_lowercase();
        ["staff@hotmail.com", "staff@outlook.com"].iter().any(|address| from.contains(address))
    });
    let subject = message.header("subject").unwrap_or_default().to_lowercase();
    let is_complaint = is_microsofts && subject.starts_with("complaint about message");
    message.returned().filter(|_| is_complaint)?;
    let recipient = hidden_recipient(message);
    Some(Verdict { reason: Some(Cause::Abuse), recipient, ..Verdict::new(Kind::Complaint) })
}

fn hidden_recipient(message: &Part) -> Option<String> {
    let returned = message.returned()?;
    returned.header("x-hmxmroriginalrecipient").and_then(bounce::address)
}
