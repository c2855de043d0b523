//! Whatever comes, a verdict comes of it: on a small stack, of any bytes, from any tree of parts.
//! What messages of real servers come to stands in `tests/inbound`.

use proptest::prelude::{Strategy, any, prop_oneof, proptest};

use super::{Cause, Kind, LONGEST, mime, read, read_reply};

fn on_a_small_stack(bytes: Vec<u8>) -> Kind {
    let reading = std::thread::Builder::new().stack_size(256 * 1024);
    reading.spawn(move || read(&bytes).kind).unwrap().join().unwrap()
}

#[test]
fn messages_in_messages_end_somewhere() {
    let nested = "Content-Type: message/rfc822\n\n".repeat(60_000);
    assert_eq!(on_a_small_stack(nested.into_bytes()), Kind::Other);
    let nested: String = (0..20_000)
        .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"))
        .collect();
    assert_eq!(on_a_small_stack(nested.into_bytes()), Kind::Other);
    // The same boundary again and again: each part seems to hold all the others.
    let cyclic = "Content-Type: multipart/digest; boundary=b\n\n--b\n\n".repeat(20_000);
    assert_eq!(on_a_small_stack(cyclic.into_bytes()), Kind::Other);
}

#[test]
fn messages_hidden_in_an_encoding_end_somewhere() {
    use base64::Engine;
    let base64 = base64::engine::general_purpose::STANDARD;
    let mut hidden = "Content-Type: message/rfc822\n\n".repeat(10_000);
    for _ in 0..6 {
        let head = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n";
        hidden = format!("{head}{}", base64.encode(hidden));
    }
    assert_eq!(on_a_small_stack(hidden.into_bytes()), Kind::Other);
}

#[test]
fn parts_and_headers_are_counted() {
    let many =
        format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(100_000));
    assert!(mime::read(many.as_bytes()).all().len() <= 64);
    let headers = "a:\n".repeat(300_000);
    assert_eq!(read(headers.as_bytes()).kind, Kind::Other);
    let long = format!("Subject: {}\nTo: {}\n\nx", "a".repeat(900_000), "a@b.c,".repeat(10_000));
    assert_eq!(read(long.as_bytes()).kind, Kind::Other);
    assert_eq!(read(&vec![b'('; 2 * LONGEST]).kind, Kind::Other);
}

#[test]
fn a_report_behind_line_ends_of_any_kind_is_read() {
    let report = "From MAILER-DAEMON Sun Nov 22\nFrom: MAILER-DAEMON@x.example\nMIME-Version: 1.0\n\
                  Content-Type: multipart/report; boundary=\"b\"\n\n--b\nContent-Type: \
                  message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; \
                  Lan@Example.VN\nAction: failed\nStatus: 5.1.1\n";
    for text in [report.to_owned(), report.replace('\n', "\r\n"), format!("\n\n{report}--b--\n")] {
        let verdict = read(text.as_bytes());
        assert_eq!((verdict.kind, verdict.hard), (Kind::Bounce, true), "{text:?}");
        assert_eq!(verdict.recipient.as_deref(), Some("lan@example.vn"));
        assert_eq!(verdict.status.as_deref(), Some("5.1.1"));
    }
}

#[test]
fn the_reply_of_a_refusing_server_is_read_alike() {
    assert_eq!(read_reply("550 5.1.1 <lan@example.vn>: User unknown"), Cause::NoSuchUser);
    assert_eq!(read_reply("552 5.2.2 Over quota"), Cause::MailboxFull);
    assert_eq!(read_reply("554 5.7.1 Relay access denied"), Cause::Policy);
    assert_eq!(read_reply("554 no"), Cause::Unknown);
}

fn pieces() -> impl Strategy<Value = String> {
    let words = [
        "Content-Type: multipart/report; boundary=b\n\n",
        "--b\n",
        "--b--\n",
        "\n",
        "\r\n\r\n",
        "Content-Type: message/rfc822\n\n",
        "Content-Type: message/delivery-status\n\n",
        "Content-Type: text/html; charset=gb18030\n",
        "Content-Transfer-Encoding: base64\n",
        "Content-Transfer-Encoding: quoted-printable\n",
        "Final-Recipient: rfc822; a@b.cd\n",
        "Action: failed\n",
        "Status: 5.1.1\n",
        "From: mailer-daemon@x.yz\n",
        "Return-Path: <>\n",
        "Subject: =?iso-2022-jp?B?GyRC?=\n",
        "Message-ID: <1.0123456789abcdef0123@x>\n",
        "550 5.1.1 ",
        "=?utf-7?Q?+2AA-?= ",
        "&#1114112;<b",
        "\u{feff}",
        "To: ",
        ":;,<(@\"",
    ];
    proptest::sample::select(words.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn any_pile_of_pieces_comes_to_a_verdict(
        pile in proptest::collection::vec(prop_oneof![pieces(), pieces(), any::<String>()], 0..40)
    ) {
        let verdict = read(pile.concat().as_bytes());
        assert!(!verdict.hard || verdict.kind == Kind::Bounce);
    }

    #[test]
    fn any_bytes_come_to_a_verdict(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let verdict = read(&bytes);
        assert!(serde_json::to_string(&verdict).is_ok());
    }
}
