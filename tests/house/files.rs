//! The Rust sources of a tree, and their code without its comments.

use std::fs;
use std::path::Path;

/// One source file.
pub struct Source {
    /// Below the crate's root, with slashes: `src/flow/plan.rs`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// A file that need not exist.
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// The module it is, from the crate's root: `src/flow/steps/mod.rs` is `flow`, `steps`; the
    /// roots themselves are empty.
    pub fn module(&self) -> Vec<&str> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut module: Vec<&str> = path.split('/').collect();
        if matches!(module[..], ["lib" | "main"]) || module.last() == Some(&"mod") {
            module.pop();
        }
        module
    }

    /// The text without comments and without what stands in literals; lines stay what they are.
    pub fn code(&self) -> String {
        let mut code = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        while let Some(first) = rest.chars().next() {
            let skipped = skip_prose(rest, code.ends_with(is_name));
            if skipped == 0 {
                code.push(first);
                rest = &rest[first.len_utf8()..];
            } else {
                let (prose, after) = rest.split_at(skipped);
                code.push(' ');
                code.extend(prose.chars().filter(|character| *character == '\n'));
                rest = after;
            }
        }
        code
    }
}

/// How many bytes of comment or literal `text` begins with. `in_name` says that what went before
/// belongs to a name, so that the `r` of `for` begins no raw string.
fn skip_prose(text: &str, in_name: bool) -> usize {
    let through = |end: &str, from: usize| {
        text[from..].find(end).map_or(text.len(), |at| from + at + end.len())
    };
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return through("*/", 2);
    }
    if text.starts_with('"') {
        return skip_escaped(text, '"');
    }
    if let Some(raw) = text.strip_prefix('r').filter(|_| !in_name) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            return through(&format!("\"{}", "#".repeat(hashes)), 2 + hashes);
        }
    }
    // `'a'` and `'\n'` are literals, `'a` is a lifetime.
    let mut after_quote = text.chars().skip(1);
    match (text.starts_with('\''), after_quote.next(), after_quote.next()) {
        (true, Some('\\'), _) | (true, _, Some('\'')) => skip_escaped(text, '\''),
        _ => 0,
    }
}

/// The length of a literal that `text` begins with, both its quotes included.
fn skip_escaped(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if character == quote && !escaped {
            return at + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

/// Whether a character may stand in a name.
pub fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Which line an offset lies in, from 1.
pub fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

/// Every `.rs` file below `directory`, which is below `root`, in order of path.
pub fn sources(root: &Path, directory: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(root.join(directory)) else { return found };
    for entry in entries {
        let entry = entry.expect("a directory of sources");
        let path = format!("{directory}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(sources(root, &path));
        } else if path.ends_with(".rs") {
            let text = fs::read_to_string(entry.path()).expect("a source");
            found.push(Source { path, text });
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}
