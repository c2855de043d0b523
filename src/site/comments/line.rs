//! One comment in a list, and the segments it can be found by.

use serde::Serialize;

use crate::domain::report::{Dimension, Report};
use crate::site::input::Comment;
use crate::site::words::Words;

/// How many members of a dimension can be chosen: more make no list to choose from.
const MOST_MEMBERS: usize = 60;

/// A comment as it is listed.
#[derive(Serialize)]
pub(in crate::site) struct CommentLine {
    text: String,
    lang: &'static str,
    score: u8,
    group: &'static str,
    day: String,
    location: Option<String>,
    /// The values of the filters that find it, between spaces.
    segments: String,
}

impl CommentLine {
    /// The line of a comment. Where it was written is said only of places with enough answers.
    pub(in crate::site) fn new(words: Words, report: &Report, comment: &Comment) -> Self {
        let location = comment.segments.iter().find(|(dimension, _)| dimension == "location");
        let location = location.filter(|(dimension, member)| is_shown(report, dimension, member));
        Self {
            text: comment.text.clone(),
            lang: comment.language.tag(),
            score: comment.score,
            group: report.kind.group(comment.score).name(),
            day: words.day(comment.day),
            location: location.map(|(_, member)| member.clone()),
            segments: String::new(),
        }
    }

    /// The same line, found by these filters.
    pub(super) fn found_by(self, filters: &[Filter], comment: &Comment) -> Self {
        let options = filters.iter().flat_map(|filter| {
            filter.options.iter().filter(|option| option.holds(&filter.dimension, comment))
        });
        let values: Vec<&str> = options.map(|option| option.value.as_str()).collect();
        Self { segments: values.join(" "), ..self }
    }
}

/// A dimension to choose a member of.
#[derive(Serialize)]
pub(super) struct Filter {
    name: String,
    options: Vec<Choice>,
    #[serde(skip)]
    dimension: String,
}

#[derive(Serialize)]
struct Choice {
    /// Unique on the page.
    value: String,
    name: String,
    #[serde(skip)]
    member: String,
}

impl Choice {
    fn holds(&self, dimension: &str, comment: &Comment) -> bool {
        comment.segments.iter().any(|(name, member)| name == dimension && *member == self.member)
    }
}

impl Filter {
    /// The dimensions that tell these comments apart, with those members that have enough answers.
    pub(super) fn of(words: Words, report: &Report, comments: &[Comment]) -> Vec<Self> {
        let mut next = 0;
        let mut filter = |dimension: &Dimension| {
            let mut options: Vec<Choice> = dimension
                .members
                .iter()
                .map(|member| Choice {
                    value: String::new(),
                    name: words.word(&format!("site-{}", dimension.name), &member.name),
                    member: member.name.clone(),
                })
                .filter(|choice| comments.iter().any(|c| choice.holds(&dimension.name, c)))
                .take(MOST_MEMBERS)
                .collect();
            for option in &mut options {
                next += 1;
                option.value = next.to_string();
            }
            Self {
                name: words.word("site-dimension", &dimension.name),
                options,
                dimension: dimension.name.clone(),
            }
        };
        let filters: Vec<_> = report.dimensions.iter().map(&mut filter).collect();
        filters.into_iter().filter(|filter| filter.options.len() > 1).collect()
    }
}

fn is_shown(report: &Report, dimension: &str, member: &str) -> bool {
    let mut dimensions = report.dimensions.iter().filter(|shown| shown.name == dimension);
    dimensions.any(|shown| shown.members.iter().any(|shown| shown.name == member))
}
