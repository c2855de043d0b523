//! Servers that say what they are told to, line by line.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

/// A mail server that answers every sign-in alike, and takes no mail.
pub fn mail_server(sign_in: &'static str) -> u16 {
    talk("220 test ESMTP\r\n", move |line| match line.get(..4) {
        Some("EHLO") => Some("250-test\r\n250 AUTH PLAIN\r\n".to_owned()),
        Some("AUTH") => Some(format!("{sign_in}\r\n")),
        Some("QUIT") => None,
        _ => panic!("no mail may be sent: {line}"),
    })
}

/// Serves connections one after the other, line by line, until it has no answer.
pub fn talk(
    greeting: &'static str,
    reply: impl Fn(&str) -> Option<String> + Send + 'static,
) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            stream.write_all(greeting.as_bytes()).expect("heard");
            for line in BufReader::new(stream.try_clone().expect("a stream")).lines() {
                let Some(reply) = line.ok().and_then(|line| reply(&line)) else { break };
                stream.write_all(reply.as_bytes()).expect("heard");
            }
        }
    });
    port
}
