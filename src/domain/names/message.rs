//! Whether a "name" is somebody's message: whoever orders may write what they like as their name, and
//! the shop's own mail, card and form would carry it to the address they give.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// The longest name that is greeted; companies have the longest.
const LONGEST: usize = 100;

/// From so many digits on it is a phone number.
const PHONE_DIGITS: usize = 7;

/// What no name holds: addresses with and without their scheme, accounts, and words that ask for a press.
const PATTERN: &str = r"(?x)
    :// | \bhxxps? | \bhttps? | \bwww\b | @ | \bmailto: | \btel:
    | [\w-]{2,} (?:\.|\s\.\s?) (?:com|net|org|info|biz|vn|th|io|co|me|ru|cn|xyz|top|shop|store|online
        |site|website|club|app|link|click|live|vip|win|asia|us|uk|eu|de|fr|in|id|my|sg|dev|tk|ml|ga
        |gg|cc|tv|to|ly|gl|gd|page|web|pro|mobi|example|test|invalid) (?:\b|_)
    | [\[(]dot[\])]
    | \bclick\b | \bbấm\s(?:vào|ngay|link) | \bnhấn\s(?:vào|ngay|link) | คลิก | กดลิงก์ | กดที่";

static MESSAGE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PATTERN).ok());

/// Whether a name is none, but a link, a number to call or a request to press something.
pub(super) fn is_message(name: &str) -> bool {
    // Wide and styled letters are read as the plain ones they look like.
    let plain: String = name.nfkc().collect::<String>().to_lowercase();
    let digits = plain.chars().filter(|c| c.is_numeric()).count();
    plain.chars().count() > LONGEST
        || digits >= PHONE_DIGITS
        || plain.chars().any(|c| c.is_control() && !c.is_whitespace())
        || MESSAGE.as_ref().is_none_or(|message| message.is_match(&plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_link_is_a_message() {
        for name in [
            "Lan http://evil.example",
            "Bạn trúng thưởng https://x.vn/1",
            "www.evil.com",
            "Nhận quà tại evil.com",
            "evil . com",
            "evil.vn",
            "bit.ly/abc",
            "hxxp evil",
            "evil[dot]com",
            "ｅｖｉｌ．ｃｏｍ",
            "@evilshop",
            "Lan @evil",
            "lan@example.vn",
            "Gọi 0903 111 222",
            "+84-903-111-222",
            "๐๘๑๒๓๔๕๖๗๘",
            "Click here",
            "bấm vào đây nhận quà",
            "คลิกที่นี่",
            "Lan\u{7}",
        ] {
            assert!(is_message(name), "{name}");
        }
        assert!(is_message(&"Lan ".repeat(30)));
    }

    #[test]
    fn names_are_no_messages() {
        for name in [
            "Nguyễn Văn An",
            "NGUYỄN THỊ HUẾ ĐỆ NHẤT",
            "น.ส.สมชาย ใจดี",
            "บจก. ใจดี 2002",
            "J.R. Smith",
            "Dr. Ann Lee",
            "St. John",
            "Ms. Ly",
            "Mrs. Ly Nguyen",
            "Ms. My",
            "Mr. To Huu",
            "Dr. De Silva",
            "Nguyen Van Tap",
            "O'Neill-Phạm",
            "Công ty TNHH Thương mại Dịch vụ và Sản xuất Trà Hoa & Bạn Việt Nam chi nhánh Đà Nẵng",
            "Bàn 12",
            "Thu Thủy",
            "",
        ] {
            assert!(!is_message(name), "{name}");
        }
    }

    #[test]
    fn the_pattern_compiles() {
        assert!(MESSAGE.is_some());
    }
}
