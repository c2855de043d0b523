use super::{Finish, Rect, Sheet, known};
use crate::config::OwnSheet;

fn near(one: f32, other: f32) -> bool {
    (one - other).abs() < 0.06
}

/// The makers' own measures, in inches where they are made in inches.
#[test]
fn labels_lie_where_their_makers_say() {
    let inch = 25.4;
    // Name; first label's left and top; its size; the last label's left and top.
    let published = [
        ("avery-5371", [0.75 * inch, 0.5 * inch, 3.5 * inch, 2.0 * inch, 4.25 * inch, 8.5 * inch]),
        (
            "avery-5163",
            [0.156 * inch, 0.5 * inch, 4.0 * inch, 2.0 * inch, 4.344 * inch, 8.5 * inch],
        ),
        (
            "avery-5160",
            [0.156 * inch, 0.5 * inch, 2.625 * inch, 1.0 * inch, 5.718 * inch, 9.5 * inch],
        ),
        ("avery-c32015", [17.0, 31.5, 85.0, 54.0, 108.0, 211.5]),
        ("avery-l7414", [15.0, 18.5, 90.0, 52.0, 105.0, 226.5]),
        ("avery-l7160", [7.2, 15.15, 63.5, 38.1, 139.28, 243.75]),
        ("a4-8", [12.0, 11.5, 90.0, 64.0, 108.0, 221.5]),
        ("a6", [0.0, 0.0, 105.0, 148.0, 0.0, 0.0]),
    ];
    for (name, [left, top, width, height, last_left, last_top]) in published {
        let sheet = Sheet::by_name(name, &[]).unwrap();
        let first = sheet.place(0, false);
        let last = sheet.place(sheet.per_page() - 1, false);
        assert!(near(first.x, left) && near(first.y, top), "{name}: {first:?}");
        assert!(near(first.width, width) && near(first.height, height), "{name}: {first:?}");
        assert!(near(last.x, last_left) && near(last.y, last_top), "{name}: {last:?}");
    }
}

/// No label leaves its page or lies on another, and a sheet looks the same from its other end.
#[test]
fn labels_fill_their_page_evenly() {
    for sheet in known() {
        let last = sheet.place(sheet.per_page() - 1, false);
        let first = sheet.place(0, false);
        let right = sheet.page.width - last.x - last.width;
        let bottom = sheet.page.height - last.y - last.height;
        assert!(near(right, first.x), "{}: {right} mm are left at the right", sheet.name);
        assert!(near(bottom, first.y), "{}: {bottom} mm are left below", sheet.name);
        assert!(sheet.pitch.0 + 0.01 >= sheet.card.width, "{}", sheet.name);
        assert!(sheet.pitch.1 + 0.01 >= sheet.card.height, "{}", sheet.name);
        if sheet.finish == Finish::Cut {
            // Colour of neighbours meets in the middle between them, and marks find room outside.
            assert!(near(sheet.pitch.0, sheet.card.width + 2.0 * Sheet::BLEED));
            assert!(near(sheet.pitch.1, sheet.card.height + 2.0 * Sheet::BLEED));
            assert!(first.x >= Sheet::BLEED + 8.0 && first.y >= Sheet::BLEED + 8.0);
        }
    }
}

/// A back lies behind its front when the paper is turned like a leaf of a book.
#[test]
fn backs_lie_behind_their_fronts() {
    for sheet in known() {
        for place in 0..sheet.per_page() {
            let (front, back) = (sheet.place(place, false), sheet.place(place, true));
            let through = Rect { x: sheet.page.width - front.x - front.width, ..front };
            assert_eq!(back, through, "{} {place}", sheet.name);
        }
    }
    let sheet = Sheet::by_name("avery-5371", &[]).unwrap();
    assert!(near(sheet.place(0, true).x, sheet.place(1, false).x));
}

#[test]
fn a_sheet_of_ones_own_stands_before_a_known_one() {
    let own = OwnSheet {
        name: "a6".to_owned(),
        card: [99.1, 67.7],
        columns: 2,
        rows: 4,
        first: [4.65, 13.1],
        pitch: [101.6, 0.0],
        ..OwnSheet::default()
    };
    let sheet = Sheet::by_name("a6", std::slice::from_ref(&own)).unwrap();
    assert_eq!(sheet.per_page(), 8);
    assert!(near(sheet.place(7, false).x, 106.25) && near(sheet.place(7, false).y, 216.2));
    let error = Sheet::by_name("a3", &[own]).unwrap_err();
    assert!(error.message().starts_with("there is no sheet “a3”; there are a4-8, a6, "));
}
