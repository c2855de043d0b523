//! How the shop does over the two years: slowly better, but for a month of late parcels.
//!
//! Seven months ago the shop changed its courier. Parcels came late, most of all those that
//! travel far; a month later it changed back, and customers took two more months to forgive.

use jiff::civil::Date;

use super::draw::Draw;
use crate::types::Instant;

/// How many months ago it was.
pub(super) const BAD_MONTH: i32 = 7;

/// How bad the delivery trouble is on a day, 0 to 1, seen from `today`.
pub(super) fn trouble(day: Date, today: Date) -> f64 {
    let through = f64::from(day.day()) / 31.0;
    match months_between(day, today) {
        8 if day.day() >= 24 => 0.25,
        BAD_MONTH if day.day() <= 4 => 0.7,
        BAD_MONTH => 1.0,
        6 => 0.60 - 0.35 * through,
        5 => 0.15,
        _ => 0.0,
    }
}

fn months_between(day: Date, today: Date) -> i32 {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    months(today) - months(day)
}

/// What customers of a day feel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mood {
    detractors: f64,
    passives: f64,
    trouble: f64,
}

/// The mood `progress` (0 to 1) through the two years, with `trouble` as far as it reaches here.
pub(super) fn mood(progress: f64, trouble: f64) -> Mood {
    let mix = |usual: f64, troubled: f64| usual + (troubled - usual) * trouble;
    Mood {
        detractors: mix(0.185 - 0.065 * progress, 0.50),
        passives: mix(0.305 - 0.045 * progress, 0.26),
        trouble,
    }
}

/// What the shop counts a customer among, by how long ago they first came.
pub(super) fn tier(since: Instant, placed_at: Instant) -> &'static str {
    match placed_at.seconds_since(since) {
        0 => "Khách mới",
        seconds if seconds < 90 * 86_400 => "Thành viên",
        _ => "Khách thân thiết",
    }
}

/// How much better an order goes than most, −1 to 1: one of the staff packs with a note in it, one
/// in a hurry; teapots break on the way; gift boxes please; who comes back likes the shop.
pub(super) fn lift(products: &[&str], staff: &str, tier: &str) -> f64 {
    let of_staff = match staff {
        "Hằng" => 0.45,
        "กนกวรรณ" => -0.25,
        _ => 0.0,
    };
    let of_products: f64 = products
        .iter()
        .map(|product| match *product {
            "Ấm gốm Bát Tràng" => -0.55,
            "Hộp quà “Lá”" => 0.3,
            _ => 0.0,
        })
        .sum();
    let of_tier = if tier == "Khách thân thiết" { 0.25 } else { 0.0 };
    (of_staff + of_products + of_tier).clamp(-1.0, 1.0)
}

impl Mood {
    /// The same mood, `lift` (−1 to 1) better or worse.
    pub fn lifted(self, lift: f64) -> Self {
        let share = if lift > 0.0 { 1.0 - 0.6 * lift } else { 1.0 - 1.2 * lift };
        let passives = if lift > 0.0 { 1.0 - 0.4 * lift } else { 1.0 };
        Self {
            detractors: (self.detractors * share).min(0.7),
            passives: self.passives * passives,
            ..self
        }
    }

    /// What a customer values most, whatever the score: asked of everybody.
    pub fn valued(&self, score: u8, draw: &Draw) -> &'static str {
        let weights = match score {
            0..=6 => [0.30 - 0.2 * self.trouble, 0.10, 0.26, 0.34],
            7 | 8 => [0.26, 0.18, 0.30, 0.26],
            _ => [0.17, 0.33, 0.36, 0.14],
        };
        ["delivery", "people", "taste", "price"]
            .get(draw.weighted(&weights))
            .copied()
            .unwrap_or("taste")
    }

    /// How well it was packed, one to five.
    pub fn packing(score: u8, draw: &Draw) -> usize {
        let weights = match score {
            0..=6 => [0.14, 0.20, 0.30, 0.24, 0.12],
            7 | 8 => [0.03, 0.09, 0.30, 0.38, 0.20],
            _ => [0.01, 0.03, 0.12, 0.36, 0.48],
        };
        1 + draw.weighted(&weights)
    }

    /// A score from 0 to 10.
    pub fn score(&self, draw: &Draw) -> u8 {
        let promoters = 1.0 - self.detractors - self.passives;
        let (lowest, weights): (u8, &[f64]) =
            match draw.weighted(&[self.detractors, self.passives, promoters]) {
                0 => (0, &[0.07, 0.05, 0.08, 0.13, 0.14, 0.26, 0.27]),
                1 => (7, &[0.4, 0.6]),
                _ => (9, &[0.38, 0.62]),
            };
        lowest + u8::try_from(draw.weighted(weights)).unwrap_or(0)
    }

    /// Why somebody is unhappy.
    pub fn reason(&self, draw: &Draw) -> &'static str {
        let late = 0.24 + 0.60 * self.trouble;
        let rest = 1.0 - late;
        match draw.weighted(&[late, rest * 0.25, rest * 0.38, rest * 0.37]) {
            0 => "speed",
            1 => "courtesy",
            2 => "product",
            _ => "packing",
        }
    }
}

/// Stars at the counter, `progress` through the time the code has hung there.
pub(super) fn stars(progress: f64, draw: &Draw) -> u8 {
    let low = 0.12 - 0.05 * progress;
    let weights = [low * 0.35, low * 0.65, 0.11, 0.29, 0.60 - low];
    1 + u8::try_from(draw.weighted(&weights)).unwrap_or(4)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn score_of(mood: &Mood) -> f64 {
        100.0 * (1.0 - mood.passives - 2.0 * mood.detractors)
    }

    #[test]
    fn one_month_is_bad_and_the_next_ones_recover() {
        let today = date(2026, 11, 22);
        let on = |month, day| score_of(&mood(0.8, trouble(date(2026, month, day), today)));
        assert!(on(3, 10) > 40.0, "{}", on(3, 10));
        assert!(on(4, 15) < -20.0, "{}", on(4, 15));
        assert!(on(5, 15) > on(4, 15) && on(5, 15) < on(6, 15));
        assert!(on(7, 15) > 40.0);
    }

    #[test]
    fn the_story_crosses_a_new_year() {
        assert!(trouble(date(2025, 10, 20), date(2026, 5, 3)) > 0.9);
    }

    #[test]
    fn who_packs_and_what_is_in_it_shows() {
        let usual = mood(0.5, 0.0);
        let (better, worse) = (usual.lifted(0.45), usual.lifted(-0.55));
        assert!(score_of(&better) > score_of(&usual) + 5.0);
        assert!(score_of(&worse) < score_of(&usual) - 10.0);
        assert!(lift(&["Ấm gốm Bát Tràng"], "Tuấn", "Khách mới") < 0.0);
        assert!(lift(&[], "Hằng", "Khách thân thiết") > 0.5);
    }

    #[test]
    fn late_parcels_are_the_reason_in_trouble() {
        let draw = Draw::from_seed(5);
        let late = |trouble| {
            let mood = mood(0.5, trouble);
            (0..1000).filter(|_| mood.reason(&draw) == "speed").count()
        };
        assert!(late(1.0) > 780);
        assert!(late(0.0) < 300);
    }

    #[test]
    fn scores_stay_on_their_scales() {
        let draw = Draw::from_seed(9);
        for _ in 0..1000 {
            assert!(mood(0.5, 0.5).score(&draw) <= 10);
            assert!((1..=5).contains(&stars(0.5, &draw)));
        }
    }
}
