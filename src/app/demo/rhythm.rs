//! When people order and when they answer: the season, the week, the hour.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::draw::Draw;
use crate::types::Instant;

/// Monday to Sunday.
const WEEK: [f64; 7] = [0.82, 0.84, 0.90, 0.96, 1.14, 1.26, 1.08];

/// January to December: Tết, the Mid-Autumn Festival, the gifts of December.
const SEASON: [f64; 12] = [1.18, 1.06, 0.95, 0.92, 0.93, 0.94, 0.95, 1.00, 1.16, 1.03, 1.02, 1.16];

/// Orders by the hour of the shop's day.
const ORDER_HOURS: [f64; 24] = [
    0.3, 0.1, 0.0, 0.0, 0.0, 0.1, 0.5, 1.2, 2.6, 4.0, 4.6, 4.4, //
    3.6, 2.8, 3.2, 3.8, 4.0, 3.6, 3.4, 4.4, 5.6, 5.4, 3.4, 1.2,
];

/// Scans at the counter, while the shop is open.
const COUNTER_HOURS: [f64; 24] = [
    0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 3.0, //
    2.0, 2.0, 3.0, 4.0, 5.0, 4.0, 3.0, 4.0, 4.0, 2.0, 0.0, 0.0,
];

/// How many orders a day brings, `progress` (0 to 1) through the two years.
pub(super) fn orders_on(day: Date, progress: f64, draw: &Draw) -> i64 {
    let growth = 13.5 + 8.0 * progress;
    let expected = growth * at_place(&WEEK, weekday(day)) * at_place(&SEASON, month(day));
    (expected * draw.between(0.78, 1.22)).round() as i64
}

/// How many people scan the code at the counters on a day.
pub(super) fn scans_on(day: Date, draw: &Draw) -> i64 {
    (3.2 * at_place(&WEEK, weekday(day)) * draw.between(0.3, 1.7)).round() as i64
}

/// An instant of a day at which somebody orders.
pub(super) fn ordering(day: Date, zone: &TimeZone, draw: &Draw) -> Option<Instant> {
    within(day, draw.weighted(&ORDER_HOURS), zone, draw)
}

/// An instant of a day at which somebody stands at the counter.
pub(super) fn visiting(day: Date, zone: &TimeZone, draw: &Draw) -> Option<Instant> {
    within(day, draw.weighted(&COUNTER_HOURS), zone, draw)
}

/// How many seconds after a mail its reader answers: at once, the same evening, days later; those
/// who would answer in the small hours do it over breakfast.
pub(super) fn answering(sent: Instant, zone: &TimeZone, draw: &Draw) -> i64 {
    let hours = match draw.weighted(&[0.34, 0.30, 0.26, 0.10]) {
        0 => draw.waiting(0.25),
        1 => draw.between(1.0, 11.0),
        2 => 12.0 + draw.waiting(30.0),
        _ => 96.0 + draw.waiting(120.0),
    };
    let seconds = (hours * 3600.0).round() as i64 + 25;
    let hour = sent.plus_seconds(seconds).to_timestamp().to_zoned(zone.clone()).hour();
    if hour < 6 { seconds + (i64::from(7 - hour) * 3600) + draw.whole(0, 5400) } else { seconds }
}

fn within(day: Date, hour: usize, zone: &TimeZone, draw: &Draw) -> Option<Instant> {
    let hour = i8::try_from(hour).ok()?;
    let (minute, second) = (draw.whole(0, 59), draw.whole(0, 59));
    let midnight = day.at(hour, 0, 0, 0).to_zoned(zone.clone()).ok()?;
    Some(Instant::from(midnight.timestamp()).plus_seconds(minute * 60 + second))
}

fn at_place(weights: &[f64], place: usize) -> f64 {
    weights.get(place).copied().unwrap_or(1.0)
}

fn weekday(day: Date) -> usize {
    usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0)
}

fn month(day: Date) -> usize {
    usize::try_from(day.month() - 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_brings_fifteen_to_twenty_five_orders_as_a_rule() {
        let draw = Draw::from_seed(1);
        let days: Vec<i64> = date(2025, 1, 1)
            .series(1.day())
            .take(700)
            .zip(0..)
            .map(|(day, index)| orders_on(day, f64::from(index) / 700.0, &draw))
            .collect();
        let mean = days.iter().sum::<i64>() / 700;
        assert!((15..=21).contains(&mean), "{mean}");
        assert!(days.iter().all(|n| (6..=40).contains(n)));
    }

    #[test]
    fn saturdays_are_busier_than_mondays() {
        let draw = Draw::from_seed(2);
        let on = |day: Date| (0..100).map(|_| orders_on(day, 0.5, &draw)).sum::<i64>();
        assert!(on(date(2026, 11, 14)) > on(date(2026, 11, 16)) * 5 / 4);
    }

    #[test]
    fn nobody_orders_at_four_or_answers_before_six() {
        let (draw, zone) = (Draw::from_seed(3), TimeZone::get("Asia/Ho_Chi_Minh").unwrap());
        let hour = |at: Instant| at.to_timestamp().to_zoned(zone.clone()).hour();
        for _ in 0..2000 {
            let ordered = ordering(date(2026, 5, 5), &zone, &draw).unwrap();
            assert!(!(2..5).contains(&hour(ordered)));
            let wait = answering(ordered, &zone, &draw);
            assert!(wait > 0 && hour(ordered.plus_seconds(wait)) >= 6);
        }
    }
}
