//! What holds for every survey and every form.

use proptest::{collection::vec, prelude::*, sample::select};

use super::{Answer, Fields, Stored, marks, merge, read};
use crate::domain::survey::{Definition, FollowUp, FollowUpKind, samples::any_definition};

/// A field that may well be one of the survey's, with a value that may well be right.
fn any_field(definition: &Definition) -> impl Strategy<Value = (Vec<u8>, Vec<u8>)> + use<> {
    let mut keys = vec!["score".to_owned(), "comment".to_owned(), "other".to_owned()];
    let mut values: Vec<String> = (0..12).map(|number| number.to_string()).collect();
    values.extend(["".to_owned(), "đẹp\r\nlắm".to_owned()]);
    for follow_up in &definition.follow_ups {
        keys.push(follow_up.key.clone());
        values.extend(follow_up.options.iter().cloned());
    }
    let value = prop_oneof![
        9 => select(values).prop_map(String::into_bytes),
        1 => vec(any::<u8>(), 0..6),
    ];
    (select(keys).prop_map(String::into_bytes), value)
}

fn any_form(definition: &Definition) -> impl Strategy<Value = Fields> + use<> {
    vec(any_field(definition), 0..8)
}

/// A survey, its score and two forms posted one after the other.
fn any_posts() -> impl Strategy<Value = (Definition, Fields, Fields)> {
    any_definition().prop_flat_map(|definition| {
        let scores: Vec<u8> = definition.kind.scale().collect();
        let first = (select(scores), any_form(&definition)).prop_map(|(score, mut form)| {
            form.push((b"score".to_vec(), score.to_string().into_bytes()));
            form
        });
        (Just(definition.clone()), first, any_form(&definition))
    })
}

fn is_offered(follow_up: &FollowUp, answer: &Answer) -> bool {
    match (follow_up.kind, answer) {
        (FollowUpKind::Scale, Answer::Scale(step)) => FollowUp::SCALE.contains(step),
        (FollowUpKind::Choice, Answer::Word(option)) => follow_up.options.contains(option),
        (FollowUpKind::Text, Answer::Word(words)) => !words.is_empty(),
        (FollowUpKind::Choices, Answer::Choices(options)) => {
            !options.is_empty() && options.iter().all(|option| follow_up.options.contains(option))
        }
        _ => false,
    }
}

fn check(definition: &Definition, stored: &Stored) -> Result<(), TestCaseError> {
    prop_assert!(definition.kind.scale().contains(&stored.score));
    for (key, answer) in &stored.answers {
        let follow_up = definition.follow_up(key).unwrap();
        prop_assert!(follow_up.when.includes(definition.group(stored.score)), "{key}");
        prop_assert!(is_offered(follow_up, answer), "{key}: {answer:?}");
    }
    let scores = marks(definition, stored).iter().filter(|(measure, _)| measure == "score").count();
    prop_assert_eq!(scores, 1);
    Ok(())
}

proptest! {
    #[test]
    fn what_is_kept_was_offered_to_its_group((definition, first, then) in any_posts()) {
        let Ok(submission) = read(&definition, &first, None) else { return Ok(()) };
        let stored = merge(&definition, None, submission);
        check(&definition, &stored)?;
        let Ok(submission) = read(&definition, &then, Some(&stored)) else { return Ok(()) };
        check(&definition, &merge(&definition, Some(&stored), submission))?;
    }

    #[test]
    fn the_same_form_again_changes_nothing((definition, form, _) in any_posts()) {
        let Ok(submission) = read(&definition, &form, None) else { return Ok(()) };
        let stored = merge(&definition, None, submission.clone());
        let again = read(&definition, &form, Some(&stored));
        prop_assert_eq!(&again, &Ok(submission.clone()));
        prop_assert_eq!(merge(&definition, Some(&stored), submission), stored);
    }

    #[test]
    fn an_empty_form_changes_nothing_that_is_kept((definition, form, _) in any_posts()) {
        let Ok(submission) = read(&definition, &form, None) else { return Ok(()) };
        let stored = merge(&definition, None, submission);
        let nothing = read(&definition, &Vec::new(), Some(&stored)).unwrap();
        prop_assert_eq!(merge(&definition, Some(&stored), nothing), stored);
        prop_assert!(read(&definition, &Vec::new(), None).is_err());
    }

    #[test]
    fn a_kept_answer_reads_back((definition, form, _) in any_posts()) {
        let Ok(submission) = read(&definition, &form, None) else { return Ok(()) };
        let stored = merge(&definition, None, submission);
        let json = serde_json::to_string(&stored.answers).unwrap();
        prop_assert_eq!(serde_json::from_str::<std::collections::BTreeMap<String, Answer>>(&json).unwrap(), stored.answers);
    }
}
