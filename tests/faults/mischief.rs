//! What can go wrong between a mail server and a client: where, and how.

use std::time::Duration;

use crate::support::dice::Dice;

/// How long the sender waits for anything, by `?timeout=` of its address.
pub const PATIENCE: Duration = Duration::from_secs(1);

/// The part of a conversation in which something goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// The first words of the server.
    Greeting,
    /// The reply to EHLO.
    Ehlo,
    /// The reply to STARTTLS, and what should be a handshake.
    Tls,
    /// The reply to AUTH.
    Auth,
    /// The reply to MAIL.
    Mail,
    /// The reply to RCPT.
    Rcpt,
    /// The reply to DATA.
    Data,
    /// The letter on its way, before its final dot was read.
    Body,
    /// The reply to the final dot.
    Dot,
    /// Between two letters.
    Between,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// "Later": a 4xx.
    Later,
    /// "No": a 5xx.
    Refuse,
    /// 421, and the line is closed.
    Goodbye,
    /// The line is closed without a word.
    Cut,
    /// The line is reset (RST).
    Reset,
    /// Silence for as long as the client stays.
    Hush,
    /// The right reply, after the client has lost patience.
    TooLate,
    /// Bytes that are no reply.
    Garbage,
    /// Half of the right reply, then the line is closed.
    Half,
    /// A code of success that does not belong here.
    Wrong,
    /// The right reply after a while.
    Slow,
    /// The right reply byte by byte.
    Drip,
    /// The right reply in several lines.
    Lines,
    /// The right reply and one more that nobody asked for.
    Twice,
}

/// Fifty times rarer than others: each costs the sender all its patience.
const PATIENT: [Act; 2] = [Act::Hush, Act::TooLate];

/// All others that a reply can suffer.
const QUICK: [Act; 12] = [
    Act::Later,
    Act::Refuse,
    Act::Goodbye,
    Act::Cut,
    Act::Reset,
    Act::Garbage,
    Act::Half,
    Act::Wrong,
    Act::Slow,
    Act::Drip,
    Act::Lines,
    Act::Twice,
];

/// What can befall a letter under way: nothing is said, but the reading ends or slows down.
const UNDER_WAY: [Act; 5] = [Act::Cut, Act::Reset, Act::Later, Act::Slow, Act::Hush];

/// A thing that will go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mischief {
    /// Where.
    pub at: Phase,
    /// What.
    pub act: Act,
}

impl Mischief {
    /// For the beginning of a connection: rarely anything, in a storm always.
    pub fn of_connection(dice: &mut Dice, storm: bool) -> Option<Self> {
        if storm {
            let acts = [Act::Later, Act::Refuse, Act::Goodbye, Act::Cut, Act::Reset];
            return Some(Self { at: Phase::Greeting, act: dice.any(&acts) });
        }
        if !dice.per_mille(25) {
            return None;
        }
        let at = dice.any(&[Phase::Greeting, Phase::Ehlo, Phase::Tls, Phase::Auth]);
        Some(Self { at, act: act(dice) })
    }

    /// For one letter: a fifth of them has trouble.
    pub fn of_letter(dice: &mut Dice) -> Option<Self> {
        if !dice.per_mille(200) {
            return None;
        }
        let phases =
            [Phase::Mail, Phase::Rcpt, Phase::Data, Phase::Body, Phase::Dot, Phase::Between];
        Some(match dice.any(&phases) {
            at @ Phase::Body if dice.per_mille(950) => Self { at, act: dice.any(&UNDER_WAY[..4]) },
            at @ Phase::Body => Self { at, act: Act::Hush },
            at @ Phase::Between => {
                Self { at, act: dice.any(&[Act::Goodbye, Act::Cut, Act::Reset]) }
            }
            at => Self { at, act: act(dice) },
        })
    }
}

fn act(dice: &mut Dice) -> Act {
    if dice.per_mille(20) { dice.any(&PATIENT) } else { dice.any(&QUICK) }
}

impl Mischief {
    /// Whether a client can know, after this, what became of its letter.
    pub fn is_ambiguous(self) -> bool {
        match self.at {
            Phase::Body => self.act != Act::Slow,
            // The second 354 is taken for the reply to the dot.
            Phase::Data => self.act == Act::Twice,
            Phase::Dot => !matches!(
                self.act,
                Act::Later
                    | Act::Refuse
                    | Act::Goodbye
                    | Act::Slow
                    | Act::Drip
                    | Act::Lines
                    | Act::Twice
            ),
            _ => false,
        }
    }
}

impl Phase {
    /// The right reply.
    pub fn reply(self) -> &'static str {
        match self {
            Self::Greeting => "220 mail.test ESMTP",
            Self::Ehlo => "250-mail.test\r\n250-8BITMIME\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN",
            Self::Tls => "220 2.0.0 go ahead",
            Self::Auth => "235 2.7.0 welcome",
            Self::Mail => "250 2.1.0 sender taken",
            Self::Rcpt => "250 2.1.5 recipient taken",
            Self::Data => "354 go on",
            Self::Body | Self::Dot | Self::Between => "250 2.0.0 queued",
        }
    }

    /// A refusal, for good or for now.
    pub fn refusal(self, for_good: bool) -> &'static str {
        match (self, for_good) {
            (Self::Greeting, true) => "554 5.3.2 not for you",
            (Self::Greeting, false) => "450 4.3.2 not now",
            (Self::Ehlo | Self::Tls, true) => "502 5.5.1 what?",
            (Self::Tls, false) => "454 4.7.0 no TLS at the moment",
            (Self::Auth, true) => "535 5.7.8 who?",
            (Self::Auth, false) => "454 4.7.0 the passwords are away",
            (Self::Mail, true) => "553 5.1.8 no such sender",
            (Self::Rcpt, true) => "550-5.1.1 There is no such person.\r\n550 5.1.1 Really.",
            (Self::Rcpt, false) => "450 4.2.0 greylisted, come back",
            (Self::Data, true) => "554 5.6.0 no valid recipients",
            (_, true) => "554 5.7.1 this looks like spam",
            (_, false) => "451 4.3.0 a local error",
        }
    }

    /// A code of success that is another phase's.
    pub fn wrong(self, dice: &mut Dice) -> &'static str {
        match self {
            Self::Greeting | Self::Ehlo | Self::Tls => "354 go on",
            Self::Data => "250 2.0.0 fine",
            Self::Dot | Self::Body | Self::Between => {
                dice.any(&["251 2.1.5 will forward", "252 2.0.0 perhaps", "354 go on", "220 hello"])
            }
            Self::Auth | Self::Mail | Self::Rcpt => "354 go on",
        }
    }
}
