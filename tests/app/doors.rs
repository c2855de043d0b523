//! The doors that messages come back by, but for mailboxes: a signed web hook and a pipe. And what
//! hostile messages cost.

use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use libtest_mimic::Failed;
use serde_json::{Value, json};
use sha2::Sha256;

use super::orders::Order;
use super::returns::{GONE, RETURN_PATH, bounce};
use super::shop::TestApp;
use crate::support::database::Database;
use crate::support::{gauge, shop::Shop};

trials! {
    a_hook_takes_signed_messages_only on each_database;
    a_pipe_takes_messages on each_database;
    a_dry_run_needs_neither_configuration_nor_database;
    hostile_messages_take_little_memory needs Gauge;
}

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

fn a_hook_takes_signed_messages_only(database: &Database) {
    let app = TestApp::with(database, &[RETURN_PATH, ("RETURNS__HOOK_SECRET", SECRET)]);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let message = bounce(&app.outbox.letters()[0], "1", GONE.0, GONE.1);
    let now = app.house.now().as_seconds();
    let send = |timestamp: i64, body: &[u8], signed: &[u8]| {
        let key = BASE64.decode(&SECRET[6..]).expect("base64");
        let mac = Hmac::<Sha256>::new_from_slice(&key).expect("a key");
        let head = format!("msg_1.{timestamp}.");
        let mac = mac.chain_update(head.as_bytes()).chain_update(signed).finalize();
        let signature = format!("v1,{}", BASE64.encode(mac.into_bytes()));
        let client = app.client().with("webhook-id", "msg_1").with("webhook-signature", &signature);
        client.with("webhook-timestamp", &timestamp.to_string()).post("/hooks/mail", body)
    };
    assert_eq!(app.client().post("/hooks/mail", &message).status, 401, "unsigned");
    assert_eq!(send(now, &message, b"something else").status, 401);
    assert_eq!(send(now - 301, &message, &message).status, 401, "too old");
    assert_eq!(send(now, &vec![b'x'; 5 << 20], b"").status, 413);
    assert_eq!(app.ledger("A1"), ["sent -"]);
    for _ in 0..2 {
        let reply = send(now, &message, &message);
        assert_eq!(reply.status, 200);
        let said: Value = serde_json::from_str(&reply.body).expect("JSON");
        assert_eq!((&said["kind"], &said["hard"]), (&json!("bounce"), &json!(true)));
    }
    assert_eq!(app.ledger("A1"), ["failed bounced"]);
    let other = Database::fresh(database.backend);
    let closed = TestApp::start(&other);
    assert_eq!(closed.client().post("/hooks/mail", &message).status, 404, "no secret, no door");
}

fn a_pipe_takes_messages(database: &Database) {
    let shop = Shop::new(database, "secret_key = \"a secret for trials only\"\n");
    let app = TestApp::with(database, &[RETURN_PATH]);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let message = bounce(&app.outbox.letters()[0], "1", GONE.0, GONE.1);
    let (code, said) = shop.pipe(&["mail", "receive", "--dry-run", "--json"], &message);
    assert_eq!((code, app.ledger("A1")), (0, vec!["sent -".to_owned()]));
    assert_eq!(shop.pipe(&["mail", "receive", "--json"], &message), (0, said));
    assert_eq!(app.ledger("A1"), ["failed bounced"]);
    let (code, said) = shop.pipe(&["mail", "receive"], b"Subject: hello\n\nhello\n");
    assert!(code == 0 && said.contains("nothing was done"), "{said}");
    // What is too large stays so: it is refused for good, after no more than that was read.
    let largest = afterword::domain::inbound::LARGEST;
    for arguments in [&["mail", "receive"][..], &["mail", "receive", "--dry-run"]] {
        assert_eq!(shop.pipe(arguments, &vec![b'x'; largest + 1]).0, 65, "{arguments:?}");
        assert_eq!(shop.pipe(arguments, &vec![b'x'; largest]).0, 0, "{arguments:?}");
    }
    // Whatever is wrong here, the mail server must keep the message.
    shop.write("config.toml", "nonsense = 1\n");
    assert_eq!(shop.pipe(&["mail", "receive"], &message).0, 75);
    assert_eq!(shop.pipe(&["mail", "receive", "--dry-run"], &message).0, 0);
}

fn a_dry_run_needs_neither_configuration_nor_database() -> Result<(), Failed> {
    let nowhere = tempfile::tempdir()?;
    let message = std::fs::read(crate::inbound::directory().join("gmail-user-unknown.eml"))?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_afterword"));
    command.args(["mail", "receive", "--dry-run", "--json"]).current_dir(nowhere.path());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), &message)?;
    let said = String::from_utf8(child.wait_with_output()?.stdout)?;
    let exact = "{\"kind\":\"bounce\",\"recipient\":\"lan.tran@gmail.com\",\"status\":\"5.1.1\",\
                 \"reply_code\":550,\"reason\":\"no_such_user\",\"hard\":true}\n";
    assert_eq!(said, exact);
    assert_eq!(std::fs::read_dir(nowhere.path())?.count(), 0, "nothing is made");
    Ok(())
}

fn hostile_messages_take_little_memory() {
    // As large as any that is taken, with its head.
    let megabytes = afterword::domain::inbound::LARGEST - 200;
    let fill = |piece: &str| piece.repeat(megabytes / piece.len()).into_bytes();
    let hostile = [
        ("nothing", vec![0; megabytes]),
        ("messages in messages", fill("Content-Type: message/rfc822\n\n")),
        ("parts in parts", fill("Content-Type: multipart/mixed; boundary=b\n\n--b\n")),
        ("many parts", [b"Content-Type: multipart/mixed; boundary=b\n\n".to_vec(), fill("--b\n\n")].concat()),
        ("many headers", fill("a:\n")),
        ("many addresses", [b"To: ".to_vec(), fill("a@b.c,")].concat()),
        ("many words", [b"Subject: ".to_vec(), fill("=?utf-8?q?a?= ")].concat()),
        ("a huge header", [b"Subject: ".to_vec(), vec![b'a'; megabytes]].concat()),
        ("a broken charset", [
            b"Content-Type: text/plain; charset=iso-2022-jp\nContent-Transfer-Encoding: base64\n\n".to_vec(),
            fill("GyRC////"),
        ].concat()),
        ("html", [b"Content-Type: text/html\n\n".to_vec(), fill("<p>&#65;<a b=\"")].concat()),
        ("one long line", [b"From: mailer-daemon@x.yz\nSubject: failure notice\n\n".to_vec(), fill("550 5.1.1 a@b.cd ")].concat()),
    ];
    for (name, message) in hostile {
        let arguments = ["mail", "receive", "--dry-run", "--json"];
        let gauged = gauge::run(env!("CARGO_BIN_EXE_afterword"), &arguments, &message);
        assert!(gauged.output.starts_with("{\"kind\":"), "{name}: {}", gauged.output);
        println!("{name}: {:.1} MB", gauged.megabytes);
        assert!(gauged.megabytes < 64.0, "{name}: {:.1} MB", gauged.megabytes);
    }
}
