//! The sheets that are known by name, with their makers' measures.
//!
//! Labels as gLabels publishes them (<https://github.com/jimevins/glabels-qt>, templates/avery-*);
//! those of the United States are made in inches.

use super::{Finish, Sheet, Size};

const A4: (f32, f32) = (210.0, 297.0);
const LETTER: (f32, f32) = (215.9, 279.4);

/// Every known sheet, in the order in which they are listed to people.
#[must_use]
pub fn known() -> Vec<Sheet> {
    let cut = Finish::Cut;
    vec![
        // Gaps of twice the bleed; at the edges there is room for it and for the marks.
        grid(("a4-8", "A4, 8"), A4, (90.0, 64.0), (2, 4), (12.0, 11.5), (96.0, 70.0), cut),
        page("a6", "A6", (105.0, 148.0), Finish::Page, 300),
        page("a6-folded", "A6 ×2", (210.0, 148.0), Finish::Folded, 300),
        avery("C32015", A4, (85.0, 54.0), (2, 4), (17.0, 31.5), (91.0, 60.0)),
        avery("L7414", A4, (90.0, 52.0), (2, 5), (15.0, 18.5), (90.0, 52.0)),
        avery("L7160", A4, (63.5, 38.1), (3, 7), (7.2, 15.15), (66.04, 38.1)),
        avery("5371", LETTER, (88.9, 50.8), (2, 5), (19.05, 12.7), (88.9, 50.8)),
        avery("5163", LETTER, (101.6, 50.8), (2, 5), (3.97, 12.7), (106.36, 50.8)),
        avery("5160", LETTER, (66.675, 25.4), (3, 10), (3.97, 12.7), (70.64, 25.4)),
        page("receipt-80", "80 mm", (80.0, 130.0), Finish::Receipt, 203),
    ]
}

fn avery(
    part: &str,
    page: (f32, f32),
    card: (f32, f32),
    count: (u32, u32),
    first: (f32, f32),
    pitch: (f32, f32),
) -> Sheet {
    let name = format!("avery-{}", part.to_ascii_lowercase());
    let title = format!("Avery {part}");
    grid((&name, &title), page, card, count, first, pitch, Finish::Labels)
}

fn grid(
    (name, title): (&str, &str),
    page: (f32, f32),
    card: (f32, f32),
    (columns, rows): (u32, u32),
    first: (f32, f32),
    pitch: (f32, f32),
    finish: Finish,
) -> Sheet {
    Sheet {
        name: name.to_owned(),
        title: title.to_owned(),
        page: Size { width: page.0, height: page.1 },
        card: Size { width: card.0, height: card.1 },
        columns,
        rows,
        first,
        pitch,
        finish,
        dpi: 300,
    }
}

fn page(name: &str, title: &str, size: (f32, f32), finish: Finish, dpi: u32) -> Sheet {
    Sheet { dpi, ..grid((name, title), size, size, (1, 1), (0.0, 0.0), size, finish) }
}
