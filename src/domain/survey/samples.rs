//! Arbitrary surveys for property tests.

use std::collections::BTreeSet;

use proptest::{collection, option, prelude::*, sample::select};

use super::{
    Definition, FollowUp, FollowUpKind, REMINDER_TEXT_KEYS, Reminder, TEXT_KEYS, Texts, Weekday,
    When, Window, parse::TAKEN,
};
use crate::types::{Kind, Language, Trigger};

/// A text as a shop may write it.
fn any_text() -> impl Strategy<Value = String> {
    "[\\p{L}\\p{N}\"'#\\\\=\\[\\].,!?]{1,20}( \\{name\\})?"
}

fn any_texts(keys: Vec<String>) -> impl Strategy<Value = Texts> {
    let written = collection::btree_map(select(keys), any_text(), 1..4);
    collection::btree_map(select(Language::ALL.to_vec()), written, 0..3)
}

fn any_follow_up(key: String) -> impl Strategy<Value = FollowUp> {
    let options = collection::btree_set("[a-k][a-z0-9_]{0,8}", 1..5);
    let chosen = (select(FollowUpKind::ALL.to_vec()), select(When::ALL.to_vec()), options);
    chosen.prop_flat_map(move |(kind, when, options)| {
        let options: Vec<String> =
            if kind.has_options() { options.into_iter().collect() } else { Vec::new() };
        let mut keys = options.clone();
        keys.push("label".to_owned());
        let key = key.clone();
        any_texts(keys).prop_map(move |texts| FollowUp {
            key: key.clone(),
            kind,
            when,
            options: options.clone(),
            texts,
        })
    })
}

fn any_window() -> impl Strategy<Value = Window> {
    let days = collection::vec(select(Weekday::ALL.to_vec()), 1..7);
    (days, 0..1_439_u16, 1..1_440_u16).prop_map(|(days, opens, length)| {
        let closes = opens.saturating_add(length).min(1_440);
        let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        Window::new(&days, &format!("{}-{}", time(opens), time(closes))).unwrap()
    })
}

fn any_reminders(answer_within: i64) -> impl Strategy<Value = Vec<Reminder>> {
    let texts = any_texts(REMINDER_TEXT_KEYS.map(str::to_owned).to_vec());
    let reminder = (1..answer_within, texts)
        .prop_map(|(delay_seconds, texts)| Reminder { delay_seconds, texts });
    collection::vec(reminder, 0..=Reminder::MOST)
}

fn any_slug() -> impl Strategy<Value = String> {
    "[a-h][a-z0-9]{0,10}".prop_filter("names of the site", |slug| !TAKEN.contains(&slug.as_str()))
}

/// A survey that a file could hold.
pub(crate) fn any_definition() -> impl Strategy<Value = Definition> {
    let keys = collection::btree_set("[f-r][a-z0-9_]{0,6}", 0..6);
    let follow_ups = keys.prop_flat_map(|keys: BTreeSet<String>| {
        keys.into_iter().map(any_follow_up).collect::<Vec<_>>()
    });
    let texts = any_texts(TEXT_KEYS.map(str::to_owned).to_vec());
    let timing = (0..1_000_000_i64, 0..10_000_000_i64, 100..10_000_000_i64, 0..10_000_000_i64);
    (
        (any_slug(), select(Kind::ALL.to_vec()), any::<bool>()),
        (select(Trigger::ALL.to_vec()), timing, 0.0..=1.0_f64),
        (option::of(any_window()), texts, follow_ups, any_reminders(100)),
    )
        .prop_map(
            |(
                (slug, kind, active),
                (trigger, timing, sample),
                (window, texts, follow_ups, reminders),
            )| {
                let (delay_seconds, more, answer_within_seconds, quiet_period_seconds) = timing;
                Definition {
                    slug,
                    kind,
                    active,
                    trigger,
                    delay_seconds,
                    ask_within_seconds: delay_seconds + more + 1,
                    answer_within_seconds,
                    quiet_period_seconds,
                    sample,
                    window,
                    texts,
                    follow_ups,
                    reminders,
                }
            },
        )
}
