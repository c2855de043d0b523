use std::path::{Path, PathBuf};

use afterword::domain::print::{Design, Link, Orientation, Rect, Sheet};
use afterword::print::{Card, Job, Note, Poster, PosterSize};
use afterword::types::Language;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::cards::{NAMES, cards, press, public_url};
use crate::support::paper::{Grey, codes, pictures, said};

trials! {
    every_code_of_a_thousand_cards_scans needs Paper;
    every_design_on_every_sheet_scans needs Paper;
    a_blurred_and_askew_card_scans needs Paper;
    text_comes_back_as_it_was_written needs Paper;
    a_pdf_is_whole_and_small needs Paper;
    more_cards_than_a_file_holds_make_two;
    what_cannot_be_printed_is_refused_in_words;
    posters_and_test_pages_are_whole needs Paper;
}

fn sheet(name: &str) -> Sheet {
    Sheet::by_name(name, &[]).unwrap()
}

fn job(name: &str, design: Design) -> Job {
    Job::new(sheet(name), design, Language::Vi)
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Scans each card for itself, as a phone does; each must lead to its own form.
fn scans(pdf: &Path, sheet: &Sheet, dpi: u32, cards: &[Card], what: &str) {
    seen(pdf, sheet, dpi, cards, what, |card| card);
}

/// The same, with each card's picture changed first.
fn seen(
    pdf: &Path,
    sheet: &Sheet,
    dpi: u32,
    cards: &[Card],
    what: &str,
    changed: impl Fn(Grey) -> Grey,
) {
    let per_page = sheet.per_page() as usize;
    let pages = pictures(pdf, dpi);
    assert_eq!(pages.len(), cards.len().div_ceil(per_page), "{what}");
    for (page, cards) in pages.iter().zip(cards.chunks(per_page)) {
        let grey = Grey::read(page);
        let mut cut = Vec::new();
        for place in 0..cards.len() {
            let path = page.with_extension(format!("{place:02}.pgm"));
            changed(grey.cut(dots(sheet.place(place as u32, false), dpi))).write(&path);
            cut.push(path);
        }
        let wanted: Vec<&str> = cards.iter().map(|card| card.link.url.as_str()).collect();
        assert_eq!(codes(&cut), wanted, "{what} at {dpi} dpi, {}", page.display());
        cut.iter().chain([page]).for_each(|path| std::fs::remove_file(path).unwrap());
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn dots(rect: Rect, dpi: u32) -> [usize; 4] {
    [rect.x, rect.y, rect.width, rect.height].map(|mm| (mm * dpi as f32 / 25.4).round() as usize)
}

fn every_code_of_a_thousand_cards_scans() {
    let folder = tempfile::tempdir().unwrap();
    let cards = cards(1_000);
    let files = press().pdf(&job("avery-l7414", Design::Plain), &cards).unwrap();
    assert_eq!(files.len(), 1);
    let pdf = write(folder.path(), "thousand.pdf", &files[0]);
    for dpi in [300, 203] {
        scans(&pdf, &sheet("avery-l7414"), dpi, &cards, "1,000 cards");
    }
}

fn every_design_on_every_sheet_scans() {
    let folder = tempfile::tempdir().unwrap();
    let press = press();
    for sheet in Sheet::all(&[]) {
        let cards = cards(sheet.per_page().max(3) as usize);
        for design in Design::ALL {
            for orientation in [None, Some(Orientation::Portrait), Some(Orientation::Landscape)] {
                let what = format!("{design} on {} {orientation:?}", sheet.name);
                let mut job = Job::new(sheet.clone(), design, Language::Th);
                job.orientation = orientation;
                let files = match press.pdf(&job, &cards) {
                    Ok(files) => files,
                    Err(refused) => {
                        // What cannot be read upright, or only so.
                        let one_way = ["avery-5160", "a6-folded"].contains(&sheet.name.as_str());
                        assert!(one_way && orientation.is_some(), "{what}: {refused}");
                        continue;
                    }
                };
                let pdf = write(folder.path(), "one.pdf", &files[0]);
                scans(&pdf, &sheet, 203, &cards, &what);
            }
        }
    }
}

fn a_blurred_and_askew_card_scans() {
    let folder = tempfile::tempdir().unwrap();
    for (name, design) in [("avery-5160", Design::Plain), ("a4-8", Design::Warm)] {
        let cards = cards(sheet(name).per_page() as usize);
        let files = press().pdf(&job(name, design), &cards).unwrap();
        let pdf = write(folder.path(), &format!("{name}.pdf"), &files[0]);
        for dpi in [300, 203] {
            seen(&pdf, &sheet(name), dpi, &cards, name, |card| card.blurred(1).turned(3.0));
        }
    }
}

fn text_comes_back_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut cards = cards(NAMES.len());
    // As a Mac's file names have it: taken apart.
    cards[0].name = Some("NGUYỄN THỊ HUẾ ĐỆ NHẤT".nfd().collect());
    cards[1].note = Note::Printed("น้ำปั่นที่สั่งไว้ ขอให้ชื่นใจนะคะ".to_owned());
    let files = press().pdf(&job("a6", Design::Plain), &cards).unwrap();
    let path = write(folder.path(), "text.pdf", &files[0]).display().to_string();
    let text = said("pdftotext", &["-enc", "UTF-8", &path, "-"]);
    assert!(is_nfc(&text));
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let text = bare(&text);
    for (card, (_, name)) in cards.iter().zip(NAMES) {
        assert!(card.name.is_none() || text.contains(&bare(name)), "{name} is not in {text}");
        assert!(text.contains(&card.link.code), "{}", card.link.code);
    }
    for part in ["น้ำปั่นที่สั่งไว้ขอให้ชื่นใจนะคะ", "survey.hoasen.vn/s", "Cảmơn", "ขอบคุณ"]
    {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

fn a_pdf_is_whole_and_small() {
    let folder = tempfile::tempdir().unwrap();
    let files = press().pdf(&job("a4-8", Design::Formal), &cards(80)).unwrap();
    assert!(files[0].len() < 400_000, "{} bytes", files[0].len());
    let path = write(folder.path(), "whole.pdf", &files[0]).display().to_string();
    said("qpdf", &["--check", &path]);
    let fonts = said("pdffonts", &[&path]);
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(fonts.len() >= 5, "{fonts:?}");
    for font in fonts {
        // emb, sub and uni: embedded, a subset, with a way back to Unicode.
        assert!(font.contains("yes yes yes"), "{font}");
    }
    let info = said("pdfinfo", &[&path]);
    assert!(info.contains("Title:") && info.contains("Thiệp cảm ơn của Hoa Sen"), "{info}");
    assert!(info.contains("Pages:           10"), "{info}");
    let catalog = said("qpdf", &["--qdf", "--object-streams=disable", "--json", &path]);
    assert!(catalog.contains("\"/Lang\": \"u:vi\""), "the language is not said");
}

fn more_cards_than_a_file_holds_make_two() {
    let mut cards = cards(1);
    let last = cards[0].clone();
    cards = vec![last; 10_001];
    let mut job = job("avery-5160", Design::Plain);
    job.start_at = 30;
    let files = press().pdf(&job, &cards).unwrap();
    assert_eq!(files.len(), 2);
    assert!(files.iter().all(|file| file.starts_with(b"%PDF-")));
}

fn what_cannot_be_printed_is_refused_in_words() {
    let press = press();
    let mut strange = cards(12);
    strange[3].name = Some("Анна".to_owned());
    strange[7].note = Note::Printed("Yay 🎉".to_owned());
    let job = job("avery-5371", Design::Plain);
    let refused = |job: &Job, cards: &[_]| press.check(job, cards).unwrap_err().to_string();
    let said = refused(&job, &strange);
    assert!(said.contains("order 3 (“А” U+0410, “н” U+043D"), "{said}");
    assert!(said.contains("order 7 (“🎉” U+1F389)"), "{said}");
    assert!(press.pdf(&job, &strange).is_err() && press.png(&job, &strange).is_err());

    let mut long = cards(2);
    long[1].note = Note::Printed("Cảm ơn rất nhiều. ".repeat(200));
    let said = refused(&job, &long);
    assert!(said.contains("the texts of order 1 do not fit"), "{said}");

    let mut far = cards(1);
    far[0].link = Link {
        url: format!("HTTPS://{}.VN/S/ABCDEFGHJKMN", "A".repeat(150)),
        ..far[0].link.clone()
    };
    let strip = Job::new(sheet("avery-5160"), Design::Plain, Language::En);
    let said = refused(&strip, &far);
    assert!(said.contains("take a larger sheet or a shorter server.public_url"), "{said}");

    let mut elsewhere = job.clone();
    elsewhere.start_at = 11;
    let said = refused(&elsewhere, &cards(1));
    assert!(said.contains("there is no label 11 on the sheet avery-5371"), "{said}");
    elsewhere.start_at = 10;
    elsewhere.nudge.right = 11.0;
    assert!(refused(&elsewhere, &cards(1)).contains("−10 to 10 mm"));
    assert!(refused(&job, &[]).contains("there is no card"));
}

fn posters_and_test_pages_are_whole() {
    let folder = tempfile::tempdir().unwrap();
    let press = press();
    for size in PosterSize::ALL {
        for language in Language::ALL {
            let poster = Poster {
                size,
                place: "touchpoint Counter".to_owned(),
                language,
                second: Some(Language::En),
                link: Link::to_touchpoint(&public_url(), "ab12cd"),
                name: "Quầy 2".to_owned(),
                question: String::new(),
            };
            let pdf = write(folder.path(), "poster.pdf", &press.poster(&poster).unwrap());
            said("qpdf", &["--check", &pdf.display().to_string()]);
            let faces = if size == PosterSize::Tent { 2 } else { 1 };
            let wanted = vec!["HTTPS://SURVEY.HOASEN.VN/Q/AB12CD".to_owned(); faces];
            let found = codes(&pictures(&pdf, 150)[..1]);
            // Of two equal codes in one picture zbar tells one.
            assert_eq!(found.first(), wanted.first(), "{size:?} {language}");
            assert!(press.poster_png(&poster).unwrap().starts_with(b"\x89PNG"));
        }
    }
    for sheet in Sheet::all(&[]) {
        let job = Job::new(sheet, Design::Plain, Language::Th);
        let pdf = write(folder.path(), "test.pdf", &press.calibration(&job).unwrap());
        said("qpdf", &["--check", &pdf.display().to_string()]);
    }
}
