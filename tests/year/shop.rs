//! The shop: its configuration, its surveys, and the files it brings in.

use std::path::Path;
use std::sync::Arc;

use afterword::app::open_house;
use afterword::config::Config;
use afterword::domain::intake::{Country, Field, Rules as IntakeRules};
use afterword::domain::survey::Definition;
use afterword::flow::import::{self, Mode};
use afterword::flow::survey::apply;
use afterword::flow::{House, plan};
use afterword::types::{Instant, ManualClock, Random};

use jiff::civil::Date;

use super::budget::Budget;
use super::calendar::Calendar;
use super::orders::COLUMNS;
use super::rules::{ARRIVAL, Hours, PURCHASE, Rules};
use super::world::World;
use crate::app::returns::RETURN_PATH;
use crate::support::database::Database;

/// When the year begins.
pub const START: &str = "2027-01-04T00:00:00+07:00";

const PER_SECOND: usize = 2;
const PER_HOUR: usize = 40;
const PER_DAY: usize = 250;

/// The domain is new: it sends its first mail on the first day of the year.
const WARM_UP: &str = "2027-01-04";

/// Mail hours, in minutes and as they are written.
const MAIL_HOURS: (i64, i64, &str) = (8 * 60, 20 * 60 + 30, "08:00-20:30");

/// Tết, and two days that fall on both changes of the clocks in Europe.
const HOLIDAYS: [(&str, &str); 3] =
    [("2027-02-05", "2027-02-11"), ("2027-03-28", "2027-03-28"), ("2027-10-30", "2027-11-01")];

/// What the shop tells Afterword.
pub fn config(database: &Database, data: &Path) -> Config {
    let file = data.join("config.toml");
    std::fs::write(&file, "").expect("the directory can be written");
    let data = data.display().to_string();
    let limits = [PER_SECOND, PER_HOUR, PER_DAY].map(|limit| limit.to_string());
    let days = HOLIDAYS.map(|(first, last)| format!("\"{first}..{last}\""));
    let days = format!("[{}]", days.join(", "));
    let settings = [
        ("DATA_DIR", data.as_str()),
        ("DATABASE__URL", &database.url),
        ("SERVER__PUBLIC_URL", "http://survey.shop.example"),
        ("SHOP__NAME", "Trà Hoa & Bạn"),
        ("SECRET_KEY", "a secret for trials only"),
        ("MAIL__TRANSPORT", "smtp"),
        ("MAIL__SMTP_URL", "smtp://127.0.0.1:9"),
        ("MAIL__FROM", "Trà Hoa <hello@trahoa.example>"),
        RETURN_PATH,
        ("MAIL__PER_SECOND", &limits[0]),
        ("MAIL__PER_HOUR", &limits[1]),
        ("MAIL__PER_DAY", &limits[2]),
        ("MAIL__WARM_UP", WARM_UP),
        // One signature is enough here, and this one takes a twentieth of the other's time.
        ("MAIL__DKIM", "ed25519"),
        ("MAIL__HOURS", MAIL_HOURS.2),
        ("SHOP__HOLIDAYS", &days),
        // One line at a time: which of several is quicker would be the computer's choice.
        ("MAIL__CONNECTIONS", "1"),
    ];
    let variables = settings.map(|(k, v)| (format!("AFTERWORD__{k}"), v.to_owned()));
    Config::load(Some(&file), variables).expect("a sound configuration")
}

/// The same limits, as the world holds them.
pub fn limits() -> (Calendar, Budget) {
    let date = |text: &str| text.parse::<Date>().expect("a date");
    let holidays = HOLIDAYS.map(|(first, last)| (date(first), date(last))).to_vec();
    let calendar = Calendar { mail_hours: Some((MAIL_HOURS.0, MAIL_HOURS.1)), holidays };
    let limits = [(1, PER_SECOND), (3600, PER_HOUR), (86_400, PER_DAY)];
    (calendar, Budget::new(&limits, date(WARM_UP)))
}

/// Makes the tables and what else is there after the first start.
pub fn found(config: Config, clock: Arc<ManualClock>, seed: u64) -> House {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let random = Random::from_seed(seed);
    runtime.expect("a runtime").block_on(open_house(config, clock, random)).expect("a house")
}

/// What the owner changes about the surveys in the course of the year, with the day.
pub fn revisions() -> Vec<(i64, Rules)> {
    let [purchase, arrival] = super::rules::first();
    let every_day = Hours { opens: 10 * 60, closes: 18 * 60, days: [true; 7] };
    let later = Rules { window: Some(every_day), ..purchase.clone() };
    let eager = Rules { reminders: vec![5, 9], quiet_days: 45, ..later.clone() };
    let off = Rules { active: false, ..arrival.clone() };
    vec![(0, purchase), (0, arrival.clone()), (60, later), (130, off), (170, arrival), (250, eager)]
}

impl World {
    /// Brings a file in and plans what it holds, over as many lives as it takes.
    pub fn import(&mut self, orders: &[usize], at: Instant) {
        if orders.is_empty() {
            return;
        }
        let mut file = COLUMNS.join(",");
        {
            let mut truth = self.truth();
            for n in orders {
                let order = &truth.orders[*n];
                file = file + "\n" + &order.row(&truth.people[order.person], at);
                let told = order.cancelled.is_some_and(|end| end <= at);
                truth.cancelled[*n].may_be_known |= told;
            }
        }
        let file = Arc::new(file + "\n");
        let imported = self.surely(move |parts| {
            let file = Arc::clone(&file);
            async move { bring_in(&parts.house, file.as_bytes()).await }
        });
        let now = self.now();
        let mut truth = self.truth();
        if !imported.refused.is_empty() {
            truth.object(now, &format!("refused: {:?}", imported.refused.first()));
        }
        for n in orders {
            truth.cancelled[*n].is_known = truth.cancelled[*n].may_be_known;
        }
        drop(truth);
        self.plan();
    }

    /// Plans all that is new.
    pub fn plan(&mut self) {
        self.surely(|parts| async move { plan::run(&parts.house).await });
    }

    /// Applies a survey's new rules.
    pub fn revise(&mut self, rules: Rules) {
        let file = rules.toml();
        self.surely(move |parts| {
            let definition = Definition::from_toml(&file).expect("a sound survey");
            async move { apply(&parts.house, definition).await }
        });
        let mut truth = self.truth();
        if !rules.active {
            truth.paused.insert(rules.slug.to_owned());
        }
        truth.rules.insert(rules.slug.to_owned(), rules);
        let is_complete = truth.rules.len() == [PURCHASE, ARRIVAL].len();
        drop(truth);
        if is_complete {
            self.plan();
        }
    }
}

async fn bring_in(house: &House, file: &[u8]) -> afterword::error::Result<import::Imported> {
    let column = |name: &&str| Field::parse(name).map(|field| (field, (*name).to_owned()));
    let rules = IntakeRules {
        zone: &house.zone,
        country: Country::parse("VN").expect("a country"),
        language: house.config.shop.language,
        map: COLUMNS.iter().filter_map(column).collect(),
        source: None,
        dimensions: &[],
    };
    import::run(house, file, &rules, Mode::Store, |_| ()).await
}
