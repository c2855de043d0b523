//! What servers say in words, in the languages of those our customers have mailboxes with.

mod ours;
mod road;
mod theirs;

use unicode_normalization::UnicodeNormalization;

use super::Cause;

/// How much of a text is looked through.
const LONGEST: usize = 16 * 1024;

/// The cause that a text names. The lists are tried in order: what is about us (authentication,
/// policy) is often said of addresses too ("access denied", "rejected"), never the other way round.
pub(super) fn find(text: &str) -> Option<Cause> {
    let text: String = text.chars().take(LONGEST).nfc().flat_map(char::to_lowercase).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let holds = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    let found = LISTS.iter().find(|(_, phrases)| holds(phrases));
    found.map(|(cause, _)| *cause)
}

const LISTS: &[(Cause, &[&str])] = &[
    (Cause::NoSuchUser, theirs::CERTAIN),
    (Cause::Authentication, ours::AUTHENTICATION),
    (Cause::MailboxFull, theirs::FULL),
    (Cause::TooLarge, ours::TOO_LARGE),
    (Cause::Content, ours::CONTENT),
    (Cause::Loop, road::LOOP),
    (Cause::Policy, ours::POLICY),
    (Cause::Inactive, theirs::INACTIVE),
    (Cause::NoSuchDomain, theirs::NO_SUCH_DOMAIN),
    (Cause::NoSuchUser, theirs::NO_SUCH_USER),
    (Cause::Unreachable, road::UNREACHABLE),
    (Cause::Temporary, road::TEMPORARY),
];
