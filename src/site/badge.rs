//! `badge/<slug>.svg`: a survey's score for the shop's own pages, in the shop's language, light and
//! dark; only where anybody may see it.

use serde::Serialize;

use super::calendar::Calendar;
use super::input::Audience;
use super::material::{Site, Surveyed};
use super::words::Words;
use crate::domain::colour::{Rgb, TEXT_CONTRAST};
use crate::error::Result;

/// The grounds of the badge, by day and by night, as in the template.
const DAY: Rgb = Rgb(0xff, 0xfe, 0xfc);
const NIGHT: Rgb = Rgb(0x19, 0x1c, 0x20);

/// The colour of a shop that names none that can be read.
const ACCENT: Rgb = Rgb(0x1f, 0x6f, 0x78);

/// The template's fields.
#[derive(Serialize)]
struct Badge {
    /// For those who do not see it: all of it in one sentence.
    title: String,
    name: String,
    score: Option<String>,
    detail: String,
    /// The shop's colour by day and by night.
    day: String,
    night: String,
}

/// A badge of each survey.
pub(super) fn files(site: &Site) -> Result<Vec<(String, Vec<u8>)>> {
    if site.input.audience == Audience::Owner {
        return Ok(Vec::new());
    }
    let (lang, calendar) = (site.input.shop.language, Calendar::default());
    let words = Words { renderer: site.renderer, lang, calendar: &calendar };
    let file = |survey| {
        let badge = words.render("site/badge.svg", &badge_of(site, words, survey))?;
        Ok((format!("badge/{}.svg", survey.figures.slug), badge.into_bytes()))
    };
    site.surveys.iter().map(file).collect()
}

fn badge_of(site: &Site, words: Words, survey: &Surveyed) -> Badge {
    let (kind, n) = (survey.report.kind, words.count(survey.report.answers));
    let name = words.text(&format!("site-name-{}", kind.name()), &[]);
    let colour = site.input.shop.colour.as_deref().and_then(Rgb::parse).unwrap_or(ACCENT);
    let on = |ground| colour.readable_on(ground, TEXT_CONTRAST).to_string();
    let shop = site.input.shop.name.as_str();
    let (score, detail, said) = match survey.report.score {
        Some(estimate) => {
            let score = words.score(kind, estimate.score);
            let interval = words.interval(kind, estimate);
            let detail = words.text("site-badge-detail", &[("interval", &interval), ("n", &n)]);
            let args = [("name", name.as_str()), ("score", &score), ("interval", &interval)];
            let said = words.text("site-finding-all", &[&args[..], &[("n", n.as_str())]].concat());
            (Some(score), detail, said)
        }
        None => {
            let few = words.text("site-badge-few", &[]);
            (None, few.clone(), few)
        }
    };
    let title = format!("{shop}: {said}");
    Badge { title, name, score, detail, day: on(DAY), night: on(NIGHT) }
}
