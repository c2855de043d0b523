//! Shops to look at: two years with three locations and a bad month, and shops with next to nothing.

mod parts;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::input::{Audience, Comment, Shop, SiteInput, SurveyFigures};
use crate::domain::report::{Cell, Week};
use crate::types::{Instant, Kind, Language, Random};

pub(super) use parts::{gathered, parts};

/// Counts of cells by measure, grain, period, dimension, member and value.
#[derive(Default)]
struct Tallies(BTreeMap<[String; 6], i64>);

impl Tallies {
    fn add(
        &mut self,
        measure: &str,
        (grain, period): (&str, &str),
        (dimension, member): (&str, &str),
        value: &str,
    ) {
        let key = [measure, grain, period, dimension, member, value].map(str::to_owned);
        *self.0.entry(key).or_default() += 1;
    }

    fn answer(&mut self, day: Date, places: &[(&str, &str)], score: u8) {
        let (month, week) = (day.strftime("%Y-%m").to_string(), Week::of(day).to_string());
        let score = score.to_string();
        self.add("score", ("day", &day.to_string()), ("all", ""), &score);
        self.add("score", ("week", &week), ("all", ""), &score);
        self.add("score", ("month", &month), ("all", ""), &score);
        for place in places {
            self.add("score", ("part", ""), *place, &score);
            self.add("score", ("part_month", &month), *place, &score);
        }
        // Evenings, and Saturdays most of all.
        let whim = f64::from(
            day.day_of_year() * 37 % 24 + i16::from(day.weekday().to_monday_one_offset()),
        );
        let hour = (8.0 + 13.0 * (whim / 31.0).sqrt()).min(23.0) as u8;
        let weekday = day.weekday().to_monday_one_offset();
        self.add("hour", ("month", &month), ("all", ""), &format!("{weekday}-{hour}"));
        let waits = ["5m", "1h", "1h", "6h", "6h", "1d", "1d", "3d", "1w", "2w", "more"];
        let wait = waits[usize::from(day.day().unsigned_abs()) * 7 % waits.len()];
        self.add("wait", ("month", &month), ("all", ""), wait);
    }

    fn cells(self) -> Vec<Cell> {
        let cell = |([measure, grain, period, dimension, member, value], n): ([String; 6], i64)| {
            Cell { measure, grain, period, dimension, member, value, n }
        };
        self.0.into_iter().map(cell).collect()
    }
}

/// A shop in Da Nang on 21 November 2026, 19:30 there.
pub(super) fn input(surveys: Vec<SurveyFigures>) -> SiteInput {
    let shop = Shop {
        name: "Mây Tre Đà Nẵng".into(),
        language: Language::Vi,
        time_zone: TimeZone::get("Asia/Ho_Chi_Minh").unwrap(),
        colour: Some("#4355a5".into()),
    };
    let built_at = Instant::from_seconds(1_795_264_200);
    let address = "https://survey.shop.example/dashboard/".into();
    SiteInput { shop, built_at, surveys, min_n: 5, address, audience: Audience::Owner }
}

/// A survey of `kind` with about `a_day` answers a day since October 2024.
pub(super) fn survey(slug: &str, kind: Kind, a_day: f64) -> SurveyFigures {
    let random = Random::from_seed(7);
    let mut tallies = Tallies::default();
    let mut day = date(2024, 10, 7);
    while day <= date(2026, 11, 21) {
        let month = (day.year(), day.month());
        let orders = (random.unit() * 2.0 * a_day * 4.2) as u32;
        for _ in 0..orders {
            order(&mut tallies, &random, kind, day, month);
        }
        day = day.tomorrow().unwrap();
    }
    SurveyFigures {
        slug: slug.into(),
        kind,
        questions: BTreeMap::new(),
        cells: tallies.cells(),
        follow_ups: Vec::new(),
        comments: Some(comments(kind)),
    }
}

fn order(tallies: &mut Tallies, random: &Random, kind: Kind, day: Date, month: (i16, i8)) {
    let period = day.strftime("%Y-%m").to_string();
    let period = ("month", period.as_str());
    let mut stage = |word: &str| tallies.add("funnel", period, ("all", ""), word);
    stage("orders");
    let reason = match random.unit() {
        luck if luck < 0.08 => Some("no_address"),
        luck if luck < 0.14 => Some("quiet_period"),
        luck if luck < 0.16 => Some("cancelled"),
        luck if luck < 0.165 => Some("suppressed"),
        _ => None,
    };
    if reason != Some("cancelled") {
        stage("invited");
    }
    if let Some(reason) = reason {
        return tallies.add("reason", period, ("all", ""), reason);
    }
    stage("sent");
    // A flood closed the shop in February 2025.
    if random.unit() > 0.28 || month == (2025, 2) {
        return;
    }
    stage("answered");
    let pick = |words: [&'static str; 3]| match random.unit() {
        luck if luck < 0.55 => words[0],
        luck if luck < 0.85 => words[1],
        _ => words[2],
    };
    let location = pick(["Hải Châu", "Sơn Trà", "Hội An"]);
    let channel = pick(["mail", "card", "link"]);
    let language = pick(["vi", "en", "th"]);
    let mut happiness = 0.74 + 0.1 * (random.unit() + random.unit() - 1.0);
    happiness -= if month == (2026, 3) { 0.26 } else { 0.0 };
    happiness -= if location == "Hội An" { 0.08 } else { 0.0 };
    let places = [("location", location), ("channel", channel), ("language", language)];
    tallies.answer(day, &places, score(kind, happiness, random.unit()));
}

/// A score on the kind's scale: the higher the happiness, the more often the upper end.
fn score(kind: Kind, happiness: f64, luck: f64) -> u8 {
    let (least, most) = (*kind.scale().start(), *kind.scale().end());
    let share = luck.powf((1.0 - happiness) / happiness * 0.55);
    least + ((f64::from(most - least) + 1.0) * share).floor().min(f64::from(most - least)) as u8
}

fn comments(kind: Kind) -> Vec<Comment> {
    let (least, most) = (*kind.scale().start(), *kind.scale().end());
    let comment = |text: &str, score, language, day, location: Option<&str>| Comment {
        text: text.into(),
        score,
        language,
        day: date(2026, 11, day),
        segments: location
            .map(|location| ("location".into(), location.into()))
            .into_iter()
            .collect(),
    };
    vec![
        comment(
            "Giỏ đan rất đẹp, gói hàng cẩn thận, còn có thiệp viết tay nữa. Mẹ mình thích lắm!",
            most,
            Language::Vi,
            21,
            Some("Hải Châu"),
        ),
        comment(
            "ส่งช้ากว่าที่บอกสามวัน แต่งานสวยมากค่ะ",
            (least + most) / 2,
            Language::Th,
            20,
            Some("Sơn Trà"),
        ),
        comment(
            "The lamp arrived with a cracked frame & nobody picked up the phone. <b>Not great.</b>",
            least,
            Language::En,
            19,
            Some("Hội An"),
        ),
        comment("Nhân viên tư vấn nhiệt tình.", most, Language::Vi, 19, None),
    ]
}

/// A survey with so many answers, all in the last full month.
pub(super) fn young(slug: &str, answers: usize) -> SurveyFigures {
    let mut tallies = Tallies::default();
    let scores = [9, 10, 7, 9, 3, 10, 8, 9, 10, 6];
    for (place, score) in scores.iter().cycle().take(answers).enumerate() {
        let day = date(2026, 10, 1 + i8::try_from(place * 3 % 28).unwrap());
        tallies.answer(
            day,
            &[("location", "Hải Châu"), ("channel", "mail"), ("language", "vi")],
            *score,
        );
    }
    SurveyFigures {
        slug: slug.into(),
        kind: Kind::Nps,
        questions: BTreeMap::new(),
        cells: tallies.cells(),
        follow_ups: Vec::new(),
        comments: None,
    }
}

/// The same survey with many comments in three languages, some of them alike.
pub(super) fn talkative(mut survey: SurveyFigures) -> SurveyFigures {
    let said: [(Language, bool, &str); 21] = [
        (Language::Vi, true, "Giao hàng nhanh, đóng gói cẩn thận, hộp quà rất đẹp."),
        (Language::Vi, true, "Trà sen thơm lắm, nhân viên nhiệt tình, sẽ ủng hộ dài dài."),
        (Language::Vi, true, "Đóng gói cẩn thận, giao hàng đúng hẹn. Cảm ơn shop!"),
        (Language::Vi, true, "Nhân viên nhiệt tình, tư vấn có tâm."),
        (Language::Vi, true, "Trà sen thơm, hộp quà đẹp hơn mình nghĩ."),
        (Language::Vi, true, "Chất lượng tốt, giá cả hợp lý, giao hàng nhanh."),
        (Language::Vi, false, "Giao hàng chậm, gọi hỏi không ai nghe máy."),
        (Language::Vi, false, "Hộp móp một góc, đem tặng ngại lắm. Liên hệ […] giúp mình."),
        (Language::Vi, false, "Nhân viên cộc lốc, thái độ không vui. Giao hàng chậm nữa."),
        (Language::Vi, false, "Giao hàng chậm 4 ngày, trà có mùi ẩm."),
        (Language::Th, true, "ส่งไวมาก แพ็กของดี กล่องสวยค่ะ"),
        (Language::Th, true, "ชาหอมมาก พนักงานสุภาพ บริการดีครับ"),
        (Language::Th, true, "พนักงานน่ารัก บริการดี ชาหอม"),
        (Language::Th, false, "ส่งช้ามากค่ะ รอเป็นอาทิตย์"),
        (Language::Th, false, "ส่งช้า กล่องบุบ ตอบแชทช้า"),
        (Language::Th, false, "พนักงานไม่สุภาพ ส่งช้า"),
        (
            Language::En,
            true,
            "Beautiful gift box and fast delivery, the lotus tea smells wonderful.",
        ),
        (Language::En, true, "Fast delivery, friendly staff, lovely lotus tea."),
        (Language::En, true, "Friendly staff at the counter, fast delivery."),
        (Language::En, false, "Late delivery, broken cup, nobody answered the phone."),
        (Language::En, false, "Late delivery & the box was crushed."),
    ];
    let random = Random::from_seed(5);
    let (least, most) = (*survey.kind.scale().start(), *survey.kind.scale().end());
    let places = ["Hải Châu", "Sơn Trà", "Hội An"];
    let written = (0..180).map(|n: usize| {
        let (language, happy, text) = said[(random.unit() * said.len() as f64) as usize];
        let place = places[(random.unit() * 3.0) as usize];
        let day = date(2026, 11, 21).saturating_sub(jiff::Span::new().days(n as i64));
        Comment {
            text: text.into(),
            score: if happy { most } else { least + 1 },
            language,
            day,
            segments: vec![
                ("location".into(), place.into()),
                ("language".into(), language.tag().into()),
            ],
        }
    });
    survey.comments = Some(written.collect());
    survey
}
