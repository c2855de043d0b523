//! Named counts as bars: from orders to answers, and how long answers take.

use serde::Serialize;

use crate::domain::report::{Report, WAITS};
use crate::site::words::Words;

/// Named bars, and for the funnel the reasons beside them.
#[derive(Debug, Serialize)]
pub(in crate::site) struct BarsFigure {
    finding: String,
    measure: String,
    bars: Vec<Bar>,
    reasons: Vec<(String, String)>,
}

#[derive(Debug, Serialize)]
struct Bar {
    name: String,
    n: String,
    share: String,
    /// In percent.
    width: String,
}

impl Bar {
    /// `n` of `whole`; the longest bar is `most` long.
    fn new(words: Words, name: String, n: u64, (whole, most): (u64, u64)) -> Self {
        let width = if most == 0 { 0.0 } else { 100.0 * n.min(most) as f64 / most as f64 };
        Self { name, n: words.count(n), share: words.share(n, whole), width: format!("{width:.2}") }
    }
}

/// From orders to answers, with so many reasons at most; `None` where nobody was invited.
pub(in crate::site) fn funnel(words: Words, report: &Report, most: usize) -> Option<BarsFigure> {
    let funnel = report.funnel;
    let whole = funnel.orders.max(funnel.invited);
    if whole == 0 {
        return None;
    }
    let stages = [
        ("orders", funnel.orders),
        ("invited", funnel.invited),
        ("sent", funnel.sent),
        ("answered", funnel.answered),
    ];
    let bar = |(name, n): (&str, u64)| {
        let name = words.text(&format!("site-funnel-{name}"), &[]);
        Bar::new(words, name, n, (whole, whole))
    };
    let (invited, answered) = (words.count(funnel.invited), words.count(funnel.answered));
    let rate = words.share(funnel.answered.min(funnel.invited), funnel.invited);
    let args = [("rate", rate.as_str()), ("invited", &invited), ("answered", &answered)];
    let reason = |(reason, n): &(String, u64)| (words.word("site-reason", reason), words.count(*n));
    Some(BarsFigure {
        finding: words.text("site-funnel", &args),
        measure: words.text("site-funnel-measure", &[]),
        bars: stages.map(bar).into(),
        reasons: report.reasons.iter().take(most).map(reason).collect(),
    })
}

/// How long answers take; `None` for fewer than `min_n`.
pub(in crate::site) fn waits(words: Words, report: &Report, min_n: u64) -> Option<BarsFigure> {
    let waits = &report.waits;
    let whole = Some(waits.total()).filter(|n| *n >= min_n.max(1))?;
    let most = waits.counts().iter().copied().max().unwrap_or(0);
    let bar = |(bucket, n): (&str, &u64)| {
        let name = words.text(&format!("site-wait-{bucket}"), &[]);
        Bar::new(words, name, *n, (whole, most))
    };
    let half = waits.median()?;
    Some(BarsFigure {
        finding: words.text(&format!("site-half-{half}"), &[]),
        measure: words.text("site-waits", &[]),
        bars: WAITS.into_iter().zip(waits.counts()).map(bar).collect(),
        reasons: Vec::new(),
    })
}
