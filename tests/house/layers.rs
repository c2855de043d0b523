//! What may know of what: the order of the layers, and who alone sees a library.

use super::files::{Source, is_name, line_of};
use super::imports::{Import, imports};

/// From the top down. A layer may import those below it; of those on one line none another.
const LAYERS: [&[&str]; 9] = [
    &["main"],
    &["cli"],
    &["app"],
    &["web", "jobs"],
    &["flow"],
    &["db", "mail", "print", "site"],
    &["render", "keys"],
    &["domain"],
    &BOTTOM,
];

/// The layers that everything may import, each other too.
const BOTTOM: [&str; 3] = ["types", "error", "config"];

/// What stages share: what they all stand on, and what several do alike.
const SHARED_BY_STAGES: [&str; 2] = ["house", "steps"];

/// The longest a source may be.
const MOST_LINES: usize = 400;

/// Imports that point up or sideways, and modules that have no place in the order.
pub fn upward_imports(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources {
        let Some(own) = own_layer(source) else { continue };
        let Some(own_rank) = rank(own) else {
            complaints.push(format!("{}: `{own}` has no place in the order", source.path));
            continue;
        };
        for Import { path, line } in imports(source) {
            let Some(other) = path.first().map(String::as_str) else { continue };
            let Some(other_rank) = rank(other) else { continue };
            let both_at_bottom = BOTTOM.contains(&own) && BOTTOM.contains(&other);
            if other != own && other_rank <= own_rank && !both_at_bottom {
                complaints.push(format!("{}:{line}: `{own}` imports `{other}`", source.path));
            }
        }
    }
    complaints
}

/// A stage of `flow` that names another, or something shared that names a stage.
pub fn stages_that_know_another(sources: &[Source]) -> Vec<String> {
    let stage = |source: &Source| match source.module()[..] {
        ["flow", stage, ..] if !SHARED_BY_STAGES.contains(&stage) => Some(stage.to_owned()),
        _ => None,
    };
    let stages: Vec<String> = sources.iter().filter_map(stage).collect();
    let mut complaints = Vec::new();
    for source in sources {
        let ["flow", own, ..] = source.module()[..] else { continue };
        for Import { path, line } in imports(source) {
            let [flow, other, ..] = &path[..] else { continue };
            if flow == "flow" && other != own && stages.contains(other) {
                complaints.push(format!("{}:{line}: `{own}` imports `{other}`", source.path));
            }
        }
    }
    complaints
}

/// Names of libraries outside the one layer that sees them.
pub fn libraries_out_of_place(sources: &[Source]) -> Vec<String> {
    let only_in = [
        ("diesel", "db"),
        ("diesel_migrations", "db"),
        ("StatusCode", "web"),
        ("HttpResponse", "web"),
    ];
    let mut complaints = Vec::new();
    for source in sources {
        let code = source.code();
        for (name, layer) in only_in {
            if own_layer(source) == Some(layer) {
                continue;
            }
            for at in words(&code, name) {
                let line = line_of(&code, at);
                complaints.push(format!("{}:{line}: `{name}` outside src/{layer}", source.path));
            }
        }
    }
    complaints
}

/// Sources over the length that a reader can hold.
pub fn long_files(sources: &[Source]) -> Vec<String> {
    let count = |source: &Source| (source.text.lines().count(), source.path.clone());
    let over = sources.iter().map(count).filter(|(lines, _)| *lines > MOST_LINES);
    over.map(|(lines, path)| format!("{path}: {lines} lines, at most {MOST_LINES}")).collect()
}

/// The layer a file belongs to; `lib.rs` only hangs the layers in.
fn own_layer(source: &Source) -> Option<&str> {
    match source.path.as_str() {
        "src/lib.rs" => None,
        "src/main.rs" => Some("main"),
        _ => source.module().first().copied(),
    }
}

/// 0 is the top.
fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|layers| layers.contains(&layer))
}

/// Where a name stands as a whole word.
fn words<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(name).map(|(at, _)| at).filter(move |at| {
        !code[..*at].ends_with(is_name) && !code[at + name.len()..].starts_with(is_name)
    })
}
