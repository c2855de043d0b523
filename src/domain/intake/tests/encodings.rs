//! Encodings, made here.

use encoding_rs::{WINDOWS_874, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::{faults, ids, only, read, read_with, shop};
use crate::domain::intake::{Encoding, Reader};
use crate::types::Language;

const VIETNAMESE: &str = "Mã đơn hàng;Ngày đặt hàng;Khách hàng;Chi nhánh\r\n\
    DH1;01/09/2026 08:42;Nguyễn Thị Phượng;Hải Châu\r\n";
const THAI: &str = "เลขที่คำสั่งซื้อ,วันที่สั่งซื้อ,ชื่อลูกค้า,สาขา\nA1,1/9/2569,สมชาย ใจดี,สีลม\n";

pub fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let marked = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
    let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    marked.encode_utf16().flat_map(bytes).collect()
}

/// Windows-1258 has the marks apart: base letters with their shape, then the tone.
pub fn windows_1258(text: &str) -> Vec<u8> {
    let mut apart = String::new();
    for c in text.chars() {
        if WINDOWS_1258.encode(c.encode_utf8(&mut [0; 4])).2 {
            let split: Vec<char> = std::iter::once(c).nfd().collect();
            let (tones, shape): (Vec<char>, Vec<char>) =
                split.into_iter().partition(|c| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c));
            apart.extend(shape.into_iter().nfc());
            apart.extend(tones);
        } else {
            apart.push(c);
        }
    }
    let (bytes, _, lost) = WINDOWS_1258.encode(&apart);
    assert!(!lost, "{text}");
    bytes.into_owned()
}

fn check(bytes: &[u8], encoding: Encoding, name: &str) {
    let rules = shop();
    assert_eq!(Reader::open(bytes, &rules).unwrap().encoding(), encoding);
    assert_eq!(only(bytes).customer.name.as_deref(), Some(name));
}

#[test]
fn unicode() {
    let name = "Nguyễn Thị Phượng";
    let decomposed: String = VIETNAMESE.nfd().collect();
    check(VIETNAMESE.as_bytes(), Encoding::Utf8, name);
    check(decomposed.as_bytes(), Encoding::Utf8, name);
    check(format!("\u{feff}{VIETNAMESE}").as_bytes(), Encoding::Utf8, name);
    for mark in [true, false] {
        check(&utf16(VIETNAMESE, true, mark), Encoding::Utf16Le, name);
        check(&utf16(VIETNAMESE, false, mark), Encoding::Utf16Be, name);
        check(&utf16(THAI, true, mark), Encoding::Utf16Le, "สมชาย ใจดี");
    }
}

#[test]
fn old_code_pages() {
    check(&windows_1258(VIETNAMESE), Encoding::Windows1258, "Nguyễn Thị Phượng");
    check(&WINDOWS_874.encode(THAI).0, Encoding::Windows874, "สมชาย ใจดี");
    // The shop's language does not outweigh what the bytes say.
    let thai_shop = crate::domain::intake::Rules { language: Language::Th, ..shop() };
    let (orders, _) = read_with(&windows_1258(VIETNAMESE), &thai_shop);
    assert_eq!(orders[0].location.as_deref(), Some("Hải Châu"));
}

#[test]
fn one_broken_row_does_not_change_the_encoding() {
    let mut file = VIETNAMESE.as_bytes().to_vec();
    file.extend(b"DH2;02/09/2026;\xff\xc3\x28;Q1\r\nDH3;03/09/2026;Lan;Q1\r\n");
    let (orders, refusals) = read(&file);
    assert_eq!(ids(&orders), ["DH1", "DH3"]);
    assert_eq!(faults(&refusals), [(3, "import-refused-bytes")]);
    let (orders, refusals) = read(b"id,date,name\n1,2026-09-01,\xff\xff\n2,2026-09-02,An\n");
    assert_eq!((ids(&orders), faults(&refusals)), (vec!["2"], vec![(2, "import-refused-bytes")]));
}

#[test]
fn half_a_letter_at_the_end_of_utf_16() {
    let mut file = utf16(&format!("{VIETNAMESE}DH2;02/09/2026;Lan;Q1"), true, true);
    file.pop();
    let (orders, refusals) = read(&file);
    assert_eq!((ids(&orders), faults(&refusals)), (vec!["DH1"], vec![(3, "import-refused-bytes")]));
}

#[test]
fn a_letter_across_two_blocks() {
    for shift in 0..4 {
        let mut file = format!("id,date,name\n1,2026-09-01,{}\n", "x".repeat(shift));
        for id in 2..4000 {
            file.push_str(&format!("{id},2026-09-01,Nguyễn Thị Phượng\n"));
        }
        for bytes in [file.clone().into_bytes(), utf16(&file, true, false)] {
            let (orders, refusals) = read(&bytes);
            assert_eq!((orders.len(), refusals), (3999, vec![]));
            assert!(
                orders[1..].iter().all(|o| o.customer.name.as_deref() == Some("Nguyễn Thị Phượng"))
            );
        }
    }
}
