//! A rush, from the first answer to the owner's word.

use proptest::prelude::*;

use super::*;

/// A place that was made long before.
const KNOWN: i64 = -KNOWN_SLOTS;

/// A place that was never in a rush, at the first slot.
fn calm(since: i64) -> Rush {
    Rush { hot_until: -1, ..Rush::default() }.at(0, since)
}

fn in_limits(rush: &mut Rush, since: i64, shown: Proof) -> Verdict {
    let limits = rush.limits(since);
    rush.take(shown, limits, false)
}

/// How many of a slot's answers are counted, when so many come and show nothing.
fn pour(rush: &mut Rush, since: i64, n: i64) -> i64 {
    let counted = |rush: &mut Rush| in_limits(rush, since, Proof::None) == Verdict::Counted;
    (0..n).map(|_| i64::from(counted(rush))).sum()
}

#[test]
fn a_hundred_guests_at_once_are_no_rush_at_a_new_place() {
    let mut rush = Rush::default().at(10, 9);
    assert_eq!(pour(&mut rush, 9, 100), 100);
    assert!(!rush.is_hot());
}

#[test]
fn four_times_the_busiest_slot_is_a_rush_and_it_lasts_a_slot_longer() {
    let of = |peak, since| Rush { peak, ..Rush::default() }.limits(since).slot;
    assert_eq!((of(0, KNOWN), of(7, KNOWN), of(50, KNOWN)), (30, 30, 200));
    assert_eq!((of(0, KNOWN + 1), of(50, 0)), (150, 200));
    let mut rush = Rush { peak: 10, ..Rush::default() }.at(10, KNOWN);
    assert_eq!(pour(&mut rush, KNOWN, 45), 40);
    assert_eq!(in_limits(&mut rush, KNOWN, Proof::None), Verdict::Asked);
    assert_eq!(in_limits(&mut rush, KNOWN, Proof::Worked), Verdict::Held, "until it is settled");
    let mut next = rush.at(11, KNOWN);
    assert_eq!(in_limits(&mut next, KNOWN, Proof::None), Verdict::Asked);
    let mut later = next.at(12, KNOWN);
    assert_eq!(in_limits(&mut later, KNOWN, Proof::None), Verdict::Counted);
    assert_eq!(later.peak, 10, "a rush is not what a place is used to");
}

#[test]
fn a_flood_taught_the_gate_that_it_was_usual() {
    // 150, 600, 2,400 …: each slot filled to the limit that the one before had raised.
    let mut rush = calm(0);
    let mut counted = 0;
    for slot in 0..144 {
        rush = rush.at(slot, 0);
        let limit = rush.limits(0).slot;
        assert_eq!(limit, MANY, "slot {slot}");
        counted += pour(&mut rush, 0, limit);
    }
    assert_eq!(counted, MANY * FULL_SLOTS, "and a day ends it");
    // Nor does one kept below the limit teach more than a new place may have.
    let mut rush = calm(KNOWN);
    for slot in 0..200 {
        rush = rush.at(slot, KNOWN);
        let below = rush.limits(KNOWN).slot - 1;
        pour(&mut rush, KNOWN, below);
        assert!(below < MANY);
    }
    assert_eq!(rush.peak, BELIEVED);
    assert!(rush.day_peak <= BELIEVED_DAY && rush.limits(KNOWN).day <= MANY * FULL_SLOTS);
}

#[test]
fn a_flood_that_goes_on_keeps_the_rush_going() {
    let mut rush = calm(KNOWN);
    let mut counted = 0;
    for slot in 0..10 {
        rush = rush.at(slot, KNOWN);
        counted += pour(&mut rush, KNOWN, 100);
    }
    assert_eq!(counted, FEW, "those before it began");
    let mut worked = calm(KNOWN);
    let mut count = 0;
    for slot in 0..10 {
        worked = worked.at(slot, KNOWN);
        let all = (0..100).map(|_| in_limits(&mut worked, KNOWN, Proof::Worked));
        count += all.filter(|verdict| *verdict == Verdict::Counted).count();
    }
    assert_eq!(i64::try_from(count), Ok(FEW), "with work too");
}

#[test]
fn the_owner_teaches_what_a_place_may_have() {
    let mut rush = calm(KNOWN);
    pour(&mut rush, KNOWN, 500);
    rush.learn(500, 500);
    assert!(!rush.is_hot());
    assert_eq!(rush.limits(KNOWN), Limits { slot: 2_000, day: 20_000 });
    assert_eq!(pour(&mut rush, KNOWN, 1_000), 1_000);
}

#[test]
fn with_count_rushes_patience_is_counted_up_to_the_limit_and_work_always() {
    let mut rush = Rush { hot_until: 6, ..Rush::default() }.at(5, KNOWN);
    let limits = Limits { slot: 30, day: 300 };
    let taken: Vec<_> = (0..35).map(|_| rush.take(Proof::Waited, limits, true)).collect();
    assert_eq!(taken.iter().filter(|taken| **taken == Verdict::Counted).count(), 30);
    assert_eq!(taken.last(), Some(&Verdict::Held));
    assert_eq!(rush.take(Proof::Worked, limits, true), Verdict::Counted);
}

#[test]
fn a_clock_that_had_jumped_ahead_left_a_slot_in_the_future() {
    let jumped = Rush { n: 9, day_n: 40, peak: 12, hot_until: 1_001, ..Rush::default() };
    let jumped = Rush { slot: 1_000, ..jumped };
    let back = jumped.at(10, KNOWN);
    assert!(jumped.is_ahead_of(10) && !back.is_hot());
    assert_eq!((back.slot, back.n, back.day_n, back.peak), (10, 0, 0, 12));
    // Another node's clock may be a slot ahead.
    assert_eq!(jumped.at(999, KNOWN), jumped);
}

fn any_proof() -> impl Strategy<Value = Proof> {
    prop_oneof![Just(Proof::None), Just(Proof::Waited), Just(Proof::Worked)]
}

proptest! {
    /// However answers come: nothing shown is never held, proof is never asked for again, and
    /// what counts of a slot is never more than its limit, or with `count_rushes` without work
    /// twice that.
    #[test]
    fn nobody_is_turned_away_and_little_counts_without_work(
        steps in prop::collection::vec((0_i64..3, any_proof()), 0..400),
        peak in 0_i64..20,
        count_rushes in any::<bool>(),
    ) {
        let mut rush = Rush { peak, hot_until: -1, ..Rush::default() };
        let (mut slot, mut free, mut all) = (0, 0, 0);
        for (pause, proof) in steps {
            if pause == 2 {
                slot += 1;
                (free, all) = (0, 0);
            }
            rush = rush.at(slot, KNOWN);
            let limits = rush.limits(KNOWN);
            let verdict = rush.take(proof, limits, count_rushes);
            match proof {
                Proof::None => prop_assert_ne!(verdict, Verdict::Held),
                _ => prop_assert_ne!(verdict, Verdict::Asked),
            }
            let is_counted = i64::from(verdict == Verdict::Counted);
            all += is_counted;
            free += if proof == Proof::Worked { 0 } else { is_counted };
            prop_assert!(free <= 2 * limits.slot, "{} of {:?}", free, limits);
            prop_assert!(count_rushes || all <= limits.slot, "{} of {:?}", all, limits);
            prop_assert!(rush.unproven <= rush.n && rush.slot == slot);
        }
    }

    /// Never a rush below what a place is known to have.
    #[test]
    fn what_a_place_had_before_is_no_rush(
        peak in 0_i64..10_000, day_peak in 0_i64..100_000, since in -10_000_i64..0,
    ) {
        let limits = |peak, day_peak| {
            Rush { peak, day_peak, ..Rush::default() }.limits(since)
        };
        prop_assert!(limits(peak, 0).slot >= peak.max(FEW));
        prop_assert!(limits(peak, day_peak).day >= day_peak.max(peak));
        prop_assert!(limits(peak + 1, 0).slot >= limits(peak, 0).slot);
    }
}
