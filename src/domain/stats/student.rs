//! The 97.5 % point of Student's t distribution.
//!
//! Up to 200 degrees of freedom the finite series of Abramowitz and Stegun 26.7.3 and 26.7.4 is
//! inverted by bisection, once for the life of the program; above, the expansion 26.7.5 has an error
//! below 1e-10.

use std::f64::consts::{FRAC_2_PI, FRAC_PI_2};
use std::sync::LazyLock;

use super::Z_975;

/// Up to how many degrees of freedom the series is summed.
const TABLED: u32 = 200;

static TABLE: LazyLock<Vec<f64>> = LazyLock::new(|| (1..=TABLED).map(invert).collect());

/// The value that t exceeds in absolute terms with probability 5 %; for 0 degrees of freedom that
/// of 1, since there is none.
#[must_use]
pub fn t_975(degrees: u64) -> f64 {
    let place = usize::try_from(degrees.saturating_sub(1)).unwrap_or(usize::MAX);
    TABLE.get(place).copied().unwrap_or_else(|| expand(degrees as f64))
}

/// Finds θ = atan(t / √ν) with [`central`] = 95 % by bisection, and from it t.
fn invert(degrees: u32) -> f64 {
    let (mut below, mut above) = (0.0, FRAC_PI_2);
    for _ in 0..60 {
        let middle = f64::midpoint(below, above);
        if central(middle, degrees) < 0.95 { below = middle } else { above = middle }
    }
    f64::midpoint(below, above).tan() * f64::from(degrees).sqrt()
}

/// P(|t| ≤ √ν tan θ): 26.7.3 for odd ν, 26.7.4 for even ν.
fn central(theta: f64, degrees: u32) -> f64 {
    let (sine, cosine) = theta.sin_cos();
    let odd = degrees % 2 == 1;
    let mut term = if odd { cosine } else { 1.0 };
    let mut sum = 0.0;
    let mut power = if odd { 1 } else { 0 };
    while power + 2 <= degrees {
        sum += term;
        power += 2;
        term *= cosine * cosine * f64::from(power - 1) / f64::from(power);
    }
    if odd { FRAC_2_PI * (theta + sine * sum) } else { sine * sum }
}

/// The Cornish-Fisher expansion 26.7.5 in powers of 1/ν.
fn expand(degrees: f64) -> f64 {
    let z = Z_975;
    let z2 = z * z;
    let first = z * (z2 + 1.0) / 4.0;
    let second = z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
    let third = z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
    let fourth = z * ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) / 92_160.0;
    z + (first + (second + (third + fourth / degrees) / degrees) / degrees) / degrees
}

#[cfg(test)]
mod tests {
    use super::{expand, t_975};

    /// R: `qt(.975, c(1, 2, 3, 4, 10, 30, 100, 200))`.
    #[test]
    fn quantiles_of_r() {
        let known = [
            (1, 12.706_204_736),
            (2, 4.302_652_730),
            (3, 3.182_446_305),
            (4, 2.776_445_105),
            (10, 2.228_138_852),
            (30, 2.042_272_456),
            (100, 1.983_971_519),
            (200, 1.971_896_224),
        ];
        for (degrees, wanted) in known {
            assert!((t_975(degrees) - wanted).abs() < 1e-9, "{degrees}: {}", t_975(degrees));
        }
    }

    #[test]
    fn series_and_expansion_meet() {
        assert!((t_975(200) - expand(200.0)).abs() < 1e-9);
        assert!(t_975(201) < t_975(200));
        assert!((t_975(u64::MAX) - super::Z_975).abs() < 1e-12);
        assert!(t_975(0).is_finite());
    }
}
