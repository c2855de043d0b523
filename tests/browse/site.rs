//! The site of the sample shop: every type of page, as a browser and the W3C's checker have it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use afterword::app::{demo, open_house};
use afterword::config::Config;
use afterword::types::{Instant, PublicUrl, Random, SystemClock};
use afterword::web::{Web, serve};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::support::browser::{Browser, Screen, Setup};
use crate::support::{axe, lighthouse, vnu};

trials! {
    every_view_of_the_sample_shop_is_drawn;
    pages_of_the_site_have_no_barriers needs Chromium, Axe;
    pages_of_the_site_fit_a_phone needs Chromium;
    pages_of_the_site_are_valid needs Vnu;
    pages_of_the_site_pass_lighthouse needs Lighthouse;
}

/// How many days the shop has been open: so many that a year ago can be compared.
const DAYS: i32 = 430;

/// The sample shop, built once a run, with an edition for anybody.
struct Sample {
    config: Config,
    /// Held from the beginning: others look for free ports meanwhile.
    door: TcpListener,
    site: PathBuf,
    _directory: TempDir,
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime")
}

fn sample() -> &'static Sample {
    static SHOP: OnceLock<Sample> = OnceLock::new();
    SHOP.get_or_init(|| {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let mut config = Config::default();
        demo::settle_in(&mut config, &directory.path().join("demo"));
        let door = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let address = door.local_addr().expect("its address");
        config.server.public_url = PublicUrl::of_listener(address);
        config.site.public = true;
        config.site.public_edition.surveys = vec!["after-purchase".to_owned()];
        config.site.public_edition.segments = true;
        let now: Instant =
            "2026-11-22T03:00:00Z".parse::<jiff::Timestamp>().expect("an instant").into();
        runtime().block_on(demo::build(&config, now, DAYS)).expect("the sample shop");
        let site = config.data_dir.join("site");
        Sample { config, door, site, _directory: directory }
    })
}

/// Its site.
fn site() -> &'static Path {
    &sample().site
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

/// As the server hands them out, with its headers.
fn pages_of_the_site_pass_lighthouse() {
    let Sample { config, door, .. } = sample();
    let runtime = runtime();
    let clock = Arc::new(SystemClock);
    let house = runtime.block_on(open_house(config.clone(), clock, Random::from_seed(1)));
    let listener = door.try_clone().expect("the same door");
    let server = runtime.block_on(async {
        let web = Web::new(&house.expect("a house"), Arc::new(String::new)).expect("a web");
        let server = serve(web, listener).expect("a server");
        tokio::spawn(server.running);
        server.handle
    });
    let base = &config.server.public_url;
    let private = ["accessibility", "best-practices"];
    let public = ["accessibility", "best-practices", "seo"];
    let mut found = Vec::new();
    for (page, categories) in [
        ("dashboard/", &private[..]),
        ("dashboard/after-purchase/", &private),
        ("dashboard/after-purchase/location/", &private),
        ("public/en/", &public),
        ("public/after-purchase/location/", &public),
    ] {
        found.extend(lighthouse::complaints(&format!("{base}/{page}"), categories));
    }
    runtime.block_on(server.stop(true));
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
