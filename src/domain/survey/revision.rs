//! Which definition may follow which: answers given under an earlier revision must keep their
//! meaning, so kinds never change and an option key that was taken out never comes back.

use super::{Definition, FollowUp, Problem};

impl Definition {
    /// Whether this definition may become the revision after `earlier`.
    ///
    /// # Errors
    /// Everything that would change the meaning of answers already given.
    pub fn can_follow(&self, earlier: &Definition) -> Result<(), Vec<Problem>> {
        self.can_follow_all([earlier])
    }

    /// Whether this definition may become the revision after a whole history, oldest first. Only
    /// the whole history shows an option key that was taken out long ago.
    ///
    /// # Errors
    /// Everything that would change the meaning of answers already given.
    pub fn can_follow_all<'a>(
        &self,
        history: impl IntoIterator<Item = &'a Definition>,
    ) -> Result<(), Vec<Problem>> {
        let history: Vec<&Definition> = history.into_iter().collect();
        let mut messages = Vec::new();
        if let Some(latest) = history.last() {
            messages.extend(self.changed_identity(latest));
        }
        for follow_up in &self.follow_ups {
            let earlier: Vec<&FollowUp> =
                history.iter().filter_map(|revision| revision.follow_up(&follow_up.key)).collect();
            messages.extend(changed_kind(follow_up, &earlier));
            messages.extend(reused_options(follow_up, &earlier));
        }
        if messages.is_empty() {
            return Ok(());
        }
        Err(messages.into_iter().map(Problem::of_survey).collect())
    }

    fn changed_identity(&self, latest: &Definition) -> Vec<String> {
        let mut messages = Vec::new();
        if self.slug != latest.slug {
            messages.push(format!(
                "`slug`: found \"{}\"; allowed is \"{}\", the name of the survey that is revised",
                self.slug, latest.slug
            ));
        }
        if self.kind != latest.kind {
            messages.push(format!(
                "`kind`: found \"{}\"; allowed is \"{}\", because a survey's kind never changes: \
                 give a survey of another kind a slug of its own",
                self.kind.name(),
                latest.kind.name()
            ));
        }
        messages
    }
}

fn changed_kind(follow_up: &FollowUp, earlier: &[&FollowUp]) -> Option<String> {
    let before = earlier.iter().find(|before| before.kind != follow_up.kind)?;
    let key = &follow_up.key;
    Some(format!(
        "`follow_up.{key}.kind`: found \"{}\"; allowed is \"{}\", because a follow-up's kind never \
         changes: give the new question another key, such as `{key}_2`",
        follow_up.kind.name(),
        before.kind.name()
    ))
}

/// An option is reused if some revision had it and a later one, still with this follow-up, had not.
fn reused_options(follow_up: &FollowUp, earlier: &[&FollowUp]) -> Vec<String> {
    let was_taken_out = |option: &&String| {
        let mut revisions = earlier.iter();
        revisions.any(|before| before.options.contains(option))
            && revisions.any(|before| !before.options.contains(option))
    };
    let message = |option: &String| {
        format!(
            "`follow_up.{}.options`: found \"{option}\", which was taken out before; allowed is a \
             key that was never used, such as \"{option}_2\"",
            follow_up.key
        )
    };
    follow_up.options.iter().filter(was_taken_out).map(message).collect()
}

#[cfg(test)]
mod tests {
    use super::super::FollowUpKind;
    use super::Definition;
    use crate::types::Kind;

    fn with_options(options: &[&str]) -> Definition {
        let mut definition = Definition::default_after_purchase();
        definition.follow_ups[0].options = options.iter().map(|&option| option.into()).collect();
        definition
    }

    #[test]
    fn texts_timing_and_options_may_change() {
        let mut next = with_options(&["product", "price"]);
        next.delay_seconds = 0;
        next.follow_ups.push(crate::domain::survey::FollowUp {
            key: "more".into(),
            kind: FollowUpKind::Text,
            when: Default::default(),
            options: Vec::new(),
            texts: Default::default(),
        });
        assert_eq!(next.can_follow(&Definition::default_after_purchase()), Ok(()));
        assert_eq!(next.can_follow_all([]), Ok(()));
    }

    #[test]
    fn kinds_and_slug_may_not_change() {
        let earlier = Definition::default_after_purchase();
        let mut next = Definition { slug: "other".into(), kind: Kind::Ces, ..earlier.clone() };
        next.follow_ups[0].kind = FollowUpKind::Choices;
        assert_eq!(next.can_follow(&earlier).unwrap_err().len(), 3);
    }

    #[test]
    fn an_option_that_was_taken_out_does_not_come_back() {
        let history = [with_options(&["speed", "price"]), with_options(&["speed"])];
        let problems = with_options(&["speed", "price"]).can_follow_all(&history).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert!(problems[0].message.contains("\"price\""), "{}", problems[0]);
        assert_eq!(with_options(&["speed", "price_2"]).can_follow_all(&history), Ok(()));
    }

    #[test]
    fn a_follow_up_that_rested_comes_back_with_its_options() {
        let first = with_options(&["speed"]);
        let without = Definition { follow_ups: Vec::new(), ..first.clone() };
        assert_eq!(first.can_follow_all([&first, &without]), Ok(()));
    }
}
