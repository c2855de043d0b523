//! axe-core: rules for pages that everybody can use, run inside the page.
//!
//! The path of `axe.min.js` comes from `AFTERWORD_AXE`; `.ci/run` installs it.

use std::fs;

use serde_json::Value;

use super::browser::Browser;

const VARIABLE: &str = "AFTERWORD_AXE";

/// Run in the page, after axe-core itself. All that axe can tell, and the size of targets
/// (WCAG 2.2, 2.5.8), which it leaves out unless asked.
const RUN: &str = "const tell = arguments[arguments.length - 1];
    axe.run(document, {rules: {'target-size': {enabled: true}}}).then(
        found => tell(found.violations.map(rule => rule.id + ': ' + rule.help + ': '
            + rule.nodes.map(node => node.target + ' ' + node.failureSummary).join('; '))),
        error => tell(['axe failed: ' + error]));";

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    source().map(drop)
}

/// What the page that is open makes hard for somebody, as sentences.
pub fn barriers(browser: &Browser) -> Vec<String> {
    browser.evaluate(&source().expect("it was there before"));
    let found = browser.evaluate_later(RUN);
    let sentence = |value: &Value| value.as_str().unwrap_or("axe told no sentence").to_owned();
    found.as_array().expect("a list").iter().map(sentence).collect()
}

fn source() -> Result<String, String> {
    let path = std::env::var(VARIABLE).map_err(|_| format!("{VARIABLE} names no axe.min.js"))?;
    fs::read_to_string(&path).map_err(|error| format!("{VARIABLE}: {path}: {error}"))
}
