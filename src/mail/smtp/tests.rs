//! Outcomes by phase, against a server that hangs up, refuses and falls silent on cue.

use std::time::Duration;

use super::scripted::Step::{self, Cut, Hush, Pass, Say};
use super::scripted::{Heard, Script, serve};
use super::{SmtpSettings, Timeouts};
use crate::error::Kind;
use crate::mail::letter::tests::sample;
use crate::mail::{Letter, Line, Outcome, Transport};
use crate::types::Email;

fn settings(port: u16) -> SmtpSettings {
    let soon = Duration::from_millis(300);
    let long = Duration::from_secs(20);
    SmtpSettings {
        timeouts: Timeouts { connect: long, reply: soon, body: long, dot: soon },
        ..SmtpSettings::parse(&format!("smtp://127.0.0.1:{port}?hello=shop.example")).unwrap()
    }
}

async fn open(scripts: Vec<Script>) -> (Line, Heard) {
    let (port, heard) = serve(scripts).await;
    (Transport::Smtp(settings(port)).open().await.unwrap(), heard)
}

/// The same whether the server reads several commands at once or one by one.
async fn outcome(script: Script) -> Outcome {
    let one_by_one = open(vec![script.clone()]).await.0.send(&sample().pack().unwrap()).await;
    let at_once = open(vec![Script { ehlo: PIPELINING, ..script }])
        .await
        .0
        .send(&sample().pack().unwrap())
        .await;
    assert_eq!(one_by_one, at_once);
    at_once
}

const PIPELINING: Step = Say("250-test\r\n250-PIPELINING\r\n250 8BITMIME");

fn later(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Later { .. })
}

fn refused(outcome: &Outcome) -> Option<u16> {
    match outcome {
        Outcome::Refused { code, .. } => Some(*code),
        _ => None,
    }
}

#[tokio::test]
async fn a_line_carries_many_letters() {
    let (mut line, heard) = open(vec![Script::default()]).await;
    for _ in 0..3 {
        let sent = line.send(&sample().pack().unwrap()).await;
        assert_eq!(sent, Outcome::Sent { reply: "250 2.0.0 queued as 1".into() });
    }
    line.close().await;
    assert_eq!(heard.connections(), 1);
    let commands = heard.commands();
    let expected = [
        "EHLO shop.example",
        "EHLO shop.example",
        "MAIL FROM:<hello@shop.example>",
        "RCPT TO:<an@customer.example>",
        "DATA",
    ];
    assert_eq!(commands[..5], expected);
    assert_eq!(commands.last().unwrap(), "QUIT");
    let bytes = String::from_utf8(sample().to_bytes().unwrap()).unwrap();
    assert_eq!(heard.letters(), vec![format!("{bytes}\r\n"); 3]);
}

#[tokio::test]
async fn commands_go_together_where_the_server_reads_them_so() {
    // The server says nothing before it has heard all three.
    let script = Script {
        ehlo: PIPELINING,
        mail: Pass,
        rcpt: Pass,
        data: Say("250 2.1.0 ok\r\n250 2.1.5 ok\r\n354 go on"),
        ..Script::default()
    };
    let (mut line, heard) = open(vec![script]).await;
    for letters in 1..3 {
        assert!(matches!(line.send(&sample().pack().unwrap()).await, Outcome::Sent { .. }));
        assert_eq!((heard.connections(), heard.letters().len()), (1, letters));
    }
}

#[tokio::test]
async fn a_server_that_takes_one_greeting_is_taken_command_by_command() {
    let (port, heard) =
        serve(vec![Script { ehlo_again: Say("503 5.5.1 duplicate"), ..Script::default() }]).await;
    let mut line = Transport::Smtp(settings(port)).open().await.unwrap();
    assert!(matches!(line.send(&sample().pack().unwrap()).await, Outcome::Sent { .. }));
    assert_eq!(heard.letters().len(), 1);
}

#[tokio::test]
async fn a_4xx_after_mail_is_about_one_letter() {
    let no = Say("450 4.2.1 not now");
    let reply = || "450 4.2.1 not now".to_owned();
    let mail = Script { mail: no, ..Script::default() };
    assert_eq!(outcome(mail).await, Outcome::Later { reply: reply() });
    for script in [
        Script { rcpt: no, ..Script::default() },
        Script { data: no, ..Script::default() },
        Script { dot: no, ..Script::default() },
    ] {
        assert_eq!(outcome(script).await, Outcome::Deferred { reply: reply() });
    }
    let closing = Script { rcpt: Say("421 4.3.2 closing"), ..Script::default() };
    assert!(later(&outcome(closing).await), "the server closes for whoever comes");
}

#[tokio::test]
async fn a_5xx_is_about_the_customer_only_after_mail() {
    let no = Say("550-5.1.1 nobody\r\n550 5.1.1 here");
    let all = |reply: Outcome| match reply {
        Outcome::Refused { reply, code } => (reply, code),
        other => panic!("{other:?}"),
    };
    for script in [
        Script { rcpt: no, ..Script::default() },
        Script { data: no, ..Script::default() },
        Script { dot: no, ..Script::default() },
    ] {
        assert_eq!(all(outcome(script).await), ("550 5.1.1 nobody here".into(), 550));
    }
    assert!(later(&outcome(Script { mail: no, ..Script::default() }).await));
    assert!(later(
        &outcome(Script { rcpt: Say("530 5.7.0 sign in first"), ..Script::default() }).await
    ));
}

#[tokio::test]
async fn a_line_cut_before_the_dot_is_later() {
    for script in [
        Script { mail: Cut, ..Script::default() },
        Script { rcpt: Cut, ..Script::default() },
        Script { data: Cut, ..Script::default() },
        Script { rcpt: Hush, ..Script::default() },
        Script { data: Hush, ..Script::default() },
        Script { data: Say("250 strange"), ..Script::default() },
        Script { rcpt: Say("no reply at all"), ..Script::default() },
    ] {
        assert!(later(&outcome(script).await));
    }
    // Longer than what the sockets hold, so that the letter cannot have been written whole.
    let letter = Letter { text: "words and words\r\n".repeat(1_500_000), ..sample() };
    let script = Script { cut_body_after: Some(1000), ..Script::default() };
    assert!(later(&open(vec![script]).await.0.send(&letter.clone().pack().unwrap()).await));
}

#[tokio::test]
async fn a_line_cut_after_the_dot_is_uncertain() {
    for dot in [Cut, Hush, Say("gibberish"), Say("354 more"), Say("251 elsewhere")] {
        let (mut line, heard) = open(vec![Script { dot, ..Script::default() }]).await;
        assert_eq!(line.send(&sample().pack().unwrap()).await, Outcome::Uncertain);
        assert_eq!(heard.letters().len(), 1);
    }
}

#[tokio::test]
async fn a_failed_line_is_never_used_again() {
    let (mut line, heard) =
        open(vec![Script { rcpt: Say("550 no"), ..Script::default() }, Script::default()]).await;
    assert_eq!(refused(&line.send(&sample().pack().unwrap()).await), Some(550));
    assert!(matches!(line.send(&sample().pack().unwrap()).await, Outcome::Sent { .. }));
    assert_eq!((heard.connections(), heard.letters().len()), (2, 1));
}

#[tokio::test]
async fn a_line_the_server_has_closed_is_laid_anew() {
    let (mut line, heard) = open(vec![Script { one_letter: true, ..Script::default() }]).await;
    for _ in 0..3 {
        assert!(matches!(line.send(&sample().pack().unwrap()).await, Outcome::Sent { .. }));
    }
    assert_eq!((heard.connections(), heard.letters().len()), (3, 3));
}

#[tokio::test]
async fn opening_tells_refusal_from_absence() {
    let kind = async |script: Script, user: &str| {
        let (port, heard) = serve(vec![script]).await;
        let url = format!("smtp://{user}127.0.0.1:{port}");
        let settings = SmtpSettings {
            timeouts: settings(port).timeouts,
            ..SmtpSettings::parse(&url).unwrap()
        };
        (Transport::Smtp(settings).open().await.err().map(|error| error.kind()), heard)
    };
    let user = "an%40shop.example:secret@";
    assert_eq!(
        kind(Script { greeting: Say("421 busy"), ..Script::default() }, "").await.0,
        Some(Kind::Busy)
    );
    assert_eq!(
        kind(Script { greeting: Say("554 go away"), ..Script::default() }, "").await.0,
        Some(Kind::Refused)
    );
    assert_eq!(kind(Script { greeting: Cut, ..Script::default() }, "").await.0, Some(Kind::Busy));
    assert_eq!(
        kind(Script { auth: Say("535 wrong"), ..Script::default() }, user).await.0,
        Some(Kind::Refused)
    );
    assert_eq!(
        kind(Script { auth: Say("454 later"), ..Script::default() }, user).await.0,
        Some(Kind::Busy)
    );
    assert_eq!(
        kind(Script { ehlo: Say("250 bare"), ..Script::default() }, user).await.0,
        Some(Kind::Refused)
    );
    let (none, heard) = kind(Script::default(), user).await;
    assert_eq!(none, None);
    assert_eq!(heard.commands()[2], "AUTH PLAIN AGFuQHNob3AuZXhhbXBsZQBzZWNyZXQ=");
}

#[tokio::test]
async fn a_silent_server_does_not_hold_us() {
    let (port, _heard) = serve(vec![Script { greeting: Hush, ..Script::default() }]).await;
    let mut settings = settings(port);
    settings.timeouts.connect = Duration::from_millis(100);
    assert_eq!(Transport::Smtp(settings).open().await.err().unwrap().kind(), Kind::Busy);
}

#[tokio::test]
async fn nobody_there_is_later() {
    let (port, _heard) = serve(vec![Script::default()]).await;
    let mut gone = settings(port);
    gone.port = 1;
    assert_eq!(Transport::Smtp(gone).open().await.err().unwrap().kind(), Kind::Busy);
}

#[tokio::test]
async fn a_foreign_local_part_needs_smtputf8() {
    let letter = Letter { to: Email::parse("ân@customer.example").unwrap(), ..sample() };
    let (mut line, heard) = open(vec![Script::default()]).await;
    assert_eq!(refused(&line.send(&letter.clone().pack().unwrap()).await), Some(0));
    let able =
        Script { ehlo: Say("250-test\r\n250-8BITMIME\r\n250 SMTPUTF8"), ..Script::default() };
    let (mut line, able) = open(vec![able]).await;
    assert!(matches!(line.send(&letter.pack().unwrap()).await, Outcome::Sent { .. }));
    assert_eq!((heard.letters().len(), able.letters().len()), (0, 1));
}

#[tokio::test]
async fn a_server_that_offers_only_login_is_spoken_to() {
    let script = Script {
        ehlo: Say("250-test\r\n250 AUTH LOGIN"),
        auth: Say("334 VXNlcm5hbWU6"),
        auth_goes_on: &[Say("334 UGFzc3dvcmQ6"), Say("235 2.7.0 welcome")],
        ..Script::default()
    };
    let (port, heard) = serve(vec![script]).await;
    let url = format!("smtp://an%40shop.example:secret@127.0.0.1:{port}");
    let transport = Transport::Smtp(SmtpSettings::parse(&url).unwrap());
    assert!(matches!(
        transport.open().await.unwrap().send(&sample().pack().unwrap()).await,
        Outcome::Sent { .. }
    ));
    assert_eq!(heard.commands()[2..5], ["AUTH LOGIN", "YW5Ac2hvcC5leGFtcGxl", "c2VjcmV0"]);
}

#[tokio::test]
async fn a_token_is_read_at_every_connection() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let script = Script {
        ehlo: Say("250-test\r\n250 AUTH PLAIN LOGIN XOAUTH2"),
        one_letter: true,
        ..Script::default()
    };
    let (port, heard) = serve(vec![script]).await;
    let path = file.path().display();
    let url = format!("smtp://an%40shop.example@127.0.0.1:{port}?auth=xoauth2&token_file={path}");
    let transport = Transport::Smtp(SmtpSettings::parse(&url).unwrap());
    std::fs::write(file.path(), "first\n").unwrap();
    let mut line = transport.open().await.unwrap();
    std::fs::write(file.path(), "second\n").unwrap();
    for _ in 0..2 {
        assert!(matches!(line.send(&sample().pack().unwrap()).await, Outcome::Sent { .. }));
    }
    let said: Vec<String> =
        heard.commands().into_iter().filter(|line| line.starts_with("AUTH")).collect();
    // `printf 'user=an@shop.example\001auth=Bearer first\001\001' | base64`
    let expected = [
        "AUTH XOAUTH2 dXNlcj1hbkBzaG9wLmV4YW1wbGUBYXV0aD1CZWFyZXIgZmlyc3QBAQ==",
        "AUTH XOAUTH2 dXNlcj1hbkBzaG9wLmV4YW1wbGUBYXV0aD1CZWFyZXIgc2Vjb25kAQE=",
    ];
    assert_eq!(said, expected);
    std::fs::remove_file(file.path()).unwrap();
    let error = transport.open().await.err().unwrap();
    assert_eq!(error.kind(), Kind::Refused);
}

#[tokio::test]
async fn foreign_domains_travel_in_ascii_everywhere() {
    let letter = Letter {
        from: "Tiệm Hoa <chào@tiệmhoa.example>".parse().unwrap(),
        reply_to: Some("care@tiệmhoa.example".parse().unwrap()),
        to: Email::parse("đặng.an@kháchhàng.example").unwrap(),
        message_id: "d42.mail".into(),
        ..sample()
    };
    let ehlo = Say("250-test\r\n250-8BITMIME\r\n250 SMTPUTF8");
    let (mut line, heard) = open(vec![Script { ehlo, ..Script::default() }]).await;
    assert!(matches!(line.send(&letter.clone().pack().unwrap()).await, Outcome::Sent { .. }));
    let commands = heard.commands();
    assert_eq!(commands[2], "MAIL FROM:<chào@xn--timhoa-jk8b.example> SMTPUTF8");
    assert_eq!(commands[3], "RCPT TO:<đặng.an@xn--khchhng-dwaf.example>");
    let letters = heard.letters();
    let (head, _) = letters[0].split_once("\r\n\r\n").unwrap();
    for wanted in [
        "<chào@xn--timhoa-jk8b.example>",
        "<đặng.an@xn--khchhng-dwaf.example>",
        "Reply-To: care@xn--timhoa-jk8b.example",
        "Message-ID: <d42.mail@xn--timhoa-jk8b.example>",
    ] {
        assert!(head.contains(wanted), "{wanted} in {head}");
    }
    // With ASCII before the `@` no server needs SMTPUTF8.
    let plain = Letter {
        from: "Tiệm Hoa <chao@tiệmhoa.example>".parse().unwrap(),
        to: Email::parse("an@kháchhàng.example").unwrap(),
        ..letter
    };
    let (mut line, heard) = open(vec![Script::default()]).await;
    assert!(matches!(line.send(&plain.pack().unwrap()).await, Outcome::Sent { .. }));
    assert_eq!(heard.commands()[2], "MAIL FROM:<chao@xn--timhoa-jk8b.example>");
    assert!(heard.letters()[0].is_ascii());
}
