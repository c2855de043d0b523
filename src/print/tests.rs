//! What must hold of any card: text stays in its place and away from the QR code.

use proptest::prelude::*;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{GlyphId, MetadataProvider};

use super::card::{Plan, front};
use super::list::Mark;
use super::setter::Setter;
use super::{Card, Job, Note, Press, check};
use crate::config::Config;
use crate::domain::print::{Design, Finish, Link, Orientation, Rect, Sheet};
use crate::render::Renderer;
use crate::types::{Language, PublicUrl, Token};

fn press() -> &'static Press {
    static PRESS: std::sync::OnceLock<Press> = std::sync::OnceLock::new();
    PRESS.get_or_init(|| Press::new(&Renderer::new(None).unwrap(), &Config::default()).unwrap())
}

fn card(language: Language, name: &str, note: Note) -> Card {
    let at = PublicUrl::parse("https://survey.shop.vn").unwrap();
    Card {
        place: "order 1".to_owned(),
        language,
        link: Link::to_invitation(&at, &Token::from_bits(77)),
        name: Some(name.to_owned()),
        number: Some("DH-10420".to_owned()),
        note,
        question: String::new(),
        voucher: None,
    }
}

/// Where the ink of a text is.
fn ink(mark: &super::list::TextMark) -> Option<Rect> {
    let fonts = &press().fonts;
    let mut x = mark.x;
    let (mut left, mut top, mut right, mut bottom) = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);
    for glyph in &mark.line.shaped.glyphs[mark.line.glyphs.clone()] {
        let font = fonts.get(glyph.font).unwrap();
        let metrics: GlyphMetrics =
            font.tables.glyph_metrics(Size::new(mark.size), LocationRef::default());
        if let Some(bounds) = metrics.bounds(GlyphId::new(glyph.id))
            && bounds.x_max > bounds.x_min
        {
            let at = x + glyph.dx * mark.size;
            left = left.min(at + bounds.x_min);
            right = right.max(at + bounds.x_max);
            top = top.min(mark.y - glyph.dy * mark.size - bounds.y_max);
            bottom = bottom.max(mark.y - glyph.dy * mark.size - bounds.y_min);
        }
        x += glyph.advance * mark.size;
    }
    (right > left).then_some(Rect { x: left, y: top, width: right - left, height: bottom - top })
}

/// No ink nearer to the edge than this, nor beyond the box of its text: serifs and hooks reach a
/// little out of their letters' widths.
const HOOK: f32 = 0.3;

fn looks_right(plan: &Plan, card: &Card) -> Result<(), TestCaseError> {
    let press = press();
    let marks = match front(plan, &press.shop, &mut Setter::new(&press.fonts), card, None) {
        Ok(marks) => marks,
        // Too long, and said so.
        Err(refused) => {
            prop_assert!(refused.to_string().contains("do not fit"), "{refused}");
            prop_assert!(matches!(card.note, Note::Printed(_)), "{refused}");
            return Ok(());
        }
    };
    let frame = &plan.frame;
    let halves = if plan.finish == Finish::Folded { 2.0 } else { 1.0 };
    for mark in &marks {
        let Mark::Text(text) = mark else { continue };
        let Some(at) = ink(text) else { continue };
        let what = || format!("{:?} {at:?} {frame:?}", text.line.shaped.text);
        let edge = frame.margin.min(1.4) - HOOK;
        prop_assert!(at.x > edge && at.y > edge, "{}", what());
        prop_assert!(at.x + at.width < frame.size.width * halves - edge, "{}", what());
        prop_assert!(at.y + at.height < frame.size.height - edge, "{}", what());
        if plan.finish != Finish::Folded {
            let qr = frame.qr;
            let meets = at.x + at.width > qr.x + HOOK
                && at.x < qr.x + qr.width - HOOK
                && at.y + at.height > qr.y + HOOK
                && at.y < qr.y + qr.height - HOOK;
            prop_assert!(!meets, "{}", what());
        }
    }
    Ok(())
}

const VIETNAMESE: &str = "[A-ZĐÁẤỆỘỮa-zđáàảãạăắằẳẵặâấầẩẫậêếềểễệôốồổỗộơớờởỡợưứừửữựýỳỷỹỵ' .-]{0,60}";
const THAI: &str = "(([ก-ฮ]([ิีึืุู][่้๊๋์]?|[่้]?[าำะ]|ั[่้]?|็)?|[เแโใไ][ก-ฮ][่้]?) ?){0,22}";
const MIXED: &str = "(([ก-ฮ][่้]?[ำา]?|[A-Zếộ0-9()/&฿₫])[ ]?){0,30}";

fn any_card() -> impl Strategy<Value = Card> {
    let text = prop_oneof![VIETNAMESE, THAI, MIXED];
    let note = prop_oneof![
        Just(Note::Thanks),
        Just(Note::Ruled),
        Just(Note::Empty),
        prop_oneof![VIETNAMESE, THAI, "(([ก-ฮ][่้]?[ำา]?|[A-Zaếộ])[ \n]?){0,200}"]
            .prop_map(Note::Printed),
    ];
    let language = prop_oneof![Just(Language::En), Just(Language::Vi), Just(Language::Th)];
    (text, note, language).prop_map(|(name, note, language)| card(language, &name, note))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn text_stays_in_its_place(
        card in any_card(),
        sheet in 0..10usize,
        design in 0..5usize,
        upright: bool,
    ) {
        let sheet = Sheet::all(&[]).swap_remove(sheet);
        let mut job = Job::new(sheet, Design::ALL[design], Language::En);
        job.orientation = upright.then_some(Orientation::Portrait);
        let cards = std::slice::from_ref(&card);
        // A strip cannot be read upright.
        if let Ok(plan) = Plan::new(&job, check::code_size(cards).unwrap()) {
            looks_right(&plan, &card)?;
        }
    }
}

#[test]
fn a_name_is_refused_on_no_sheet() {
    let longest = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschafers";
    for sheet in Sheet::all(&[]) {
        for design in Design::ALL {
            let job = Job::new(sheet.clone(), design, Language::En);
            // A strip has room for the name or for a line to write on.
            let note = if sheet.card.height < 30.0 { Note::Empty } else { Note::Ruled };
            let mut card = card(Language::En, longest, note);
            card.question =
                "Would you tell a friend about the place you bought this at?".to_owned();
            card.voucher = Some("10 % off your next order with the code HOASEN10".to_owned());
            press().check(&job, &[card]).unwrap();
        }
    }
}
