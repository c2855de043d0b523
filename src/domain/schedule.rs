//! When a mail is due, and when it is too late for it.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::types::{Holiday, Instant, Window};

/// How far ahead an opening is looked for. A week is enough, but for the days that clocks leave
/// out: Samoa had no 30 December 2011.
const DAYS_AHEAD: usize = 30;

/// How far ahead an hour is looked for that suits all windows, holidays and clocks at once.
const LONGEST_WAIT_SECONDS: i64 = 400 * 86_400;

/// When mail may go out to one person: inside every window and on no holiday, by the clocks of
/// all zones the person may live in.
#[derive(Clone, Debug)]
pub struct Hours<'a> {
    /// The survey's window, the shop's hours.
    pub windows: Vec<&'a Window>,
    /// The days on which nothing goes out.
    pub holidays: &'a [Holiday],
    /// The likeliest zone first; with none, mail may go out at any time.
    pub zones: Vec<TimeZone>,
}

impl Hours<'_> {
    /// The first instant at or after `earliest` at which mail may go out. If no hour suits all
    /// zones (ten hours apart, with a window of eight), the likeliest zone alone decides; `None` if
    /// none suits that either within a year, as with windows that never meet.
    #[must_use]
    pub fn next(&self, earliest: Instant) -> Option<Instant> {
        let likeliest = self.zones.get(..1).unwrap_or_default();
        self.next_by(&self.zones, earliest).or_else(|| self.next_by(likeliest, earliest))
    }

    /// Moves on to what suits each condition in turn, until none asks to move: since each move
    /// goes to the earliest instant that suits one of them, the end is the earliest for all.
    fn next_by(&self, zones: &[TimeZone], earliest: Instant) -> Option<Instant> {
        let latest = earliest.plus_seconds(LONGEST_WAIT_SECONDS).to_timestamp();
        let mut at = earliest.to_timestamp();
        while at <= latest {
            let mut moved = at;
            for zone in zones {
                for window in &self.windows {
                    moved = next_in_window(window, zone, moved)?;
                }
                moved = after_holidays(self.holidays, zone, moved)?;
            }
            if moved == at {
                return Some(if at == earliest.to_timestamp() { earliest } else { at.into() });
            }
            at = moved;
        }
        None
    }
}

/// The first instant at or after trigger and delay at which mail may go out; where no hour ever
/// suits, the end of the delay, at which whoever sends looks at the hours again.
#[must_use]
pub fn due_at(trigger: Instant, delay_seconds: i64, hours: &Hours<'_>) -> Instant {
    let earliest = trigger.plus_seconds(delay_seconds);
    hours.next(earliest).unwrap_or(earliest)
}

/// The first instant at or after `start` at which the wall clock of `zone` stands inside the
/// window, on days when clocks change too; `None` if there is none in a month.
fn next_in_window(window: &Window, zone: &TimeZone, start: Timestamp) -> Option<Timestamp> {
    if is_open(window, zone, start) {
        return Some(start);
    }
    let opening = next_opening(window, zone, start);
    // Clocks that jump may land inside the window without passing its opening.
    let jump = zone
        .following(start)
        .map(|transition| transition.timestamp())
        .take_while(|instant| opening.is_none_or(|opening| *instant < opening))
        .take(DAYS_AHEAD)
        .find(|instant| is_open(window, zone, *instant));
    jump.or(opening)
}

/// The first instant at or after `start` that lies on no holiday; `None` at the end of time.
fn after_holidays(holidays: &[Holiday], zone: &TimeZone, start: Timestamp) -> Option<Timestamp> {
    let mut at = start;
    loop {
        let day = zone.to_datetime(at).date();
        let Some(holiday) = holidays.iter().find(|holiday| holiday.contains(day)) else {
            return Some(at);
        };
        let next = holiday.last().tomorrow().ok()?;
        at = next.to_zoned(zone.clone()).ok()?.timestamp();
    }
}

/// Whether an order is older than the survey asks about.
#[must_use]
pub fn is_too_old(trigger: Instant, now: Instant, ask_within_seconds: i64) -> bool {
    trigger.plus_seconds(ask_within_seconds) < now
}

/// The last instant at which an answer is taken, from the last send or print.
#[must_use]
pub fn expires_at(last_sent: Instant, answer_within_seconds: i64) -> Instant {
    last_sent.plus_seconds(answer_within_seconds)
}

fn is_open(window: &Window, zone: &TimeZone, instant: Timestamp) -> bool {
    window.contains(zone.to_datetime(instant))
}

/// The first instant after `start` at which the wall clock shows the window's opening time.
fn next_opening(window: &Window, zone: &TimeZone, start: Timestamp) -> Option<Timestamp> {
    let today = zone.to_datetime(start).date();
    let opens = Time::midnight().wrapping_add(i64::from(window.opens_minute()).minutes());
    let mut days = today.series(1.day()).take(DAYS_AHEAD);
    days.find_map(|day| {
        readings(zone, day, opens)
            .find(|instant| *instant >= start && is_open(window, zone, *instant))
    })
}

/// The instants at which a wall clock may show a time: two where clocks are set back, and where
/// they are set forward the instants an hour before and after.
fn readings(zone: &TimeZone, day: Date, time: Time) -> impl Iterator<Item = Timestamp> {
    let reading = zone.to_ambiguous_timestamp(day.to_datetime(time));
    [reading.earlier(), reading.later()].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::select};

    use super::*;
    use crate::types::Weekday;

    fn only<'a>(window: &'a Window, zone: &TimeZone) -> Hours<'a> {
        Hours { windows: vec![window], holidays: &[], zones: vec![zone.clone()] }
    }

    fn at(text: &str) -> Instant {
        text.parse::<Timestamp>().unwrap().into()
    }

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    fn due(trigger: &str, days: &[Weekday], hours: &str, name: &str) -> String {
        let window = Window::new(days, hours).unwrap();
        due_at(at(trigger), 0, &only(&window, &zone(name))).to_timestamp().to_string()
    }

    #[test]
    fn without_a_window_it_is_due_after_the_delay() {
        let utc = zone("UTC");
        let any = Hours { windows: Vec::new(), holidays: &[], zones: vec![utc] };
        let due = due_at(at("2026-11-01T00:00:00Z"), 3 * 86_400, &any);
        assert_eq!(due, at("2026-11-04T00:00:00Z"));
    }

    #[test]
    fn it_waits_for_the_window_to_open() {
        let saigon = "Asia/Ho_Chi_Minh";
        // 08:00, 12:00 and 20:00 of a Monday in Hồ Chí Minh City.
        assert_eq!(due("2026-11-16T01:00:00Z", &[], "09:00-20:00", saigon), "2026-11-16T02:00:00Z");
        assert_eq!(due("2026-11-16T05:00:00Z", &[], "09:00-20:00", saigon), "2026-11-16T05:00:00Z");
        assert_eq!(due("2026-11-16T13:00:00Z", &[], "09:00-20:00", saigon), "2026-11-17T02:00:00Z");
        let sunday = [Weekday::Sun];
        assert_eq!(
            due("2026-11-16T05:00:00Z", &sunday, "09:00-20:00", saigon),
            "2026-11-22T02:00:00Z"
        );
    }

    #[test]
    fn clocks_set_forward_open_the_window_at_the_jump() {
        // Berlin, 29 March 2026: 02:00 becomes 03:00.
        let berlin = "Europe/Berlin";
        assert_eq!(due("2026-03-29T00:30:00Z", &[], "02:30-05:00", berlin), "2026-03-29T01:00:00Z");
        // Nobody's clock shows 02:15 that night.
        assert_eq!(due("2026-03-29T00:30:00Z", &[], "02:10-02:20", berlin), "2026-03-30T00:10:00Z");
        let sunday = [Weekday::Sun];
        assert_eq!(
            due("2026-03-29T00:30:00Z", &sunday, "02:10-02:20", berlin),
            "2026-04-05T00:10:00Z"
        );
    }

    #[test]
    fn clocks_set_back_open_the_window_twice() {
        // Berlin, 25 October 2026: 03:00 becomes 02:00.
        let berlin = "Europe/Berlin";
        assert_eq!(due("2026-10-25T00:20:00Z", &[], "02:00-02:30", berlin), "2026-10-25T00:20:00Z");
        assert_eq!(due("2026-10-25T00:40:00Z", &[], "02:00-02:30", berlin), "2026-10-25T01:00:00Z");
        assert_eq!(due("2026-10-25T00:40:00Z", &[], "01:00-02:30", berlin), "2026-10-25T01:00:00Z");
    }

    #[test]
    fn days_that_clocks_leave_out_are_passed() {
        // Apia had no Friday 30 December 2011.
        let due = due("2011-12-29T12:00:00Z", &[Weekday::Fri], "09:00-20:00", "Pacific/Apia");
        assert_eq!(due, "2012-01-05T19:00:00Z");
    }

    #[test]
    fn an_order_is_too_old_after_the_last_second() {
        let trigger = at("2026-11-01T00:00:00Z");
        assert!(!is_too_old(trigger, trigger.plus_seconds(60), 60));
        assert!(is_too_old(trigger, Instant(trigger.plus_seconds(60).0 + 1), 60));
        assert_eq!(expires_at(trigger, 60), trigger.plus_seconds(60));
    }

    #[test]
    fn holidays_are_days_of_the_customers_wall() {
        let tet = [Holiday::parse("2027-02-05..2027-02-11").unwrap()];
        let window = Window::new(&[], "09:00-20:00").unwrap();
        let zones = vec![zone("Asia/Ho_Chi_Minh")];
        let hours = Hours { windows: vec![&window], holidays: &tet, zones };
        let next = |text: &str| hours.next(at(text)).unwrap().to_timestamp().to_string();
        assert_eq!(next("2027-02-04T12:59:59Z"), "2027-02-04T12:59:59Z");
        assert_eq!(next("2027-02-04T13:00:00Z"), "2027-02-12T02:00:00Z");
        assert_eq!(next("2027-02-08T05:00:00Z"), "2027-02-12T02:00:00Z");
    }

    #[test]
    fn several_zones_must_agree() {
        let window = Window::new(&[], "09:00-20:00").unwrap();
        let evening = Window::new(&[], "08:00-19:00").unwrap();
        let zones = ["America/New_York", "Pacific/Honolulu"].map(zone).to_vec();
        let hours = Hours { windows: vec![&window, &evening], holidays: &[], zones };
        // 09:00 in Honolulu is 14:00 in New York, where 19:00 ends the day.
        assert_eq!(hours.next(at("2026-12-01T15:00:00Z")), Some(at("2026-12-01T19:00:00Z")));
        assert_eq!(hours.next(at("2026-12-02T00:00:00Z")), Some(at("2026-12-02T19:00:00Z")));
        // No hour suits both: New York decides.
        let short = Window::new(&[], "09:00-12:00").unwrap();
        let hours = Hours { windows: vec![&short], ..hours };
        assert_eq!(hours.next(at("2026-12-01T05:00:00Z")), Some(at("2026-12-01T14:00:00Z")));
    }

    #[test]
    fn windows_that_never_meet_leave_no_hour() {
        let night = Window::new(&[], "00:00-01:00").unwrap();
        let later = Window::new(&[], "01:00-02:00").unwrap();
        let zones = vec![zone("Asia/Ho_Chi_Minh")];
        let hours = Hours { windows: vec![&night, &later], holidays: &[], zones };
        assert_eq!(hours.next(at("2026-12-01T05:00:00Z")), None);
    }

    fn any_zone() -> impl Strategy<Value = TimeZone> {
        let names = [
            "UTC",
            "Asia/Ho_Chi_Minh",
            "Europe/Berlin",
            "America/Sao_Paulo",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "Pacific/Apia",
        ];
        select(names.to_vec()).prop_map(zone)
    }

    fn any_window() -> impl Strategy<Value = Window> {
        let days = proptest::collection::vec(select(Weekday::ALL.to_vec()), 1..4);
        (days, 0..1_430_u16, 1..1_440_u16).prop_map(|(days, opens, length)| {
            let closes = opens.saturating_add(length).min(1_440);
            let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
            Window::new(&days, &format!("{}-{}", time(opens), time(closes))).unwrap()
        })
    }

    proptest! {
        #[test]
        fn due_is_inside_and_not_before_the_delay(
            seconds in 946_684_800..2_500_000_000_i64,
            delay in 0..8_640_000_i64,
            window in any_window(),
            zone in any_zone(),
        ) {
            let trigger = Instant::from_seconds(seconds);
            let due = due_at(trigger, delay, &only(&window, &zone));
            prop_assert!(due >= trigger.plus_seconds(delay));
            prop_assert!(is_open(&window, &zone, due.to_timestamp()));
            prop_assert_eq!(due_at(due, 0, &only(&window, &zone)), due);
        }

        /// Ten minutes divide every jump of these zones, and every window here opens on one of them.
        #[test]
        fn no_earlier_instant_is_inside(
            tens in 1_577_836..4_166_666_i64,
            opens in 0..140_u16,
            day in select(Weekday::ALL.to_vec()),
            zone in any_zone(),
        ) {
            let time = |tens: u16| format!("{:02}:{:02}", tens / 6, tens % 6 * 10);
            let hours = format!("{}-{}", time(opens), time(opens + 4));
            let window = Window::new(&[day], &hours).unwrap();
            let trigger = Instant::from_seconds(tens * 600);
            let due = due_at(trigger, 0, &only(&window, &zone));
            let mut earlier = trigger;
            while earlier < due {
                prop_assert!(!is_open(&window, &zone, earlier.to_timestamp()), "{:?}", earlier);
                earlier = earlier.plus_seconds(600);
            }
        }
    }
}
