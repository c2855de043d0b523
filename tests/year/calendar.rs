//! The hours at which mail may go to somebody, worked out from nothing but wall clocks.

use afterword::types::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::people::Person;
use super::rules::Hours;

/// When the shop sends no mail, whatever the survey.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// `[mail] hours`, in minutes of the day; none means all day.
    pub mail_hours: Option<(i64, i64)>,
    /// First and last days.
    pub holidays: Vec<(Date, Date)>,
}

impl Calendar {
    /// Why mail must not go to this person now, if it must not.
    pub fn objection(
        &self,
        window: Option<&Hours>,
        person: &Person,
        now: Instant,
    ) -> Option<String> {
        let own = person.zone.as_slice();
        let zones = if own.is_empty() { person.country.zones } else { own };
        zones.iter().filter_map(|zone| self.objection_in(window, zone, now)).next()
    }

    fn objection_in(&self, window: Option<&Hours>, zone: &str, now: Instant) -> Option<String> {
        let wall = TimeZone::get(zone).expect("a zone").to_datetime(now.to_timestamp());
        let minute = i64::from(wall.hour()) * 60 + i64::from(wall.minute());
        let say = |what: &str| Some(format!("{what}: {wall} in {zone}"));
        if let Some(hours) = window {
            let day = usize::try_from(wall.weekday().to_monday_zero_offset()).expect("a day");
            if !hours.days[day] || minute < hours.opens || minute >= hours.closes {
                return say("outside the survey's window");
            }
        }
        if self.mail_hours.is_some_and(|(opens, closes)| minute < opens || minute >= closes) {
            return say("outside the shop's mail hours");
        }
        let today = wall.date();
        if self.holidays.iter().any(|(first, last)| (*first..=*last).contains(&today)) {
            return say("on a holiday");
        }
        None
    }
}
