//! What can be measured of how a page looks.

use serde_json::{Value, json};

use crate::support::browser::Browser;

/// Whether a person sees the question that the first match belongs to.
pub fn is_seen(browser: &Browser, css: &str) -> bool {
    let found =
        format!("return document.querySelector({css:?}).closest('fieldset').offsetHeight > 0");
    browser.evaluate(&found) == true
}

/// Whether what has the focus shows it: it, or what it stands for, has an outline.
pub fn has_ring(browser: &Browser) -> bool {
    let ring = "const at = document.activeElement;
        return [at, at.nextElementSibling].some(
            seen => seen && getComputedStyle(seen).outlineStyle === 'solid')";
    browser.evaluate(ring) == true
}

/// Whether the page asks for script anywhere.
pub fn has_script(browser: &Browser) -> bool {
    let source = browser.source().to_lowercase();
    ["<script", " onclick=", " onload=", " onchange=", " oninput=", "javascript:"]
        .iter()
        .any(|sign| source.contains(sign))
}

/// Nothing lies beyond the screen's edge, and every target is large enough for a finger.
pub fn fits(browser: &Browser, about: &str) {
    let wide = "const root = document.documentElement; return root.scrollWidth - innerWidth";
    assert_eq!(browser.evaluate(wide), 0, "{about}: the page is too wide");
    assert_eq!(small_targets(browser), json!([]), "{about}: targets below 44 points");
}

fn small_targets(browser: &Browser) -> Value {
    browser.evaluate(
        "const targets = document.querySelectorAll('a, button, textarea, .row label, .opts label');
         return [...targets]
            .map(target => ({ target, box: target.getBoundingClientRect() }))
            .filter(({ box }) => box.height > 0 && (box.height < 44 || box.width < 44))
            .map(({ target, box }) => target.outerHTML.slice(0, 60) + ' ' + box.width + '×' + box.height)",
    )
}
