//! The addresses of the house, and the fields of its pages, as its own sources name them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// Where addresses stand.
const ROUTERS: [&str; 2] = ["src/web/server.rs", "src/web/dashboard.rs"];

/// Every address, with its parts in braces: `/s/{token}`.
pub fn all() -> Vec<String> {
    let quoted = Regex::new("\"((?:\\{prefix\\})?/[^\"\\s]*)\"").expect("a pattern");
    let plain = Regex::new("\\{(\\w+)[^}]*\\}").expect("a pattern");
    let mut found = BTreeSet::new();
    for router in ROUTERS {
        let source = read(&root().join(router));
        for literal in quoted.captures_iter(&source) {
            let literal = literal[1].replace("{{", "{").replace("}}", "}");
            let prefixes: &[&str] = if literal.starts_with("{prefix}") {
                &["/s", "/S", "/q", "/Q"]
            } else if literal.starts_with("/{path") {
                &["/dashboard", "/public"]
            } else {
                &[""]
            };
            for prefix in prefixes {
                let address = format!("{prefix}{}", literal.replace("{prefix}", ""));
                found.insert(plain.replace_all(&address, "{$1}").into_owned());
            }
        }
    }
    found.into_iter().collect()
}

/// The names of all fields of all pages.
pub fn fields() -> BTreeSet<String> {
    let named = Regex::new("name=\"([a-z_]+)\"").expect("a pattern");
    let mut found = BTreeSet::new();
    for file in files(&root().join("templates")) {
        let names = read(&file);
        found.extend(named.captures_iter(&names).map(|name| name[1].to_owned()));
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|end| end == "html") {
            found.push(path);
        }
    }
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
