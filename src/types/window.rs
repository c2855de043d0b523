//! When mail may go out: weekdays and hours of the day, without a time zone of their own.

use serde::{Deserialize, Serialize};

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Weekday {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] =
        [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];

    /// The word in survey files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Mon => "mon",
            Self::Tue => "tue",
            Self::Wed => "wed",
            Self::Thu => "thu",
            Self::Fri => "fri",
            Self::Sat => "sat",
            Self::Sun => "sun",
        }
    }

    /// Reads the word; `None` if it is none of the seven.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.word() == word)
    }
}

impl From<jiff::civil::Weekday> for Weekday {
    fn from(weekday: jiff::civil::Weekday) -> Self {
        match weekday {
            jiff::civil::Weekday::Monday => Self::Mon,
            jiff::civil::Weekday::Tuesday => Self::Tue,
            jiff::civil::Weekday::Wednesday => Self::Wed,
            jiff::civil::Weekday::Thursday => Self::Thu,
            jiff::civil::Weekday::Friday => Self::Fri,
            jiff::civil::Weekday::Saturday => Self::Sat,
            jiff::civil::Weekday::Sunday => Self::Sun,
        }
    }
}

/// The hours of the week in which mail may go out: never empty, and within one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Window {
    weekdays: Vec<Weekday>,
    opens_minute: u16,
    closes_minute: u16,
}

/// A window as it stands in files and JSON.
#[derive(Serialize, Deserialize)]
struct Written {
    weekdays: Vec<Weekday>,
    hours: String,
}

impl Window {
    /// A window from its weekdays (none means all seven) and the hours as written.
    ///
    /// # Errors
    /// Says what is wrong with the hours.
    pub fn new(weekdays: &[Weekday], hours: &str) -> Result<Self, String> {
        let (opens_minute, closes_minute) = parse_hours(hours)?;
        let mut weekdays =
            if weekdays.is_empty() { Weekday::ALL.to_vec() } else { weekdays.to_vec() };
        weekdays.sort_unstable();
        weekdays.dedup();
        Ok(Self { weekdays, opens_minute, closes_minute })
    }

    /// The days on which the window opens, Monday first.
    #[must_use]
    pub fn weekdays(&self) -> &[Weekday] {
        &self.weekdays
    }

    /// Minutes after midnight at which the window opens: 0 to 1439.
    #[must_use]
    pub fn opens_minute(&self) -> u16 {
        self.opens_minute
    }

    /// Minutes after midnight at which the window closes, itself outside: 1 to 1440.
    #[must_use]
    pub fn closes_minute(&self) -> u16 {
        self.closes_minute
    }

    /// The hours as written: `09:00-20:00`.
    #[must_use]
    pub fn hours(&self) -> String {
        let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        format!("{}-{}", time(self.opens_minute), time(self.closes_minute))
    }

    /// Whether there is a minute of the week that lies in both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.weekdays.iter().any(|day| other.weekdays.contains(day))
            && self.opens_minute.max(other.opens_minute)
                < self.closes_minute.min(other.closes_minute)
    }

    /// Whether a wall clock's time lies inside.
    #[must_use]
    pub fn contains(&self, wall: jiff::civil::DateTime) -> bool {
        let minute =
            u16::from(wall.hour().unsigned_abs()) * 60 + u16::from(wall.minute().unsigned_abs());
        self.weekdays.contains(&wall.weekday().into())
            && (self.opens_minute..self.closes_minute).contains(&minute)
    }
}

/// Reads `HH:MM-HH:MM`, from 00:00 to 24:00, opening before closing.
fn parse_hours(hours: &str) -> Result<(u16, u16), String> {
    let problem = || {
        format!(
            "`{hours}` is found; allowed is `HH:MM-HH:MM` within one day, such as `09:00-20:00`"
        )
    };
    let (opens, closes) = hours.split_once('-').ok_or_else(problem)?;
    let opens = parse_time(opens).ok_or_else(problem)?;
    let closes = parse_time(closes).ok_or_else(problem)?;
    if opens < closes { Ok((opens, closes)) } else { Err(problem()) }
}

fn parse_time(time: &str) -> Option<u16> {
    let (hour, minute) = time.trim().split_once(':')?;
    let number = |text: &str| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if digits { text.parse::<u16>().ok() } else { None }
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let total = hour * 60 + minute;
    (minute < 60 && total <= 24 * 60).then_some(total)
}

impl TryFrom<Written> for Window {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        Self::new(&written.weekdays, &written.hours)
    }
}

impl From<Window> for Written {
    fn from(window: Window) -> Self {
        Self { hours: window.hours(), weekdays: window.weekdays }
    }
}

#[cfg(test)]
mod tests {
    use super::{Weekday, Window};

    #[test]
    fn hours_are_read_and_written() {
        for hours in ["09:00-20:00", "00:00-24:00", "23:59-24:00"] {
            assert_eq!(Window::new(&[], hours).unwrap().hours(), hours);
        }
        assert_eq!(Window::new(&[], "9:05 - 20:00").unwrap().hours(), "09:05-20:00");
        for wrong in
            ["", "9-20", "20:00-09:00", "09:00-09:00", "09:00-24:01", "09:60-10:00", "+9:00-10:00"]
        {
            let problem = Window::new(&[], wrong).unwrap_err();
            assert!(problem.contains("allowed"), "{problem}");
        }
    }

    #[test]
    fn windows_meet_in_a_minute_of_a_day_of_both() {
        let window = |days: &[Weekday], hours| Window::new(days, hours).unwrap();
        let night = window(&[], "00:00-01:00");
        assert!(night.meets(&window(&[], "00:59-20:00")));
        assert!(!night.meets(&window(&[], "01:00-02:00")));
        let monday = window(&[Weekday::Mon], "09:00-20:00");
        assert!(monday.meets(&window(&[Weekday::Mon, Weekday::Tue], "08:00-10:00")));
        assert!(!monday.meets(&window(&[Weekday::Tue], "08:00-10:00")));
    }

    #[test]
    fn a_wall_clock_is_inside_or_not() {
        let window = Window::new(&[Weekday::Mon, Weekday::Mon], "09:00-20:00").unwrap();
        assert_eq!(window.weekdays(), [Weekday::Mon]);
        let monday = jiff::civil::date(2026, 11, 16);
        assert!(window.contains(monday.at(9, 0, 0, 0)));
        assert!(window.contains(monday.at(19, 59, 59, 0)));
        assert!(!window.contains(monday.at(20, 0, 0, 0)));
        assert!(!window.contains(jiff::civil::date(2026, 11, 17).at(9, 0, 0, 0)));
    }
}
