//! Refusals in three languages.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::domain::intake::{Note, Why};

const LOCALES: [(&str, &str); 3] = [
    ("en", include_str!("../../../../templates/locales/en/import.ftl")),
    ("vi", include_str!("../../../../templates/locales/vi/import.ftl")),
    ("th", include_str!("../../../../templates/locales/th/import.ftl")),
];

fn all() -> Vec<Why> {
    let (column, value) = ("Ngày đặt hàng".to_owned(), "32/13/2026".to_owned());
    vec![
        Why::Cells { found: 9, expected: 10 },
        Why::EmptyId,
        Why::MangledId { value: "5.0E+12".to_owned() },
        Why::Quote,
        Why::Bytes,
        Why::TooLong,
        Why::TooLarge { rows: 10_000 },
        Why::NoDate { column: column.clone() },
        Why::ImpossibleDate { column: column.clone(), value },
        Why::UnreadDate { column, value: "1/9/26".to_owned() },
        Why::Incomplete { row: 1234 },
        Why::Unreadable { message: "Input/output error".to_owned() },
    ]
}

fn bundle(tag: &str, source: &str) -> FluentBundle<FluentResource> {
    let tag: LanguageIdentifier = tag.parse().unwrap();
    let mut bundle = FluentBundle::new(vec![tag]);
    bundle.set_use_isolating(false);
    bundle.add_resource(FluentResource::try_new(source.to_owned()).unwrap()).unwrap();
    bundle
}

fn say(bundle: &FluentBundle<FluentResource>, key: &str, args: &FluentArgs<'_>) -> String {
    let pattern = bundle.get_message(key).unwrap().value().unwrap();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
    assert!(errors.is_empty(), "{key}: {errors:?}");
    text
}

#[test]
fn refusals_are_said_in_every_language() {
    let mut page = String::new();
    for (tag, source) in LOCALES {
        let bundle = bundle(tag, source);
        for why in all() {
            let text = say(&bundle, why.key(), &why.args().into_iter().collect());
            if tag == "en" {
                assert_eq!(text, why.to_string());
            }
            page.push_str(&format!("{tag}: {text}\n"));
        }
        let contacts = [Note::MalformedEmail, Note::InventedEmail, Note::UnreadPhone];
        for note in contacts.into_iter().chain([Note::UnknownTimeZone]) {
            let args = FluentArgs::from_iter([("count", 2)]);
            page.push_str(&format!("{tag}: {}\n", say(&bundle, note.key(), &args)));
        }
    }
    insta::assert_snapshot!(page);
}
