//! `cargo bench --bench cards`: how long 10,000 distinct cards take, and how much memory.
//!
//! Each has its own token, name and number, in three languages, ten to a page. The goal: 4 seconds
//! and 60 MB on two cores. Beside it, in the same run, a plain loop over krilla: the same QR codes
//! and about as many letters, one thread, no shaping, no line breaks, nothing looked at twice.
//!
//! `AFTERWORD_BENCH_CARDS` is how many (10,000).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a measurement that cannot go on should stop"
)]

use std::time::Instant;

use afterword::config::Config;
use afterword::domain::print::{Design, Link, Sheet};
use afterword::print::{Card, Job, Note, Press};
use afterword::render::Renderer;
use afterword::types::{Language, PublicUrl, Random};
use krilla::Document;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::page::PageSettings;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use qrcode::{Color, EcLevel, QrCode};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

const FAMILY: [&str; 5] = ["Nguyễn", "Trần", "สมชาย", "Lê", "Watson"];
const GIVEN: [&str; 7] = ["Thị Hồng Ánh", "Văn Huế", "ใจดี", "Đệ", "Emily", "Minh", "กตัญญู"];

fn main() {
    let count = std::env::var("AFTERWORD_BENCH_CARDS").ok().and_then(|n| n.parse().ok());
    let count: usize = count.unwrap_or(10_000);
    let cards = cards(count);
    println!("{:>34} {:>8} {:>8} {:>10} {:>10}", "", "cards", "s", "cards/s", "peak, MB");
    let started = Instant::now();
    let files = ours(&cards);
    report("ours, all cores", count, started, files.iter().map(Vec::len).sum());
    let started = Instant::now();
    let file = plain(&cards);
    report("plain krilla loop, one thread", count, started, file.len());
}

/// The peak is the process's own, up to here.
fn report(what: &str, count: usize, started: Instant, bytes: usize) {
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{what:>34} {count:>8} {seconds:>8.2} {:>10.0} {:>10.1}   ({:.1} MB of PDF)",
        count as f64 / seconds,
        peak() as f64 / 1e6,
        bytes as f64 / 1e6
    );
}

fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse::<u64>().unwrap() * 1024
}

fn cards(count: usize) -> Vec<Card> {
    let random = Random::from_seed(11);
    let at = PublicUrl::parse("https://survey.hoasen.vn").unwrap();
    let card = |number: usize| {
        let name = format!("{} {}", FAMILY[number % 5], GIVEN[number % 7]);
        Card {
            place: format!("order {number}"),
            language: Language::ALL[number % 3],
            link: Link::to_invitation(&at, &random.token()),
            name: Some(name),
            number: Some(format!("DH-{number}")),
            note: Note::Thanks,
            question: String::new(),
            voucher: None,
        }
    };
    (0..count).map(card).collect()
}

fn ours(cards: &[Card]) -> Vec<Vec<u8>> {
    let press = Press::new(&Renderer::new(None).unwrap(), &Config::default()).unwrap();
    let sheet = Sheet::by_name("avery-l7414", &[]).unwrap();
    press.pdf(&Job::new(sheet, Design::Plain, Language::Vi), cards).unwrap()
}

/// What each card says in the plain loop, in letters the Latin font has.
const LINES: [&str; 4] = [
    "Hoa Sen  Cảm ơn",
    "Đơn hàng này được gói ghém bằng cả tấm lòng.",
    "Bạn có hài lòng không?",
    "Quét mã để kể chúng tôi nghe, chưa đến một phút.",
];

fn plain(cards: &[Card]) -> Vec<u8> {
    let bytes = Renderer::font("NotoSans-Regular.ttf").unwrap();
    let tables = FontRef::new(bytes).unwrap();
    let font = Font::new(bytes.into(), 0).unwrap();
    let mut document = Document::new();
    for page_of_cards in cards.chunks(10) {
        let mut page = document.start_page_with(PageSettings::from_wh(595.0, 842.0).unwrap());
        let mut surface = page.surface();
        for (place, card) in page_of_cards.iter().enumerate() {
            let (x, y) = ((place % 2) as f32 * 255.0 + 42.0, (place / 2) as f32 * 147.0 + 52.0);
            let code = QrCode::with_error_correction_level(&card.link.url, EcLevel::M).unwrap();
            let mut path = PathBuilder::new();
            for (row, colours) in code.to_colors().chunks(code.width()).enumerate() {
                for (column, colour) in colours.iter().enumerate() {
                    if *colour == Color::Dark {
                        let at = Rect::from_xywh(column as f32, row as f32, 1.0, 1.0).unwrap();
                        path.push_rect(at);
                    }
                }
            }
            surface.push_transform(&Transform::from_row(2.0, 0.0, 0.0, 2.0, x + 180.0, y + 70.0));
            surface.draw_path(&path.finish().unwrap());
            surface.pop();
            let own = [card.link.code.as_str(), &card.link.address, card.number.as_ref().unwrap()];
            for (row, line) in LINES.into_iter().chain(own).enumerate() {
                let glyphs: Vec<KrillaGlyph> = glyphs(&tables, line);
                let at = Point::from_xy(x, y + row as f32 * 12.0);
                surface.draw_glyphs(at, &glyphs, font.clone(), line, 8.0, false);
            }
        }
        surface.finish();
        page.finish();
    }
    document.finish().unwrap()
}

fn glyphs(tables: &FontRef, line: &str) -> Vec<KrillaGlyph> {
    let (letters, metrics) =
        (tables.charmap(), tables.glyph_metrics(Size::unscaled(), LocationRef::default()));
    let one = |(at, letter): (usize, char)| {
        let id = letters.map(letter).unwrap_or_default();
        let advance = metrics.advance_width(id).unwrap_or_default() / 1000.0;
        let range = at..at + letter.len_utf8();
        KrillaGlyph::new(GlyphId::new(id.to_u32()), advance, 0.0, 0.0, 0.0, range, None)
    };
    line.char_indices().map(one).collect()
}
