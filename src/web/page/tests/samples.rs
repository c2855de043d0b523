//! One of every page, in every language.

use std::sync::LazyLock;

use crate::{
    domain::survey::{Definition, FollowUp, FollowUpKind, When},
    render::Renderer,
    types::{Group, Kind, Language},
    web::page::{
        ShopLook,
        ask::{AskPage, Given, Stage},
        code::code,
        notice::{Notice, notice},
        sign_in::{Problem, SignInPage, Step},
        thanks::ThanksPage,
        unsubscribe::{Shown, UnsubscribePage},
    },
};

/// The embedded templates.
pub fn renderer() -> Renderer {
    static RENDERER: LazyLock<Renderer> = LazyLock::new(|| Renderer::new(None).unwrap());
    RENDERER.clone()
}

/// A shop whose name must be escaped.
pub fn shop() -> ShopLook {
    ShopLook::new("Trà Hoa & Bạn", None, "#0a7d5a").unwrap()
}

/// A survey with a follow-up of every kind.
pub fn definition(kind: Kind) -> Definition {
    let follow_up = |key: &str, kind, when, options: &[&str]| FollowUp {
        key: key.to_owned(),
        kind,
        when,
        options: options.iter().map(|option| (*option).to_owned()).collect(),
        texts: Default::default(),
    };
    let (low, high) = (When::Only(Group::Detractor), When::Only(Group::Promoter));
    let mut definition = Definition::new("after-purchase", kind);
    definition.follow_ups = vec![
        follow_up("reason", FollowUpKind::Choice, low, &["speed", "courtesy", "product"]),
        follow_up("liked", FollowUpKind::Choices, high, &["taste", "gift_wrap", "price"]),
        follow_up("packaging", FollowUpKind::Scale, When::Any, &[]),
        follow_up("next_time", FollowUpKind::Text, When::Only(Group::Passive), &[]),
    ];
    definition
}

/// A first form of a survey.
pub fn page(definition: &Definition, language: Language) -> AskPage<'_> {
    static SHOP: LazyLock<ShopLook> = LazyLock::new(shop);
    AskPage {
        shop: &SHOP,
        definition,
        language,
        chosen: None,
        given: Given::default(),
        problems: Vec::new(),
        stage: Stage::Asking,
        touchpoint: false,
        held: false,
        wait_seconds: None,
    }
}

/// Every page by name.
pub fn pages(renderer: &Renderer) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for language in Language::ALL {
        forms(renderer, language, &mut pages);
        others(renderer, language, &mut pages);
    }
    pages
}

fn forms(renderer: &Renderer, language: Language, pages: &mut Vec<(String, String)>) {
    for kind in Kind::ALL {
        let definition = definition(kind);
        let blank = page(&definition, language);
        let top = *kind.scale().end();
        let happy = AskPage { chosen: Some(top), ..blank.clone() };
        let unhappy = AskPage { chosen: Some(*kind.scale().start()), ..blank.clone() };
        let reply = AskPage { stage: Stage::FollowUps, ..unhappy.clone() };
        let wait = AskPage {
            stage: Stage::Editing,
            touchpoint: true,
            wait_seconds: Some(40),
            ..unhappy.clone()
        };
        let mut wrong = AskPage { stage: Stage::Editing, ..unhappy.clone() };
        wrong.given.comment = "Giao hàng chậm ba ngày, hộp bị móp một góc.".to_owned();
        wrong.problems = ["score", "reason", "comment"]
            .map(|field| {
                (field.to_owned(), renderer.text(language, "form-problem-unreadable", &[]))
            })
            .to_vec();
        for (name, page) in [
            ("ask", blank),
            ("happy", happy),
            ("unhappy", unhappy),
            ("reply", reply),
            ("wrong", wrong),
            ("wait", wait),
        ] {
            let html = page.to_html(renderer).unwrap();
            pages.push((format!("{name}-{}-{language}", kind.name()), html));
        }
    }
}

fn others(renderer: &Renderer, language: Language, pages: &mut Vec<(String, String)>) {
    let (shop, definition) = (shop(), definition(Kind::Nps));
    let mut add = |name: String, html: String| pages.push((format!("{name}-{language}"), html));
    for group in Group::ALL {
        let page = ThanksPage {
            shop: &shop,
            definition: &definition,
            language,
            group,
            changed: group == Group::Passive,
            held: false,
            change: Some(""),
        };
        add(format!("thanks-{}", group.name()), page.to_html(renderer).unwrap());
    }
    for kind in Notice::ALL {
        let html = notice(renderer, &shop, language, kind).unwrap();
        add(format!("notice-{kind:?}").to_lowercase(), html);
    }
    for typed in [None, Some("abcd-efgh")] {
        let name = format!("code-{}", typed.is_some());
        add(name, code(renderer, &shop, language, typed).unwrap());
    }
    for (number, shown) in Shown::ALL.into_iter().enumerate() {
        let page =
            UnsubscribePage { shop: &shop, language, address: "l…\u{2060}@example.com", shown };
        add(format!("unsubscribe-{number}"), page.to_html(renderer).unwrap());
    }
    let kept = [("o".to_owned(), "<1>".to_owned())];
    for (name, step, problem) in [
        ("link", Step::Link { days: 180 }, None),
        (
            "set",
            Step::SetPassword { min: 10, present: false, later: Some("/dashboard/") },
            Some(Problem::Short),
        ),
        (
            "change",
            Step::SetPassword { min: 10, present: true, later: Some("/dashboard/") },
            Some(Problem::NotPresent),
        ),
        ("password", Step::Password { name: "owner" }, Some(Problem::Wrong)),
        ("confirm", Step::Confirm { name: "Lan", action: "", kept: &kept }, None),
    ] {
        let page = SignInPage { shop: &shop, language, step, problem, csrf: Some("abc") };
        add(format!("sign-in-{name}"), page.to_html(renderer).unwrap());
    }
}
