//! The configuration is read as documented and refused in words.

use std::fs;
use std::net::IpAddr;
use std::path::Path;

use super::{Config, MailTransport, SurveyConsent};
use crate::types::Language;

const SAMPLE: &str = include_str!("../../config.toml");

/// Loads a file of this text under these variables, from a directory that also holds `here.svg`.
fn load(text: &str, variables: &[(&str, &str)]) -> Result<(Config, tempfile::TempDir), String> {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("here.svg"), "<svg/>").unwrap();
    fs::write(directory.path().join("key"), "0123456789abcdef0123\n").unwrap();
    let file = directory.path().join("config.toml");
    fs::write(&file, text).unwrap();
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(Some(&file), variables)
        .map(|config| (config, directory))
        .map_err(|error| error.to_string().replace(&file.display().to_string(), "config.toml"))
}

fn refusal(text: &str, variables: &[(&str, &str)]) -> String {
    load(text, variables).unwrap_err()
}

/// Every key with its section, of a TOML table.
fn keys(table: &toml::Table, prefix: &str) -> Vec<String> {
    let inner = |(key, value): (&String, &toml::Value)| match value {
        toml::Value::Table(table) => keys(table, &format!("{prefix}{key}.")),
        _ => vec![format!("{prefix}{key}")],
    };
    table.iter().flat_map(inner).collect()
}

#[test]
fn the_sample_and_the_struct_agree() {
    let sample: toml::Table = toml::from_str(SAMPLE).unwrap();
    let written = toml::Table::try_from(Config::default()).unwrap();
    assert_eq!(keys(&sample, ""), keys(&written, ""), "every key, and no other");
    let read: Config = toml::from_str(SAMPLE).unwrap();
    assert_eq!(read, Config::default(), "every default");
}

#[test]
fn every_key_of_the_sample_is_explained() {
    let mut before = "";
    for line in SAMPLE.lines() {
        if line.contains(" = ") && !line.starts_with('#') {
            assert!(before.starts_with('#'), "nothing explains {line}");
        }
        before = line;
    }
}

#[test]
fn nothing_is_needed() {
    let config = Config::load(None, []).unwrap();
    assert_eq!(config, Config::default());
    let (config, directory) = load("", &[]).unwrap();
    assert_eq!(config.data_dir, directory.path().join("data"));
}

#[test]
fn the_environment_stands_above_the_file() {
    let file = "[shop]\nname = \"Trà Hoa\"\nlanguage = \"th\"\n[mail]\nper_hour = 5\n";
    let variables = [
        ("AFTERWORD__SHOP__NAME", "1984"),
        ("AFTERWORD__MAIL__PER_HOUR", "7"),
        ("AFTERWORD__SITE__PUBLIC", "true"),
        ("AFTERWORD__CONSENT__SURVEY", "opt_in"),
        ("AFTERWORD__SERVER__TRUSTED_PROXIES", "10.0.0.0/8, fd00::7"),
        ("AFTERWORD__SECRET_KEY", "0123456789012345"),
        ("HOME", "/nowhere"),
    ];
    let (config, _directory) = load(file, &variables).unwrap();
    assert_eq!(config.shop.name, "1984");
    assert_eq!(config.shop.language, Language::Th);
    assert_eq!(config.mail.per_hour, 7);
    assert!(config.site.public);
    assert_eq!(config.consent.survey, SurveyConsent::OptIn);
    assert_eq!(config.secret_key.unwrap().expose(), "0123456789012345");
    let trusted = |address: &str| {
        let address: IpAddr = address.parse().unwrap();
        config.server.trusted_proxies.iter().any(|network| network.contains(address))
    };
    assert!(trusted("10.9.8.7") && trusted("::ffff:10.9.8.7") && trusted("fd00::7"));
    assert!(!trusted("11.0.0.1") && !trusted("fd00::8"));
}

#[test]
fn paths_start_at_the_file() {
    let file = "data_dir = \"var\"\nsecret_key_file = \"key\"\n[shop]\nlogo = \"here.svg\"\n\
                [database]\nurl = \"sqlite://var/a.db\"\n";
    let (config, directory) = load(file, &[]).unwrap();
    assert_eq!(config.data_dir, directory.path().join("var"));
    assert_eq!(config.shop.logo.unwrap(), directory.path().join("here.svg"));
    let database = format!("sqlite://{}", directory.path().join("var/a.db").display());
    assert_eq!(config.database.url.expose(), database);
    assert_eq!(config.secret_key.unwrap().expose(), "0123456789abcdef0123");
    let (config, _directory) = load("[database]\nurl = \"sqlite:///srv/a.db\"", &[]).unwrap();
    assert_eq!(config.database.url.expose(), "sqlite:///srv/a.db");
}

#[test]
fn a_refusal_names_key_found_allowed_and_place() {
    let cases = [
        (
            "[server]\nlisen = 1",
            "config.toml: server.lisen: there is no such key; allowed: listen, public_url",
        ),
        ("serve = 1", "config.toml: serve: there is no such key; allowed: data_dir"),
        ("server = 1", "config.toml: server: found 1; allowed: a section [server]"),
        (
            "[server]\nlisten = \"8080\"",
            "config.toml: server.listen: found \"8080\"; allowed: an address and a port",
        ),
        (
            "[server]\nlisten = 8080",
            "config.toml: server.listen: found 8080; allowed: a text in quotes",
        ),
        (
            "[server]\nworkers = -1",
            "config.toml: server.workers: found -1; allowed: a whole number from 0 to 65535",
        ),
        ("[server]\nworkers = 2000", "config.toml: server.workers: found 2000; allowed: 0 to 1024"),
        (
            "[server]\ntrusted_proxies = [\"x\"]",
            "config.toml: server.trusted_proxies: found \"x\"; allowed: addresses and ranges",
        ),
        (
            "[server]\nforwarded_header = \"x-real-ip\"",
            "config.toml: server.forwarded_header: found \"x-real-ip\"; allowed: x-forwarded-for, forwarded",
        ),
        (
            "[server]\nmetrics_token = \"geheim\"",
            "config.toml: server.metrics_token: found something else; allowed: 16 or more",
        ),
        (
            "[server]\npublic_url = \"https://shop.vn\"\nmetrics_from = [\"127.0.0.1\"]",
            "config.toml: server.metrics_from: found addresses, but public_url is https",
        ),
        ("[server]\nconnections = 9", "config.toml: server.connections: found 9; allowed: 64 to"),
        (
            "[server]\nbody_seconds = 0",
            "config.toml: server.body_seconds: found 0; allowed: 1 to 3600",
        ),
        (
            "[server]\npublic_url = \"shop.vn\"",
            "config.toml: server.public_url: found \"shop.vn\", which does not begin with https://",
        ),
        (
            "[shop]\nlanguage = \"fr\"",
            "config.toml: shop.language: found \"fr\"; allowed: en, vi, th",
        ),
        (
            "[shop]\ntime_zone = \"Mars\"",
            "config.toml: shop.time_zone: found \"Mars\"; allowed: a name of the IANA",
        ),
        (
            "[shop]\ncountry = \"Vietnam\"",
            "config.toml: shop.country: found \"Vietnam\"; allowed: two capital",
        ),
        (
            "[shop]\ncolour = \"teal\"",
            "config.toml: shop.colour: found \"teal\"; allowed: # and six",
        ),
        (
            "[site]\npublic = \"yes\"",
            "config.toml: site.public: found \"yes\"; allowed: true or false",
        ),
        ("[site]\nmin_n = 0", "config.toml: site.min_n: found 0; allowed: 1 or more"),
        (
            "[mail]\nfrom = \"me\"",
            "config.toml: mail.from: found \"me\"; allowed: \"hello@shop.vn\"",
        ),
        (
            "[mail]\ntransport = \"pigeon\"",
            "config.toml: mail.transport: found \"pigeon\"; allowed: file, smtp",
        ),
        (
            "[database]\nurl = \"mysql://u:geheim@h/d\"",
            "config.toml: database.url: found \"mysql://\"; allowed: \"sqlite://\" and",
        ),
        (
            "[database]\nurl = \"afterword.db\"",
            "config.toml: database.url: found no scheme; allowed",
        ),
        ("secret_key_file = \"gone\"", "config.toml: secret_key_file: found"),
        ("secret_key = \"short\"", "config.toml: secret_key: found fewer than 16"),
        ("a = [", "config.toml: line 1: this is not TOML"),
    ];
    for (file, start) in cases {
        let message = refusal(file, &[]);
        assert!(message.starts_with(start), "{message}\nis not\n{start}");
        assert!(!message.contains("geheim"), "{message}");
    }
}

#[test]
fn a_refusal_names_the_variable() {
    let per_hour = refusal("[mail]\nper_hour = 5", &[("AFTERWORD__MAIL__PER_HOUR", "many")]);
    let start = "environment variable AFTERWORD__MAIL__PER_HOUR: mail.per_hour: found \"many\"; allowed: a whole";
    assert!(per_hour.starts_with(start), "{per_hour}");
    let unknown = refusal("", &[("AFTERWORD__MAIL__PER_HOURS", "5")]);
    let start =
        "environment variable AFTERWORD__MAIL__PER_HOURS: mail.per_hours: there is no such key";
    assert!(unknown.starts_with(start), "{unknown}");
}

#[test]
fn several_problems_are_told_at_once() {
    let message = refusal("[shop]\nname = \"\"\ncolour = \"teal\"\nlogo = \"gone.svg\"", &[]);
    assert_eq!(message.lines().count(), 3, "{message}");
}

#[test]
fn smtp_needs_a_server_and_a_sender() {
    let message = refusal("[mail]\ntransport = \"smtp\"", &[]);
    assert!(message.contains("mail.smtp_url: found nothing"), "{message}");
    assert!(
        message.contains("mail.from: found \"My shop <hello@shop.example>\", the sample"),
        "{message}"
    );
    let file =
        "[mail]\ntransport = \"smtp\"\nsmtp_url = \"smtps://u:geheim@h:465\"\nfrom = \"a@b.vn\"";
    let (config, _directory) = load(file, &[]).unwrap();
    assert_eq!(config.mail.transport, MailTransport::Smtp);
    assert!(!format!("{config:?}").contains("geheim"));
    assert!(!serde_json::to_string(&config).unwrap().contains("geheim"));
}

#[test]
fn a_named_file_must_be_there() {
    let error = Config::load(Some(Path::new("/nowhere/config.toml")), []).unwrap_err();
    assert!(error.to_string().starts_with("cannot read the configuration /nowhere/config.toml: "));
}
