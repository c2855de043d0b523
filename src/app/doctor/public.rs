//! The public address: whether customers reach this house by it.

use std::time::Duration;

use jiff::fmt::rfc2822;

use super::check::{Check, Level};
use crate::config::{Config, MailTransport};
use crate::flow::steps::reach::{self, Carrier};
use crate::types::{Instant, PublicUrl, Reach};

/// What is checked here.
const NAME: &str = "public address";

/// How long the answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What `/healthz` says.
const HEALTHY: &str = "ok";

/// Asks for `/healthz` as a customer's phone would; also the time that the answer shows.
pub(super) async fn check(config: &Config) -> (Check, Option<Instant>) {
    let at = config.server.public_url.clone();
    let asked = tokio::task::spawn_blocking(move || ask(&at)).await;
    let (answer, date) = match asked {
        Ok(Ok((status, body, date))) => (Ok((status, body)), date),
        Ok(Err(error)) => (Err(error), None),
        Err(error) => (Err(error.to_string()), None),
    };
    (judge(config, answer), date)
}

fn ask(at: &PublicUrl) -> Result<(u16, String, Option<Instant>), String> {
    let agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .new_agent();
    let mut response = agent.get(at.link("/healthz")).call().map_err(|error| error.to_string())?;
    let date = response.headers().get("date").and_then(|date| date.to_str().ok());
    let date = date.and_then(|date| rfc2822::parse(date).ok());
    let body = response.body_mut().with_config().limit(1000).read_to_string();
    let status = response.status().as_u16();
    Ok((status, body.unwrap_or_default(), date.map(|date| date.timestamp().into())))
}

fn judge(config: &Config, answer: Result<(u16, String), String>) -> Check {
    let (base, listen) = (&config.server.public_url, config.server.listen);
    let check = match answer {
        Ok((200, body)) if body.trim() == HEALTHY => {
            Check::ok(NAME, format!("{base} leads to this server"))
        }
        Ok((status, _)) => Check::fail(
            NAME,
            format!("{base}/healthz answers {status}, but not as Afterword does"),
            format!("let your proxy pass all of {base} on to {listen}"),
        ),
        Err(error) => Check::fail(
            NAME,
            format!("{base} cannot be reached: {error}"),
            format!("start `afterword serve`, and see that {base} leads to {listen}"),
        ),
    };
    if check.level == Level::Ok && base.reach() < Reach::Everywhere {
        return judge_near(config);
    }
    if check.level == Level::Ok && !base.is_secure() {
        let found = format!("{base} is not encrypted: others can read answers on their way");
        let advice = "serve it by https, and set server.public_url to that; one-click unsubscribing \
                      needs it too";
        return Check::fail(NAME, found, advice);
    }
    check
}

/// What is said of an address that answers here and not everywhere.
fn judge_near(config: &Config) -> Check {
    let server = &config.server;
    let place = match server.public_url.reach() {
        Reach::Machine => "this machine: customers cannot open it",
        Reach::Network | Reach::Everywhere => "of this network: customers can open it here alone",
    };
    let found = format!("{} is {place}", server.public_url);
    let advice = "set server.public_url to the address that customers can open";
    let sends = config.mail.transport == MailTransport::Smtp;
    match reach::check(config, Carrier::Mail) {
        Err(_) if sends => Check::fail(NAME, format!("{found}, so no mail is sent"), advice),
        _ => Check::warn(NAME, found, advice),
    }
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::app::doctor::Level;
    use crate::config::{Config, MailTransport};
    use crate::types::PublicUrl;

    #[test]
    fn what_answers_is_judged() {
        let mut config = Config::default();
        let level = |config: &Config, status, body: &str| {
            judge(config, Ok((status, body.to_owned()))).level
        };
        assert_eq!(level(&config, 200, "ok\n"), Level::Warn);
        assert_eq!(level(&config, 200, "<html>"), Level::Fail);
        assert_eq!(level(&config, 502, "ok\n"), Level::Fail);
        config.mail.transport = MailTransport::Smtp;
        assert_eq!(level(&config, 200, "ok\n"), Level::Fail);
        config.server.public_url = PublicUrl::parse("http://192.168.1.7").unwrap();
        assert_eq!(level(&config, 200, "ok\n"), Level::Fail);
        config.server.allow_local = true;
        assert_eq!(level(&config, 200, "ok\n"), Level::Warn);
        config.server.public_url = PublicUrl::parse("http://survey.shop.vn").unwrap();
        assert_eq!(level(&config, 200, "ok\n"), Level::Fail);
        config.server.public_url = PublicUrl::parse("https://survey.shop.vn").unwrap();
        assert_eq!(level(&config, 200, "ok\n"), Level::Ok);
        assert_eq!(judge(&config, Err("refused".to_owned())).level, Level::Fail);
    }
}
