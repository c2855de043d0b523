//! The bounce set: messages as the large providers and mail servers send them back, each with what
//! it says. Every file is a trial; all were written for these tests.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use afterword::domain::inbound::read;
use libtest_mimic::{Failed, Trial};
use serde::Deserialize;
use serde_json::Value;

/// The mark that the mails in the set carry. It is made up: only its shape is looked at here.
const MARK: &str = "12.0123456789abcdef0123";

/// What a message should come to.
#[derive(Clone, Debug, Deserialize)]
struct Expected {
    /// Who sends such messages.
    provider: String,
    /// Whether our mark is found in it.
    ours: bool,
    /// What is reported of it.
    #[serde(flatten)]
    verdict: BTreeMap<String, Value>,
}

/// A trial a message, and one over the set.
pub fn trials() -> Vec<Trial> {
    let one = |(name, expected): (String, Expected)| {
        Trial::test(format!("inbound::{name}"), move || meets(&name, &expected))
    };
    let mut trials: Vec<Trial> = verdicts().into_iter().map(one).collect();
    trials.push(Trial::test("inbound::the_set_is_whole", the_set_is_whole));
    trials
}

/// Where the set lies.
pub fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inbound")
}

fn verdicts() -> BTreeMap<String, Expected> {
    let file = fs::read(directory().join("verdicts.json")).expect("the verdicts");
    serde_json::from_slice(&file).expect("verdicts as JSON")
}

fn meets(name: &str, expected: &Expected) -> Result<(), Failed> {
    let verdict = read(&fs::read(directory().join(format!("{name}.eml")))?);
    let told: BTreeMap<String, Value> = serde_json::from_value(serde_json::to_value(&verdict)?)?;
    assert_eq!(told, expected.verdict, "{}", expected.provider);
    let ours = verdict.tags().any(|tag| tag.ends_with(MARK));
    assert_eq!(ours, expected.ours, "{:?}", verdict.tags().collect::<Vec<_>>());
    Ok(())
}

fn the_set_is_whole() -> Result<(), Failed> {
    let verdicts = verdicts();
    let mut files = Vec::new();
    for file in fs::read_dir(directory())? {
        let name = file?.file_name().to_string_lossy().into_owned();
        files.extend(name.strip_suffix(".eml").map(str::to_owned));
    }
    files.sort();
    assert_eq!(files, verdicts.keys().cloned().collect::<Vec<_>>());
    let bounces = verdicts.values().filter(|expected| expected.verdict["kind"] == "bounce");
    let mut providers: Vec<&str> = bounces.clone().map(|one| one.provider.as_str()).collect();
    providers.sort_unstable();
    providers.dedup();
    assert!(bounces.count() >= 60 && providers.len() >= 12, "{providers:?}");
    Ok(())
}
