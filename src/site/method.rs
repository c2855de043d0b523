//! How the numbers are worked out: formulas with their sources, and an example.

use serde::Serialize;

use super::frame::Frame;
use super::material::Site;
use super::page::{Here, Label, Page};
use crate::error::Result;

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    built: String,
    min_n: String,
}

/// The one page there is of this type.
pub(super) fn pages<'a>(_: &'a Site<'a>) -> Vec<Page<'a>> {
    vec![Page::of_site("method.html", draw).named(Label::Text("site-method-page"))]
}

fn draw(here: &Here) -> Result<String> {
    let (input, words) = (here.site.input, here.words);
    let title = format!("{} · {}", words.text("site-method", &[]), input.shop.name);
    let view = View {
        frame: here.frame(title),
        built: words.built(input),
        min_n: words.count(input.min_n),
    };
    words.render("site/method.html", &view)
}
