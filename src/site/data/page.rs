//! What is in which file, with links.

use serde::Serialize;

use super::csv::{TABLES, path};
use crate::error::Result;
use crate::site::finding::question;
use crate::site::frame::Frame;
use crate::site::material::{Site, Surveyed};
use crate::site::page::{Here, Label, Page};

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    surveys: Vec<Files>,
    tables: Vec<Table>,
    schema: &'static str,
    min_n: String,
}

/// The files of a survey; links lead from the root.
#[derive(Serialize)]
struct Files {
    name: String,
    question: String,
    json: String,
    tables: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Table {
    file: String,
    text: String,
    columns: String,
}

/// The one page, where there is a survey.
pub(in crate::site) fn pages<'a>(site: &'a Site<'a>) -> Vec<Page<'a>> {
    if site.surveys.is_empty() {
        return Vec::new();
    }
    vec![Page::of_site("data.html", draw).named(Label::Text("site-told-data"))]
}

fn draw(here: &Here) -> Result<String> {
    let (site, words) = (here.site, here.words);
    let files = |survey: &Surveyed| Files {
        name: words.text(&format!("site-name-{}", survey.figures.kind.name()), &[]),
        question: question(&site.input.shop, words, survey.figures),
        json: format!("data/{}.json", survey.figures.slug),
        tables: TABLES
            .iter()
            .map(|(table, _)| (format!("{table}.csv"), path(&survey.figures.slug, table)))
            .collect(),
    };
    let table = |(table, columns): &(&str, &[&str])| Table {
        file: format!("{table}.csv"),
        text: words.text(&format!("site-told-data-{table}"), &[]),
        columns: columns.join(", "),
    };
    let title = words.text("site-told-data", &[]);
    let view = View {
        frame: here.frame(format!("{title} · {}", site.input.shop.name)),
        surveys: site.surveys.iter().map(files).collect(),
        tables: TABLES.iter().map(table).collect(),
        schema: super::SCHEMA.1,
        min_n: words.count(site.input.min_n),
    };
    words.render("site/data.html", &view)
}
