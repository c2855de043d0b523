//! From orders to answers, and what was lost on the way.

use std::collections::BTreeMap;

/// How many got how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Orders the survey could have asked about.
    pub orders: u64,
    /// Those invited.
    pub invited: u64,
    /// Those something was sent or printed for.
    pub sent: u64,
    /// Those who answered.
    pub answered: u64,
}

impl Funnel {
    /// Answered invitations per invitation, a fraction; `None` when nobody was invited.
    #[must_use]
    pub fn response_rate(&self) -> Option<f64> {
        (self.invited > 0).then(|| self.answered.min(self.invited) as f64 / self.invited as f64)
    }

    /// Counts `n` more at a stage; words of later versions are passed over.
    pub(super) fn add(&mut self, stage: &str, n: u64) {
        match stage {
            "orders" => self.orders += n,
            "invited" => self.invited += n,
            "sent" => self.sent += n,
            "answered" => self.answered += n,
            _ => {}
        }
    }
}

/// Reasons with their counts, the most frequent first; those that came to nothing are left out.
pub(super) fn most_frequent_first(reasons: BTreeMap<&str, u64>) -> Vec<(String, u64)> {
    let mut sorted: Vec<_> = reasons
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(reason, n)| (reason.to_owned(), n))
        .collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sorted
}
