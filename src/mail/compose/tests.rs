//! Letters as they are read, in three languages and of every kind; and as they could be broken.

use mail_parser::{MessageParser, MimeHeaders};

use super::{Composed, Composer, Invitation};
use crate::mail::letter::tests::sample;
use crate::mail::logo::{LARGEST, tests::png};
use crate::mail::{Letter, Logo, Texts};
use crate::render::Renderer;
use crate::types::{Kind, Language};

fn composer() -> Composer {
    Composer::new(Renderer::new(None).unwrap())
}

fn invitation(kind: Kind, language: Language) -> Invitation {
    let (customer, address) = match language {
        Language::En => ("Ann Lee", "12 Silk Street\nHội An, Vietnam"),
        Language::Vi => ("Nguyễn Thị Bích Ngọc", "12 Lê Lợi, phường Hội An\nĐà Nẵng"),
        Language::Th => ("นางสาวมาลี ใจดี", "12 ถนนสีลม เขตบางรัก\nกรุงเทพฯ 10500"),
    };
    Invitation {
        shop: "Tiệm Hoa Mây".into(),
        address: address.into(),
        logo: None,
        colour: "#c2410c".into(),
        kind,
        reminder: None,
        language,
        texts: Texts::default(),
        customer: Some(customer.into()),
        order: Some("#1042".into()),
        form_url: "https://shop.example/s/ABCDEFGHJKMN".into(),
        unsubscribe_url: "https://shop.example/u/NMKJHGFEDCBA".into(),
    }
}

fn compose(invitation: &Invitation) -> Composed {
    composer().compose(invitation).unwrap()
}

/// Letters lie in `target/mails` when somebody wants to look at them.
fn show(name: &str, composed: &Composed) {
    if std::env::var_os("AFTERWORD_WRITE_PAGES").is_some() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/mails");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.html")), &composed.html).unwrap();
        std::fs::write(folder.join(format!("{name}.txt")), &composed.text).unwrap();
    }
}

#[test]
fn a_letter_in_each_language() {
    for language in Language::ALL {
        let composed = compose(&invitation(Kind::Nps, language));
        show(&format!("nps-{language}"), &composed);
        let Composed { subject, text, html } = composed;
        insta::assert_snapshot!(
            format!("nps_{language}"),
            format!("{subject}\n\n{text}\n\n{html}")
        );
    }
}

#[test]
fn a_reminder_of_each_number_in_each_language() {
    for language in Language::ALL {
        let mut said = String::new();
        for number in 1..=3 {
            let reminder = Some(number);
            let composed = compose(&Invitation { reminder, ..invitation(Kind::Stars, language) });
            show(&format!("reminder-{number}-{language}"), &composed);
            assert!(composed.html.contains("?via=reminder&amp;score=5"));
            if (number, language) == (1, Language::Vi) {
                insta::assert_snapshot!("reminder_of_stars", composed.html);
            }
            said += &format!("{}\n\n{}\n========\n", composed.subject, composed.text);
        }
        let nobody =
            Invitation { order: None, reminder: Some(3), ..invitation(Kind::Nps, language) };
        said += &compose(&nobody).text;
        insta::assert_snapshot!(format!("reminders_{language}"), said);
    }
}

#[test]
fn a_letter_of_each_kind_offers_every_score_once() {
    for kind in Kind::ALL {
        for language in Language::ALL {
            let composed = compose(&invitation(kind, language));
            show(&format!("{}-{language}", kind.name()), &composed);
            let links: Vec<_> = composed.html.match_indices("?via=mail&amp;score=").collect();
            assert_eq!(links.len(), kind.scale().count());
            for score in kind.scale() {
                let link = format!(
                    "href=\"https://shop.example/s/ABCDEFGHJKMN?via=mail&amp;score={score}\""
                );
                assert_eq!(composed.html.matches(&link).count(), 1, "{link}");
            }
            assert_eq!(
                composed.text.matches("https://shop.example/s/ABCDEFGHJKMN?via=mail\n").count(),
                1
            );
        }
    }
}

/// As much of a language's words as a shop may well write for one text.
fn long(language: Language, characters: usize) -> Option<String> {
    let words = match language {
        Language::En => "Thank you for coming by our shop in the old town. ",
        Language::Vi => "Cảm ơn bạn đã ghé tiệm của chúng tôi ở phố cổ. ",
        Language::Th => "ขอบคุณที่แวะมาที่ร้านของเราในย่านเมืองเก่า ",
    };
    Some(words.chars().cycle().take(characters).collect())
}

#[test]
fn a_letter_of_long_texts_stays_within_40_kb_and_watches_nobody() {
    for (kind, language) in Kind::ALL.into_iter().flat_map(|k| Language::ALL.map(|l| (k, l))) {
        let long = |characters| long(language, characters);
        let texts = Texts {
            subject: long(100),
            preheader: long(100),
            heading: long(60),
            greeting: long(60),
            intro: long(700),
            question: long(160),
            low: long(40),
            high: long(40),
            signature: long(100),
            postscript: long(200),
        };
        let written = Invitation {
            shop: long(60).unwrap(),
            address: long(160).unwrap(),
            logo: Logo::from_file(png(480, 80, LARGEST)).unwrap(),
            texts,
            ..invitation(kind, language)
        };
        let Composed { subject, text, html } = compose(&written);
        if kind == Kind::Nps {
            show(&format!("long-{language}"), &compose(&written));
        }
        let logo = written.logo;
        let letter = Letter { subject, text, html: html.clone(), logo, language, ..sample() };
        let length = letter.to_bytes().unwrap().len();
        assert!(length <= 40 * 1024, "{} in {language}: {length} bytes", kind.name());
        for watching in ["src=\"http", "<script", "<link", "@import", "url(", "fonts.google"] {
            assert!(!html.contains(watching), "{watching}");
        }
        assert_eq!(html.matches("<img").count(), 1, "the logo, from inside the letter");
        assert!(!html.contains("{{") && !html.contains("{%"));
        assert!(html.contains(&format!("lang=\"{language}\"")));
    }
}

#[test]
fn without_a_logo_a_letter_has_no_picture() {
    for kind in Kind::ALL {
        assert!(!compose(&invitation(kind, Language::Th)).html.contains("<img"));
    }
}

#[test]
fn every_letter_says_why_by_whom_and_how_to_stop() {
    for language in Language::ALL {
        let composed = compose(&invitation(Kind::Csat, language));
        for body in [&composed.text, &composed.html] {
            assert!(body.contains("https://shop.example/u/NMKJHGFEDCBA"));
            assert!(
                body.contains(invitation(Kind::Csat, language).address.lines().last().unwrap())
            );
        }
    }
}

#[test]
fn the_shop_may_say_everything_itself() {
    let texts = Texts {
        subject: Some("{name} ơi, {{ shop }} đây".into()),
        preheader: Some("{% if order %}Về đơn {{ order }}{% else %}Một câu thôi{% endif %}".into()),
        heading: Some("Hoa còn tươi chứ?".into()),
        greeting: Some("{name} thân mến,".into()),
        intro: Some("Cảm ơn bạn về đơn {order}.\n\nMong bạn thích hoa.".into()),
        question: Some("Bạn có giới thiệu {shop} không?".into()),
        low: Some("Không".into()),
        high: Some("Có chứ".into()),
        signature: Some("Chị Mây\nchủ tiệm".into()),
        postscript: Some("Tái bút: nhớ thay nước mỗi ngày.".into()),
    };
    let composed = compose(&Invitation { texts, ..invitation(Kind::Nps, Language::Vi) });
    show("own-words", &composed);
    assert_eq!(composed.subject, "Ngọc ơi, Tiệm Hoa Mây đây");
    assert!(composed.html.contains(">Về đơn #1042</div>"), "{}", composed.html);
    insta::assert_snapshot!("own_words", composed.text);
}

#[test]
fn without_name_and_order_the_letter_is_still_polite() {
    for language in Language::ALL {
        let nobody = Invitation {
            customer: None,
            order: None,
            address: String::new(),
            ..invitation(Kind::Nps, language)
        };
        insta::assert_snapshot!(format!("nobody_{language}"), compose(&nobody).text);
    }
}

#[test]
fn hostile_words_stay_words() {
    let nasty = "</td><script>alert(1)</script>{{ 7 * 7 }}{% raw %}\"'&\r\nBcc: x";
    let texts = Texts {
        question: Some(nasty.into()),
        postscript: Some(nasty.into()),
        low: Some(nasty.into()),
        ..Texts::default()
    };
    let hostile = Invitation {
        shop: nasty.into(),
        customer: Some(nasty.into()),
        order: Some(nasty.into()),
        colour: "red;}</style>".into(),
        texts,
        ..invitation(Kind::Thumbs, Language::En)
    };
    let composed = compose(&hostile);
    assert!(!composed.html.contains("<script"));
    assert!(composed.html.contains("{{ 7 * 7 }}") && !composed.html.contains("red;"));
    assert!(!composed.subject.contains(['\r', '\n']));
}

#[test]
fn only_web_addresses_become_links() {
    for url in ["javascript:alert(1)", "/s/ABC", "", "ftp://x/s"] {
        let wrong = Invitation { form_url: url.into(), ..invitation(Kind::Nps, Language::En) };
        assert!(composer().compose(&wrong).is_err(), "{url}");
    }
}

#[test]
fn a_logo_travels_inside_the_letter() {
    let logo = Logo::from_file(png(320, 80, 600)).unwrap();
    let written = Invitation { logo: logo.clone(), ..invitation(Kind::Nps, Language::En) };
    let Composed { subject, text, html } = compose(&written);
    let image = "src=\"cid:logo\" alt=\"Tiệm Hoa Mây\" width=\"160\" height=\"40\"";
    assert!(html.contains(image), "{html}");
    let letter = Letter { subject, text, html, logo, ..sample() };
    let bytes = letter.to_bytes().unwrap();
    let read = MessageParser::default().parse(&bytes).unwrap();
    let part = read.parts.iter().find(|part| part.content_id().is_some()).unwrap();
    assert_eq!(part.content_id(), Some("logo"));
    assert_eq!(part.contents(), png(320, 80, 600));
    assert_eq!((read.text_body_count(), read.html_body_count()), (1, 1));
}

#[test]
fn a_parser_finds_both_parts_in_the_letter() {
    let Composed { subject, text, html } = compose(&invitation(Kind::Nps, Language::Vi));
    let letter =
        Letter { subject: subject.clone(), text: text.clone(), html: html.clone(), ..sample() };
    let bytes = letter.to_bytes().unwrap();
    let read = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(read.subject(), Some(subject.as_str()));
    assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), text.trim_end());
    assert_eq!(read.body_html(0).unwrap().replace("\r\n", "\n").trim_end(), html.trim_end());
}

#[test]
fn the_html_is_well_formed() {
    for kind in Kind::ALL {
        let html = compose(&invitation(kind, Language::En)).html;
        for tag in ["table", "tr", "td", "div", "a", "tbody", "style"] {
            let opened = html.matches(&format!("<{tag}>")).count()
                + html.matches(&format!("<{tag} ")).count();
            assert_eq!(
                opened,
                html.matches(&format!("</{tag}>")).count(),
                "{tag} in {}",
                kind.name()
            );
        }
    }
}
