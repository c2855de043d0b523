//! Why a mail came back, and what that says about the address.

use super::phrases;

macro_rules! causes {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// Why a message was sent back to us.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Cause { $($(#[$doc])* $name),* }

        impl Cause {
            /// The word as it stands in reports and in the database.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }
        }
    };
}

causes! {
    /// There is no such mailbox.
    NoSuchUser = "no_such_user",
    /// There is no such domain, or it takes no mail.
    NoSuchDomain = "no_such_domain",
    /// The mailbox was closed.
    Inactive = "inactive",
    /// The mailbox is full.
    MailboxFull = "mailbox_full",
    /// The receiving side does not want mail from us, or from anybody like us.
    Policy = "policy",
    /// SPF, DKIM or DMARC did not hold.
    Authentication = "authentication",
    /// The content was taken for spam, or forbidden.
    Content = "content",
    /// The mail is larger than the receiving side takes.
    TooLarge = "too_large",
    /// The mail went in circles.
    Loop = "loop",
    /// No server answered until the time was over.
    Unreachable = "unreachable",
    /// The receiving side had trouble until the time was over.
    Temporary = "temporary",
    /// Nobody says why.
    Unknown = "unknown",
    /// A complaint: unwanted mail.
    Abuse = "abuse",
    /// A complaint: a fraud.
    Fraud = "fraud",
    /// A complaint: a virus.
    Virus = "virus",
    /// A complaint: the reader wants no more of it.
    OptOut = "opt_out",
    /// The reader says that it was no spam.
    NotSpam = "not_spam",
    /// A report on authentication; nobody complains.
    AuthFailure = "auth_failure",
    /// Delivery takes longer; the server goes on trying.
    Delayed = "delayed",
    /// The mail was delivered.
    Delivered = "delivered",
    /// The mail was passed on to a server that gives no reports.
    Relayed = "relayed",
    /// The mail was passed on to a list.
    Expanded = "expanded",
    /// Somebody opened or deleted the mail.
    Receipt = "receipt",
}

/// What a cause says about an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// No mail will ever reach it.
    Hard,
    /// This one did not reach it; after several it is given up.
    Soft,
    /// Nothing: the fault is ours, or the mail's.
    None,
}

impl Weight {
    /// The word as it stands in the database.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Soft => "soft",
            Self::None => "none",
        }
    }
}

impl Cause {
    /// What it says about the address.
    #[must_use]
    pub fn weight(self) -> Weight {
        match self {
            Self::NoSuchUser | Self::NoSuchDomain | Self::Inactive => Weight::Hard,
            Self::MailboxFull
            | Self::Loop
            | Self::Unreachable
            | Self::Temporary
            | Self::Unknown => Weight::Soft,
            _ => Weight::None,
        }
    }
}

/// The cause that codes and words come to. A status that says one thing only is believed before
/// the words; most servers use many of the others as they please, so there the words decide.
pub(super) fn of(status: Option<&str>, reply: Option<u16>, words: &str) -> Cause {
    let said = phrases::find(words);
    let mut parts = status.unwrap_or_default().split('.').map(|part| part.parse::<u16>().ok());
    let class = parts.next().flatten().or(reply.map(|code| code / 100));
    let detail = (parts.next().flatten(), parts.next().flatten());
    let exact = match detail {
        (Some(subject), Some(detail)) => exactly(class, subject, detail, said),
        _ => None,
    };
    let cause = exact.or(said).or_else(|| by_reply(reply)).unwrap_or(Cause::Unknown);
    match (class, cause.weight()) {
        // A name that is not known now may be known tomorrow.
        (Some(4), Weight::Hard) => Cause::Temporary,
        (Some(4), _) if cause == Cause::Unknown => Cause::Temporary,
        _ => cause,
    }
}

/// What a status of RFC 3463, or one of Microsoft's own, says by itself.
fn exactly(class: Option<u16>, subject: u16, detail: u16, said: Option<Cause>) -> Option<Cause> {
    let unless =
        |others: &[Cause], cause| Some(said.filter(|said| others.contains(said)).unwrap_or(cause));
    match (subject, detail) {
        (1, 1 | 3 | 6 | 10) => unless(&[Cause::MailboxFull, Cause::Inactive], Cause::NoSuchUser),
        (1, 2) => Some(Cause::NoSuchDomain),
        (1, 7..=9) => Some(Cause::Policy),
        // Also said of mailboxes that get too much at once.
        (2, 1) => said.or(Some(Cause::Inactive)),
        (2, 2) => Some(Cause::MailboxFull),
        (2, 3) | (3, 4) => Some(Cause::TooLarge),
        (4, 4 | 310) => Some(Cause::NoSuchDomain),
        (4, 6 | 14) => Some(Cause::Loop),
        (4, 7 | 300 | 312 | 316 | 317) => said.or(Some(Cause::Unreachable)),
        (6, _) => unless(&[Cause::TooLarge], Cause::Content),
        (7, 20..=30 | 509 | 515 | 516) => Some(Cause::Authentication),
        (7, 13) => Some(Cause::Inactive),
        (7, _) if class == Some(4) => {
            unless(&[Cause::Authentication, Cause::Content], Cause::Policy)
        }
        (7, _) => said.or(Some(Cause::Policy)),
        _ => None,
    }
}

fn by_reply(reply: Option<u16>) -> Option<Cause> {
    match reply {
        Some(552) => Some(Cause::MailboxFull),
        Some(553) => Some(Cause::NoSuchUser),
        _ => None,
    }
}
