//! Takes out of a comment what would name its writer or let a stranger reach one.
//!
//! Too much is taken rather than too little: a hidden order number costs a reader nothing.

use std::ops::Range;

use super::{contact, name, number};

/// What stands where something was taken out.
pub const HIDDEN: &str = "[…]";

/// The comment without mail addresses, links, accounts of messengers, phone numbers (also spelled
/// with spaces, dots, Thai digits or in words) and the customer's own name, where it is known.
#[must_use]
pub fn mask(comment: &str, customer: Option<&str>) -> String {
    let mut found = contact::find(comment);
    found.extend(number::find(comment));
    found.extend(customer.map(|customer| name::find(comment, customer)).unwrap_or_default());
    replace(comment, found)
}

/// Replaces what the ranges hold; those that touch or overlap become one.
fn replace(text: &str, mut ranges: Vec<Range<usize>>) -> String {
    ranges.sort_by_key(|range| (range.start, range.end));
    let (mut masked, mut at) = (String::with_capacity(text.len()), 0);
    let mut covered: Option<Range<usize>> = None;
    let mut flush = |range: Range<usize>| {
        masked.push_str(text.get(at..range.start).unwrap_or_default());
        masked.push_str(HIDDEN);
        at = range.end;
    };
    for range in ranges {
        match &mut covered {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => {
                if let Some(done) = covered.replace(range) {
                    flush(done);
                }
            }
        }
    }
    if let Some(done) = covered {
        flush(done);
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    masked
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{HIDDEN, mask};

    #[test]
    fn contacts_are_hidden_however_they_are_written() {
        for (comment, shown) in [
            ("Gọi mình 0901234567 nhé", "Gọi mình […] nhé"),
            ("Gọi 090 123 45 67.", "Gọi […]."),
            ("Zalo 090.123.4567!", "Zalo […]!"),
            ("sđt: +84.90.123.45.67", "sđt: […]"),
            ("(+84) 90 123 4567 gọi lại giúp", "[…] gọi lại giúp"),
            ("84901234567", "[…]"),
            ("o9o 123 45 67 nha", "[…] nha"),
            ("０９０１２３４５６７", "[…]"),
            ("0️⃣9️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣", "[…]"),
            ("không chín không một hai ba bốn năm sáu bảy", "[…]"),
            ("โทร ๐๘๑-๒๓๔-๕๖๗๘ ค่ะ", "โทร […] ค่ะ"),
            ("โทร 081 234 5678", "โทร […]"),
            ("โทรศูนย์แปดหนึ่งสองสามสี่ห้าหกเจ็ดแปดนะ", "โทร[…]นะ"),
            ("02-123-4567", "[…]"),
            ("call 0044 20 7946 0958", "call […]"),
            ("Lan.Nguyen@gmail.com nha", "[…] nha"),
            ("lan @ gmail . com", "[…]"),
            ("lan(at)gmail.com", "[…]"),
            ("lan [at] gmail [dot] com", "[…]"),
            ("lan at gmail dot com please", "[…] please"),
            ("lan a còng gmail chấm com", "[…]"),
            ("lan@gmail", "[…]"),
            ("อีเมล สมชาย.ใจดี@example.co.th", "อีเมล […]"),
            ("xem https://facebook.com/lan.nguyen?x=1 nha", "xem […] nha"),
            ("fb.com/lan.nguyen", "[…]"),
            ("Line ID: lanlan99", "[…]"),
            ("ไลน์ไอดี lanlan99 ค่ะ", "[…] ค่ะ"),
            ("STK 0071000123456 nhé", "STK […] nhé"),
        ] {
            assert_eq!(mask(comment, None), shown, "{comment}");
        }
    }

    #[test]
    fn what_names_nobody_stays() {
        for comment in [
            "Mua lần thứ 5 rồi, lần nào cũng ưng.",
            "Giá 1.200.000đ, giảm còn 990.000",
            "tầm 200.000 - 300.000 là vừa, set 12.000.000 thì đắt",
            "Đặt 21/11/2026, 24/11/2026 mới có",
            "from 2026-11-21 to 2026-11-24",
            "Hẹn 2 ngày mà 6 ngày, gọi 3 lần 2 lần bận",
            "Mã đơn #1042, hotline 1900 1234",
            "10/10, 100% ưng, 8/3 sẽ mua nữa",
            "hai ba lần không ai nghe, năm sáu người chờ",
            "at the counter, not my line of tea: fine",
            "Giao lúc 14:30, trễ 1 tiếng 15 phút",
            "รอ 3-4 วัน ราคา 1,290 บาท",
            "Email trả lời nhanh. Online cũng tiện",
        ] {
            assert_eq!(mask(comment, None), comment);
        }
    }

    #[test]
    fn the_customers_own_name_is_hidden() {
        for (comment, customer, shown) in [
            ("Cảm ơn shop! Nguyễn Thị Lan", "Nguyễn Thị Lan", "Cảm ơn shop! […]"),
            ("nguyen thi lan đây", "Nguyễn Thị Lan", "[…] đây"),
            ("Mình là lan, hoa lan rất đẹp", "Nguyễn Thị Lan", "Mình là […], hoa lan rất đẹp"),
            (
                "Lan rất ưng, Thị trường cũng ưng",
                "Nguyễn Thị Lan",
                "[…] rất ưng, Thị trường cũng ưng",
            ),
            ("Ann Brown here, brown tea was fine", "Ann Brown", "[…] here, brown tea was fine"),
            ("Regards, O'Brien", "Mr. Sean O'Brien", "Regards, […]"),
            ("ดีมาก จากสมชาย ใจดี", "คุณสมชาย ใจดี", "ดีมาก จาก[…]"),
            ("พนักงานใจดีมาก สมชายชอบ", "สมชาย ใจดี", "พนักงานใจดีมาก […]ชอบ"),
            ("Không có gì", "", "Không có gì"),
            ("Không có gì", "...", "Không có gì"),
        ] {
            assert_eq!(mask(comment, Some(customer)), shown, "{comment}");
        }
    }

    proptest! {
        #[test]
        fn no_number_of_ten_digits_is_left(
            digits in "0[0-9]{9}",
            gaps in prop::collection::vec("[ .-]{0,2}", 10),
            (before, after) in ("[a-zạ-ỹ ]{0,9}", "[a-zạ-ỹ ]{0,9}"),
        ) {
            let number: String =
                digits.chars().zip(&gaps).flat_map(|(d, gap)| [d.to_string(), gap.clone()]).collect();
            let masked = mask(&format!("{before} {number} {after}"), None);
            prop_assert!(!masked.contains(|c: char| c.is_ascii_digit()), "{}", masked);
        }

        #[test]
        fn masking_twice_masks_nothing_more(
            comment in "[ -~ạ-ỹก-๙0-9@.]{0,60}",
            customer in proptest::option::of("[A-Za-zÀ-ỹ ]{0,20}"),
        ) {
            let once = mask(&comment, customer.as_deref());
            prop_assert_eq!(mask(&once, customer.as_deref()), once.clone());
        }

        #[test]
        fn what_is_kept_stands_in_the_comment(comment in "\\PC{0,80}", customer in "\\PC{0,20}") {
            let masked = mask(&comment, Some(&customer));
            let mut rest = comment.as_str();
            for kept in masked.split(HIDDEN) {
                let at = rest.find(kept);
                prop_assert!(at.is_some(), "{:?} became {:?}", comment, masked);
                rest = &rest[at.unwrap_or(0) + kept.len()..];
            }
        }
    }
}
