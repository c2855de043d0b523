//! What customers answer.

use std::collections::HashMap;

use super::draw::{Deck, Draw};
use super::story::Mood;
use super::words::Words;
use crate::domain::answer::Fields;
use crate::types::Language;

/// What a form is filled in with.
#[derive(Clone, Debug, Default)]
pub(super) struct Reply {
    fields: Vec<(&'static str, String)>,
}

impl Reply {
    /// The fields as a form posts them.
    pub fn fields(&self) -> Fields {
        let bytes =
            |(key, value): &(&str, String)| (key.as_bytes().to_vec(), value.clone().into_bytes());
        self.fields.iter().map(bytes).collect()
    }

    fn say(&mut self, key: &'static str, value: impl Into<String>) {
        self.fields.push((key, value.into()));
    }
}

/// Writes replies, and repeats no comment before all of its kind have been written.
#[derive(Default)]
pub(super) struct Pen(HashMap<(Language, &'static str), Deck>);

impl Pen {
    /// The answer to the question after a purchase.
    pub fn reply(&mut self, mood: &Mood, language: Language, draw: &Draw) -> Reply {
        let (mut reply, words) = (Reply::default(), Words::of(language));
        let score = mood.score(draw);
        reply.say("score", score.to_string());
        let (comments, kind) = match score {
            0..=6 => {
                let reason = mood.reason(draw);
                if draw.chance(0.86) {
                    reply.say("reason", reason);
                }
                (words.about(reason), reason)
            }
            7 | 8 => (words.passive, "passive"),
            _ => {
                let likes =
                    [("taste", 0.55), ("wrapping", 0.42), ("people", 0.36), ("delivery", 0.24)];
                for (liked, share) in likes {
                    if draw.chance(share * 0.8) {
                        reply.say("liked", liked);
                    }
                }
                (words.promoter, "promoter")
            }
        };
        if draw.chance(0.62) {
            reply.say("valued", mood.valued(score, draw));
        }
        if draw.chance(0.55) {
            reply.say("packing", Mood::packing(score, draw).to_string());
        }
        if draw.chance(if score <= 6 { 0.22 } else { 0.11 }) {
            let mut comment = self.comment(comments, (language, kind), draw);
            if kind == "promoter" && draw.chance(0.15) {
                let closing = draw.pick(words.closings).copied().unwrap_or_default();
                comment = format!("{comment} {closing}");
            }
            reply.say("comment", comment);
        }
        reply
    }

    /// The answer of somebody at the counter.
    pub fn stars(&mut self, stars: u8, language: Language, draw: &Draw) -> Reply {
        let (mut reply, words) = (Reply::default(), Words::of(language));
        reply.say("score", stars.to_string());
        if stars <= 2 && draw.chance(0.8) {
            let cause = ["queue", "people", "choice"].get(draw.weighted(&[0.5, 0.2, 0.3])).copied();
            reply.say("cause", cause.unwrap_or("queue"));
        }
        if draw.chance(0.09) {
            let (comments, kind) = match stars {
                4.. => (words.counter_good, "counter good"),
                _ => (words.counter_bad, "counter bad"),
            };
            reply.say("comment", self.comment(comments, (language, kind), draw));
        }
        reply
    }

    fn comment(
        &mut self,
        comments: &[&str],
        kind: (Language, &'static str),
        draw: &Draw,
    ) -> String {
        let index = self.0.entry(kind).or_default().deal(draw, comments.len());
        comments.get(index).copied().unwrap_or_default().to_owned()
    }
}
