//! Pairs of words that stand together more often than chance would bring them together.
//!
//! T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational
//! Linguistics 19 (1993): −2 log λ of the two-by-two table of a pair. Unlike mutual information it
//! does not favour what was seen once.

/// What −2 log λ must exceed: the 99.9 % point of χ² with one degree of freedom.
pub(super) const CLEARLY: f64 = 10.828;

/// −2 log λ for two words in a row: `both` times together, the first `left` times as the first of
/// a pair and the second `right` times as the second, among `all` pairs. 0 where they stand
/// together less often than by chance, or where the counts cannot be.
pub(super) fn log_likelihood(both: u64, left: u64, right: u64, all: u64) -> f64 {
    let (Some(only_left), Some(only_right)) = (left.checked_sub(both), right.checked_sub(both))
    else {
        return 0.0;
    };
    let Some(neither) = (all + both).checked_sub(left + right) else { return 0.0 };
    let expected = left as f64 * right as f64 / (all.max(1)) as f64;
    if both as f64 <= expected {
        return 0.0;
    }
    let cell = |n: u64, row: u64, column: u64| {
        if n == 0 {
            0.0
        } else {
            n as f64 * (n as f64 * all as f64 / (row as f64 * column as f64)).ln()
        }
    };
    2.0 * (cell(both, left, right)
        + cell(only_left, left, all - right)
        + cell(only_right, all - left, right)
        + cell(neither, all - left, all - right))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::log_likelihood;

    /// Dunning (1993), table 3: of 31,777 bigrams "the swiss" 110 times, "the" 2,442 + 110, "swiss" 110 + 111.
    #[test]
    fn published_value() {
        assert!((log_likelihood(110, 2_552, 221, 31_777) - 270.72).abs() < 0.01);
    }

    #[test]
    fn what_is_as_frequent_as_chance_is_nothing() {
        assert_eq!(log_likelihood(10, 100, 100, 1_000), 0.0);
        assert_eq!(log_likelihood(5, 2, 9, 100), 0.0);
        assert_eq!(log_likelihood(0, 0, 0, 0), 0.0);
    }

    proptest! {
        #[test]
        fn is_a_number_of_zero_or_more(both in 0u64..50, left in 0u64..500, right in 0u64..500, all in 0u64..2_000) {
            let found = log_likelihood(both, left, right, all);
            prop_assert!(found.is_finite() && found >= 0.0);
        }
    }
}
