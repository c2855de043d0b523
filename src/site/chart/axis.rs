//! An axis with round ticks, cut from a scale no further than the data allow.

/// An axis over part of a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The least value shown.
    pub from: f64,
    /// The greatest value shown.
    pub to: f64,
    /// From tick to tick.
    pub step: f64,
    /// A tick that all others are whole steps from.
    origin: f64,
    /// Whether the axis leaves out an end of the scale, which a chart must say.
    pub broken: bool,
}

impl Axis {
    /// The whole of a scale.
    #[must_use]
    pub fn whole((least, most): (f64, f64)) -> Self {
        // The middle of a scale of seven is 4; those of 100 or 200 have room for quarters.
        let parts = if most - least < 10.0 { 2.0 } else { 4.0 };
        Self { from: least, to: most, step: (most - least) / parts, origin: least, broken: false }
    }

    /// As much of a scale as holds `low` to `high`, but a fifth of it at least, so that noise does
    /// not fill the chart, in at most `parts` steps (one more where both ends round outwards).
    #[must_use]
    pub fn around(low: f64, high: f64, (least, most): (f64, f64), parts: f64) -> Self {
        let (low, high) = (low.clamp(least, most), high.clamp(least, most));
        let missing = ((most - least) / 5.0 - (high - low)).max(0.0);
        let low = (low - missing / 2.0).max(least);
        let high = (high + missing / 2.0).min(most);
        let step = round_step((high - low) / parts);
        let from = ((low / step + 1e-9).floor() * step).max(least);
        let to = ((high / step - 1e-9).ceil() * step).min(most);
        Self { from, to, step, origin: 0.0, broken: from > least || to < most }
    }

    /// The values of the ticks, from low to high.
    pub fn ticks(self) -> impl Iterator<Item = f64> {
        let first = ((self.from - self.origin) / self.step - 1e-9).ceil();
        (0..32)
            .map(move |place| self.origin + (first + f64::from(place)) * self.step)
            .take_while(move |tick| *tick <= self.to + 1e-9)
    }

    /// Where a value lies: 0 at the low end, 1 at the high end.
    #[must_use]
    pub fn share(self, value: f64) -> f64 {
        if self.to <= self.from {
            return 0.5;
        }
        ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }
}

/// The next of 1, 2, 2½, 5, 10, … (times a power of ten) that is not below `least`.
fn round_step(least: f64) -> f64 {
    if least.is_nan() || least <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|digit| digit * power);
    steps.into_iter().find(|step| *step >= least - 1e-9).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::Axis;

    const POINTS: (f64, f64) = (-100.0, 100.0);

    #[test]
    fn ticks_are_round_and_hold_the_data() {
        let axis = Axis::around(12.3, 61.0, POINTS, 5.0);
        assert_eq!((axis.from, axis.to, axis.step, axis.broken), (10.0, 70.0, 10.0, true));
        assert_eq!(axis.ticks().count(), 7);
        let seven = Axis::whole((1.0, 7.0));
        assert_eq!(seven.ticks().collect::<Vec<_>>(), [1.0, 4.0, 7.0]);
        let whole = Axis::whole(POINTS);
        assert_eq!(whole.ticks().collect::<Vec<_>>(), [-100.0, -50.0, 0.0, 50.0, 100.0]);
    }

    #[test]
    fn an_axis_never_leaves_the_scale_nor_zooms_into_noise() {
        let axis = Axis::around(98.0, 100.0, (0.0, 100.0), 5.0);
        assert!(axis.to <= 100.0 && axis.to - axis.from >= 10.0);
        let axis = Axis::around(6.9, 7.0, (1.0, 7.0), 5.0);
        assert!(axis.from >= 1.0 && axis.to <= 7.0 && axis.ticks().count() >= 2);
        assert!((axis.share(7.0) - 1.0).abs() < 1e-9);
    }
}
