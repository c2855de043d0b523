//! Signatures, as an independent verifier sees them: as composed, as written to a file, after a
//! real mail server has had them, before and after a change of keys.

use std::fs;

use afterword::flow::deliver::{Courier, transport_of};
use libtest_mimic::Failed;
use serde_json::Value;

use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;
use crate::support::dkimpy::{Verdict, verify};
use crate::support::shop::Shop;
use crate::support::smtp::SmtpServer;

trials! {
    both_signatures_verify on each_database needs Dkimpy;
    signatures_survive_a_real_server needs Smtp, Dkimpy;
    keys_change_in_two_steps on each_database needs Dkimpy;
    nodes_share_their_keys on each_database;
    foreign_domains_are_signed_for_in_ascii needs Dkimpy;
    a_test_mail_is_marked_and_signed needs Dkimpy;
    a_test_mail_says_what_the_server_answered needs Smtp;
}

const FROM: (&str, &str) = ("MAIL__FROM", "Trà Hoa <hello@trahoa.example>");

fn shop(database: &Database, settings: &[(&str, &str)]) -> TestApp {
    let settings: Vec<_> = [FROM, ("MAIL__DKIM", "both")].iter().chain(settings).copied().collect();
    TestApp::with(database, &settings)
}

/// The binary beside the house, on the same database and with the same secret.
fn beside(app: &TestApp, database: &Database) -> Shop {
    let from = &app.house.config.mail.from;
    let text = format!("secret_key = \"a secret for trials only\"\n[mail]\nfrom = \"{from}\"");
    Shop::new(database, &text)
}

/// The records that `mail keys` prints, by name.
fn records(keys: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let keys = keys["dkim"].as_array().expect("keys");
    keys.iter().map(|key| (text(&key["name"]), text(&key["value"]))).collect()
}

fn good(verdicts: &[Verdict]) -> Vec<(&str, bool)> {
    verdicts.iter().map(|verdict| (verdict.selector.as_str(), verdict.good)).collect()
}

/// Both kinds are there, RSA on top, and cover what must not be changed.
fn assert_signed(verdicts: &[Verdict]) {
    let kinds: Vec<_> = verdicts.iter().map(|verdict| verdict.algorithm.as_str()).collect();
    assert_eq!(kinds, ["rsa-sha256", "ed25519-sha256"]);
    for verdict in verdicts {
        assert!(verdict.good, "{verdict:?}");
        let signed = |name: &str| verdict.signed.iter().filter(|other| *other == name).count();
        for name in [
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "mime-version",
            "content-type",
        ] {
            assert_eq!(signed(name), 2, "{name} of {verdict:?}");
        }
        assert!(signed("reply-to") > 0 && signed("content-transfer-encoding") > 0);
    }
}

fn both_signatures_verify(database: &Database) -> Result<(), Failed> {
    let app = shop(database, &[("MAIL__REPLY_TO", "care@trahoa.example")]);
    app.ask(&[Order::new("A1", "lan@example.vn").with("name", "Trần Thị Lan")]);
    let bytes = app.outbox.letters()[0].to_bytes()?;
    let keys = beside(&app, database).run(&["mail", "keys"]);
    let records = records(&keys);
    assert_signed(&verify(&bytes, &records));

    // Whatever is changed, both fail; without records neither verifies.
    let mail = String::from_utf8(bytes)?;
    let (head, body) = mail.split_once("\r\n\r\n").expect("a head");
    let changed = [
        mail.replace("Subject: ", "Subject: x"),
        mail.replace("List-Unsubscribe: <http", "List-Unsubscribe: <https"),
        mail.replace("List-Unsubscribe-Post: List", "List-Unsubscribe-Post: list"),
        mail.replace("\r\nReply-To: care", "\r\nReply-To: gare"),
        format!("{head}\r\n\r\nx{body}"),
        format!("{head}\r\nFrom: other@example.com\r\n\r\n{body}"),
        format!("{head}\r\nSubject: other\r\n\r\n{body}"),
        format!("{head}\r\nContent-Transfer-Encoding: 7bit\r\n\r\n{body}"),
    ];
    for mail in changed {
        let verdicts = verify(mail.as_bytes(), &records);
        assert!(verdicts.len() == 2 && verdicts.iter().all(|verdict| !verdict.good), "{mail}");
    }
    assert!(verify(mail.as_bytes(), &[]).iter().all(|verdict| !verdict.good));
    // What relays may do.
    let relayed = format!("Received: by relay\r\n{head}\r\n\r\n{body}\r\n\r\n");
    assert_signed(&verify(relayed.replace("\r\nSubject:", "\r\nSUBJECT:  ").as_bytes(), &records));
    Ok(())
}

fn signatures_survive_a_real_server() -> Result<(), Failed> {
    let server = SmtpServer::start();
    let database = Database::fresh(crate::support::database::Backend::Sqlite);
    let smtp = [("MAIL__TRANSPORT", "smtp"), ("MAIL__SMTP_URL", server.url_plain.as_str())];
    let app = shop(&database, &smtp);
    let name = "Nguyễn Thị Rất Dài Tên ".repeat(4);
    // A line that begins with a dot, blank lines at the end, white space that may be squeezed.
    app.apply(
        "slug = \"after-purchase\"\nkind = \"nps\"\n[texts.en]\n\
         intro = \".\\n..dots   and \\t tabs \\n \\nend\"\npostscript = \"P.S.  \\n\\n\\n\"\n",
    );
    app.import(&[
        Order::new("A1", "lan@example.vn").with("name", &name),
        Order::new("A2", "ann@example.com").with("name", "Ann").with("language", "en"),
        Order::new("A3", "chai@example.co.th").with("language", "th"),
        // Both sides of the @ are foreign: this one needs SMTPUTF8.
        Order::new("A4", "đặng.an@kháchhàng.example"),
    ]);
    app.plan();
    let sent = app.wait(Courier::new(&app.house, transport_of(&app.house)?).run())?.sent;
    assert_eq!(sent, 4, "{}", server.log());
    let records = records(&beside(&app, &database).run(&["mail", "keys"]));
    let messages = server.messages();
    assert_eq!(messages.len(), 4);
    for message in messages {
        assert!(message.windows(9).any(|bytes| bytes == b"Received:"), "it was relayed");
        assert_signed(&verify(&message, &records));
    }
    Ok(())
}

fn keys_change_in_two_steps(database: &Database) -> Result<(), Failed> {
    let app = shop(database, &[]);
    let binary = beside(&app, database);
    let first = binary.run(&["mail", "keys"]);
    assert_eq!(binary.run(&["mail", "keys"]), first, "the same keys each time");
    app.ask(&[Order::new("A1", "lan@example.vn")]);

    let both = binary.run(&["mail", "keys", "--rotate"]);
    assert_eq!(binary.run(&["mail", "keys", "--rotate"]), both, "what is published stays");
    let selectors = |keys: &Value| -> Vec<String> {
        let keys = keys["dkim"].as_array().expect("keys").iter();
        keys.map(|key| format!("{} {}", key["selector"], key["state"]).replace('"', "")).collect()
    };
    let signing = ["afterword1-rsa signing", "afterword1-ed25519 signing"];
    assert_eq!(selectors(&first), signing);
    let next = ["afterword2-rsa next", "afterword2-ed25519 next"];
    assert_eq!(selectors(&both), [signing, next].concat());
    app.pass_hours(1);
    app.ask(&[Order::new("A2", "mai@example.vn")]);

    let second = binary.run(&["mail", "keys", "--switch"]);
    assert_eq!(selectors(&second), ["afterword2-rsa signing", "afterword2-ed25519 signing"]);
    // A running server notices within a minute.
    app.pass_seconds(60);
    app.ask(&[Order::new("A3", "hoa@example.vn")]);

    let records = records(&both);
    let verdicts: Vec<_> = app.outbox.letters().iter().map(|letter| letter.to_bytes()).collect();
    let verdicts: Vec<Vec<Verdict>> = verdicts
        .into_iter()
        .map(|bytes| bytes.map(|bytes| verify(&bytes, &records)))
        .collect::<Result<_, _>>()?;
    let old = [("afterword1-rsa", true), ("afterword1-ed25519", true)];
    assert_eq!(good(&verdicts[0]), old);
    assert_eq!(good(&verdicts[1]), old);
    assert_eq!(good(&verdicts[2]), [("afterword2-rsa", true), ("afterword2-ed25519", true)]);
    Ok(())
}

fn nodes_share_their_keys(database: &Database) -> Result<(), Failed> {
    use afterword::flow::steps::signing;
    let (one, two) = (shop(database, &[]), shop(database, &[]));
    // Both find none and make some: one of them wins.
    let (ring, other) = std::thread::scope(|scope| {
        let one = scope.spawn(|| one.wait(signing::ring(&one.house)));
        let other = two.wait(signing::ring(&two.house));
        (one.join().expect("a thread"), other)
    });
    assert_eq!(ring?, other?);
    let stored = one.texts("SELECT value FROM settings WHERE key = 'dkim_keys'");
    assert!(stored.len() == 1 && !stored[0].contains("rsa"), "locked");
    one.execute("UPDATE settings SET value = 'AAAA' WHERE key = 'dkim_keys'");
    one.pass_seconds(60);
    let error = one.wait(signing::signer(&one.house)).expect_err("damaged");
    assert!(!error.to_string().contains("AAAA"), "{error}");
    Ok(())
}

fn foreign_domains_are_signed_for_in_ascii() -> Result<(), Failed> {
    let database = Database::fresh(crate::support::database::Backend::Sqlite);
    let app = shop(&database, &[("MAIL__FROM", "Trà Hoa <chao@tràhoa.example>")]);
    app.ask(&[Order::new("A1", "lan@tiệmhoa.example")]);
    let keys = beside(&app, &database).run(&["mail", "keys"]);
    assert_eq!(keys["domain"], "xn--trhoa-sqa.example");
    assert_signed(&verify(&app.outbox.letters()[0].to_bytes()?, &records(&keys)));
    Ok(())
}

fn a_test_mail_is_marked_and_signed() -> Result<(), Failed> {
    let database = Database::fresh(crate::support::database::Backend::Sqlite);
    let shop = Shop::new(&database, "[mail]\nfrom = \"Trà Hoa <hello@trahoa.example>\"");
    for (lang, mark) in [("en", "[Test] "), ("vi", "[Thử] "), ("th", "[ทดสอบ] ")] {
        let done = shop.run(&["mail", "test", "an@example.vn", "--lang", lang]);
        assert_eq!(done["outcome"], "sent", "{done}");
        let reply = done["reply"].as_str().expect("a reply");
        let path = reply.strip_prefix("250 written to ").expect("a file");
        let bytes = fs::read(path)?;
        let mail = mail_parser::MessageParser::default().parse(&bytes).expect("a mail");
        assert!(mail.subject().unwrap_or_default().starts_with(mark), "{:?}", mail.subject());
        assert_signed(&verify(&bytes, &records(&shop.run(&["mail", "keys"]))));
    }
    Ok(())
}

fn a_test_mail_says_what_the_server_answered() {
    let server = SmtpServer::start();
    let database = Database::fresh(crate::support::database::Backend::Sqlite);
    let (url, from) = (&server.url_plain, "Trà Hoa <hello@trahoa.example>");
    // Past any budget: there is none left.
    let mail = format!("transport = \"smtp\"\nsmtp_url = \"{url}\"\nfrom = \"{from}\"\n");
    let shop = Shop::new(&database, &format!("[mail]\nper_hour = 1\n{mail}"));
    for _ in 0..2 {
        let done = shop.run(&["mail", "test", "an@example.vn"]);
        let reply = done["reply"].as_str().expect("a reply");
        assert!(done["outcome"] == "sent" && reply.starts_with("250 2.0.0 Ok: queued"), "{done}");
    }
    assert_eq!(server.messages().len(), 2);
    for (address, outcome, reply) in
        [("refused@example.vn", "refused", "550 5.1.1"), ("later@example.vn", "later", "450 4.2.0")]
    {
        let (code, done) = shop.try_run(&["mail", "test", address]);
        assert_eq!((code, &done["outcome"]), (Some(1), &Value::from(outcome)), "{done}");
        assert!(done["reply"].as_str().is_some_and(|said| said.starts_with(reply)), "{done}");
    }
}
