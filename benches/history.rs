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
    let rows = rows(answers, &dimensions());
    conn.batch_execute("BEGIN")?;
    tallies::add(conn, &rows)?;
    conn.batch_execute("COMMIT")?;
    Ok(rows.len())
}

fn rows(answers: u64, dimensions: &[(&str, Vec<String>)]) -> Vec<TallyRow> {
    let today = SystemClock.now().day_in(&TimeZone::UTC);
    let mut cells = BTreeMap::<(Grain, String, String, String, String), i64>::new();
    for (dimension, members) in dimensions {
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

/// Five dimensions with as many members as are shown of one, and the two that every shop has.
fn wide_dimensions() -> Vec<(&'static str, Vec<String>)> {
    let [all, _, channel, language] = dimensions();
    let wide = ["location", "product", "staff", "tier", "route"];
    let members = |name: &str| (1..=60).map(|n| format!("{name} {n}")).collect();
    [all, channel, language].into_iter().chain(wide.map(|name| (name, members(name)))).collect()
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

/// What a site of some two thousand pages costs.
pub struct Pages {
    pub count: usize,
    pub bytes: usize,
    /// Drawing and publishing all pages, each changed.
    pub whole: Cost,
    /// The same after one more answer to one of the surveys.
    pub one: Cost,
    /// Writing the files that changed into a new folder, linking the others, syncing and removing those of
    /// the time before, without anything of ours: what the disk itself takes, for all and for one.
    pub plain: [Duration; 2],
}

/// How long drawing and publishing took, and how many files were written.
#[derive(Clone, Copy)]
pub struct Cost {
    pub build: Duration,
    pub publish: Duration,
    pub written: usize,
}

/// How many surveys make two thousand pages, with all members that are shown of five dimensions.
const SURVEYS: u32 = 2;

/// How often each is measured; the median counts.
const TIMES: u64 = 5;

/// Two thousand pages, the median of five times.
pub fn two_thousand_pages() -> Pages {
    let renderer = Renderer::new(None).expect("templates");
    let (dir, beside) = (tempfile::tempdir().expect("one"), tempfile::tempdir().expect("another"));
    let (mut whole, mut one, mut plain) = (Vec::new(), Vec::new(), [Vec::new(), Vec::new()]);
    let (mut count, mut bytes) = (0, 0);
    let mut before = BTreeMap::new();
    for time in 0..=TIMES {
        let mut changed = input(100_000 + 1_000 * time);
        for (what, costs) in [&mut whole, &mut one].into_iter().enumerate() {
            if what == 1 {
                one_more_answer(&mut changed);
            }
            let number = 2 * time + what as u64 + 1;
            let started = Instant::now();
            let edition = site::build(&renderer, &changed).expect("a site");
            let build = started.elapsed();
            let started = Instant::now();
            let to = i64::try_from(number).expect("small");
            let published = site::publish(dir.path(), &edition, to).expect("published");
            costs.push(Cost { build, publish: started.elapsed(), written: published.written });
            let started = Instant::now();
            write_plainly(beside.path(), number, edition.files(), &before);
            plain[what].push(started.elapsed());
            before = edition.files().clone();
            count = edition.files().keys().filter(|path| path.ends_with(".html")).count();
            bytes = edition.files().values().map(Vec::len).sum();
        }
    }
    Pages { count, bytes, whole: median(whole), one: median(one), plain: plain.map(middle) }
}

/// The median of each; the first time there is nothing to replace.
fn median(costs: Vec<Cost>) -> Cost {
    let of = |time: fn(&Cost) -> Duration| middle(costs.iter().map(time).collect());
    let written = costs.last().expect("some").written;
    Cost { build: of(|cost| cost.build), publish: of(|cost| cost.publish), written }
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.remove(0);
    times.sort_unstable();
    times[times.len() / 2]
}

/// One more of the highest score this month, at the first branch.
fn one_more_answer(input: &mut SiteInput) {
    let survey = input.surveys.first_mut().expect("a survey");
    let first_branch = ["", "location 1"];
    for grain in ["month", "week", "part", "part_month"] {
        let cells = survey.cells.iter_mut();
        let touched = cells
            .filter(|cell| cell.grain == grain && cell.value == "10")
            .filter(|cell| first_branch.contains(&cell.member.as_str()));
        if let Some(cell) = touched.max_by(|a, b| a.period.cmp(&b.period)) {
            cell.n += 1;
        }
    }
}

fn write_plainly(
    dir: &Path,
    number: u64,
    files: &BTreeMap<String, Vec<u8>>,
    before: &BTreeMap<String, Vec<u8>>,
) {
    let (root, old) = (dir.join(number.to_string()), dir.join((number - 1).to_string()));
    for (path, bytes) in files {
        let target = root.join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("made");
        if before.get(path) == Some(bytes) {
            fs::hard_link(old.join(path), target).expect("linked");
            continue;
        }
        let mut file = fs::File::create_new(target).expect("new");
        file.write_all(bytes).expect("written");
        file.sync_all().expect("synced");
    }
    if number > 1 {
        fs::remove_dir_all(old).expect("removed");
    }
}

fn input(answers: u64) -> SiteInput {
    let keep = |row: &TallyRow| row.grain != "day";
    let cells: Vec<Cell> = rows(answers, &wide_dimensions())
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
        surveys: (0..SURVEYS).map(survey).collect(),
        min_n: 5,
        address: "http://127.0.0.1/".into(),
        audience: site::Audience::Owner,
    }
}
