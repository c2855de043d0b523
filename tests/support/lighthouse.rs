//! Lighthouse: what Google's auditor has to say about a page, as a phone meets it.
//!
//! The path of its command comes from `AFTERWORD_LIGHTHOUSE`; `.ci/run` installs it. It runs on
//! Node.js and in Chromium. Performance is not asked for here: it depends on what else the machine is
//! doing (`docs/LIGHTHOUSE.md` says how it is measured).

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{browser, process};

const VARIABLE: &str = "AFTERWORD_LIGHTHOUSE";

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    find().map(drop)
}

/// What is below 98 of 100 in these categories, with what took from it.
pub fn complaints(url: &str, categories: &[&str]) -> Vec<String> {
    let (node, lighthouse, chromium) = find().expect("it was there before");
    let profile = tempfile::tempdir().expect("a directory");
    let flags = format!(
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
         --disable-background-networking --disable-component-update --disable-sync \
         --user-data-dir={}",
        profile.path().display()
    );
    let done = Command::new(node)
        .arg(lighthouse)
        .args([
            url,
            "--quiet",
            "--output=json",
            "--output-path=stdout",
            "--disable-full-page-screenshot",
        ])
        .arg(format!("--only-categories={}", categories.join(",")))
        .arg(format!("--chrome-flags={flags}"))
        .env("CHROME_PATH", chromium)
        .output()
        .expect("lighthouse starts");
    let said = String::from_utf8_lossy(&done.stderr);
    let report: Value =
        serde_json::from_slice(&done.stdout).unwrap_or_else(|error| panic!("{error}: {said}"));
    let found = report["categories"].as_object().expect("categories");
    assert_eq!(found.len(), categories.len(), "{said}");
    let low = found.values().filter(|of| of["score"].as_f64().is_none_or(|score| score < 0.98));
    low.map(|of| format!("{url}: {} {}: {}", of["id"], of["score"], failed(&report, of))).collect()
}

/// The audits of a category that were not passed.
fn failed(report: &Value, category: &Value) -> String {
    let audits = category["auditRefs"].as_array().expect("audits").iter();
    let of = audits.filter(|audit| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0));
    let ids = of.filter_map(|audit| audit["id"].as_str());
    let failed = ids.filter(|id| report["audits"][*id]["score"].as_f64().is_some_and(|s| s < 1.0));
    failed.collect::<Vec<_>>().join(", ")
}

fn find() -> Result<(PathBuf, PathBuf, PathBuf), String> {
    let path = std::env::var(VARIABLE).map_err(|_| format!("{VARIABLE} names no lighthouse"))?;
    let lighthouse = PathBuf::from(path);
    if !lighthouse.is_file() {
        return Err(format!("{VARIABLE}: there is no {}", lighthouse.display()));
    }
    let node = process::find_program("node", &[Path::new("/usr/bin")])
        .ok_or("Node.js is not installed")?;
    Ok((node, lighthouse, browser::chromium()?))
}
