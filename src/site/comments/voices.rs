//! The words of happy and of unhappy customers.

use serde::Serialize;

use crate::domain::comments::{Counted, Said};
use crate::render;
use crate::site::words::Words;
use crate::types::Group;

/// How many words the headline names.
const NAMED: usize = 3;

/// What a group says.
#[derive(Serialize)]
pub(super) struct Voice {
    group: &'static str,
    name: String,
    comments: String,
    words: Vec<Word>,
    pairs: Vec<Word>,
}

#[derive(Serialize)]
struct Word {
    text: String,
    lang: &'static str,
    n: String,
    /// In percent of the most frequent one.
    width: String,
}

/// The groups that have words to show.
pub(super) fn view(words: Words, counted: &[Counted]) -> Vec<Voice> {
    let voice = |counted: &Counted| Voice {
        group: counted.group.name(),
        name: words.text(&format!("site-group-{}", counted.group.name()), &[]),
        comments: words.count(counted.comments),
        words: lines(words, &counted.words),
        pairs: lines(words, &counted.pairs),
    };
    counted.iter().filter(|counted| !counted.words.is_empty()).map(voice).collect()
}

fn lines(words: Words, said: &[Said]) -> Vec<Word> {
    let most = said.iter().map(|said| said.n).max().unwrap_or(1).max(1);
    let line = |said: &Said| Word {
        text: said.text.clone(),
        lang: said.language.tag(),
        n: words.count(said.n),
        width: format!("{:.1}", 100.0 * said.n as f64 / most as f64),
    };
    said.iter().map(line).collect()
}

/// The headline as HTML: which words the happy and the unhappy use most, in
/// the reader's language where there are enough.
pub(super) fn finding(words: Words, counted: &[Counted]) -> String {
    let named = |group| {
        let of_group = counted.iter().find(|counted| counted.group == group)?;
        let own = || of_group.words.iter().filter(|said| said.language == words.lang);
        let first: Vec<_> = if own().count() >= NAMED {
            own().take(NAMED).map(quoted).collect()
        } else {
            of_group.words.iter().take(NAMED).map(quoted).collect()
        };
        (!first.is_empty()).then(|| first.join(", "))
    };
    match (named(Group::Promoter), named(Group::Detractor)) {
        (Some(happy), Some(unhappy)) => {
            words.text("site-told-voices", &[("happy", &happy), ("unhappy", &unhappy)])
        }
        (Some(happy), None) => words.text("site-told-voices-happy", &[("happy", &happy)]),
        (None, Some(unhappy)) => words.text("site-told-voices-unhappy", &[("unhappy", &unhappy)]),
        (None, None) => words.text("site-told-voices-none", &[]),
    }
}

fn quoted(said: &Said) -> String {
    format!("<q lang=\"{}\">{}</q>", said.language.tag(), render::escaped(&said.text))
}
