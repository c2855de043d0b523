//! The customer in a row: address, name, language, consent.

use jiff::tz::TimeZone;

use super::{
    Country, CustomerDraft, Field, Note, Rules,
    columns::Columns,
    phones,
    record::Row,
    text::{fold, some},
};
use crate::types::{Email, Language};

/// Local parts that staff and shop systems type where a customer has no address, folded.
const NOBODY: &[&str] =
    &["noemail", "noreply", "donotreply", "nomail", "khongco", "khongcoemail", "guest"];
/// Cells that say there is nothing, folded.
const NOTHING: &[&str] = &["", "none", "null", "nil", "na", "khong", "khongco", "ไม่มี"];

/// Reads the customer, noting what had to be left out.
pub fn read(
    row: &Row<'_>,
    columns: &Columns,
    rules: &Rules<'_>,
    notes: &mut Vec<Note>,
) -> CustomerDraft {
    let get = |field: Field| columns.get(row, &field);
    let country = Country::parse(get(Field::Country));
    let mut keep = |note: Note| notes.push(note);
    let email = email(get(Field::Email)).unwrap_or_else(|note| {
        keep(note);
        None
    });
    let phone =
        phones::read(get(Field::Phone), country.unwrap_or(rules.country)).unwrap_or_else(|note| {
            keep(note);
            None
        });
    let name = name(row, columns, country.unwrap_or(rules.country));
    let time_zone = time_zone(get(Field::TimeZone));
    let stated = stated_language(get(Field::Language));
    CustomerDraft {
        email,
        phone,
        language: stated.or_else(|| language(name.as_deref(), country, rules)),
        language_is_stated: stated.is_some(),
        name,
        country: country.map(|country| country.as_str().to_owned()),
        time_zone: time_zone.unwrap_or_else(|note| {
            keep(note);
            None
        }),
        // WooCommerce's guests are all number 0.
        external_id: some(get(Field::Customer)).filter(|id| id != "0"),
        marketing_consent: consent(get(Field::Consent)),
    }
}

/// A usable address; addresses that shop systems invent are none.
fn email(cell: &str) -> Result<Option<Email>, Note> {
    if cell.is_empty() || (!cell.contains('@') && NOTHING.contains(&fold(cell).as_str())) {
        return Ok(None);
    }
    let email = Email::parse(cell).ok_or(Note::MalformedEmail)?;
    if is_invented(&email) { Err(Note::InventedEmail) } else { Ok(Some(email)) }
}

/// Haravan makes `0903…@84.phone` (calling code and `.phone`) of a customer without an address;
/// others write `noemail@…`, `no-reply@…`, `guest@…`; `.invalid` is reserved for this by RFC 2606.
fn is_invented(email: &Email) -> bool {
    let domain = email.domain();
    let calling_code = domain.strip_suffix(".phone").is_some_and(|code| {
        (1..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit())
    });
    let local = email.as_str().split('@').next().unwrap_or_default();
    calling_code || domain.ends_with(".invalid") || NOBODY.contains(&fold(local).as_str())
}

/// The full name; put together from its parts in the order of the customer's country.
fn name(row: &Row<'_>, columns: &Columns, country: Country) -> Option<String> {
    let get = |field: Field| some(columns.get(row, &field));
    if let Some(name) = get(Field::Name) {
        return Some(name);
    }
    match (get(Field::FirstName), get(Field::LastName)) {
        (Some(first), Some(last)) if country == Country::VIETNAM => Some(format!("{last} {first}")),
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (first, last) => first.or(last),
    }
}

/// The language that stands in a column.
fn stated_language(cell: &str) -> Option<Language> {
    Language::parse(cell).or_else(|| match fold(cell).as_str() {
        "english" | "tienganh" | "อังกฤษ" => Some(Language::En),
        "vietnamese" | "tiengviet" | "เวียดนาม" => Some(Language::Vi),
        "thai" | "tiengthai" | "ไทย" => Some(Language::Th),
        _ => None,
    })
}

/// The language the file gives away: a name in Thai letters; a country other than the shop's. At home
/// the shop's own choice stands, so nothing is said.
fn language(name: Option<&str>, country: Option<Country>, rules: &Rules<'_>) -> Option<Language> {
    let thai = name.is_some_and(|name| name.chars().any(|c| ('\u{e00}'..='\u{e7f}').contains(&c)));
    if thai { Some(Language::Th) } else { None }.or_else(|| {
        let abroad = country.filter(|country| *country != rules.country)?;
        Some(match abroad {
            Country::VIETNAM => Language::Vi,
            Country::THAILAND => Language::Th,
            _ => Language::En,
        })
    })
}

/// A zone of the IANA database, as it is written there.
fn time_zone(cell: &str) -> Result<Option<String>, Note> {
    if cell.is_empty() {
        return Ok(None);
    }
    let zone = TimeZone::get(cell).ok();
    let name = zone.as_ref().and_then(TimeZone::iana_name).ok_or(Note::UnknownTimeZone)?;
    Ok(Some(name.to_owned()))
}

fn consent(cell: &str) -> Option<bool> {
    match fold(cell).as_str() {
        "yes" | "y" | "true" | "1" | "co" | "dongy" | "x" | "ใช่" | "ยินยอม" => {
            Some(true)
        }
        "no" | "n" | "false" | "0" | "khong" | "ไม่" | "ไม่ใช่" | "ไม่ยินยอม" => {
            Some(false)
        }
        _ => None,
    }
}
