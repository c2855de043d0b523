//! Phrases that read, those that are refused, and what hostile ones cannot do.

use proptest::prelude::*;

use super::{Phrase, Values};

fn fill(text: &str, name: &str, order: &str) -> String {
    Phrase::of(text).fill(&Values { name, shop: "Mây", order })
}

#[test]
fn values_are_filled_once_and_leave_no_gaps() {
    assert_eq!(fill("{name} ơi, đơn {{ order }} từ {shop}", "An", "#7"), "An ơi, đơn #7 từ Mây");
    assert_eq!(fill("Chào {name}, đơn {{order}}.", "", ""), "Chào, đơn.");
    assert_eq!(fill("Chào {{ name }}", "{shop}{{ shop }}", ""), "Chào {shop}{{ shop }}");
    assert_eq!(fill("{ } {} { name } {", "An", ""), "{ } {} { name } {");
}

#[test]
fn a_choice_says_one_thing_or_the_other() {
    let text = "{% if name %}{{ name }} ơi{% else %}Bạn ơi{% endif %}!";
    assert_eq!((fill(text, "An", ""), fill(text, "", "")), ("An ơi!".into(), "Bạn ơi!".into()));
    let nested = "{%if not order%}a{% if name %}b{%endif%}c{% else %}d{% endif %}";
    assert_eq!(fill(nested, "An", ""), "abc");
    assert_eq!(fill(nested, "", ""), "ac");
    assert_eq!(fill(nested, "An", "#7"), "d");
    assert!(Phrase::of(nested).has_choice() && !Phrase::of("{name}").has_choice());
}

#[test]
fn what_reaches_further_is_refused() {
    for (text, found) in [
        ("Hi {nmae}", "{nmae}"),
        ("a {{ get_env(name=\"HOME\") }} b", "{{ get_env(name=\"HOME\") }}"),
        ("{{ 7 * 7 }}", "{{ 7 * 7 }}"),
        ("{{ name | upper }}", "{{ name | upper }}"),
        ("{{ name", "{{ name"),
        ("{{- name -}}", "{{- name -}}"),
        ("{{ name.__class__ }}", "{{ name.__class__ }}"),
        ("{% include \"/etc/passwd\" %}", "{% include \"/etc/passwd\" %}"),
        (
            "{% for i in range(end=1000000000) %}x{% endfor %}",
            "{% for i in range(end=1000000000) %}",
        ),
        ("{% set a = 1 %}", "{% set a = 1 %}"),
        ("{% if 1 %}{% endif %}", "{% if 1 %}"),
        ("{% if name", "{% if name"),
        ("{# hidden #}", "{# hidden #}"),
        ("{% if name %}a", "{% if name %}"),
        ("a{% endif %}", "{% endif %}"),
        ("{% if name %}{% else %}{% else %}{% endif %}", "{% else %}"),
    ] {
        let unreadable = Phrase::parse(text).unwrap_err();
        assert_eq!(unreadable.found, found);
        let said = unreadable.to_string();
        assert!(said.starts_with(&format!("found {found}; allowed")), "{said}");
        // One that was stored all the same stands for itself.
        assert_eq!(fill(text, "An", "#7"), text);
    }
}

#[test]
fn a_long_tag_is_shown_by_its_beginning() {
    let long = format!("{{{{ {} }}}}", "ơ".repeat(99));
    assert_eq!(Phrase::parse(&long).unwrap_err().found.chars().count(), 60);
    assert_eq!(Phrase::parse("{{ a\nb }}").unwrap_err().found, "{{ a");
}

proptest! {
    /// However it is nested, the outcome is no longer than its words and values.
    #[test]
    fn filling_is_bounded(text in "(\\{\\{ name \\}\\}|\\{% if name %\\}|\\{% else %\\}|\\{% endif %\\}|\\{|\\}|%|ơ|\\PC){0,80}") {
        let name = "n".repeat(80);
        let filled = Phrase::of(&text).fill(&Values { name: &name, shop: "", order: "" });
        prop_assert!(filled.len() <= text.len() + name.len() * text.matches("name").count());
    }
}
