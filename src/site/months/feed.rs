//! The full months as an Atom feed (RFC 4287); ids are tag URIs (RFC 4151), so that they stay when
//! the site moves to another path.

use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use url::Url;

use super::summary::paragraph;
use super::{file, months, told};
use crate::domain::report::{Month, MonthReport};
use crate::error::{Context, Result};
use crate::site::material::{Site, Surveyed};
use crate::site::page::{Here, folder};

/// How many months the feed holds.
const MOST: usize = 36;

/// Whether a month is over and has answers.
pub(super) fn holds(site: &Site, month: Month) -> bool {
    told(site).iter().any(|survey| of_month(survey, month).is_some())
}

fn of_month<'a>(survey: &'a Surveyed, month: Month) -> Option<&'a MonthReport> {
    let report = survey.months.iter().find(|report| report.month == month)?;
    (!report.open && report.answers > 0).then_some(report)
}

/// A month in the feed.
struct Entry {
    id: String,
    title: String,
    link: String,
    updated: String,
    summary: String,
}

/// The feed in one language.
pub(super) fn draw(here: &Here) -> Result<String> {
    let (site, words) = (here.site, here.words);
    let input = site.input;
    let base = format!("{}{}", input.address, folder(&input.shop, words.lang));
    let months = months(site);
    let full = months.iter().rev().filter(|month| holds(site, **month)).take(MOST);
    let entries = full.map(|month| entry(here, &base, *month)).collect::<Result<Vec<_>>>()?;
    let title = words.text("site-told-feed", &[("shop", &input.shop.name)]);
    write(here, &base, &title, &entries).doing(|| "writing the feed of months".to_owned())
}

fn entry(here: &Here, base: &str, month: Month) -> Result<Entry> {
    let (site, words) = (here.site, here.words);
    let paragraphs = told(site).iter().filter_map(|survey| {
        let report = of_month(survey, month)?;
        Some(paragraph(words, survey.figures.kind, report, site.input.min_n))
    });
    Ok(Entry {
        id: tag(here, &format!("months/{month}")),
        title: words.text("site-told-report", &[("month", &words.month(month))]),
        link: format!("{base}{}", file(month)),
        updated: end_of(site, month)?,
        summary: paragraphs.collect::<Vec<_>>().join("\n"),
    })
}

/// The instant at which a month is over in the shop's time zone.
fn end_of(site: &Site, month: Month) -> Result<String> {
    let (year, number) = month.after().parts();
    let first = i16::try_from(year).ok().zip(i8::try_from(number).ok());
    let first = first.and_then(|(year, month)| Date::new(year, month, 1).ok()).unwrap_or_default();
    let zone = site.input.shop.time_zone.clone();
    let midnight = first.to_zoned(zone).doing(|| format!("finding the end of {month}"))?;
    Ok(midnight.timestamp().to_string())
}

/// `tag:shop.example,2026:afterword/vi/months/2026-09`
fn tag(here: &Here, path: &str) -> String {
    let url = Url::parse(&here.site.input.address).ok();
    let host = url.as_ref().and_then(Url::host_str).unwrap_or("localhost").to_owned();
    format!("tag:{host},2026:afterword/{}/{path}", here.words.lang)
}

fn write(
    here: &Here,
    base: &str,
    title: &str,
    entries: &[Entry],
) -> std::result::Result<String, std::io::Error> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let feed = xml.create_element("feed").with_attributes([
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xml:lang", here.words.lang.tag()),
    ]);
    let updated = entries.first().map_or("", |entry| &entry.updated);
    feed.write_inner_content(|xml| {
        text(xml, "id", &tag(here, "months"))?;
        text(xml, "title", title)?;
        text(xml, "updated", updated)?;
        link(xml, "self", &format!("{base}months.xml"))?;
        link(xml, "alternate", &format!("{base}months.html"))?;
        xml.create_element("author")
            .write_inner_content(|xml| text(xml, "name", &here.site.input.shop.name))?;
        for entry in entries {
            xml.create_element("entry").write_inner_content(|xml| {
                text(xml, "id", &entry.id)?;
                text(xml, "title", &entry.title)?;
                text(xml, "updated", &entry.updated)?;
                link(xml, "alternate", &entry.link)?;
                text(xml, "summary", &entry.summary)
            })?;
        }
        Ok(())
    })?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(std::io::Error::other)
}

type Xml = Writer<Vec<u8>>;

fn text(xml: &mut Xml, name: &str, content: &str) -> std::io::Result<()> {
    // Control characters cannot stand in XML at all.
    let plain: String = content.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    xml.create_element(name).write_text_content(BytesText::new(&plain)).map(|_| ())
}

fn link(xml: &mut Xml, rel: &str, href: &str) -> std::io::Result<()> {
    xml.create_element("link")
        .with_attributes([("rel", rel), ("href", href)])
        .write_empty()
        .map(|_| ())
}
