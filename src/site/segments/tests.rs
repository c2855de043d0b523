use std::io::Write;

use flate2::{Compression, write::GzEncoder};

use crate::render::Renderer;
use crate::site::{Edition, build, sample};

/// The most a page may weigh, compressed.
const HEAVIEST: usize = 60_000;

fn text<'a>(edition: &'a Edition, path: &str) -> &'a str {
    std::str::from_utf8(&edition.files()[path]).unwrap()
}

fn edition(products: usize) -> Edition {
    let input = sample::input(vec![sample::parts("parts", 4, products)]);
    build(&Renderer::new(None).unwrap(), &input).unwrap()
}

fn page_of<'a>(edition: &'a Edition, start: &str) -> &'a str {
    let found = edition.files().keys().find(|path| path.starts_with(start));
    text(edition, found.unwrap_or_else(|| panic!("no page {start}")))
}

#[test]
fn pages_of_parts_and_drivers() {
    let edition = edition(12);
    insta::assert_snapshot!("segment_en", text(&edition, "en/parts/staff/index.html"));
    insta::assert_snapshot!("member_vi", page_of(&edition, "parts/staff/hang-"));
    insta::assert_snapshot!("drivers_en", text(&edition, "en/parts/drivers.html"));
    insta::assert_snapshot!("drivers_th", text(&edition, "th/parts/drivers.html"));
}

#[test]
fn thousands_of_members_fit_on_a_page() {
    let edition = edition(2_000);
    let pages = edition.files().iter().filter(|(path, _)| path.ends_with(".html"));
    let mut heaviest = 0;
    for (path, bytes) in pages {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(bytes).unwrap();
        let weight = packed.finish().unwrap().len();
        assert!(weight <= HEAVIEST, "{path} weighs {weight}");
        heaviest = heaviest.max(weight);
    }
    assert!(heaviest > 2_000, "{heaviest}");
}

#[test]
fn what_a_shop_calls_things_is_text() {
    let edition = edition(3);
    let page = text(&edition, "en/parts/staff/index.html");
    assert!(page.contains("Mai &lt;b&gt;&amp;") && !page.contains("Mai <b>"));
    assert!(edition.files().keys().all(|path| path.is_ascii()));
}

#[test]
fn a_member_has_one_address_in_all_languages() {
    let edition = edition(3);
    let own = |folder: &str| -> Vec<String> {
        let start = format!("{folder}parts/product/");
        let files = edition.files().keys().filter_map(|path| path.strip_prefix(&start));
        files.map(str::to_owned).collect()
    };
    assert_eq!(own("").len(), 3, "a list and two members");
    assert_eq!(own(""), own("en/"));
    assert_eq!(own(""), own("th/"));
}
