use std::sync::Arc;

use super::{Paragraph, clean, missing, shape};
use crate::print::fonts::{Face, Fonts};

fn broken(text: &str, width: f32) -> Vec<String> {
    let fonts = Fonts::load().unwrap();
    let shaped = shape(&fonts, Face::Text, clean(text)).unwrap();
    let lines = Paragraph(vec![Arc::new(shaped)]).lines(width, true).unwrap();
    let of = |line: &super::Line| {
        let glyphs = &line.shaped.glyphs[line.glyphs.clone()];
        let (from, to) = (glyphs.first().unwrap().from, glyphs.last().unwrap().to);
        line.shaped.text[from..to].to_owned()
    };
    lines.iter().map(of).collect()
}

#[test]
fn thai_breaks_between_words() {
    assert_eq!(broken("ภาษาไทยภาษาไทย", 2.2), ["ภาษา", "ไทย", "ภาษา", "ไทย"]);
    assert_eq!(broken("ภาษาไทยภาษาไทย", 4.5), ["ภาษาไทย", "ภาษาไทย"]);
}

#[test]
fn vietnamese_and_mixed_text_break_at_spaces() {
    assert_eq!(broken("Cảm ơn quý khách", 4.0), ["Cảm ơn", "quý", "khách"]);
    assert_eq!(broken("ร้าน Hoa Sen ขอบคุณ", 6.5), ["ร้าน Hoa Sen", "ขอบคุณ"]);
}

#[test]
fn a_word_too_wide_is_broken_between_letters() {
    let lines = broken("Wolfeschlegelstein", 4.0);
    assert!(lines.len() > 2);
    assert_eq!(lines.concat(), "Wolfeschlegelstein");
    // A vowel stays on its consonant.
    assert!(broken("ปิ่ปิ่ปิ่ปิ่", 0.9).iter().all(|line| line.starts_with('ป')));
}

#[test]
fn marks_that_say_nothing_are_left_out() {
    assert_eq!(clean(" a\u{200d}\tb\u{feff}\n c \u{202e}"), "a b c");
    assert_eq!(clean("e\u{302}\u{323}"), "ệ");
}

#[test]
fn every_letter_of_three_languages_is_there() {
    let fonts = Fonts::load().unwrap();
    for face in [Face::Text, Face::Strong, Face::Serif] {
        let latin: String = ('!'..='~').chain('¡'..='ž').chain('Ạ'..='ỹ').collect();
        assert_eq!(missing(&fonts, face, &clean(&latin)), Vec::<char>::new(), "{face:?}");
        let thai: String = ('ก'..='ฺ').chain('฿'..='๛').collect();
        assert_eq!(missing(&fonts, face, &thai), Vec::<char>::new(), "{face:?}");
        assert_eq!(missing(&fonts, face, "“”‘’–—…€₫฿№ ơƯđĐ"), Vec::<char>::new());
        assert_eq!(missing(&fonts, face, "Aя漢🎉"), ['я', '漢', '🎉']);
    }
}
