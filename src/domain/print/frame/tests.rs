use super::{Arrangement, Frame};
use crate::domain::print::{Design, Finish, QrSize, Rect, Sheet, Size};

const URL: &str = "HTTPS://SURVEY.MY-SHOP-IN-HUE.COM.VN/S/ABCDEFGHJKMN";

fn meet(one: Rect, other: Rect) -> bool {
    one.x + one.width > other.x + 1e-3
        && other.x + other.width > one.x + 1e-3
        && one.y + one.height > other.y + 1e-3
        && other.y + other.height > one.y + 1e-3
}

#[test]
fn nothing_meets_the_code_or_leaves_the_card() {
    let code = QrSize::of(URL).unwrap();
    for sheet in Sheet::all(&[]).into_iter().filter(|sheet| sheet.finish != Finish::Folded) {
        let turned = Size { width: sheet.card.height, height: sheet.card.width };
        for (design, size) in
            Design::ALL.into_iter().flat_map(|design| [(design, sheet.card), (design, turned)])
        {
            let what = format!("{design} on {} {size:?}", sheet.name);
            let frame = match Frame::new(design, sheet.finish, size, code, sheet.dpi) {
                Ok(frame) => frame,
                Err(error) => {
                    // Only the strip cannot be read upright.
                    assert!(sheet.name == "avery-5160" && size == turned, "{what}: {error}");
                    continue;
                }
            };
            assert!(frame.qr.width >= code.least_side(sheet.dpi) - 1e-3, "{what}");
            let boxes = [Some(frame.text), frame.ask, frame.under, Some(frame.qr)];
            for (index, one) in boxes.iter().enumerate() {
                let Some(one) = one else { continue };
                assert!(one.width > 12.0 && one.height > 3.0, "{what}: {frame:?}");
                assert!(one.x >= 1.4 && one.y >= 1.4, "{what}: {frame:?}");
                assert!(one.x + one.width <= size.width - 1.4, "{what}: {frame:?}");
                assert!(one.y + one.height <= size.height - 1.4, "{what}: {frame:?}");
                for other in boxes.iter().skip(index + 1).flatten() {
                    assert!(!meet(*one, *other), "{what}: {one:?} meets {other:?}");
                }
            }
        }
    }
}

#[test]
fn a_code_without_room_is_refused_in_words() {
    let long = format!("HTTPS://{}.COM.VN/S/ABCDEFGHJKMN", "A".repeat(120));
    let code = QrSize::of(&long).unwrap();
    let strip = Sheet::by_name("avery-5160", &[]).unwrap();
    let error = Frame::new(Design::Plain, strip.finish, strip.card, code, 300).unwrap_err();
    assert!(error.message().contains("take a larger sheet or a shorter server.public_url"));
    let a6 = Sheet::by_name("a6", &[]).unwrap();
    let frame = Frame::new(Design::Plain, a6.finish, a6.card, code, 300).unwrap();
    assert_eq!(frame.arrangement, Arrangement::Tall);
}
