//! The words of a letter: what the shop wrote, else the default in the customer's language.

use crate::domain::survey::{Definition, Phrase, Values, Variable};
use crate::render::{FluentValue, Renderer};
use crate::types::{Kind, Language};

/// What the shop wrote for this letter, as [`Phrase`]s; `None` takes the default text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The subject.
    pub subject: Option<String>,
    /// What inboxes show behind the subject; the question by default.
    pub preheader: Option<String>,
    /// A line above the greeting, in large letters; none by default.
    pub heading: Option<String>,
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
    /// The shop's wording of a survey's mail or, by its number from 1, of a reminder. What the
    /// first mail promises is not said again by a reminder that has no words of its own for it.
    #[must_use]
    pub fn of(definition: &Definition, language: Language, reminder: Option<u8>) -> Self {
        let survey = |key| definition.text(language, key).map(str::to_owned);
        let own = |key| match reminder {
            None => survey(key),
            Some(number) => {
                let reminder = definition.reminder(number)?;
                reminder.text(language, key).map(str::to_owned)
            }
        };
        Self {
            subject: own("subject"),
            preheader: own("preheader"),
            heading: own("heading"),
            greeting: own("greeting").or_else(|| survey("greeting")),
            intro: own("intro"),
            question: survey("question"),
            low: survey("low"),
            high: survey("high"),
            signature: own("signature").or_else(|| survey("signature")),
            postscript: own("postscript").or_else(|| survey("postscript")),
        }
    }
}

/// What fills the texts of one letter.
pub(super) struct Fill<'a> {
    pub renderer: &'a Renderer,
    pub language: Language,
    pub kind: Kind,
    pub values: Values<'a>,
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

    /// The shop's text filled in; one that is blank counts as not written.
    pub fn own(&self, own: Option<&String>) -> Option<String> {
        let own = Phrase::of(own?).fill(&self.values);
        (!own.trim().is_empty()).then_some(own)
    }

    fn default(&self, key: &str) -> String {
        let Values { name, shop, order } = self.values;
        let args = [(Variable::Shop, shop), (Variable::Name, name), (Variable::Order, order)];
        let args = args.map(|(key, value)| (key.word(), FluentValue::from(value.to_owned())));
        self.renderer.text(self.language, key, &args)
    }
}

/// The lines of a text, without blank ones at its ends.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.trim().lines().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Texts, lines};
    use crate::domain::survey::Definition;
    use crate::types::Language;

    #[test]
    fn a_reminder_has_words_of_its_own_and_else_those_that_fit() {
        let definition = Definition::from_toml(
            "slug = \"s\"\nkind = \"nps\"\n[texts.vi]\nsubject = \"a\"\nintro = \"b\"\n\
             question = \"c\"\nsignature = \"d\"\n[[reminder]]\ndelay = \"5 days\"\n\
             [reminder.texts.vi]\nsubject = \"e\"\n[[reminder]]\ndelay = \"5 days\"\n",
        );
        let definition = definition.unwrap();
        let said = |reminder| {
            let texts = Texts::of(&definition, Language::Vi, reminder);
            [texts.subject, texts.intro, texts.question, texts.signature]
                .map(Option::unwrap_or_default)
        };
        assert_eq!(said(None), ["a", "b", "c", "d"]);
        assert_eq!(said(Some(1)), ["e", "", "c", "d"]);
        assert_eq!(said(Some(2)), ["", "", "c", "d"]);
        assert_eq!(Texts::of(&definition, Language::En, Some(1)), Texts::default());
    }

    #[test]
    fn lines_lose_what_cannot_be_seen() {
        assert_eq!(lines("\n a \r\n\nb\n"), ["a", "", "b"]);
    }
}
