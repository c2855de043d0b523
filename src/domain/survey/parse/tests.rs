//! Survey files that read, and those that are refused with the right line.

use proptest::prelude::*;

use super::super::{FollowUpKind, Weekday, When, samples::any_definition};
use super::Definition;
use crate::types::{Group, Kind, Language, Trigger};

/// Problems as `line:column message`.
fn problems(source: &str) -> Vec<String> {
    let problems = Definition::from_toml(source).unwrap_err();
    problems.iter().map(|p| format!("{}:{} {}", p.line, p.column, p.message)).collect()
}

#[test]
fn five_lines_are_a_survey() {
    let survey =
        "slug = \"visit\"\nkind = \"csat\"\n[[follow_up]]\nkey = \"why\"\nkind = \"text\"\n";
    let definition = Definition::from_toml(survey).unwrap();
    assert_eq!(definition.kind, Kind::Csat);
    assert_eq!(definition.follow_ups[0].kind, FollowUpKind::Text);
    assert_eq!(definition.follow_ups[0].when, When::Any);
    let bare = Definition::from_toml("slug = \"visit\"\nkind = \"csat\"").unwrap();
    assert_eq!(bare, Definition::new("visit", Kind::Csat));
}

#[test]
fn every_key_is_read() {
    let definition = Definition::from_toml(FULL).unwrap();
    assert_eq!(definition.slug, "after-purchase");
    assert!(!definition.active);
    assert_eq!(definition.trigger, Trigger::Delivered);
    assert_eq!(definition.delay_seconds, 5_400);
    assert_eq!(definition.ask_within_seconds, 20 * 86_400);
    assert_eq!(definition.answer_within_seconds, 14 * 86_400);
    assert_eq!(definition.quiet_period_seconds, 0);
    assert_eq!(definition.sample, 0.5);
    let window = definition.window.as_ref().unwrap();
    assert_eq!(window.weekdays(), [Weekday::Mon, Weekday::Sat]);
    assert_eq!(window.hours(), "09:00-20:00");
    assert_eq!(definition.text(Language::Vi, "question"), Some("Bạn thấy {shop} thế nào?"));
    assert_eq!(definition.text(Language::En, "question"), None);
    let reason = definition.follow_up("reason").unwrap();
    assert_eq!(reason.when, When::Only(Group::Detractor));
    assert_eq!(reason.text(Language::Vi, "speed"), Some("Giao hàng chậm"));
}

const FULL: &str = r#"
slug = "after-purchase"
kind = "nps"
active = false
trigger = "delivered"
delay = "90 minutes"
ask_within = "20 days"
answer_within = "2 weeks"
quiet_period = "0 days"
sample = 0.5
[window]
weekdays = ["sat", "mon"]
hours = "09:00-20:00"
[texts.vi]
question = "Bạn thấy {shop} thế nào?"
[[follow_up]]
key = "reason"
kind = "choice"
when = "detractor"
options = ["speed", "courtesy"]
[follow_up.texts.vi]
label = "Vì sao?"
speed = "Giao hàng chậm"
"#;

#[test]
fn every_problem_is_told_at_once_with_its_place() {
    let source = r#"slug = "After Purchase"
kind = "npss"
actve = true
delay = "3 moons"
sample = 1.5
[window]
weekdays = ["mon",
  "tus"]
[texts.vi]
subject = "Chào {nmae}"
titel = "x"
[texts.fr]
[[follow_up]]
key = "score"
kind = "choice"
options = ["a", "a", "B"]
[[follow_up]]
key = "more"
kind = "text"
options = []
"#;
    let found = problems(source);
    let starts = [
        "1:8 `slug`: found \"After Purchase\"; allowed: 1 to 60",
        "2:8 `kind`: found \"npss\"; allowed: nps, csat, ces, stars, smileys, thumbs",
        "3:1 `actve` is not a key; allowed: slug, kind",
        "4:9 `delay`: found \"3 moons\"; allowed is a number and a unit",
        "5:10 `sample`: found 1.5; allowed: a number from 0.0 to 1.0",
        "8:3 `window.weekdays`: found \"tus\"; allowed: mon, tue",
        "10:17 `texts.vi.subject`: found {nmae}; allowed: {name}, {shop}, {order}",
        "11:1 `texts.vi.titel` is not a key; allowed: question",
        "12:8 `texts.fr` is not a key; allowed: en, vi, th",
        "14:7 `follow_up[1].key`: found \"score\"; allowed: anything but score",
        "16:17 `follow_up[1].options`: found \"a\"; allowed: each option once",
        "16:22 `follow_up[1].options`: found \"B\"; allowed: 1 to 40 of a-z",
        "20:11 `follow_up[2].options`: a follow-up of kind \"text\" has no options",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (problem, start) in found.iter().zip(starts) {
        assert!(problem.starts_with(start), "{problem}\nis not\n{start}");
    }
}

#[test]
fn what_is_missing_is_named() {
    assert_eq!(problems(""), ["1:1 `slug` is missing", "1:1 `kind` is missing"]);
    let follow_up = problems("slug = \"s\"\nkind = \"nps\"\n[[follow_up]]\n");
    assert_eq!(
        follow_up,
        ["3:1 `follow_up[1].key` is missing", "3:1 `follow_up[1].kind` is missing"]
    );
}

#[test]
fn wrong_types_are_told() {
    let found = problems(
        "slug = 1\nkind = [\"nps\"]\nactive = \"yes\"\ntexts = 3\nfollow_up = 1979-05-27\n",
    );
    assert_eq!(found[0], "1:8 `slug`: found 1; allowed: a text in quotes");
    assert!(found[1].starts_with("2:8 `kind`: found an array; allowed: nps"), "{}", found[1]);
    assert_eq!(found[2], "3:10 `active`: found \"yes\"; allowed: true or false");
    assert_eq!(found[3], "4:9 `texts`: found 3; allowed: a table [texts]");
    assert_eq!(found[4], "5:13 `follow_up`: found a date or time; allowed: tables [[follow_up]]");
}

#[test]
fn broken_toml_has_a_line() {
    let found = problems("slug = \"s\"\nkind = nps\n");
    assert!(found[0].starts_with("2:8 this is not TOML"), "{}", found[0]);
}

#[test]
fn eleven_follow_ups_are_too_many() {
    let mut source = "slug = \"s\"\nkind = \"nps\"\n".to_owned();
    for number in 1..=11 {
        source += &format!("[[follow_up]]\nkey = \"k{number}\"\nkind = \"text\"\n");
    }
    let found = problems(&source);
    assert_eq!(found.len(), 1);
    assert!(found[0].ends_with("found 11; allowed: 10 at most"), "{}", found[0]);
}

#[test]
fn a_subject_is_one_line() {
    let source =
        "slug = \"s\"\nkind = \"nps\"\n[texts.en]\nsubject = \"a\\nBcc: b\"\nintro = \"a\\nb\"\n";
    assert_eq!(problems(source).len(), 1);
}

#[test]
fn a_text_that_reaches_too_far_is_refused_at_its_line() {
    let source = r#"slug = "s"
kind = "nps"
[texts.en]
intro = """
Dear {{ name }},
your home is {{ get_env(name="HOME") }}.
"""
subject = "{% if name %}{{ name }}, how{% else %}How{% endif %} was it?"
question = "{% if name %}{{ name }}, how{% endif %} was it?"
postscript = "{% include \"x\" %}"
"#;
    let found = problems(source);
    let starts = [
        "6:14 `texts.en.intro`: found {{ get_env(name=\"HOME\") }}; allowed: {{ name }}",
        "9:12 `texts.en.question`: found {% if … %}; allowed: {{ name }}",
        "10:14 `texts.en.postscript`: found {% include \"x\" %}; allowed: {% if name %}",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (problem, start) in found.iter().zip(starts) {
        assert!(problem.starts_with(start), "{problem}\nis not\n{start}");
    }
}

#[test]
fn a_delay_that_asks_nobody_is_refused() {
    let found = problems("slug = \"s\"\nkind = \"nps\"\ndelay = \"31 days\"\n");
    assert!(found[0].starts_with("3:9 `delay`: `delay` is longer"), "{}", found[0]);
}

proptest! {
    #[test]
    fn a_definition_reads_back_from_its_file(definition in any_definition()) {
        let file = definition.to_toml();
        prop_assert_eq!(Definition::from_toml(&file), Ok(definition), "{}", file);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*") {
        let _ = Definition::from_toml(&text);
    }

    /// Most of these are TOML, so that what lies behind its parser is reached.
    #[test]
    fn any_values_are_read_or_refused(
        lines in proptest::collection::vec(
            (
                "slug|kind|active|delay|sample|window|texts|texts\\.vi|follow_up|\\[window\\]|\\[\\[follow_up\\]\\]|key|options|hours",
                "\"[a-z0-9:{} -]{0,12}\"|[0-9]{1,3}|nan|inf|-1\\.5|true|\\[\\]|\\[1, \"a\"\\]|\\{\\}|\\{vi = \\{low = \"x\"\\}\\}|\\[\\{key = 1\\}\\]|07:30:00",
            ),
            0..8,
        ),
    ) {
        let source: Vec<String> = lines
            .iter()
            .map(|(key, value)| if key.starts_with('[') { key.clone() } else { format!("{key} = {value}") })
            .collect();
        let source = source.join("\n");
        if let Err(problems) = Definition::from_toml(&source) {
            prop_assert!(!problems.is_empty());
            for problem in problems {
                prop_assert!(problem.line >= 1 && problem.line <= source.lines().count().max(1));
            }
        }
    }
}

#[test]
fn a_file_too_large_is_refused_before_it_is_read() {
    let bomb = "[[follow_up]]\n".repeat(4_000_000);
    let found = problems(&bomb);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("allowed: 1048576 at most"), "{found:?}");
}

#[test]
fn what_there_is_too_much_of_is_named_with_its_limit_and_line() {
    let head = "slug = \"visit\"\nkind = \"csat\"\n";
    let follow_ups = format!("{head}{}", "[[follow_up]]\nnonsense = 1\n".repeat(30_000));
    let found = problems(&follow_ups);
    assert!(found.len() <= 100, "{}", found.len());
    assert!(found.iter().any(|p| p.starts_with("3:") && p.contains("10 at most")), "{found:?}");
    let options = "\"a\", ".repeat(100_000);
    let options =
        format!("{head}[[follow_up]]\nkey = \"k\"\nkind = \"choice\"\noptions = [{options}]");
    let found = problems(&options);
    assert!(found.len() <= 100, "{}", found.len());
    assert!(
        found.iter().any(|p| p.starts_with("6:") && p.contains("allowed: 1 to 20")),
        "{found:?}"
    );
    let reminders = format!("{head}{}", "[[reminder]]\ndelay = \"1 day\"\n".repeat(20_000));
    assert!(problems(&reminders).iter().any(|p| p.contains("3 at most")));
    let long = format!("{head}[texts.vi]\nquestion = \"{}\"\n", "x".repeat(900_000));
    assert!(problems(&long)[0].starts_with("4:"), "a text");
    let languages = (0..30_000).map(|n| format!("[texts.l{n}]\n")).collect::<String>();
    assert!(problems(&format!("{head}{languages}")).len() <= 100, "languages");
}

#[test]
fn nested_tables_do_not_go_deeper_than_they_can_be_read() {
    let head = "slug = \"visit\"\nkind = \"csat\"\n";
    for deep in [
        format!("{head}x = {}", "[".repeat(200_000)),
        format!("{head}x = {}", "{ a = ".repeat(100_000)),
        format!("{head}{} = 1", vec!["a"; 100_000].join(".")),
        format!("{head}[{}]", vec!["a"; 100_000].join(".")),
    ] {
        assert!(!problems(&deep).is_empty());
    }
}
