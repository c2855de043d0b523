//! Dates as shops write them.

use jiff::tz::TimeZone;

use super::HANOI;
use crate::domain::intake::dates::{Fault, read};

fn local(written: &str) -> String {
    local_in(written, &HANOI, false)
}

fn local_in(written: &str, zone: &TimeZone, month_first: bool) -> String {
    match read(written, zone, month_first) {
        Ok(Some(when)) => when
            .instant()
            .to_timestamp()
            .to_zoned(zone.clone())
            .strftime("%Y-%m-%d %H:%M:%S")
            .to_string(),
        Ok(None) => "none".to_owned(),
        Err(Fault::Impossible) => "impossible".to_owned(),
        Err(Fault::Unread) => "unread".to_owned(),
    }
}

#[test]
fn day_first_year_first_and_spelled_out() {
    for written in [
        "01/09/2026 08:42",
        "1/9/2026 8:42",
        "1-9-2026, 8:42:00",
        "01.09.2026 08:42",
        "08:42 01/09/2026",
        "08:42:00 1/9/2026",
        "2026-09-01 08:42",
        "2026/9/1 8:42 AM",
        "2026-09-01T08:42:00",
        "2026-09-01T08:42:00+07:00",
        "2026-09-01T01:42:00Z",
        "2026-09-01T01:42:00.000Z",
        "2026-09-01 01:42:00 UTC",
        "2026-08-31 21:42:00 -0400",
        "31/08/2026 21:42 -04:00",
        "1/9/2026 8:42 SA",
        "1/9/2569 8:42",
        "2569-09-01 08:42",
        "1 Sep 2026 8:42am",
        "September 1, 2026 08:42",
        "๐๑/๐๙/๒๕๖๙ ๐๘:๔๒",
        "'01/09/2026 08:42",
        "\u{a0}01/09/2026\u{a0}08:42 ",
    ] {
        assert_eq!(local(written), "2026-09-01 08:42:00", "{written}");
    }
    assert_eq!(local("1/9/2026 12:05 CH"), "2026-09-01 12:05:00");
    assert_eq!(local("1/9/2026 12:05 am"), "2026-09-01 00:05:00");
    assert_eq!(local("1/9/2026 1:05 PM"), "2026-09-01 13:05:00");
}

#[test]
fn a_day_alone_is_noon() {
    assert_eq!(local("01/09/2026"), "2026-09-01 12:00:00");
    assert_eq!(local("29/02/2567"), "2024-02-29 12:00:00");
}

#[test]
fn month_first_only_when_the_header_says_so() {
    assert_eq!(local_in("09/01/2026", &HANOI, true), "2026-09-01 12:00:00");
    assert_eq!(local("09/25/2026"), "impossible");
}

#[test]
fn nothing_is_guessed() {
    for never in ["", "  ", "0000-00-00 00:00:00"] {
        assert_eq!(local(never), "none", "{never}");
    }
    for impossible in [
        "32/13/2026",
        "30/02/2026",
        "29/02/2569",
        "01/09/2026 25:00",
        "2026-09-01 10:60",
        "0/1/2026",
        "01/09/1026",
        "2026-13-01",
        "01/09/2300",
    ] {
        assert_eq!(local(impossible), "impossible", "{impossible}");
    }
    for unread in [
        "1/9/26",
        "46266",
        "46266.4",
        "tomorrow",
        "1/9",
        "08:42",
        "1/9/2026 2/9/2026",
        "1 Sep",
        "Sep 2026",
        "1/9/2026 8:42 8:43",
        "1/9/2026 8",
        "=TODAY()",
        "1/9/2026 am",
        "--",
        "T",
        "::",
        "+",
        "9999999999-1-1",
        "1/9/2026 +99",
        "ngày 1",
        "Séptembre 1 2026",
    ] {
        assert_eq!(local(unread), "unread", "{unread}");
    }
}

#[test]
fn gaps_and_doubled_hours_are_compatible() {
    let paris = TimeZone::get("Europe/Paris").unwrap();
    assert_eq!(local_in("29/03/2026 02:30", &paris, false), "2026-03-29 03:30:00");
    let doubled = read("25/10/2026 02:30", &paris, false).unwrap().unwrap().instant();
    assert_eq!(doubled.to_timestamp().to_string(), "2026-10-25T00:30:00Z");
}
