//! The clock, against those of others: mails dated wrongly are taken for spam.

use super::check::Check;
use crate::db::dialect::server_time;
use crate::flow::House;
use crate::types::{Clock, Instant};

/// What is checked here.
const NAME: &str = "clock";

/// 2026-01-01: this program is not older.
const EARLIEST: Instant = Instant(1_767_225_600_000_000);

/// So many seconds nobody minds.
const LITTLE: i64 = 30;

/// So many make signatures and dates look forged.
const TOO_MUCH: i64 = 300;

/// Compares with the time in the public address's answer and with the database server's.
pub(super) async fn check(
    own: &dyn Clock,
    answer: Option<Instant>,
    house: Option<&House>,
) -> Check {
    let mut others = Vec::new();
    others.extend(answer.map(|time| ("the public address's answer", time)));
    if let Some(house) = house
        && let Ok(Some(time)) = house.db.read(server_time).await
    {
        others.push(("the database server", time));
    }
    judge(own.now(), &others)
}

fn judge(now: Instant, others: &[(&str, Instant)]) -> Check {
    let advice = "set the clock and keep it right: timedatectl set-ntp true";
    if now < EARLIEST {
        return Check::fail(NAME, format!("it shows {}", now.to_timestamp()), advice);
    }
    let off = |other: &Instant| now.seconds_since(*other);
    let worst = others.iter().max_by_key(|(_, time)| off(time).abs());
    let Some((whose, time)) = worst else {
        return Check::ok(
            NAME,
            format!("it shows {}; there was none to compare with", now.to_timestamp()),
        );
    };
    let seconds = off(time);
    let found = match seconds {
        0.. => format!("it is {seconds} s ahead of {whose}"),
        _ => format!("it is {} s behind {whose}", seconds.abs()),
    };
    match seconds.abs() {
        0..LITTLE => Check::ok(NAME, format!("it agrees with {whose}")),
        LITTLE..TOO_MUCH => Check::warn(NAME, found, advice),
        _ => Check::fail(NAME, found, advice),
    }
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::app::doctor::Level;
    use crate::types::Instant;

    #[test]
    fn a_clock_is_judged_by_the_worst() {
        let now = Instant::from_seconds(1_800_000_000);
        let level = |others: &[i64]| {
            let others: Vec<_> =
                others.iter().map(|off| ("another", now.plus_seconds(*off))).collect();
            judge(now, &others).level
        };
        assert_eq!((level(&[]), level(&[2, -3])), (Level::Ok, Level::Ok));
        assert_eq!((level(&[0, 60]), level(&[-60])), (Level::Warn, Level::Warn));
        assert_eq!((level(&[1, 900]), level(&[-86_400])), (Level::Fail, Level::Fail));
        assert_eq!(judge(Instant::from_seconds(0), &[]).level, Level::Fail);
    }
}
