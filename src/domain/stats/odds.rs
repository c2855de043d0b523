//! The odds ratio of a two-by-two table with its interval: how strongly an answer goes with a high
//! score.
//!
//! Odds ratio ad/bc, interval exp(ln OR ± z·√(1/a + 1/b + 1/c + 1/d)): B. Woolf, "On estimating the
//! relation between blood group and disease", Annals of Human Genetics 19 (1955). Where a cell is
//! empty, ½ is added to each: J. B. S. Haldane, Annals of Human Genetics 20 (1956); F. J. Anscombe,
//! Biometrika 43 (1956). Odds are not likelihood: a share that rises from 50 % to 75 % is 1.5
//! times as likely, and its odds are 3 times as high.

use super::{Verdict, Z_975, change::PICKED};

/// Who gave an answer and who gave another, each by whether the score was high.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Gave the answer and a high score.
    pub with_high: u64,
    /// Gave the answer and no high score.
    pub with_other: u64,
    /// Gave another answer and a high score.
    pub without_high: u64,
    /// Gave another answer and no high score.
    pub without_other: u64,
}

/// An odds ratio with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Odds {
    /// The ratio; 1 is no relation.
    pub ratio: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// The logarithm of the ratio in standard errors.
    pub z: f64,
    /// Whether it differs from 1 by more than noise, by the stricter measure for what is picked
    /// out of many.
    pub verdict: Verdict,
}

impl Table {
    /// How many gave the answer.
    #[must_use]
    pub fn with(self) -> u64 {
        self.with_high + self.with_other
    }

    /// How many gave another.
    #[must_use]
    pub fn without(self) -> u64 {
        self.without_high + self.without_other
    }

    /// How many there are.
    #[must_use]
    pub fn total(self) -> u64 {
        self.with() + self.without()
    }

    /// The smallest of the four sums at its edges: what is known of the rarer answer and of the
    /// rarer score.
    #[must_use]
    pub fn least_margin(self) -> u64 {
        let high = self.with_high + self.without_high;
        let other = self.with_other + self.without_other;
        self.with().min(self.without()).min(high).min(other)
    }

    /// The odds ratio; `None` if a sum at the edge is empty, since then there is nothing to compare.
    #[must_use]
    pub fn odds(self) -> Option<Odds> {
        if self.least_margin() == 0 {
            return None;
        }
        let cells = [self.with_high, self.with_other, self.without_high, self.without_other];
        let added = if cells.contains(&0) { 0.5 } else { 0.0 };
        let [a, b, c, d] = cells.map(|n| n as f64 + added);
        let log = (a / b).ln() - (c / d).ln();
        let error = (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
        let z = log / error;
        let verdict = match z {
            z if z > PICKED => Verdict::Up,
            z if z < -PICKED => Verdict::Down,
            _ => Verdict::WithinNoise,
        };
        let (low, high) = ((log - Z_975 * error).exp(), (log + Z_975 * error).exp());
        Some(Odds { ratio: log.exp(), low, high, z, verdict })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Table, Verdict};

    fn table(a: u64, b: u64, c: u64, d: u64) -> Table {
        Table { with_high: a, with_other: b, without_high: c, without_other: d }
    }

    /// Ratio, ends of the interval, z, by statsmodels 0.15.0 on Python 3.11:
    /// `Table2x2([[a, b], [c, d]], shift_zeros=False)`, its `oddsratio`, `oddsratio_confint(0.05)` and
    /// `log_oddsratio / log_oddsratio_se`, printed with `%.17g`. Where a cell is empty ½ was added to
    /// all four by hand: its `shift_zeros` adds to the empty one alone, unlike its documentation.
    #[test]
    #[expect(clippy::excessive_precision, reason = "as they were printed")]
    fn an_independent_implementation_agrees() {
        let vectors: [([u64; 4], [f64; 4]); 8] = [
            (
                [10, 20, 30, 40],
                [
                    0.66666666666666663,
                    0.27251484754302585,
                    1.6308999250922422,
                    -0.88832954396844932,
                ],
            ),
            (
                [58, 22, 139, 168],
                [3.186396337475474, 1.8573036927873863, 5.4665920597183568, 4.2080992792845962],
            ),
            ([1, 1, 1, 1], [1.0, 0.019842523968149901, 50.396814518412249, 0.0]),
            ([120, 3, 80, 40], [20.0, 5.9825975192875056, 66.860590021378798, 4.865056887456511]),
            (
                [0, 12, 9, 30],
                [
                    0.12842105263157894,
                    0.0069331661345079093,
                    2.378706414796349,
                    -1.3781135368964397,
                ],
            ),
            (
                [15, 0, 7, 9],
                [39.266666666666666, 2.0055789909534103, 768.79101649251857, 2.4185382863791314],
            ),
            (
                [5000, 1200, 3900, 2600],
                [2.7777777777777777, 2.5637002243552085, 3.0097315237614102, 24.967691095668783],
            ),
            (
                [250_000, 1, 3, 90_000],
                [7500000000.0, 780140480.57640779, 72102398735.211609, 19.691720280026619],
            ),
        ];
        for ([a, b, c, d], wanted) in vectors {
            let odds = table(a, b, c, d).odds().unwrap();
            for (found, wanted) in [odds.ratio, odds.low, odds.high, odds.z].into_iter().zip(wanted)
            {
                let off = (found - wanted).abs() / wanted.abs().max(1.0);
                assert!(off < 1e-9, "{a} {b} {c} {d}: {found} is not {wanted}");
            }
        }
    }

    #[test]
    fn where_nobody_stands_there_is_nothing_to_compare() {
        for (a, b, c, d) in [(0, 0, 3, 4), (3, 4, 0, 0), (3, 0, 4, 0), (0, 3, 0, 4), (0, 0, 0, 0)] {
            assert_eq!(table(a, b, c, d).odds(), None);
        }
        assert_eq!(table(30, 20, 20, 30).odds().unwrap().verdict, Verdict::WithinNoise);
        assert_eq!(table(80, 20, 20, 80).odds().unwrap().verdict, Verdict::Up);
        assert_eq!(table(20, 80, 80, 20).odds().unwrap().verdict, Verdict::Down);
    }

    proptest! {
        #[test]
        fn turning_the_table_turns_the_ratio([a, b, c, d] in prop::array::uniform4(0u64..100_000)) {
            let Some(odds) = table(a, b, c, d).odds() else { return Ok(()) };
            let turned = table(c, d, a, b).odds().unwrap();
            prop_assert!(odds.low > 0.0 && odds.high.is_finite() && odds.z.is_finite());
            prop_assert!(odds.low <= odds.ratio && odds.ratio <= odds.high);
            prop_assert!((odds.ratio * turned.ratio - 1.0).abs() < 1e-9);
            prop_assert!((odds.low * turned.high - 1.0).abs() < 1e-9);
            let asked_otherwise = table(a, c, b, d).odds().unwrap();
            prop_assert!((odds.ratio / asked_otherwise.ratio - 1.0).abs() < 1e-9, "it has no direction");
        }

        #[test]
        fn more_of_the_same_narrows_the_interval([a, b, c, d] in prop::array::uniform4(1u64..5_000), k in 2u64..20) {
            let one = table(a, b, c, d).odds().unwrap();
            let many = table(a * k, b * k, c * k, d * k).odds().unwrap();
            prop_assert!(many.high / many.low < one.high / one.low);
            prop_assert!((many.ratio / one.ratio - 1.0).abs() < 1e-9);
        }
    }
}
