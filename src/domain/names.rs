//! How a person is greeted, from the name an order came with.
//!
//! Names never say which part is which, so the rule is: shorten only what surely is a person's
//! name in the order we know, and greet by the whole name otherwise.

mod message;

use crate::types::Language;

/// Family names that open a Vietnamese name, without their marks and in lower case.
const VIETNAMESE_FAMILIES: &str = "\
    au bach bui cao chau chu cu cung dam dang dao dau diep dinh do doan dong duong giang ha \
    ho hoang hong hua huynh khong khuat kieu kim la lai lam le lo luc luong luu ly mac mai \
    nghiem ngo nguy nguyen nhu ninh nong ong pham phan phi pho phung quach quan ta tang \
    thach thai than tieu to ton tong tran trieu trinh truong tu ung van vi vo vu vuong";

/// Words that only a company's or a counter's "name" holds.
const COMPANY_WORDS: &str = "\
    admin bhd co company corp corporation cty customer dntn gmbh group guest htx inc limited \
    llc ltd plc pte pty sdn shop store test tnhh";

/// Two words that only together are a company's: `Công` and `Khách` alone may be a person's.
const COMPANY_PHRASES: &[&str] = &["cong ty", "cua hang", "khach hang", "khach le", "ho kinh"];

/// Beginnings of Thai companies' names.
const THAI_COMPANIES: &[&str] =
    &["บริษัท", "บจก", "บมจ", "หจก", "ห้าง", "ร้าน", "โรงเรียน", "โรงแรม", "มูลนิธิ", "ลูกค้า"];

/// Titles before a Thai name; it is greeted with คุณ instead. Longer ones first.
const THAI_TITLES: &[&str] = &["นางสาว", "น.ส.", "นส.", "นาย", "นาง", "ด.ช.", "ด.ญ.", "คุณ"];

/// The name to greet with: of a Vietnamese name the last word (`Nguyễn Văn An` → `An`), of a Thai
/// name the first with คุณ (`สมชาย ใจดี` → `คุณสมชาย`), of an English name the first (`Ann Lee` →
/// `Ann`); the whole name where it looks like a company's or is written in an order we do not know. What
/// is no name but a message, with a link or a number to call, greets nobody.
#[must_use]
pub fn greeting_name(name: &str, language: Language) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let whole = words.join(" ");
    if message::is_message(&whole) {
        return String::new();
    }
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return whole };
    if is_thai(&whole) {
        return greet_thai(&whole, language);
    }
    if words.len() == 1 || !is_person(&words) {
        return whole;
    }
    let vietnamese = holds(VIETNAMESE_FAMILIES, &bare(first));
    match language {
        Language::Vi if vietnamese => in_title_case(last, &whole),
        Language::Vi => whole,
        // The first word of a Vietnamese name is the family's: never greet with it.
        Language::En | Language::Th if vietnamese => whole,
        Language::En => in_title_case(first, &whole),
        Language::Th => format!("คุณ {first}"),
    }
}

/// The whole name as it was written, for those who are not greeted but addressed, such as on a card;
/// nothing of what is no name but a message.
#[must_use]
pub fn written_name(name: &str) -> Option<&str> {
    let name = name.trim();
    (!name.is_empty() && !message::is_message(name)).then_some(name)
}

/// Thai names are greeted the Thai way in Thai; in another language they stay as they are.
fn greet_thai(whole: &str, language: Language) -> String {
    if language != Language::Th || THAI_COMPANIES.iter().any(|company| whole.starts_with(company)) {
        return whole.to_owned();
    }
    if whole.contains(|c: char| c.is_ascii_digit() || "&@/,()".contains(c)) {
        return whole.to_owned();
    }
    let untitled = THAI_TITLES.iter().find_map(|title| {
        let rest = whole.strip_prefix(title)?.trim_start();
        // What goes on with a vowel sign or a tone mark is a name that only begins like a title.
        rest.starts_with(|c| matches!(c, 'ก'..='ฮ' | 'เ'..='ไ')).then_some(rest)
    });
    let first = untitled.unwrap_or(whole).split(' ').next().unwrap_or(whole);
    format!("คุณ{first}")
}

fn is_thai(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{0e01}'..='\u{0e5b}'))
}

/// Two to six words of letters, none of which is an initial, a title or a company's word.
fn is_person(words: &[&str]) -> bool {
    let wordlike = |word: &&str| {
        let letters =
            word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-') || is_mark(c));
        letters && (2..=20).contains(&word.chars().count())
    };
    let bare = words.iter().map(|word| bare(word)).collect::<Vec<_>>();
    let company = bare.iter().any(|word| holds(COMPANY_WORDS, word))
        || COMPANY_PHRASES.iter().any(|phrase| bare.join(" ").contains(phrase));
    (2..=6).contains(&words.len()) && words.iter().all(wordlike) && !company
}

/// Whether a list of words separated by spaces has this word.
fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Combining marks of names that were typed decomposed.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}')
}

/// The word in lower case and without Vietnamese marks: `Nguyễn` → `nguyen`, `Đỗ` → `do`.
fn bare(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let lower = word.to_lowercase();
    lower.nfd().filter(|c| !is_mark(*c)).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// Spreadsheets hold names in capitals or without any; a greeting has one.
fn in_title_case(word: &str, whole: &str) -> String {
    let shouted = !whole.chars().any(char::is_lowercase);
    let mumbled = !whole.chars().any(char::is_uppercase);
    if !shouted && !mumbled {
        return word.to_owned();
    }
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::greeting_name;
    use crate::types::Language::{En, Th, Vi};

    #[test]
    fn vietnamese_names_are_greeted_by_their_last_word() {
        for (name, greeting) in [
            ("Nguyễn Văn An", "An"),
            ("  Trần  Thị Bích Ngọc ", "Ngọc"),
            ("Đỗ Hà", "Hà"),
            ("Nguyễn Công Phượng", "Phượng"),
            ("NGUYỄN VĂN ĐỨC", "Đức"),
            ("le thi hong", "Hong"),
            ("Nguye\u{302}\u{303}n Va\u{306}n An", "An"),
            ("Lê Văn Dương", "Dương"),
            ("An", "An"),
        ] {
            assert_eq!(greeting_name(name, Vi), greeting);
        }
    }

    #[test]
    fn a_name_in_another_order_is_greeted_whole() {
        for name in
            ["An Nguyễn", "Minh Anh", "John Smith", "Ng. V. An", "Nguyễn An 2", "Smith, John"]
        {
            assert_eq!(greeting_name(name, Vi), name);
        }
        for name in
            ["Nguyễn Văn An", "Tran Ngoc", "J. Smith", "Dr. Ann Lee", "Mr. Lee", "Ann & Bob"]
        {
            assert_eq!(greeting_name(name, En), name);
        }
    }

    #[test]
    fn companies_keep_their_names() {
        for name in [
            "Công ty TNHH Hoa Mây",
            "Hoa Mây Co., Ltd",
            "CTY Hoa Mây",
            "Khách lẻ",
            "Cửa hàng Mây",
            "Bao Bì 79",
        ] {
            assert_eq!(greeting_name(name, Vi), name);
            assert_eq!(greeting_name(name, En), name);
        }
        assert_eq!(greeting_name("บริษัท ดอกไม้ จำกัด", Th), "บริษัท ดอกไม้ จำกัด");
    }

    #[test]
    fn thai_names_are_greeted_by_their_first_word_with_khun() {
        for (name, greeting) in [
            ("สมชาย ใจดี", "คุณสมชาย"),
            ("คุณสมชาย ใจดี", "คุณสมชาย"),
            ("นางสาวมาลี ใจดี", "คุณมาลี"),
            ("นาย สมชาย", "คุณสมชาย"),
            ("น.ส. มาลี", "คุณมาลี"),
            ("เมย์", "คุณเมย์"),
            ("Somchai Jaidee", "คุณ Somchai"),
        ] {
            assert_eq!(greeting_name(name, Th), greeting);
        }
        assert_eq!(greeting_name("สมชาย ใจดี", En), "สมชาย ใจดี");
    }

    #[test]
    fn english_names_are_greeted_by_their_first_word() {
        for (name, greeting) in [
            ("Ann Lee", "Ann"),
            ("Mary-Jane O'Neil", "Mary-Jane"),
            ("ANN LEE", "Ann"),
            ("Ann", "Ann"),
        ] {
            assert_eq!(greeting_name(name, En), greeting);
        }
        assert_eq!(greeting_name("", En), "");
    }
}
