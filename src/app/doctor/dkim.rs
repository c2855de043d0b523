//! The keys in DNS against ours, one check for each selector.

use super::Scene;
use super::check::{Check, Level};
use super::tags::{read, value};
use crate::config::Dkim;
use crate::flow::steps::signing::{self, PublishedKey};

/// Looks each key up.
pub(super) async fn check(scene: &Scene<'_>) -> Vec<Check> {
    if scene.config.mail.dkim == Dkim::Off {
        let advice = "see that your mail server signs, or set mail.dkim = \"both\"";
        return vec![Check::warn("dkim", "Afterword does not sign (mail.dkim = \"off\")", advice)];
    }
    let Some(house) = scene.house else { return Vec::new() };
    let keys = match signing::look(house).await {
        Ok(Some(ring)) => signing::published(scene.config, &ring),
        Ok(None) => {
            let advice = "make them with `afterword mail keys` and publish what it prints";
            return vec![Check::fail("dkim", "there are no keys yet", advice)];
        }
        Err(error) => Err(error),
    };
    let keys = match keys {
        Ok(keys) => keys,
        Err(error) => {
            let advice = "see whether secret_key is the one the database was made with";
            return vec![Check::fail("dkim", error.to_string(), advice)];
        }
    };
    let mut checks = Vec::new();
    for key in &keys {
        let name = format!("dkim {}", key.selector);
        let texts = match scene.dns.texts(&key.record.name).await {
            Ok(texts) => texts,
            Err(error) => {
                checks.push(Scene::unanswered(&name, &error));
                continue;
            }
        };
        let mut check = judge(&name, key, &texts);
        if texts.is_empty() {
            check = said_twice(scene, key).await.unwrap_or(check);
        }
        checks.push(if key.signs { check } else { of_one_to_come(check) });
    }
    checks
}

fn judge(name: &str, key: &PublishedKey, texts: &[String]) -> Check {
    let place = &key.record.name;
    let advice = "publish what `afterword mail keys` prints, in one piece";
    let text = match texts {
        [] => {
            let found = format!(
                "there is no record at {place}; until there is, receivers take mails for unsigned"
            );
            return Check::fail(name, found, advice);
        }
        [text] => text,
        _ => {
            let found = format!("there are {} records at {place}", texts.len());
            return Check::fail(name, found, "leave one, that of `afterword mail keys`");
        }
    };
    let (published, ours) = (read(text), read(&key.record.value));
    let kind = value(&published, "k").unwrap_or("rsa");
    let version = value(&published, "v").unwrap_or("DKIM1");
    if value(&published, "p") == Some("") {
        return Check::fail(name, format!("the key at {place} is revoked (p= is empty)"), advice);
    }
    if kind != key.algorithm.word()
        || version != "DKIM1"
        || value(&published, "p") != value(&ours, "p")
    {
        let found = format!("the key at {place} is not ours, so every signature fails");
        return Check::fail(name, found, advice);
    }
    let flags = value(&published, "t").unwrap_or_default();
    if flags.split(':').any(|flag| flag == "y") {
        let found =
            format!("the key at {place} says t=y: receivers may take signatures for a test");
        return Check::warn(name, found, "take t=y out of the record");
    }
    Check::ok(name, format!("{place} has our key"))
}

/// Panels that add the domain themselves make `x._domainkey.shop.vn.shop.vn`.
async fn said_twice(scene: &Scene<'_>, key: &PublishedKey) -> Option<Check> {
    let domain = key.record.name.rsplit_once("._domainkey.")?.1;
    let twice = format!("{}.{domain}", key.record.name);
    let there = scene.dns.texts(&twice).await.is_ok_and(|texts| !texts.is_empty());
    there.then(|| {
        let found = format!("the record stands at {twice}: the domain is there twice");
        let short = key.record.name.trim_end_matches(domain).trim_end_matches('.');
        Check::fail(
            &format!("dkim {}", key.selector),
            found,
            format!("name it {short} in your panel"),
        )
    })
}

/// Keys that do not sign yet may still be missing.
fn of_one_to_come(check: Check) -> Check {
    let advice = match check.level {
        Level::Ok => "sign with it from now on: `afterword mail keys --switch`".to_owned(),
        _ => check.advice.clone().unwrap_or_default(),
    };
    Check { advice: Some(advice), ..check }.at(Level::Warn)
}
