//! Phone numbers as spreadsheets leave them.

use crate::domain::intake::{Country, Note, phones::read};

fn number(written: &str, country: Country) -> Option<String> {
    read(written, country).unwrap().map(|phone| phone.as_str().to_owned())
}

#[test]
fn a_vietnamese_mobile_in_every_dress() {
    for written in [
        "0903123456",
        "903123456",
        "'0903123456",
        "=\"0903123456\"",
        "903123456.0",
        "+84903123456",
        "+84 0903 123 456",
        "+84 (0)903-123-456",
        "84903123456",
        "0084903123456",
        "(+84) 903.123.456",
        "0903 123 456",
        "ĐT: 0903.123.456 (chị Lan)",
        "0903123456 / 0912345678",
        "0903123456; 0912345678",
        "\u{200b}0903\u{a0}123\u{a0}456",
    ] {
        assert_eq!(number(written, Country::VIETNAM).as_deref(), Some("+84903123456"), "{written}");
    }
}

#[test]
fn other_countries() {
    for written in ["0812345678", "812345678", "66812345678", "+66 81 234 5678", "๐๘๑๒๓๔๕๖๗๘"]
    {
        assert_eq!(
            number(written, Country::THAILAND).as_deref(),
            Some("+66812345678"),
            "{written}"
        );
    }
    // Not a number that anyone has, but one that its country could give out.
    assert_eq!(number("+15559400932", Country::VIETNAM).as_deref(), Some("+15559400932"));
    assert_eq!(number("+1 (650) 253-0000", Country::VIETNAM).as_deref(), Some("+16502530000"));
    assert_eq!(number("+44 020 7946 0958", Country::VIETNAM).as_deref(), Some("+442079460958"));
    assert_eq!(number("+44 20 7946 0958", Country::VIETNAM).as_deref(), Some("+442079460958"));
    assert_eq!(number("024 3825 1234", Country::VIETNAM).as_deref(), Some("+842438251234"));
    assert_eq!(number("02 123 4567", Country::THAILAND).as_deref(), Some("+6621234567"));
    assert_eq!(
        number("(650) 253-0000", Country::parse("US").unwrap()).as_deref(),
        Some("+16502530000")
    );
}

#[test]
fn nothing_and_nonsense() {
    for nothing in ["", " ", "-", "0", "0000000000"] {
        assert_eq!(read(nothing, Country::VIETNAM), Ok(None), "{nothing}");
    }
    for nonsense in [
        "8.49E+10",
        "8,49E+10",
        "849e10",
        "không có",
        "12345",
        "1234567",
        "090312345678901234567890",
    ] {
        assert_eq!(read(nonsense, Country::VIETNAM), Err(Note::UnreadPhone), "{nonsense}");
    }
}
