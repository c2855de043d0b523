use std::collections::HashMap;

use super::*;
use crate::db::{ledger, orders, responses};
use crate::types::Language;

const SURVEYS: [&str; 2] = [include_str!("after-purchase.toml"), include_str!("counter.toml")];

fn now() -> Instant {
    "2026-11-22T03:00:00Z".parse::<jiff::Timestamp>().unwrap().into()
}

fn config(dir: &std::path::Path) -> Config {
    let mut config = Config::default();
    settle_in(&mut config, dir);
    config
}

async fn open(config: &Config) -> House {
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(now()));
    open_house(config.clone(), clock, Random::from_seed(1)).await.unwrap()
}

#[test]
fn the_surveys_have_their_texts_in_every_language() {
    for source in SURVEYS {
        let definition = Definition::from_toml(source).unwrap();
        for follow_up in &definition.follow_ups {
            for language in Language::ALL {
                let texts = follow_up.texts.get(&language).unwrap();
                let keys = follow_up.options.iter().map(String::as_str).chain(["label"]);
                assert!(keys.clone().all(|key| texts.contains_key(key)), "{}", follow_up.key);
                assert_eq!(texts.len(), keys.count(), "{}", follow_up.key);
            }
        }
    }
}

#[test]
fn the_survey_asks_when_the_history_says() {
    let definition = Definition::from_toml(SURVEYS[0]).unwrap();
    assert_eq!(definition.delay_seconds, history::DELAY_SECONDS);
    assert_eq!(definition.window, None);
}

#[tokio::test]
async fn a_small_shop_builds_clean_and_is_reused() {
    let dir = tempfile::tempdir().unwrap();
    let config = config(&dir.path().join("demo"));
    assert_eq!(build(&config, now(), 60).await.unwrap(), Built::Anew);
    let house = open(&config).await;
    assert!(verify::run(&house).await.unwrap().is_clean());
    let (bought, answered, states) = house
        .db
        .read(|conn| {
            Ok((orders::count(conn)?, responses::count(conn)?, ledger::count_by_state(conn)?))
        })
        .await
        .unwrap();
    assert!(bought > 800, "{bought}");
    assert!(answered > bought / 4, "{answered} of {bought}");
    let mut reasons = HashMap::new();
    for (state, reason, n) in states {
        assert_ne!(state, "sending");
        *reasons.entry(reason.unwrap_or(state)).or_insert(0) += n;
    }
    for word in ["no_address", "quiet_period", "cancelled", "waiting", "sent"] {
        assert!(reasons.contains_key(word), "{word}: {reasons:?}");
    }
    assert!(send_due(&house).await.unwrap().unwrap().exists());
    assert!(open_form(&house).await.unwrap().unwrap().contains("/s/"));
    assert!(counter_form(&house).await.unwrap().unwrap().contains("/q/"));
    assert!(
        config.data_dir.join("site/counter.html").exists() || config.data_dir.join("site").exists()
    );
    drop(house);
    assert_eq!(build(&config, now(), 60).await.unwrap(), Built::Before);
}

#[tokio::test]
async fn a_half_built_shop_is_built_anew() {
    let dir = tempfile::tempdir().unwrap();
    let config = config(&dir.path().join("demo"));
    place::begin(&config.data_dir).unwrap();
    std::fs::write(config.data_dir.join("afterword.db"), "half").unwrap();
    assert_eq!(build(&config, now(), 5).await.unwrap(), Built::Anew);
    assert!(verify::run(&open(&config).await).await.unwrap().is_clean());
}
