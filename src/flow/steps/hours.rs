//! When mail may go out to a customer: the survey's window, the shop's hours and holidays, by the
//! customer's clock.

use jiff::tz::TimeZone;

use crate::config::Config;
use crate::domain::schedule::Hours;
use crate::domain::survey::Definition;
use crate::domain::zones::zones_of_country;
use crate::error::{Error, Result};
use crate::flow::House;

/// The hours in which a survey may mail a customer.
#[must_use]
pub fn hours_of<'a>(
    house: &'a House,
    definition: &'a Definition,
    (time_zone, country): (Option<&str>, Option<&str>),
) -> Hours<'a> {
    let windows = definition.window.iter().chain(&house.config.mail.hours).collect();
    let zones = zones_of(house, time_zone, country);
    Hours { windows, holidays: &house.config.shop.holidays, zones }
}

/// Why a survey's mails could never go out: its window and the shop's hours never meet.
#[must_use]
pub fn never_open(config: &Config, definition: &Definition) -> Option<String> {
    let (window, hours) = (definition.window.as_ref()?, config.mail.hours.as_ref()?);
    if window.meets(hours) {
        return None;
    }
    let days: Vec<&str> = window.weekdays().iter().map(|day| day.word()).collect();
    Some(format!(
        "survey “{}”: its window {} ({}) and mail.hours {} never meet, so that no mail of it could \
         go out; let them share some of the day",
        definition.slug,
        window.hours(),
        days.join(", "),
        hours.hours()
    ))
}

/// Whether all surveys that are asked can send mail at some hour.
///
/// # Errors
/// Refused if one never can; what the database says.
pub async fn check(house: &House) -> Result<()> {
    let surveys = house.surveys.clone();
    let current = house.db.read(move |conn| surveys.current(conn)).await?;
    let asked = current.iter().filter(|revision| revision.definition.active);
    let mut problems = asked.filter_map(|asked| never_open(&house.config, &asked.definition));
    problems.next().map_or(Ok(()), |problem| Err(Error::refused(problem)))
}

/// The customer's own zone, else the country's, else the shop's. A name that is in no table
/// (an import may bring any) says nothing.
fn zones_of(house: &House, time_zone: Option<&str>, country: Option<&str>) -> Vec<TimeZone> {
    if let Some(Ok(zone)) = time_zone.map(TimeZone::get) {
        return vec![zone];
    }
    let zones = country.map(zones_of_country).unwrap_or_default();
    if zones.is_empty() { vec![house.zone.clone()] } else { zones }
}
