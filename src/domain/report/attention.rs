//! What an owner should look at: few things, each with its reason, the gravest first.

use std::collections::BTreeMap;

use super::{Control, Dimension, Month, MonthChange, Week};
use crate::domain::stats::{Estimate, Verdict};
use crate::types::BurstKind;

/// From which share of the mails on addresses that fail are more than the usual few: senders with
/// more than this are refused more often.
const MANY_BOUNCES: f64 = 0.02;

/// Something to look at.
#[derive(Clone, Debug, PartialEq)]
pub enum Attention {
    /// The last full month is clearly below the one before.
    Fell(MonthChange),
    /// The last full month is clearly below that of a year ago.
    FellInAYear(MonthChange),
    /// The control chart has left its limits, and is out still.
    Signal {
        /// Above or below.
        verdict: Verdict,
        /// Since when.
        since: Week,
    },
    /// A member of a dimension is clearly below the rest.
    Below {
        /// The dimension's name.
        dimension: String,
        /// The member's name.
        member: String,
        /// Its score.
        estimate: Estimate,
    },
    /// Answers that came in bursts and that nobody has decided about.
    Burst {
        /// The kind's word: `device`, `place`, `cards`.
        kind: &'static str,
        /// How many bursts.
        n: u64,
    },
    /// Mails of this month and the last that did not arrive, or may not have.
    Mail {
        /// The reason's word: `bounced`, `refused`, `gave_up`, `uncertain`.
        reason: &'static str,
        /// How many.
        n: u64,
        /// Of how many sent.
        sent: u64,
    },
}

/// Counts of one month's mail: `sent` and reasons by word.
pub(super) type Mail<'a> = BTreeMap<Month, BTreeMap<&'a str, u64>>;

/// Looks through what a report has found.
pub(super) fn look(
    (change, year): (Option<MonthChange>, Option<MonthChange>),
    control: Option<&Control>,
    dimensions: &[Dimension],
    (mail, current): (&Mail, Month),
    bursts: &BTreeMap<&str, u64>,
) -> Vec<Attention> {
    let fell = |change: &MonthChange| change.verdict == Verdict::Down;
    let mut found = Vec::new();
    found.extend(change.filter(fell).map(Attention::Fell));
    found.extend(year.filter(fell).map(Attention::FellInAYear));
    let signal = control.and_then(|control| control.signals.last()).filter(|s| s.lasting);
    found.extend(signal.map(|s| Attention::Signal { verdict: s.verdict, since: s.from }));
    // The last of a dimension is the lowest.
    let lowest = |dimension: &Dimension| {
        let members = dimension.members.iter().rev();
        let member = members.clone().find(|member| member.verdict == Verdict::Down)?;
        Some(Attention::Below {
            dimension: dimension.name.clone(),
            member: member.name.clone(),
            estimate: member.estimate,
        })
    };
    found.extend(dimensions.iter().filter_map(lowest));
    found.extend(BurstKind::ALL.iter().filter_map(|kind| {
        let n = bursts.get(kind.word()).copied().filter(|n| *n > 0)?;
        Some(Attention::Burst { kind: kind.word(), n })
    }));
    found.extend(lost_mail(mail, current));
    found
}

fn lost_mail(mail: &Mail, current: Month) -> Vec<Attention> {
    let recent = |word: &str| {
        let months = [current.before(), current];
        months.iter().filter_map(|month| mail.get(month)?.get(word)).sum::<u64>()
    };
    let sent = recent("sent");
    let many = |n: u64| n as f64 > MANY_BOUNCES * sent as f64;
    ["uncertain", "gave_up", "bounced", "refused"]
        .into_iter()
        .map(|reason| (reason, recent(reason)))
        .filter(|(reason, n)| match *reason {
            "bounced" | "refused" => *n > 1 && many(*n),
            _ => *n > 0,
        })
        .map(|(reason, n)| Attention::Mail { reason, n, sent })
        .collect()
}
