//! Which modules of the crate a file names: in `use` trees and in paths.

use super::files::{Source, is_name, line_of};

/// A path from the crate's root, where a file names it.
#[derive(Debug, PartialEq, Eq)]
pub struct Import {
    /// `["flow", "plan", "plan_orders"]`; a glob ends in `*`.
    pub path: Vec<String>,
    /// Counted from 1.
    pub line: usize,
}

/// All paths that begin with `crate`, `super` or the crate's own name.
pub fn imports(source: &Source) -> Vec<Import> {
    let code = source.code();
    let starts = ["crate::", "super::", "afterword::"];
    let mut found = Vec::new();
    for start in starts {
        for (at, _) in code.match_indices(start) {
            // A later part of a longer path or name: `super::super::x`, `this_crate::x`.
            if code[..at].ends_with(|before: char| before == ':' || is_name(before)) {
                continue;
            }
            let mut leaves = Vec::new();
            read_tree(&code[at..], Vec::new(), &mut leaves);
            let line = line_of(&code, at);
            let absolute = leaves.into_iter().filter_map(|leaf| resolve(source, &leaf));
            found.extend(absolute.map(|path| Import { path, line }));
        }
    }
    found
}

/// Reads `a::b::{c, d::*}` from the start of `code`, adds every leaf with what leads to it, and
/// returns the rest.
fn read_tree<'a>(
    code: &'a str,
    mut before: Vec<&'a str>,
    leaves: &mut Vec<Vec<&'a str>>,
) -> &'a str {
    let mut code = code.trim_start();
    loop {
        let end = code.find(|character: char| !is_name(character)).unwrap_or(code.len());
        let (name, rest) = code.split_at(end);
        if !name.is_empty() {
            before.push(name);
        }
        code = match rest.strip_prefix("::") {
            Some(rest) => rest.trim_start(),
            None => rest,
        };
        if let Some(group) = code.strip_prefix('{').filter(|_| name.is_empty() || rest != code) {
            return read_group(group, &before, leaves);
        }
        if name.is_empty() || rest == code {
            break;
        }
    }
    leaves.push(before);
    code
}

/// Reads the members of a group up to its closing brace; returns the rest.
fn read_group<'a>(
    mut code: &'a str,
    before: &[&'a str],
    leaves: &mut Vec<Vec<&'a str>>,
) -> &'a str {
    loop {
        code = read_tree(code, before.to_vec(), leaves);
        // `as name` and `*` mean nothing here.
        let Some(end) = code.find([',', '}']) else { return "" };
        let closes = code[end..].starts_with('}');
        code = code[end + 1..].trim_start();
        if closes {
            return code;
        }
        if let Some(rest) = code.strip_prefix('}') {
            return rest;
        }
    }
}

/// From the crate's root; `None` where `super` leads out of the file's own ancestors, as it does
/// in a module written inside the file.
fn resolve(source: &Source, leaf: &[&str]) -> Option<Vec<String>> {
    let mut path = source.module();
    let mut names = leaf.iter().copied();
    match names.next()? {
        "crate" | "afterword" => path.clear(),
        _ => drop(path.pop()?),
    }
    for name in names {
        match name {
            "super" => drop(path.pop()?),
            "self" => {}
            name => path.push(name),
        }
    }
    Some(path.into_iter().map(str::to_owned).collect())
}
