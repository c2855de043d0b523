//! What a newer answer does to the one before: completes it, changes it, or waits its turn.
//!
//! Whoever sends a score first and the reasons a minute later has given one answer in two steps;
//! filling what was empty is therefore no edit for a while. What was said and is said otherwise is
//! one: it is kept in the history, and only a few fit into a minute, or one link could fill a disk.

use super::Stored;
use crate::types::Instant;

/// For how long after the first press what was left empty is filled rather than edited.
pub const COMPLETING_SECONDS: i64 = 30 * 60;

/// How many edits of one answer are taken in a minute.
pub const EDITS_A_MINUTE: usize = 5;

/// How far back edits count, in seconds.
pub const MINUTE_SECONDS: i64 = 60;

/// What an answer does to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There was none.
    First,
    /// It says what is stored.
    Same,
    /// It fills what was empty.
    Completed,
    /// It says something else.
    Edited,
}

/// An answer that is there already.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// What it says.
    pub stored: &'a Stored,
    /// When it was first given.
    pub answered_at: Instant,
    /// Its edits of the last minute.
    pub edits: &'a [Instant],
}

/// Whether an answer is taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighed {
    /// It is taken.
    Taken(Change),
    /// It was edited too often just now: in so many seconds it may be again.
    Wait(i64),
    /// It may no longer be changed.
    Sealed,
}

/// Whether an answer is taken now. `edit_seconds` is for how long answers may be edited.
#[must_use]
pub fn weigh(past: Option<&Past<'_>>, after: &Stored, now: Instant, edit_seconds: i64) -> Weighed {
    let Some(past) = past else { return Weighed::Taken(Change::First) };
    let age = now.seconds_since(past.answered_at);
    if past.stored == after {
        return Weighed::Taken(Change::Same);
    }
    if age <= COMPLETING_SECONDS && completes(past.stored, after) {
        return Weighed::Taken(Change::Completed);
    }
    if now > past.answered_at.plus_seconds(edit_seconds) {
        return Weighed::Sealed;
    }
    wait_seconds(past.edits, now).map_or(Weighed::Taken(Change::Edited), Weighed::Wait)
}

/// Whether an answer may still be edited or completed at all.
#[must_use]
pub fn is_open(answered_at: Instant, now: Instant, edit_seconds: i64) -> bool {
    now <= answered_at.plus_seconds(edit_seconds.max(COMPLETING_SECONDS))
}

/// Whether all that was said is said again as it was.
fn completes(before: &Stored, after: &Stored) -> bool {
    before.score == after.score
        && (before.comment.is_none() || before.comment == after.comment)
        && before.answers.iter().all(|(key, answer)| after.answers.get(key) == Some(answer))
}

/// How long an edit has to wait for room in the minute. Edits that a clock since set back has put
/// into the future count only while they are near.
fn wait_seconds(edits: &[Instant], now: Instant) -> Option<i64> {
    let left = |at: &Instant| MINUTE_SECONDS - now.seconds_since(*at);
    let mut left: Vec<i64> =
        edits.iter().map(left).filter(|left| (1..=2 * MINUTE_SECONDS).contains(left)).collect();
    left.sort_unstable_by(|a, b| b.cmp(a));
    left.get(EDITS_A_MINUTE - 1).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::super::Answer;
    use super::*;

    const NOW: Instant = Instant(1_790_000_000_000_000);

    fn said(score: u8, comment: &str, reason: &str) -> Stored {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let answers = given(reason).map(|word| ("reason".to_owned(), Answer::Word(word)));
        Stored { score, comment: given(comment), answers: BTreeMap::from_iter(answers) }
    }

    fn after(seconds: i64, before: &Stored, then: &Stored, edits: &[Instant]) -> Weighed {
        let answered_at = NOW.plus_seconds(-seconds);
        weigh(Some(&Past { stored: before, answered_at, edits }), then, NOW, 86_400)
    }

    #[test]
    fn filling_what_was_empty_is_no_edit_for_half_an_hour() {
        let (score, more) = (said(3, "", ""), said(3, "chậm", "speed"));
        let completed = Weighed::Taken(Change::Completed);
        assert_eq!(after(1_800, &score, &more, &[NOW; 50]), completed, "and has no limit");
        assert_eq!(after(1_801, &score, &more, &[]), Weighed::Taken(Change::Edited));
        assert_eq!(after(60, &said(3, "", "speed"), &more, &[]), completed);
        assert_eq!(after(60, &more, &more, &[NOW; 50]), Weighed::Taken(Change::Same));
        for other in [said(4, "chậm", "speed"), said(3, "", "speed"), said(3, "chậm", "product")]
        {
            assert_eq!(after(60, &more, &other, &[]), Weighed::Taken(Change::Edited), "{other:?}");
        }
        assert_eq!(weigh(None, &more, NOW, 0), Weighed::Taken(Change::First));
    }

    #[test]
    fn where_nothing_may_be_edited_it_may_still_be_completed() {
        let (score, more) = (said(3, "", ""), said(3, "chậm", ""));
        let past = Past { stored: &score, answered_at: NOW.plus_seconds(-60), edits: &[] };
        assert_eq!(weigh(Some(&past), &more, NOW, 0), Weighed::Taken(Change::Completed));
        assert_eq!(weigh(Some(&past), &said(4, "", ""), NOW, 0), Weighed::Sealed);
        assert!(is_open(NOW, NOW.plus_seconds(1_800), 0));
        assert!(!is_open(NOW, NOW.plus_seconds(1_801), 0));
    }

    #[test]
    fn a_few_edits_fit_into_a_minute() {
        let edits: Vec<_> = [50, 40, 30, 20, 10].map(|ago| NOW.plus_seconds(-ago)).into();
        let edit = |edits: &[Instant]| after(600, &said(3, "a", ""), &said(3, "b", ""), edits);
        assert_eq!(edit(&edits), Weighed::Wait(10));
        assert_eq!(edit(&edits[1..]), Weighed::Taken(Change::Edited));
        let older = [&[NOW.plus_seconds(-60)], &edits[1..]].concat();
        assert_eq!(edit(&older), Weighed::Taken(Change::Edited));
        // The clock has gone back by an hour since.
        assert_eq!(edit(&[NOW.plus_seconds(3_600); 9]), Weighed::Taken(Change::Edited));
    }

    proptest! {
        /// Whoever waits as long as was said may edit.
        #[test]
        fn who_waits_may_edit(ago in prop::collection::vec(-60_i64..90, 0..12)) {
            let edits: Vec<_> = ago.iter().map(|ago| NOW.plus_seconds(-ago)).collect();
            if let Some(seconds) = wait_seconds(&edits, NOW) {
                prop_assert!(edits.len() >= EDITS_A_MINUTE && seconds > 0);
                prop_assert_eq!(wait_seconds(&edits, NOW.plus_seconds(seconds)), None);
            }
        }
    }
}
