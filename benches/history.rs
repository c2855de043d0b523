//! Two years of answers, written as the tallies they would have become.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use afterword::db::Conn;
use afterword::db::tallies::{self, TallyRow};
use afterword::domain::report::Cell;
use afterword::domain::tally::{Grain, grains};
use afterword::error::Result;
use afterword::render::Renderer;
use afterword::site::{self, Shop, SiteInput, SurveyFigures};
use afterword::types::{Clock, Kind, Language, SystemClock};
use diesel::connection::SimpleConnection;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

const DAYS: u32 = 730;

/// Writes the history; returns how many cells it has.
pub fn write(conn: &mut Conn, answers: u64) -> Result<usize> {
    let rows = rows(answers);
    conn.batch_execute("BEGIN")?;
    tallies::add(conn, &rows)?;
    conn.batch_execute("COMMIT")?;
    Ok(rows.len())
}

fn rows(answers: u64) -> Vec<TallyRow> {
    let today = SystemClock.now().day_in(&TimeZone::UTC);
    let mut cells = BTreeMap::<(Grain, String, String, String, String), i64>::new();
    for (dimension, members) in dimensions() {
        for (index, member) in members.iter().enumerate() {
            let share = 1.0 / members.len() as f64;
            for day in 0..DAYS {
                for score in 0..=10_u32 {
                    let expected = answers as f64 / f64::from(DAYS) * share * weight(score);
                    let n = whole(expected, (index as u32, day, score));
                    if n > 0 {
                        add(&mut cells, today, (day, score), (dimension, member), n);
                    }
                }
            }
        }
    }
    cells
        .into_iter()
        .map(|((grain, dimension, member, period, value), n)| TallyRow {
            survey_id: 1,
            grain: grain.word().to_owned(),
            measure: "score".to_owned(),
            dimension,
            member,
            period,
            value,
            n,
        })
        .collect()
}

fn add(
    cells: &mut BTreeMap<(Grain, String, String, String, String), i64>,
    today: Date,
    (day, score): (u32, u32),
    (dimension, member): (&str, &str),
    n: i64,
) {
    let date = today.saturating_sub(i64::from(day).days());
    for grain in grains("score", dimension).iter().copied() {
        let key =
            (grain, dimension.to_owned(), member.to_owned(), grain.period(date), score.to_string());
        *cells.entry(key).or_default() += n;
    }
}

fn dimensions() -> [(&'static str, Vec<String>); 4] {
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    [
        ("all", vec![String::new()]),
        ("location", (1..=10).map(|n| format!("Chi nhánh {n}")).collect()),
        ("channel", named(&["mail", "card", "link", "touchpoint"])),
        ("language", named(&["vi", "th", "en"])),
    ]
}

/// How the scores are spread; sums to one.
fn weight(score: u32) -> f64 {
    [0.02, 0.01, 0.01, 0.02, 0.02, 0.05, 0.05, 0.12, 0.2, 0.25, 0.25][score as usize]
}

/// A whole number whose mean over many cells is `expected`.
fn whole(expected: f64, (a, b, c): (u32, u32, u32)) -> i64 {
    let mixed =
        a.wrapping_mul(0x9E37_79B9) ^ b.wrapping_mul(0x85EB_CA6B) ^ c.wrapping_mul(0xC2B2_AE35);
    let unit = f64::from(mixed.wrapping_mul(0x27D4_EB2F) >> 8) / f64::from(1 << 24);
    (expected + unit).floor() as i64
}

/// Times of building and publishing a site of which every page has changed.
pub struct Pages {
    pub count: usize,
    pub bytes: usize,
    pub build: Duration,
    pub publish: Duration,
    /// Writing the same files into a new folder, syncing each and removing those of the time
    /// before, without anything of ours: what the disk itself takes.
    pub plain: Duration,
}

/// 402 pages, the median of five times.
pub fn four_hundred_pages() -> Pages {
    let renderer = Renderer::new(None).expect("templates");
    let (dir, beside) = (tempfile::tempdir().expect("one"), tempfile::tempdir().expect("another"));
    let (mut build, mut publish, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    let (mut count, mut bytes) = (0, 0);
    for number in 1..=6 {
        let changed = input(100_000 + 1_000 * number);
        let started = Instant::now();
        let edition = site::build(&renderer, &changed).expect("a site");
        build.push(started.elapsed());
        let started = Instant::now();
        site::publish(dir.path(), &edition, i64::try_from(number).expect("small"))
            .expect("published");
        publish.push(started.elapsed());
        let started = Instant::now();
        write_plainly(beside.path(), number, edition.files());
        plain.push(started.elapsed());
        count = edition.files().keys().filter(|path| path.ends_with(".html")).count();
        bytes = edition.files().values().map(Vec::len).sum();
    }
    // The first time there is nothing to replace.
    let median = |mut times: Vec<Duration>| {
        times.remove(0);
        times.sort_unstable();
        times[times.len() / 2]
    };
    Pages { count, bytes, build: median(build), publish: median(publish), plain: median(plain) }
}

fn write_plainly(dir: &Path, number: u64, files: &BTreeMap<String, Vec<u8>>) {
    let root = dir.join(number.to_string());
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        let mut file = fs::File::create_new(path).expect("new");
        file.write_all(bytes).expect("written");
        file.sync_all().expect("synced");
    }
    if number > 1 {
        fs::remove_dir_all(dir.join((number - 1).to_string())).expect("removed");
    }
}

fn input(answers: u64) -> SiteInput {
    let keep = |row: &TallyRow| row.grain != "day";
    let cells: Vec<Cell> = rows(answers)
        .into_iter()
        .filter(keep)
        .map(|row| Cell {
            measure: row.measure,
            grain: row.grain,
            period: row.period,
            dimension: row.dimension,
            member: row.member,
            value: row.value,
            n: row.n,
        })
        .collect();
    let survey = |n: u32| SurveyFigures {
        slug: format!("survey-{n}"),
        kind: Kind::Nps,
        questions: BTreeMap::new(),
        cells: cells.clone(),
        follow_ups: Vec::new(),
        comments: None,
    };
    SiteInput {
        shop: Shop {
            name: "Nhà Lá".to_owned(),
            language: Language::Vi,
            time_zone: TimeZone::UTC,
            colour: None,
        },
        built_at: SystemClock.now(),
        surveys: (0..133).map(survey).collect(),
        min_n: 5,
        address: "http://127.0.0.1/".into(),
        audience: site::Audience::Owner,
    }
}
