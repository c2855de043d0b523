//! When mail may go out to a customer: the survey's window, the shop's hours and holidays, by the
//! customer's clock.

use jiff::tz::TimeZone;

use crate::domain::schedule::Hours;
use crate::domain::survey::Definition;
use crate::domain::zones::zones_of_country;
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

/// The customer's own zone, else the country's, else the shop's. A name that is in no table
/// (an import may bring any) says nothing.
fn zones_of(house: &House, time_zone: Option<&str>, country: Option<&str>) -> Vec<TimeZone> {
    if let Some(Ok(zone)) = time_zone.map(TimeZone::get) {
        return vec![zone];
    }
    let zones = country.map(zones_of_country).unwrap_or_default();
    if zones.is_empty() { vec![house.zone.clone()] } else { zones }
}
