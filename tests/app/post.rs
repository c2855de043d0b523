//! Mail to a real server, through each of its doors.

use afterword::flow::deliver::{Courier, Delivered, transport_of};
use libtest_mimic::Failed;
use mail_parser::MessageParser;

use super::orders::Order;
use super::shop::{PUBLIC_URL, TestApp};
use crate::support::database::Database;
use crate::support::smtp::{PASSWORD, SmtpServer, USER};

trials! {
    mail_goes_out_by_every_door on each_database needs Smtp;
    refusals_of_a_real_server_are_told_apart on each_database needs Smtp;
    a_server_that_is_away_loses_no_mail on each_database;
}

const FROM: (&str, &str) = ("MAIL__FROM", "Trà Hoa <hello@trahoa.example>");

fn shop(database: &Database, url: &str, ca_file: &str) -> TestApp {
    let settings =
        [("MAIL__TRANSPORT", "smtp"), ("MAIL__SMTP_URL", url), FROM, ("MAIL__CA_FILE", ca_file)];
    TestApp::with(database, &settings)
}

fn run(app: &TestApp) -> Result<Delivered, afterword::error::Error> {
    app.wait(Courier::new(&app.house, transport_of(&app.house)?).run())
}

/// The same door with the account in its address.
fn with_account(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").expect("a scheme");
    let rest = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    format!("{scheme}://{USER}:{PASSWORD}@{}", rest.replace("127.0.0.1", "localhost"))
}

fn mail_goes_out_by_every_door(database: &Database) -> Result<(), Failed> {
    let server = SmtpServer::start();
    let ca_file = server.ca_file.display().to_string();
    let doors = [
        server.url_plain.clone(),
        format!("{}?tls=starttls", with_account(&server.url_starttls)),
        with_account(&server.url_smtps),
    ];
    for (n, url) in doors.iter().enumerate() {
        let fresh = Database::fresh(database.backend);
        let app = shop(&fresh, url, &ca_file);
        app.import(&[Order::new("A1", "lan@example.vn").with("name", "Trần Thị Lan")]);
        app.plan();
        assert_eq!(run(&app)?.sent, 1, "{url}: {}", server.log());
        assert_eq!(run(&app)?, Delivered::default());
        let messages = server.messages();
        assert_eq!(messages.len(), n + 1, "{url}");
        let all: Vec<_> =
            messages.iter().filter_map(|bytes| MessageParser::default().parse(bytes)).collect();
        let token = app.token("A1");
        let mine = all.iter().find(|mail| {
            mail.body_text(0).is_some_and(|text| text.contains(&format!("{PUBLIC_URL}/s/{token}")))
        });
        let mine = mine.expect("the link of this shop");
        let header = |name: &str| mine.header_raw(name).unwrap_or_default().trim().to_owned();
        assert_eq!(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        assert!(header("List-Unsubscribe").starts_with(&format!("<{PUBLIC_URL}/u/")));
        assert!(mine.body_html(0).expect("html").contains("score=10"));
    }
    Ok(())
}

fn refusals_of_a_real_server_are_told_apart(database: &Database) -> Result<(), Failed> {
    let server = SmtpServer::start();
    let app = shop(database, &server.url_plain, "");
    app.import(&[
        Order::new("A1", "refused@example.vn"),
        Order::new("A2", "later@example.vn"),
        Order::new("A3", "lan@example.vn"),
    ]);
    app.plan();
    let wanted = Delivered { sent: 1, failed: 1, later: 1, ..Delivered::default() };
    assert_eq!(run(&app)?, wanted, "{}", server.log());
    assert_eq!(app.ledger("A1"), ["failed refused"]);
    assert_eq!(app.ledger("A2"), ["waiting -"]);
    assert_eq!(app.ledger("A3"), ["sent -"]);
    assert_eq!(server.messages().len(), 1);
    Ok(())
}

fn a_server_that_is_away_loses_no_mail(database: &Database) {
    let port = crate::support::process::free_port();
    let app = shop(database, &format!("smtp://127.0.0.1:{port}"), "");
    app.import(&[Order::new("A1", "lan@example.vn"), Order::new("A2", "mai@example.vn")]);
    app.plan();
    let error = run(&app).expect_err("nobody listens");
    assert_eq!(error.kind(), afterword::error::Kind::Busy, "{error}");
    assert_eq!([app.ledger("A1"), app.ledger("A2")], [["waiting -"], ["waiting -"]]);
    assert_eq!(app.number("SELECT count(*) FROM deliveries WHERE handed_over"), 0);
    app.pass_seconds(60);
    assert_eq!(app.deliver().sent, 2, "once there is a way out");
}
