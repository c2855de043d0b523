//! The words of a letter: what the shop wrote, else the default in the customer's language.

use crate::render::{FluentValue, Renderer};
use crate::types::{Kind, Language};

/// What the shop wrote for this letter; `None` takes the default text. `{name}`, `{shop}` and
/// `{order}` are filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The subject.
    pub subject: Option<String>,
    /// The first line, as "Dear Ann,".
    pub greeting: Option<String>,
    /// The thanks before the question; may have several lines.
    pub intro: Option<String>,
    /// The question.
    pub question: Option<String>,
    /// What the low end of the scale means.
    pub low: Option<String>,
    /// What the high end of the scale means.
    pub high: Option<String>,
    /// Who signs; may have several lines.
    pub signature: Option<String>,
    /// A line after the signature, written whole ("P.S. …"); none by default.
    pub postscript: Option<String>,
}

impl Texts {
    /// Takes each text from a look-up by its key in a survey file, such as `subject`.
    pub fn from_lookup<'a>(find: impl Fn(&str) -> Option<&'a str>) -> Self {
        let text = |key| find(key).map(str::to_owned);
        Self {
            subject: text("subject"),
            greeting: text("greeting"),
            intro: text("intro"),
            question: text("question"),
            low: text("low"),
            high: text("high"),
            signature: text("signature"),
            postscript: text("postscript"),
        }
    }
}

/// What fills the placeholders.
pub(super) struct Fill<'a> {
    pub renderer: &'a Renderer,
    pub language: Language,
    pub kind: Kind,
    pub shop: &'a str,
    /// The greeting name, or nothing.
    pub name: &'a str,
    /// The order's number, or nothing.
    pub order: &'a str,
}

impl Fill<'_> {
    /// The shop's text, else the default for this kind of survey (`survey-<key>-<kind>`).
    pub fn survey(&self, own: Option<&String>, key: &str) -> String {
        self.own(own).unwrap_or_else(|| self.default(&format!("survey-{key}-{}", self.kind.name())))
    }

    /// The shop's text, else the default of the mail (`mail-<key>`).
    pub fn mail(&self, own: Option<&String>, key: &str) -> String {
        self.own(own).unwrap_or_else(|| self.default(&format!("mail-{key}")))
    }

    /// The shop's text with its placeholders filled; one that is blank counts as not written.
    pub fn own(&self, own: Option<&String>) -> Option<String> {
        let own = own.map(|text| self.fill(text))?;
        (!own.trim().is_empty()).then_some(own)
    }

    fn default(&self, key: &str) -> String {
        let args = [("shop", self.shop), ("name", self.name), ("order", self.order)];
        let args = args.map(|(key, value)| (key, FluentValue::from(value.to_owned())));
        self.renderer.text(self.language, key, &args)
    }

    /// A placeholder without a value goes, and with it the blank before a comma or full stop.
    /// Values are put in one pass: a customer called `{shop}` is greeted as `{shop}`.
    fn fill(&self, text: &str) -> String {
        let places = [("{name}", self.name), ("{shop}", self.shop), ("{order}", self.order)];
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(brace) = rest.find('{') {
            let (before, from) = rest.split_at(brace);
            filled.push_str(before);
            let Some((place, value)) = places.iter().find(|(place, _)| from.starts_with(place))
            else {
                filled.push('{');
                rest = from.get(1..).unwrap_or_default();
                continue;
            };
            rest = from.strip_prefix(place).unwrap_or_default();
            filled.push_str(value);
            if value.is_empty()
                && (rest.is_empty() || rest.starts_with([',', '.', '!', '?', ' ', '\n']))
            {
                filled.truncate(filled.trim_end_matches(' ').len());
            }
        }
        filled.push_str(rest);
        filled
    }
}

/// The lines of a text, without blank ones at its ends.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.trim().lines().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Fill, lines};
    use crate::render::Renderer;
    use crate::types::{Kind, Language};

    #[test]
    fn placeholders_are_filled_once_and_leave_no_gaps() {
        let renderer = Renderer::new(None).unwrap();
        let fill = |name, order, text: &str| {
            let (language, kind, shop) = (Language::Vi, Kind::Nps, "Mây");
            Fill { renderer: &renderer, language, kind, shop, name, order }.fill(text)
        };
        assert_eq!(fill("An", "#7", "{name} ơi, đơn {order} từ {shop}"), "An ơi, đơn #7 từ Mây");
        assert_eq!(fill("", "", "Chào {name}, đơn {order}."), "Chào, đơn.");
        assert_eq!(fill("{shop}", "", "Chào {name} {x} {{ 7 }} {"), "Chào {shop} {x} {{ 7 }} {");
    }

    #[test]
    fn lines_lose_what_cannot_be_seen() {
        assert_eq!(lines("\n a \r\n\nb\n"), ["a", "", "b"]);
    }
}
