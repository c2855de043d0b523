//! The shop's wording as a template: a text comes in, one that is filled in for a customer goes out.
//!
//! `{{ name }}`, or short `{name}`, stands for a value, `{% if name %}…{% else %}…{% endif %}` for a
//! choice. That is all: no functions, no files, no loops, so that a text can reach nothing of the
//! house, and filling it in takes no longer than reading it. A template engine would have to have
//! nearly all it can do taken out, and still let `{{ "x" * 1000000000 }}` ask for the memory.

use std::fmt;

/// What may be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variable {
    /// The customer's name, as one greets them; empty where it is not known.
    Name,
    /// The shop's name.
    Shop,
    /// The order's number; empty where it is not about an order.
    Order,
}

impl Variable {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Name, Self::Shop, Self::Order];

    /// The name in a text.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Shop => "shop",
            Self::Order => "order",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|variable| variable.word() == word)
    }
}

/// What is filled in for one customer.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// The name to greet with, or nothing.
    pub name: &'a str,
    /// The shop's name.
    pub shop: &'a str,
    /// The order's number, or nothing.
    pub order: &'a str,
}

impl<'a> Values<'a> {
    fn of(&self, variable: Variable) -> &'a str {
        match variable {
            Variable::Name => self.name,
            Variable::Shop => self.shop,
            Variable::Order => self.order,
        }
    }
}

/// A text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase<'a>(Vec<Piece<'a>>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Words(&'a str),
    Value(Variable),
    Choice { test: Test, then: Vec<Piece<'a>>, otherwise: Vec<Piece<'a>> },
}

/// `if name` or `if not name`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Test {
    variable: Variable,
    wanted: bool,
}

/// What cannot be read, as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable<'a> {
    /// The place in the text: the tag, or what begins like one.
    pub found: &'a str,
    reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Short,
    Value,
    Tag,
    Open,
    Alone,
}

/// A choice that is still open.
struct Open<'a> {
    tag: &'a str,
    test: Test,
    then: Option<Vec<Piece<'a>>>,
    /// The pieces around it.
    around: Vec<Piece<'a>>,
}

impl<'a> Phrase<'a> {
    /// Reads a text.
    ///
    /// # Errors
    /// The first thing in braces that is neither a value nor a choice.
    pub fn parse(text: &'a str) -> Result<Self, Unreadable<'a>> {
        let (mut pieces, mut open, mut rest) = (Vec::new(), Vec::new(), text);
        while let Some(brace) = rest.find('{') {
            let (words, from) = rest.split_at(brace);
            push_words(&mut pieces, words);
            let (tag, inside) = tag_of(from)?;
            rest = from.get(tag.len()..).unwrap_or_default();
            match inside {
                Inside::Words => push_words(&mut pieces, tag),
                Inside::Value(variable) => pieces.push(Piece::Value(variable)),
                Inside::If(test) => {
                    let around = std::mem::take(&mut pieces);
                    open.push(Open { tag, test, then: None, around });
                }
                Inside::Else => match open.last_mut() {
                    Some(choice) if choice.then.is_none() => {
                        choice.then = Some(std::mem::take(&mut pieces));
                    }
                    _ => return Err(Unreadable { found: tag, reason: Reason::Alone }),
                },
                Inside::End => {
                    let alone = Unreadable { found: tag, reason: Reason::Alone };
                    let Open { test, then, around, .. } = open.pop().ok_or(alone)?;
                    let last = std::mem::replace(&mut pieces, around);
                    let (then, otherwise) = match then {
                        Some(then) => (then, last),
                        None => (last, Vec::new()),
                    };
                    pieces.push(Piece::Choice { test, then, otherwise });
                }
            }
        }
        push_words(&mut pieces, rest);
        match open.last() {
            Some(choice) => Err(Unreadable { found: choice.tag, reason: Reason::Open }),
            None => Ok(Self(pieces)),
        }
    }

    /// Reads a text that was stored before this was asked of it: one that cannot be read stands
    /// for itself.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        Self::parse(text).unwrap_or_else(|_unreadable| Self(vec![Piece::Words(text)]))
    }

    /// Whether it says different things to different customers by `{% if … %}`.
    #[must_use]
    pub fn has_choice(&self) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Choice { .. }))
    }

    /// Fills it in. A value that is not known goes, and with it the blank before a comma or full
    /// stop. Values are put in as they are: a customer called `{shop}` is greeted as `{shop}`.
    #[must_use]
    pub fn fill(&self, values: &Values<'_>) -> String {
        let mut filled = String::new();
        fill(&self.0, values, &mut filled);
        filled
    }
}

fn fill(pieces: &[Piece<'_>], values: &Values<'_>, filled: &mut String) {
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Words(words) => filled.push_str(words),
            Piece::Value(variable) => {
                let value = values.of(*variable);
                filled.push_str(value);
                if value.is_empty() && leaves_a_gap(pieces.get(index + 1)) {
                    filled.truncate(filled.trim_end_matches(' ').len());
                }
            }
            Piece::Choice { test, then, otherwise } => {
                let holds = values.of(test.variable).is_empty() != test.wanted;
                fill(if holds { then } else { otherwise }, values, filled);
            }
        }
    }
}

fn leaves_a_gap(next: Option<&Piece<'_>>) -> bool {
    match next {
        None => true,
        Some(Piece::Words(words)) => words.starts_with([',', '.', '!', '?', ' ', '\n']),
        Some(_) => false,
    }
}

fn push_words<'a>(pieces: &mut Vec<Piece<'a>>, words: &'a str) {
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
}

/// What a tag says.
enum Inside {
    /// Nothing: braces that mean themselves.
    Words,
    Value(Variable),
    If(Test),
    Else,
    End,
}

/// The tag that the text begins with, and what it says. The text begins with a brace.
fn tag_of(text: &str) -> Result<(&str, Inside), Unreadable<'_>> {
    let wrong = |reason| Unreadable { found: whole_tag(text), reason };
    for (start, end, reason) in [("{{", "}}", Reason::Value), ("{%", "%}", Reason::Tag)] {
        let Some(rest) = text.strip_prefix(start) else { continue };
        let (inside, _) = rest.split_once(end).ok_or_else(|| wrong(reason))?;
        let tag = text.get(..start.len() + inside.len() + end.len()).unwrap_or(text);
        let words: Vec<&str> = inside.split_whitespace().collect();
        let inside = if reason == Reason::Value { value_of(&words) } else { control_of(&words) };
        return Ok((tag, inside.ok_or_else(|| wrong(reason))?));
    }
    if text.starts_with("{#") {
        return Err(wrong(Reason::Tag));
    }
    let word = text.get(1..).and_then(|rest| rest.split_once('}')).map(|(word, _)| word);
    let is_name =
        |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_');
    let Some(word) = word.filter(is_name) else {
        return Ok((text.get(..1).unwrap_or(text), Inside::Words));
    };
    let variable = Variable::parse(word).ok_or_else(|| wrong(Reason::Short))?;
    Ok((text.get(..word.len() + 2).unwrap_or(text), Inside::Value(variable)))
}

fn value_of(words: &[&str]) -> Option<Inside> {
    match words {
        [word] => Variable::parse(word).map(Inside::Value),
        _ => None,
    }
}

fn control_of(words: &[&str]) -> Option<Inside> {
    let test = |word: &str, wanted| {
        Variable::parse(word).map(|variable| Inside::If(Test { variable, wanted }))
    };
    match words {
        ["if", word] => test(word, true),
        ["if", "not", word] => test(word, false),
        ["else"] => Some(Inside::Else),
        ["endif"] => Some(Inside::End),
        _ => None,
    }
}

/// What to show of a tag that cannot be read: to its end, on its line, 60 characters at most.
fn whole_tag(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    let end = line.find('}').map_or(line.len(), |brace| {
        brace + 1 + usize::from(line.get(brace + 1..).is_some_and(|rest| rest.starts_with('}')))
    });
    let end = line.char_indices().nth(60).map_or(end, |(longest, _)| end.min(longest));
    line.get(..end).unwrap_or(line)
}

impl fmt::Display for Unreadable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |form: fn(&str) -> String| Variable::ALL.map(|v| form(v.word())).join(", ");
        write!(f, "found {}; ", self.found)?;
        match self.reason {
            Reason::Short => write!(f, "allowed: {}", list(|word| format!("{{{word}}}"))),
            Reason::Value => {
                let values = list(|word| format!("{{{{ {word} }}}}"));
                write!(f, "allowed: {values}, and nothing else in such braces")
            }
            Reason::Tag => f.write_str(
                "allowed: {% if name %} or {% if not name %} with name, shop or order, {% else %} \
                 and {% endif %}: texts know no loops, files or functions",
            ),
            Reason::Open => f.write_str("allowed: with an {% endif %} after it"),
            Reason::Alone => f.write_str("allowed: after its own {% if … %}, once"),
        }
    }
}

#[cfg(test)]
mod tests;
