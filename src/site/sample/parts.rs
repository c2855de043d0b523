//! A shop that counts by product and staff, and asks everybody what was best.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;

use super::{SurveyFigures, Tallies};
use crate::domain::answer::{Answer, Stored, marks};
use crate::domain::report::{Cell, SHOWN, TAIL, TAIL_MEASURE};
use crate::domain::survey::Definition;
use crate::types::{Kind, Random};

/// The same with the members beyond those that are shown added up, as they come from the database.
pub(in crate::site) fn gathered(mut survey: SurveyFigures) -> SurveyFigures {
    let is_whole = |cell: &Cell| cell.measure == "score" && cell.grain == "part";
    let mut sizes = BTreeMap::<(String, String), i64>::new();
    for cell in survey.cells.iter().filter(|cell| is_whole(cell)) {
        *sizes.entry((cell.dimension.clone(), cell.member.clone())).or_default() += cell.n;
    }
    let mut ranked: Vec<_> = sizes.into_iter().collect();
    ranked.sort_by_key(|(_, n)| -n);
    let mut places = BTreeMap::<String, usize>::new();
    let beyond: BTreeSet<_> = ranked
        .into_iter()
        .filter_map(|(key, _)| {
            let place = places.entry(key.0.clone()).or_default();
            *place += 1;
            (*place > SHOWN).then_some(key)
        })
        .collect();
    let (gone, kept): (Vec<_>, Vec<_>) = survey
        .cells
        .into_iter()
        .partition(|cell| beyond.contains(&(cell.dimension.clone(), cell.member.clone())));
    survey.cells = kept;
    let mut sums = BTreeMap::<(String, String), i64>::new();
    for cell in gone.into_iter().filter(is_whole) {
        *sums.entry((cell.dimension, cell.value)).or_default() += cell.n;
    }
    let tail = |measure: &str, dimension: &str, value: &str, n| Cell {
        measure: measure.to_owned(),
        grain: "part".to_owned(),
        period: String::new(),
        dimension: dimension.to_owned(),
        member: TAIL.to_owned(),
        value: value.to_owned(),
        n,
    };
    let scores = sums.iter().map(|((dimension, value), n)| tail("score", dimension, value, *n));
    survey.cells.extend(scores);
    for (dimension, n) in places {
        let n = i64::try_from(n.saturating_sub(SHOWN)).unwrap();
        if n > 0 {
            survey.cells.push(tail(TAIL_MEASURE, &dimension, "", n));
        }
    }
    survey
}

/// What the survey asks.
const ASKED: &str = r#"
slug = "parts"
kind = "nps"
[[follow_up]]
key = "best"
kind = "choice"
options = ["speed", "people", "price", "taste"]
[follow_up.texts.en]
label = "What was best at {{ shop }}?"
speed = "It came fast"
people = "The people"
price = "The price"
taste = "The taste"
[follow_up.texts.vi]
label = "Điều gì ở {{ shop }} tốt nhất?"
speed = "Giao nhanh"
people = "Nhân viên"
price = "Giá cả"
taste = "Hương vị"
[[follow_up]]
key = "ease"
kind = "scale"
[follow_up.texts.en]
label = "How easy was it to order?"
[[follow_up]]
key = "found"
kind = "choices"
options = ["friend", "street", "web"]
[[follow_up]]
key = "why"
kind = "choice"
when = "detractor"
options = ["late", "broken", "other"]
"#;

const STAFF: [&str; 5] = ["Hằng", "Tuấn", "ณัฐพล", "Mai <b>&", "Ông Ba"];

/// The survey with about `a_day` answers a day over twenty months, of `products` products.
pub(in crate::site) fn parts(slug: &str, a_day: usize, products: usize) -> SurveyFigures {
    let definition = Definition::from_toml(ASKED).unwrap();
    let random = Random::from_seed(11);
    let mut tallies = Tallies::default();
    let mut day = date(2025, 4, 1);
    while day <= date(2026, 11, 21) {
        for _ in 0..a_day {
            let staff = (random.unit() * 5.0) as usize;
            let rank = (products as f64).powf(random.unit()) - 1.0;
            let product = format!("Trà số {:04}", rank as usize + 1);
            let mut luck = random.unit() - [0.0, 0.02, 0.0, 0.16, 0.0][staff];
            let best = (random.unit() * 4.0) as usize;
            luck += [0.22, 0.08, -0.2, 0.0][best] - if rank as usize == 2 { 0.2 } else { 0.0 };
            let score = match luck {
                luck if luck < 0.14 => 3,
                luck if luck < 0.24 => 6,
                luck if luck < 0.46 => 8,
                luck if luck < 0.7 => 9,
                _ => 10,
            };
            let ease = 1 + ((random.unit() * 3.0 + f64::from(score) / 5.0) as u8).min(4);
            let mut answers = BTreeMap::from([
                (
                    "best".to_owned(),
                    Answer::Word(["speed", "people", "price", "taste"][best].into()),
                ),
                ("ease".to_owned(), Answer::Scale(ease)),
                ("found".to_owned(), Answer::Choices(vec!["friend".into()])),
            ]);
            if score <= 6 {
                let why = if random.unit() < 0.7 { "late" } else { "broken" };
                answers.insert("why".to_owned(), Answer::Word(why.into()));
            }
            let places = [("staff", STAFF[staff]), ("product", product.as_str())];
            tallies.answer(day, &places, score);
            let period = day.strftime("%Y-%m").to_string();
            for (measure, value) in marks(&definition, &Stored { score, comment: None, answers }) {
                if measure != "score" {
                    tallies.add(&measure, ("month", &period), ("all", ""), &value);
                }
            }
        }
        day = day.tomorrow().unwrap();
    }
    SurveyFigures {
        slug: slug.into(),
        kind: Kind::Nps,
        questions: BTreeMap::new(),
        cells: tallies.cells(),
        follow_ups: definition.follow_ups,
        comments: None,
    }
}
