//! What goes with a high score: the page of answers that everybody may give, each with its odds ratio.

use serde::Serialize;

use super::asked::text_of;
use super::figures::{self, OddsFigure};
use super::frame::Frame;
use super::material::{Site, Surveyed};
use super::page::{Here, Label, Page};
use super::words::Words;
use crate::domain::report::{Driver, Drivers, Said};
use crate::domain::stats::{Odds, Verdict};
use crate::domain::survey::FollowUp;
use crate::error::Result;

/// How many answers a page lists.
const LISTED: usize = 60;

/// What the template is given.
#[derive(Serialize)]
struct View {
    frame: Frame,
    finding: String,
    /// What a high score is, in words.
    outcome: String,
    figure: Option<OddsFigure>,
    /// What stands out, in sentences.
    clear: Vec<String>,
    refused: Vec<String>,
    fewest: String,
}

/// A page for each survey that asks everybody something.
pub(super) fn pages<'a>(site: &'a Site<'a>) -> Vec<Page<'a>> {
    let page = |survey: &'a Surveyed<'a>| {
        let drivers = survey.drivers.as_ref().filter(|_| survey.report.answers > 0)?;
        let draw = move |here: &Here| draw(here, survey, drivers);
        let page = Page::of_survey(survey, "drivers.html", draw);
        Some(page.named(Label::Text("site-drivers")))
    };
    site.surveys.iter().filter_map(page).collect()
}

fn draw(here: &Here, survey: &Surveyed, drivers: &Drivers) -> Result<String> {
    let teller = Teller { here, survey };
    let words = here.words;
    let finding = teller.finding(drivers);
    let rows = drivers.found.iter().take(LISTED).map(|driver| teller.row(driver));
    let is_clear = |driver: &&Driver| driver.odds.verdict != Verdict::WithinNoise;
    let fewest = words.count(drivers.fewest);
    let refused = drivers.refused.iter().map(|refused| {
        let (label, n) = (teller.label(&refused.follow_up, "label"), words.count(refused.answered));
        words.text("site-driver-refused", &[("question", &label), ("n", &n), ("fewest", &fewest)])
    });
    let view = View {
        frame: here.frame(format!("{finding} · {}", here.site.input.shop.name)),
        outcome: teller.outcome(),
        figure: figures::odds(words, rows.collect()),
        clear: drivers.found.iter().filter(is_clear).take(8).map(|d| teller.sentence(d)).collect(),
        refused: refused.collect(),
        fewest: fewest.clone(),
        finding,
    };
    words.render("site/parts/drivers.html", &view)
}

/// Says things of one survey in one language.
struct Teller<'a> {
    here: &'a Here<'a>,
    survey: &'a Surveyed<'a>,
}

impl Teller<'_> {
    fn words(&self) -> Words<'_> {
        self.here.words
    }

    fn label(&self, follow_up: &str, key: &str) -> String {
        let asks = &self.survey.figures.follow_ups;
        match asks.iter().find(|ask| ask.key == follow_up) {
            Some(ask) => text_of(self.words(), &self.here.site.input.shop, ask, key),
            None => FollowUp::spoken(key),
        }
    }

    fn outcome(&self) -> String {
        let kind = self.survey.figures.kind;
        self.words().text(&format!("site-outcome-{}", kind.name()), &[])
    }

    /// What was said, by itself.
    fn said(&self, driver: &Driver) -> String {
        match &driver.said {
            Said::Option(option) => self.label(&driver.follow_up, option),
            Said::Upper => self.words().text("site-said-upper", &[]),
        }
    }

    fn finding(&self, drivers: &Drivers) -> String {
        let words = self.words();
        let clear = drivers.found.iter().filter(|d| d.odds.verdict != Verdict::WithinNoise);
        let strongest = clear.max_by(|a, b| a.odds.z.abs().total_cmp(&b.odds.z.abs()));
        match strongest {
            Some(driver) => self.shares(driver),
            None if drivers.found.is_empty() => words.text("site-drivers-few", &[]),
            None => words.text("site-drivers-none", &[]),
        }
    }

    /// Both shares in a sentence.
    fn shares(&self, driver: &Driver) -> String {
        let (words, table) = (self.words(), driver.table);
        let key = match driver.said {
            Said::Option(_) => "site-driver-said",
            Said::Upper => "site-driver-upper",
        };
        words.text(
            key,
            &[
                ("answer", &self.said(driver)),
                ("question", &self.label(&driver.follow_up, "label")),
                ("outcome", &self.outcome()),
                ("with", &words.share(table.with_high, table.with())),
                ("without", &words.share(table.without_high, table.without())),
            ],
        )
    }

    /// The shares and how the odds compare.
    fn sentence(&self, driver: &Driver) -> String {
        let (words, Odds { ratio, low, high, .. }) = (self.words(), driver.odds);
        let odds = words.text(
            "site-driver-odds",
            &[
                ("ratio", &words.ratio(ratio)),
                ("low", &words.ratio(low)),
                ("high", &words.ratio(high)),
            ],
        );
        format!("{} {odds}", self.shares(driver))
    }

    fn row(&self, driver: &Driver) -> figures::Said {
        let (words, table) = (self.words(), driver.table);
        let shares = words.text(
            "site-driver-shares",
            &[
                ("with", &words.share(table.with_high, table.with())),
                ("without", &words.share(table.without_high, table.without())),
            ],
        );
        figures::Said {
            name: self.said(driver),
            question: self.label(&driver.follow_up, "label"),
            shares,
            n: table.with(),
            odds: driver.odds,
        }
    }
}
