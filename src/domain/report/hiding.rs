//! Who is shown by themselves: nobody with too few answers, and nobody from whom, by taking what is
//! shown from the whole, those could be worked out.
//!
//! Statistical offices call the second complementary suppression (Hundepool et al., *Statistical
//! Disclosure Control*, 2012, §4.2): where one cell of a table with a known total is left out, at
//! least one more must be. Here as many more go, the smallest first, as it takes until at least two
//! are left out and they have the minimum of answers together.

use std::collections::BTreeSet;

/// How many at least are left out, if any are.
const TOGETHER: usize = 2;

/// Those left out whatever is shown: how many, and how many answers they have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    pub members: usize,
    pub answers: u64,
}

/// Who of these, each with so many answers, is shown. Those without answers are neither shown nor
/// left out.
pub(super) fn shown<K: Ord + Copy>(
    sizes: impl Iterator<Item = (K, u64)>,
    already: LeftOut,
    min_n: u64,
) -> BTreeSet<K> {
    let mut sizes: Vec<_> = sizes.filter(|(_, n)| *n > 0).collect();
    sizes.sort_by_key(|(key, n)| (std::cmp::Reverse(*n), *key));
    let mut out = already;
    loop {
        let reveals = out.members > 0 && (out.members < TOGETHER || out.answers < min_n.max(1));
        let last = sizes.last().map_or(0, |(_, n)| *n);
        if sizes.is_empty() || (last >= min_n && !reveals) {
            break;
        }
        sizes.pop();
        out = LeftOut { members: out.members + 1, answers: out.answers + last };
    }
    sizes.into_iter().map(|(key, _)| key).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LeftOut, shown};

    fn of(sizes: &[u64], min_n: u64) -> Vec<usize> {
        let sizes = sizes.iter().copied().enumerate();
        shown(sizes, LeftOut::default(), min_n).into_iter().collect()
    }

    #[test]
    fn one_alone_takes_another_along() {
        assert_eq!(of(&[90, 40, 7], 5), [0, 1, 2]);
        assert_eq!(of(&[90, 40, 4], 5), [0], "40 with it");
        assert_eq!(of(&[90, 40, 2, 3], 5), [0, 1], "two of five answers stand for themselves");
        assert_eq!(of(&[90, 40, 2, 2], 5), [0], "two of four do not");
        assert_eq!(of(&[90, 4], 5), [0; 0]);
        assert_eq!(of(&[90, 0, 40], 5), [0, 2], "nobody hides behind those without answers");
        assert_eq!(of(&[1, 2], 1), [0, 1]);
    }

    proptest! {
        /// Neither what is shown nor the rest of the whole tells of fewer than the minimum, and the
        /// rest is never one alone.
        #[test]
        fn the_rest_of_the_whole_tells_of_nobody(
            sizes in prop::collection::vec(0u64..40, 0..12),
            min_n in 0u64..12,
            members in 0usize..3,
            more in 0u64..9,
        ) {
            let already = LeftOut { members, answers: if members > 0 { more } else { 0 } };
            let shown = shown(sizes.iter().copied().enumerate(), already, min_n);
            let out = sizes.iter().enumerate().filter(|(at, n)| **n > 0 && !shown.contains(at));
            let (count, answers) = out.fold((members, already.answers), |(count, sum), (_, n)| {
                (count + 1, sum + n)
            });
            for at in &shown {
                prop_assert!(sizes[*at] > 0 && sizes[*at] >= min_n);
            }
            if count > 0 && !shown.is_empty() {
                prop_assert!(count >= 2 && answers >= min_n, "{count} with {answers}");
            }
            // Nobody is left out for nothing.
            if already == LeftOut::default() && sizes.iter().all(|n| *n == 0 || *n >= min_n) {
                prop_assert_eq!(shown.len(), sizes.iter().filter(|n| **n > 0).count());
            }
        }
    }
}
