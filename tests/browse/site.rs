//! The site of the sample shop: every type of page, as a browser and the W3C's checker have it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use afterword::app::demo;
use afterword::config::Config;
use afterword::types::Instant;
use tempfile::TempDir;

use crate::support::browser::{Browser, Screen, Setup};
use crate::support::{axe, vnu};

trials! {
    every_view_of_the_sample_shop_is_drawn;
    pages_of_the_site_have_no_barriers needs Chromium, Axe;
    pages_of_the_site_fit_a_phone needs Chromium;
    pages_of_the_site_are_valid needs Vnu;
}

/// How many days the shop has been open: so many that a year ago can be compared.
const DAYS: i32 = 430;

/// The site of the sample shop, built once a run.
fn site() -> &'static Path {
    static SHOP: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, site) = SHOP.get_or_init(|| {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let mut config = Config::default();
        demo::settle_in(&mut config, &directory.path().join("demo"));
        let now: Instant =
            "2026-11-22T03:00:00Z".parse::<jiff::Timestamp>().expect("an instant").into();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        let built = runtime.expect("a runtime").block_on(demo::build(&config, now, DAYS));
        built.expect("the sample shop");
        let site = config.data_dir.join("site");
        (directory, site)
    });
    site
}

/// The pages below a directory.
fn pages(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a folder of the site") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|end| end == "html") {
            found.push(path);
        }
    }
}

/// The first page of each type: pages that differ by a survey, a member or a month are alike.
fn types() -> Vec<PathBuf> {
    let mut all = Vec::new();
    pages(site(), &mut all);
    all.sort();
    let mut types = BTreeMap::new();
    for page in all {
        let path = page.strip_prefix(site()).expect("below the site").to_path_buf();
        types.entry(type_of(&path)).or_insert(page);
    }
    types.into_values().collect()
}

fn type_of(path: &Path) -> String {
    let mut parts: Vec<_> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let language = parts.first().filter(|part| ["en", "th"].contains(&part.as_str())).cloned();
    if language.is_some() {
        parts.remove(0);
    }
    let last = parts.pop().unwrap_or_default();
    let name = match (parts.len(), last.starts_with("month-")) {
        (_, true) => "month",
        (2, _) if last != "index.html" => "member",
        _ => last.as_str(),
    };
    format!("{}/{}/{name}", language.unwrap_or_default(), "*/".repeat(parts.len()))
}

fn every_view_of_the_sample_shop_is_drawn() {
    let page = fs::read_to_string(site().join("after-purchase/index.html")).expect("a page");
    for id in ["d1", "d7", "d30", "d90", "weeks", "months", "quarters", "control", "shares", "heat"]
    {
        assert!(page.contains(&format!("id=\"{id}-t\"")), "{id} is missing");
    }
    let kinds: BTreeSet<_> = types().into_iter().collect();
    assert!(kinds.len() >= 9, "{kinds:?}");
}

fn pages_of_the_site_have_no_barriers() {
    let mut found = Vec::new();
    for (dark, screen) in [(false, Screen::Desktop), (true, Screen::Phone)] {
        let browser = Browser::open(Setup { dark, screen, ..Setup::default() });
        for page in types() {
            browser.go(&format!("file://{}", page.display()));
            let of_page = axe::barriers(&browser);
            found.extend(
                of_page.into_iter().map(|barrier| format!("{}: {barrier}", page.display())),
            );
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn pages_of_the_site_fit_a_phone() {
    let browser = Browser::open(Setup { screen: Screen::SmallPhone, ..Setup::default() });
    for page in types() {
        browser.go(&format!("file://{}", page.display()));
        let wider = browser.evaluate("return document.documentElement.scrollWidth - innerWidth");
        assert!(wider.as_f64().is_some_and(|wider| wider <= 0.0), "{}: {wider}", page.display());
    }
}

fn pages_of_the_site_are_valid() {
    let complaints = vnu::complaints(site());
    assert!(complaints.is_empty(), "\n{complaints}");
}
