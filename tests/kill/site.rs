//! Whether the published site is whole: every link leads somewhere, all figures are of one moment.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The number of answers that the site shows; `None` while there is no site.
pub fn check(site: &Path) -> Option<u64> {
    if !site.join("index.html").exists() {
        assert!(site.symlink_metadata().is_err(), "a site without an entrance");
        return None;
    }
    for page in pages(site) {
        let html = fs::read_to_string(&page).expect("a page");
        assert!(html.trim_end().ends_with("</html>"), "{} is cut short", page.display());
        for link in links(&html) {
            let target = page.parent().expect("a folder").join(link);
            assert!(target.is_file(), "{}: {link} leads nowhere", page.display());
        }
    }
    let index = json(&site.join("data/index.json"));
    let surveys = index["surveys"].as_array().expect("a list of surveys");
    Some(surveys.iter().map(|slug| figures(site, slug.as_str().expect("a slug"))).sum())
}

/// All figures of a survey count the same answers.
fn figures(site: &Path, slug: &str) -> u64 {
    let survey = json(&site.join(format!("data/{slug}.json")));
    let number = |value: &Value| value.as_u64().unwrap_or_else(|| panic!("{slug}: {value}"));
    let all =
        |value: &Value| value.as_object().expect("an object").values().map(number).sum::<u64>();
    let n = number(&survey["n"]);
    let months = survey["series"].as_array().expect("a series").iter();
    let months: u64 = months.map(|month| number(&month["n"])).sum();
    let found =
        [all(&survey["counts"]), all(&survey["groups"]), months, number(&survey["answered"])];
    assert_eq!(found, [n; 4], "{slug}: counts, groups, months, answered");
    n
}

fn json(path: &Path) -> Value {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let (mut pages, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the site") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                pages.push(path);
            }
        }
    }
    pages
}

/// The files that a page names.
fn links(html: &str) -> impl Iterator<Item = &str> {
    let attributes = ["href=\"", "src=\""].into_iter();
    let all = attributes.flat_map(|attribute| html.split(attribute).skip(1));
    let values = all.filter_map(|rest| rest.split('"').next());
    let paths = values.filter_map(|value| value.split(['#', '?']).next());
    paths.filter(|path| !path.is_empty() && !path.contains(':'))
}
