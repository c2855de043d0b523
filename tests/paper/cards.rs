//! Cards to print: three languages, long and short names, every kind of message.

use afterword::config::Config;
use afterword::domain::print::Link;
use afterword::print::{Card, Note, Press};
use afterword::render::Renderer;
use afterword::types::{Language, PublicUrl, Random};

/// Where the sample shop's forms are.
pub fn public_url() -> PublicUrl {
    PublicUrl::parse("https://survey.hoasen.vn").expect("an address")
}

/// Names as customers write them: capitals with two marks, stacked Thai marks, very long, mixed.
pub const NAMES: [(Language, &str); 9] = [
    (Language::Vi, "NGUYỄN THỊ HUẾ ĐỆ NHẤT"),
    (Language::Th, "ปิ่นปัก กตัญญูกตเวทิตา"),
    (Language::En, "Emily Watson"),
    (Language::Vi, "Công Tằng Tôn Nữ Hoàng Thị Minh Nguyệt Ánh Dương"),
    (Language::Th, "ณัฏฐณิชา ศรีสุวรรณภูมิพิทักษ์ไพบูลย์"),
    (Language::En, "Wolfeschlegelsteinhausenbergerdorff"),
    (Language::Vi, "Lê"),
    (Language::Th, "สมชาย Johnson"),
    (Language::En, "Nguyễn Văn An"),
];

/// The sample shop's press.
pub fn press() -> Press {
    let mut config = Config::default();
    config.shop.name = "Hoa Sen".to_owned();
    config.shop.colour = "#8a3b5c".to_owned();
    let renderer = Renderer::new(None).expect("the embedded templates");
    Press::new(&renderer, &config).expect("a press")
}

/// So many cards, each with a token of its own.
pub fn cards(count: usize) -> Vec<Card> {
    let random = Random::from_seed(5);
    (0..count).map(|number| card(number, &random)).collect()
}

fn card(number: usize, random: &Random) -> Card {
    let (language, name) = NAMES[number % NAMES.len()];
    Card {
        place: format!("order {number}"),
        language,
        link: Link::to_invitation(&public_url(), &random.token()),
        name: (number % 10 != 9).then(|| name.to_owned()),
        number: Some(format!("DH-{}", 10_000 + number)),
        note: match number % 4 {
            0 | 1 => Note::Thanks,
            2 => Note::Ruled,
            _ => Note::Empty,
        },
        question: String::new(),
        voucher: (number % 3 == 1).then(|| "Voucher HOASEN10: −10 %".to_owned()),
    }
}
