//! Mailboxes that bounces are read from: a Maildir, a real IMAP server, a real mail server's own
//! bounce of a mail of ours.

use std::fs;

use std::time::Duration;

use afterword::flow::deliver::{Courier, transport_of};
use afterword::flow::receive::{Emptied, Mailboxes};
use libtest_mimic::Failed;

use super::orders::Order;
use super::returns::{GONE, RETURN_PATH, bounce, two_surveys};
use super::shop::TestApp;
use crate::support::database::Database;
use crate::support::dovecot::ImapServer;
use crate::support::process;
use crate::support::smtp::SmtpServer;

trials! {
    a_maildir_is_emptied_of_what_is_ours on each_database;
    an_imap_mailbox_is_emptied_of_what_is_ours on each_database needs Imap;
    an_imap_server_that_is_away_loses_nothing on each_database;
    a_real_bounce_comes_back on each_database needs Smtp;
}

const PERSON: &[u8] = b"From: Lan <lan@example.vn>\nSubject: Re: thanks\n\nLovely!\n";
const STRANGER: &[u8] = b"From: MAILER-DAEMON@x.example\nTo: bounces@trahoa.example\n\
    Subject: Undelivered Mail\n\n<lan@example.vn>: 550 5.1.1 User unknown\n";

fn run(app: &TestApp, mailboxes: &mut Mailboxes) -> Result<Emptied, afterword::error::Error> {
    app.wait(mailboxes.run(&app.house))
}

fn a_maildir_is_emptied_of_what_is_ours(database: &Database) -> Result<(), Failed> {
    let home = tempfile::tempdir()?;
    for folder in ["new", "cur", "tmp"] {
        fs::create_dir(home.path().join(folder))?;
    }
    let path = home.path().display().to_string();
    let app = TestApp::with(database, &[RETURN_PATH, ("RETURNS__MAILDIR", &path)]);
    app.ask(&[Order::new("A1", "lan@example.vn"), Order::new("B1", "mai@example.vn")]);
    let letters = app.outbox.letters();
    let [one, two] = [0, 1].map(|n| bounce(&letters[n], &n.to_string(), GONE.0, GONE.1));
    let put = |name: &str, message: &[u8]| fs::write(home.path().join(name), message);
    put("new/1.ours", &one)?;
    put("cur/2.person:2,", PERSON)?;
    put("new/3.stranger", STRANGER)?;
    let names = || -> Vec<String> {
        let folders = ["new", "cur"].map(|folder| fs::read_dir(home.path().join(folder)));
        let files = folders.into_iter().flat_map(|folder| folder.expect("a folder"));
        let mut names: Vec<String> =
            files.map(|file| file.expect("a file").file_name().to_string_lossy().into()).collect();
        names.sort();
        names
    };

    // A database that fails between reading and committing leaves the message where it is.
    app.execute("ALTER TABLE bounces RENAME TO bounces_away");
    let mut mailboxes = Mailboxes::default();
    run(&app, &mut mailboxes).expect_err("no table");
    assert_eq!(names(), ["1.ours", "2.person:2,", "3.stranger"]);
    app.execute("ALTER TABLE bounces_away RENAME TO bounces");
    let done = run(&app, &mut mailboxes)?;
    assert_eq!(done, Emptied { read: 3, bounces: 1, left: 2, ..Emptied::default() });
    assert_eq!(names(), ["2.person:2,", "3.stranger"]);
    assert_eq!(app.ledger("A1"), ["failed bounced"]);

    assert_eq!(run(&app, &mut mailboxes)?, Emptied::default(), "not looked at again");
    fs::rename(home.path().join("new/3.stranger"), home.path().join("cur/3.stranger:2,S"))?;
    put("new/4.ours", &two)?;
    let done = run(&app, &mut mailboxes)?;
    assert_eq!(done, Emptied { read: 1, bounces: 1, ..Emptied::default() }, "nor when moved");
    assert_eq!(names(), ["2.person:2,", "3.stranger:2,S"]);
    Ok(())
}

fn an_imap_mailbox_is_emptied_of_what_is_ours(database: &Database) -> Result<(), Failed> {
    let server = ImapServer::start();
    let ca_file = server.ca_file.display().to_string();
    let settings = [RETURN_PATH, ("RETURNS__IMAP_URL", &server.url), ("MAIL__CA_FILE", &ca_file)];
    let app = TestApp::with(database, &settings);
    app.ask(&[Order::new("A1", "lan@example.vn"), Order::new("B1", "mai@example.vn")]);
    let letters = app.outbox.letters();
    let [one, two] = [0, 1].map(|n| bounce(&letters[n], &n.to_string(), GONE.0, GONE.1));
    let run = |app: &TestApp| {
        app.wait(Mailboxes::default().run(&app.house))
            .map_err(|error| format!("{error}\n{}", server.log()))
    };
    assert_eq!(run(&app)?, Emptied::default(), "an empty mailbox");
    server.deliver("1.ours", &one);
    server.deliver("2.person", PERSON);
    server.deliver("3.stranger", STRANGER);

    app.execute("ALTER TABLE bounces RENAME TO bounces_away");
    run(&app).expect_err("no table");
    assert_eq!(server.messages().len(), 3, "nothing is removed before it is committed");
    app.execute("ALTER TABLE bounces_away RENAME TO bounces");
    assert_eq!(run(&app)?, Emptied { read: 3, bounces: 1, left: 2, ..Emptied::default() });
    let left = || server.messages();
    let unread = |name: &str| (name.to_owned(), String::new());
    assert_eq!(left(), [unread("2.person"), unread("3.stranger")], "left as they were");
    assert_eq!(app.ledger("A1"), ["failed bounced"]);

    assert_eq!(run(&app)?, Emptied::default(), "not looked at again");
    server.deliver("4.ours", &two);
    assert_eq!(run(&app)?, Emptied { read: 1, bounces: 1, ..Emptied::default() });
    assert_eq!(left(), [unread("2.person"), unread("3.stranger")]);
    assert_eq!(app.ledger("B1"), ["failed bounced"]);
    Ok(())
}

fn an_imap_server_that_is_away_loses_nothing(database: &Database) {
    let port = crate::support::process::free_port();
    let url = format!("imaps://user:password@127.0.0.1:{port}/INBOX");
    let app = TestApp::with(database, &[("RETURNS__IMAP_URL", &url)]);
    let error = run(&app, &mut Mailboxes::default()).expect_err("nobody listens");
    assert_eq!(error.kind(), afterword::error::Kind::Busy, "{error}");
    assert!(!error.to_string().contains("password"), "{error}");
}

fn a_real_bounce_comes_back(database: &Database) -> Result<(), Failed> {
    let server = SmtpServer::start();
    let maildir = server.maildir().display().to_string();
    // On a machine with much else to do, Postfix may take its time to greet.
    let mark = if server.url_plain.contains('?') { '&' } else { '?' };
    let url = format!("{}{mark}timeout=120", server.url_plain);
    let settings = [
        RETURN_PATH,
        ("MAIL__TRANSPORT", "smtp"),
        ("MAIL__SMTP_URL", &url),
        ("MAIL__FROM", "Trà Hoa <hello@trahoa.example>"),
        ("RETURNS__MAILDIR", &maildir),
    ];
    let app = TestApp::with(database, &settings);
    two_surveys(&app);
    let orders =
        [("A1", "bounced@example.vn"), ("B1", "full@example.vn"), ("C1", "lan@example.vn")];
    app.import(&orders.map(|(id, email)| Order::new(id, email)));
    app.plan();
    let sent = app.wait(Courier::new(&app.house, transport_of(&app.house)?).run())?;
    assert_eq!(sent.sent, 3, "Postfix takes them all: {}", server.log());
    // Two come back, and the third is delivered into the same mailbox.
    // The queue is empty for a moment between a mail's end and the bounce about it.
    let all = || server.messages().len() == 3;
    assert!(process::wait_until(Duration::from_secs(30), all), "{}", server.log());
    let mut mailboxes = Mailboxes::default();
    let done = run(&app, &mut mailboxes)?;
    assert_eq!(done, Emptied { read: 3, bounces: 2, left: 1, ..Emptied::default() });
    assert_eq!(app.ledger("A1"), ["failed bounced", "skipped bounced"]);
    assert_eq!(app.ledger("B1"), ["failed bounced", "waiting -"], "full for now");
    assert_eq!(app.ledger("C1"), ["sent -", "waiting -"]);
    assert_eq!(server.messages().len(), 1);
    let kept = app.texts("SELECT reason || ' ' || weight FROM bounces ORDER BY reason");
    assert_eq!(kept, ["mailbox_full soft", "no_such_user hard"]);
    Ok(())
}
