//! Each support does for real what trials will lean on.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Message, SmtpTransport, Transport};
use libtest_mimic::Failed;

use super::browser::{Browser, Screen, Setup};
use super::database::{Backend, Database};
use super::postgres;
use super::process::{self, Process};
use super::smtp::{self, SmtpServer};

trials! {
    processes_end_with_their_owner;
    every_database_is_fresh on each_database;
    postgres_answers_over_tls needs Postgres;
    postfix_delivers_through_every_door needs Smtp;
    postfix_refuses_as_asked needs Smtp;
    chromium_shows_a_page_on_every_screen needs Chromium;
    chromium_can_do_without_script needs Chromium;
}

fn processes_end_with_their_owner() -> Result<(), Failed> {
    let mut command = process::command_as(None, "TERM", "sh");
    command.args(["-c", "echo ready; exec sleep 600"]).stdout(Stdio::piped());
    let mut process = Process::start(&mut command, "TERM")?;
    let mut line = String::new();
    BufReader::new(process.output().expect("a pipe")).read_line(&mut line)?;
    assert_eq!((line.as_str(), process.ended()), ("ready\n", None));
    let directory = format!("/proc/{}", process.id());
    assert!(Path::new(&directory).exists());
    drop(process);
    assert!(!Path::new(&directory).exists());
    Ok(())
}

fn every_database_is_fresh(database: &Database) {
    let other = Database::fresh(database.backend);
    assert_ne!(database.url, other.url);
    if database.backend == Backend::Postgres {
        postgres::query(&database.url, "CREATE TABLE orders (id BIGINT)");
        let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
        assert_eq!(postgres::query(&database.url, tables), "1");
        assert_eq!(postgres::query(&other.url, tables), "0");
    }
}

fn postgres_answers_over_tls() {
    let authority = postgres::authority().display();
    let database = Database::fresh(Backend::Postgres);
    let url = format!("{}?sslmode=verify-full&sslrootcert={authority}", database.url);
    let encrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    assert_eq!(postgres::query(&url, encrypted), "t");
}

fn postfix_delivers_through_every_door() -> Result<(), Failed> {
    let server = SmtpServer::start();
    assert_eq!(server.messages().len(), 0);

    let authority = Certificate::from_pem(&std::fs::read(&server.ca_file)?)?;
    let tls = TlsParameters::builder("localhost".into()).add_root_certificate(authority).build()?;
    let account = Credentials::new(smtp::USER.into(), smtp::PASSWORD.into());
    let transport = |url: &str| SmtpTransport::builder_dangerous("localhost").port(port_of(url));
    let plain = transport(&server.url_plain).build();
    let starttls = transport(&server.url_starttls).tls(Tls::Required(tls.clone()));
    let smtps = transport(&server.url_smtps).tls(Tls::Wrapper(tls));

    plain.send(&mail("Lan", "lan@example.vn")?)?;
    starttls.clone().credentials(account.clone()).build().send(&mail("Mai", "mai@example.th")?)?;
    smtps.clone().credentials(account).build().send(&mail("Ann", "ann@example.com")?)?;

    let wrong = Credentials::new(smtp::USER.into(), "guess".into());
    for locked in [starttls.clone().credentials(wrong).build(), starttls.build(), smtps.build()] {
        assert!(locked.send(&mail("Eve", "eve@example.com")?).is_err(), "sent without a password");
    }

    let delivered = server.messages();
    for (message, to) in delivered.iter().zip(["lan@example.vn", "mai@example.th", "ann@"]) {
        let message = String::from_utf8_lossy(message);
        assert!(message.contains(&format!("X-Original-To: {to}")), "{message}");
        assert!(message.contains("Subject: Thank you"), "{message}");
    }
    assert_eq!(delivered.len(), 3, "{}", server.log());
    Ok(())
}

fn postfix_refuses_as_asked() -> Result<(), Failed> {
    let server = SmtpServer::start();
    let door = SmtpTransport::builder_dangerous("127.0.0.1").port(port_of(&server.url_plain));
    let door = door.build();
    let refused = door.send(&mail("", "refused@example.com")?).expect_err("a refusal");
    assert!(refused.is_permanent(), "{refused}");
    let later = door.send(&mail("", "later@example.com")?).expect_err("a refusal");
    assert!(later.is_transient(), "{later}");
    assert_eq!(server.messages().len(), 0);
    Ok(())
}

fn mail(name: &str, address: &str) -> Result<Message, Failed> {
    let name = Some(name.to_owned()).filter(|name| !name.is_empty());
    let from = Mailbox::new(Some("Shop".into()), "hello@shop.example".parse()?);
    let to = Mailbox::new(name, address.parse()?);
    Ok(Message::builder().from(from).to(to).subject("Thank you").body("Xin cảm ơn".to_owned())?)
}

fn port_of(url: &str) -> u16 {
    url.rsplit_once(':').expect("a port").1.parse().expect("a number")
}

const PAGE: &str = "data:text/html;charset=utf-8,<meta name=viewport content=width=device-width>\
    <title>Chào</title><p>Khách hàng</p><label><input type=radio name=score value=9>9</label>\
    <textarea></textarea><script>document.title='script'</script>";

fn chromium_shows_a_page_on_every_screen() {
    let screens =
        [(Screen::SmallPhone, 320), (Screen::Phone, 360), (Screen::Desktop, 1280)].into_iter();
    for ((screen, width), dark) in screens.zip([true, false, true]) {
        let browser = Browser::open(Setup { screen, dark, languages: "th", ..Setup::default() });
        browser.go(PAGE);
        assert!(browser.address().starts_with("data:"));
        assert_eq!(browser.text("p"), "Khách hàng");
        assert_eq!(browser.evaluate("return innerWidth"), width);
        let prefers_dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
        assert_eq!(browser.evaluate(prefers_dark), dark);
        assert_eq!(browser.evaluate("return navigator.language"), "th");
        browser.press("input");
        assert_eq!(browser.count("input:checked"), 1);
        assert_eq!(browser.attribute("input", "value").as_deref(), Some("9"));
        browser.type_into("textarea", "Giao hàng chậm");
        assert_eq!(browser.evaluate("return document.querySelector('textarea').value.length"), 14);
        let picture = browser.screenshot(&format!("support-{screen:?}").to_lowercase());
        assert!(std::fs::metadata(picture).expect("a picture").len() > 1000);
    }
}

fn chromium_can_do_without_script() {
    for script in [true, false] {
        let browser = Browser::open(Setup { script, ..Setup::default() });
        browser.go(PAGE);
        assert_eq!(browser.source().contains("<title>script"), script);
        assert_eq!(browser.text("p"), "Khách hàng");
    }
}
