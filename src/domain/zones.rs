//! The time zones people of a country live in, for customers of whom no more is known.

use jiff::tz::TimeZone;

/// A line a country: its code, the zone most people live in, and those of its easternmost and
/// westernmost places where their clocks show something else, in winter or in summer. Drawn from
/// `zone.tab` of the IANA time zone database (public domain). Places with a code of their own
/// (Réunion, Guam) are countries here.
const TABLE: &str = include_str!("country_zones.txt");

/// The zones of a country (ISO 3166-1 alpha-2), the principal one first; none if it is unknown.
///
/// # Examples
/// Somewhere in the United States it may be five hours earlier than in New York: what suits the
/// zones returned for `US` suits everybody there.
#[must_use]
pub fn zones_of_country(country: &str) -> Vec<TimeZone> {
    let line = TABLE.lines().find_map(|line| line.strip_prefix(country)?.strip_prefix(' '));
    let names = line.unwrap_or_default().split_ascii_whitespace();
    names.filter_map(|name| TimeZone::get(name).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_of_the_table_is_known() {
        for line in TABLE.lines() {
            let (country, zones) = line.split_once(' ').unwrap();
            assert_eq!(country.len(), 2, "{line}");
            assert_eq!(zones_of_country(country).len(), zones.split(' ').count(), "{line}");
        }
    }

    #[test]
    fn a_country_without_zones_has_none() {
        assert_eq!(zones_of_country("VN")[0].iana_name(), Some("Asia/Ho_Chi_Minh"));
        assert!(zones_of_country("US").len() > 1);
        assert!(zones_of_country("").is_empty() && zones_of_country("XX").is_empty());
    }
}
