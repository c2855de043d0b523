//! `afterword mail keys`: what to publish in DNS.

use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use crate::cli::output;
use crate::error::Result;
use crate::flow::House;
use crate::flow::deliver::smtp_settings_of;
use crate::flow::steps::signing::{self, PublishedKey};
use crate::mail::advice;
use crate::mail::dkim::TxtRecord;

/// The keys that sign mail.
#[derive(Debug, Args)]
pub struct Keys {
    /// Make new keys beside those in use; publish them, then use them with --switch
    #[arg(long, conflicts_with = "switch")]
    rotate: bool,
    /// Sign with the new keys from now on; keep the old records for a week, for mail on its way
    #[arg(long)]
    switch: bool,
}

impl Keys {
    /// Prints the records.
    ///
    /// # Errors
    /// Refused where there is nothing to switch to; what the database says.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        let ring = match (self.rotate, self.switch) {
            (true, _) => signing::prepare(house).await?,
            (_, true) => signing::switch(house).await?,
            (false, false) => signing::ring(house).await?,
        };
        let domain = signing::domain(&house.config)?;
        let keys = signing::published(&house.config, &ring)?;
        let server = smtp_settings_of(&house.config)?;
        let sender = signing::sender_domain(&house.config)?;
        let spf = advice::spf(&signing::return_domain(&house.config)?, server.as_ref());
        let dmarc = advice::dmarc(&sender);
        if json {
            return output::json(&json!({
                "domain": domain,
                "dkim": keys.iter().map(key_as_json).collect::<Vec<_>>(),
                "spf": as_json(&spf),
                "dmarc": as_json(&dmarc),
            }));
        }
        let mut text = "Publish these TXT records in DNS.\n".to_owned();
        for key in &keys {
            let state = if key.signs { "signs now" } else { "new: publish, then --switch" };
            let title = format!("DKIM, {} ({state})", key.algorithm.word());
            describe(&mut text, &title, &key.record);
        }
        describe(&mut text, "SPF (one record only: if there is one, add its middle to it)", &spf);
        describe(&mut text, "DMARC (once its reports look right, say p=quarantine)", &dmarc);
        text.push_str("\n`afterword doctor` says whether they can be seen.");
        output::say(text)
    }
}

fn describe(text: &mut String, title: &str, record: &TxtRecord) {
    let TxtRecord { name, value } = record;
    let zone = record.zone_line();
    text.push_str(&format!(
        "\n{title}\n  name:      {name}\n  value:     {value}\n  zone file: {zone}\n"
    ));
}

fn as_json(record: &TxtRecord) -> Value {
    json!({
        "name": record.name, "type": "TXT", "value": record.value,
        "strings": record.strings(), "zone": record.zone_line(),
    })
}

fn key_as_json(key: &PublishedKey) -> Value {
    let record = &key.record;
    json!({
        "selector": key.selector, "algorithm": key.algorithm,
        "state": if key.signs { "signing" } else { "next" },
        "name": record.name, "type": "TXT", "value": record.value,
        "strings": record.strings(), "zone": record.zone_line(),
    })
}
