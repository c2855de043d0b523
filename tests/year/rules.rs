//! The shop's surveys as plain rules, and as the files that say the same.

use std::fmt::Write;

/// What starts the wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    Fulfilled,
    Delivered,
}

/// A survey's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    pub slug: &'static str,
    pub kind: &'static str,
    pub highest_score: u64,
    pub active: bool,
    pub trigger: Trigger,
    pub delay_days: i64,
    pub ask_within_days: i64,
    pub answer_within_days: i64,
    pub quiet_days: i64,
    /// In percent.
    pub sample: u8,
    pub window: Option<Hours>,
    /// The days between each reminder and the mail before it.
    pub reminders: Vec<i64>,
}

/// Hours of the week: from and to in minutes, and the days, Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    pub opens: i64,
    pub closes: i64,
    pub days: [bool; 7],
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The survey about every order.
pub const PURCHASE: &str = "after-purchase";

/// The survey about some deliveries.
pub const ARRIVAL: &str = "arrival";

/// The shop's surveys on the first day.
pub fn first() -> [Rules; 2] {
    let purchase = Rules {
        slug: PURCHASE,
        kind: "nps",
        highest_score: 10,
        active: true,
        trigger: Trigger::Fulfilled,
        delay_days: 3,
        ask_within_days: 30,
        answer_within_days: 45,
        quiet_days: 60,
        sample: 90,
        window: Some(Hours {
            opens: 9 * 60,
            closes: 20 * 60,
            days: [true, true, true, true, true, true, false],
        }),
        reminders: vec![7],
    };
    let arrival = Rules {
        slug: ARRIVAL,
        kind: "csat",
        highest_score: 5,
        trigger: Trigger::Delivered,
        delay_days: 1,
        quiet_days: 30,
        sample: 30,
        window: None,
        reminders: vec![],
        ..purchase.clone()
    };
    [purchase, arrival]
}

impl Rules {
    /// The survey's file.
    pub fn toml(&self) -> String {
        let trigger = match self.trigger {
            Trigger::Fulfilled => "fulfilled",
            Trigger::Delivered => "delivered",
        };
        let mut file = format!(
            "slug = \"{}\"\nkind = \"{}\"\nactive = {}\ntrigger = \"{trigger}\"\n\
             delay = \"{} days\"\nask_within = \"{} days\"\nanswer_within = \"{} days\"\n\
             quiet_period = \"{} days\"\nsample = {:.2}\n",
            self.slug,
            self.kind,
            self.active,
            self.delay_days,
            self.ask_within_days,
            self.answer_within_days,
            self.quiet_days,
            f64::from(self.sample) / 100.0,
        );
        if let Some(hours) = &self.window {
            let days = DAYS.iter().zip(hours.days).filter(|(_, open)| *open);
            let days: Vec<String> = days.map(|(day, _)| format!("\"{day}\"")).collect();
            let time = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
            write!(
                file,
                "[window]\nweekdays = [{}]\nhours = \"{}-{}\"\n",
                days.join(", "),
                time(hours.opens),
                time(hours.closes)
            )
            .expect("a text");
        }
        for days in &self.reminders {
            write!(file, "[[reminder]]\ndelay = \"{days} days\"\n").expect("a text");
        }
        file
    }
}
