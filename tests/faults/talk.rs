//! One conversation of the failing mail server.

use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::book::Book;
use super::line::{FORGOTTEN, Line, Wire};
use super::mischief::{Act, Mischief, PATIENCE, Phase};
use super::server::Mood;
use crate::support::dice::Dice;

/// How long "slow" is: long, but not too long.
const SLOW: Duration = Duration::from_millis(120);

/// Each such recipient's mailbox is full for ever.
pub fn never_takes(recipient: &str) -> bool {
    let number = recipient.trim_start_matches('c').split('@').next();
    number.and_then(|number| number.parse::<u64>().ok()).is_some_and(|number| number % 1000 == 7)
}

/// Speaks with one client until either side has enough.
pub async fn converse(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    (book, mood): (Book, Mood),
    mut dice: Dice,
) {
    stream.set_nodelay(true).expect("a socket");
    let storm = mood.is_storm();
    let due = Mischief::of_connection(&mut dice, storm).filter(|_| !mood.is_calm());
    let slow_at = mood.gates.of_new();
    let mut talk = Talk { line: Line::new(stream), book, mood, dice, due, slow_at };
    if talk.say(Phase::Greeting).await.is_none() {
        return;
    }
    if let Some(Next::Tls) = talk.listen(true).await {
        let Talk { line, book, mood, dice, due, slow_at } = talk;
        if let Ok(Ok(stream)) = timeout(FORGOTTEN, acceptor.accept(line.into_inner())).await {
            let mut talk = Talk { line: Line::new(stream), book, mood, dice, due, slow_at };
            // Whatever comes of it, the conversation is over.
            talk.listen(false).await;
        }
    }
}

/// How a conversation goes on, where it does not end.
enum Next {
    /// Under TLS.
    Tls,
}

struct Talk<S> {
    line: Line<S>,
    book: Book,
    mood: Mood,
    dice: Dice,
    /// What will go wrong next.
    due: Option<Mischief>,
    /// Where it waits to be let on, as often as it is named.
    slow_at: Vec<Phase>,
}

impl<S: Wire> Talk<S> {
    /// Answers commands; `None` at the end of the conversation.
    async fn listen(&mut self, may_seal: bool) -> Option<Next> {
        let mut recipient = None;
        loop {
            let command = self.line.read_line().await?;
            let command = String::from_utf8_lossy(&command).trim_end().to_owned();
            match command.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
                "EHLO" => self.say(Phase::Ehlo).await.map(drop)?,
                "STAR" if may_seal => {
                    if self.say(Phase::Tls).await? {
                        return Some(Next::Tls);
                    }
                }
                "AUTH" => self.say(Phase::Auth).await.map(drop)?,
                "MAIL" => {
                    recipient = None;
                    // Connections that nothing befell until here go on from letter to letter.
                    self.due = Mischief::of_letter(&mut self.dice).filter(|_| !self.mood.is_calm());
                    self.say(Phase::Mail).await?;
                }
                "RCPT" => recipient = self.receive(&command).await?,
                "DATA" => match recipient.take() {
                    Some(recipient) => self.read_letter(&recipient).await?,
                    None => self.line.write(b"503 5.5.1 whom for?\r\n").await?,
                },
                "QUIT" => return self.line.write(b"221 2.0.0 bye\r\n").await.and(None),
                _ => self.line.write(b"502 5.5.1 what?\r\n").await?,
            }
        }
    }

    /// RCPT; who the letter will be for, unless the answer was no.
    async fn receive(&mut self, command: &str) -> Option<Option<String>> {
        let address = command.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        if never_takes(&address) && !self.mood.is_calm() {
            self.line.write(b"452 4.2.2 the mailbox is full\r\n").await?;
            return Some(None);
        }
        if self.is_due(Phase::Rcpt, Act::Refuse) {
            self.book.refuse(&address);
        }
        let agreed = self.say(Phase::Rcpt).await?;
        Some(agreed.then_some(address))
    }

    /// DATA, the letter and the reply to its dot.
    async fn read_letter(&mut self, recipient: &str) -> Option<()> {
        if self.is_due(Phase::Data, Act::Refuse) {
            self.book.refuse(recipient);
        }
        self.book.offer();
        if !self.say(Phase::Data).await? {
            return Some(());
        }
        let message_id = self.read_body().await?;
        self.book.see(recipient, &message_id);
        if self.keeps() {
            self.book.take(recipient, &message_id);
        }
        if self.is_due(Phase::Dot, Act::Refuse) {
            self.book.refuse(recipient);
        }
        self.say(Phase::Dot).await?;
        self.part().await
    }

    /// Whether the letter whose dot was read is the server's from here on. Where its reply will
    /// not say so in as many words, servers have been seen to do either.
    fn keeps(&mut self) -> bool {
        match self.due {
            Some(Mischief { at: Phase::Dot, act }) => match act {
                Act::Later | Act::Refuse | Act::Goodbye => false,
                Act::Slow | Act::Drip | Act::Lines | Act::Twice => true,
                _ => self.dice.per_mille(500),
            },
            _ => true,
        }
    }

    /// Reads a letter to its dot; its Message-ID.
    async fn read_body(&mut self) -> Option<String> {
        if let Some(act) = self.take_due(Phase::Body) {
            match act {
                Act::Cut | Act::Reset => {
                    self.line.read_bytes(700).await?;
                    return self.line.hang_up(act == Act::Reset);
                }
                Act::Later => {
                    self.line.read_bytes(700).await?;
                    self.line.write(b"452 4.3.1 no room left\r\n").await?;
                    return None;
                }
                Act::Hush => return self.line.hush().await,
                _ => {
                    for _ in 0..30 {
                        self.line.read_bytes(1).await?;
                        sleep(Duration::from_millis(1)).await;
                    }
                }
            }
        }
        let mut message_id = String::new();
        loop {
            let line = self.line.read_line().await?;
            if line == b".\r\n" {
                return Some(message_id);
            }
            if message_id.is_empty() && line.to_ascii_lowercase().starts_with(b"message-id:") {
                message_id = String::from_utf8_lossy(&line[11..]).trim().to_owned();
            }
        }
    }

    /// Between two letters.
    async fn part(&mut self) -> Option<()> {
        match self.take_due(Phase::Between) {
            None => Some(()),
            Some(Act::Goodbye) => {
                self.line.write(b"421 4.4.2 that was enough\r\n").await?;
                None
            }
            Some(act) => self.line.hang_up(act == Act::Reset),
        }
    }

    /// Gives the reply of a phase, or does what will go wrong in it. `true` if the reply was the
    /// right one, `false` if the client was told no.
    async fn say(&mut self, at: Phase) -> Option<bool> {
        if let Some(place) = self.slow_at.iter().position(|slow| *slow == at) {
            self.slow_at.remove(place);
            self.mood.gates.pass(at).await;
        }
        let right = at.reply();
        let reply = format!("{right}\r\n").into_bytes();
        let Some(act) = self.take_due(at) else {
            return self.line.write(&reply).await.map(|()| true);
        };
        match act {
            Act::Later | Act::Refuse => {
                let refusal = at.refusal(act == Act::Refuse);
                self.line.write(format!("{refusal}\r\n").as_bytes()).await.map(|()| false)
            }
            Act::Goodbye => {
                self.line.write(b"421 4.3.2 closing down\r\n").await?;
                None
            }
            Act::Cut | Act::Reset => self.line.hang_up(act == Act::Reset),
            Act::Hush => self.line.hush().await,
            Act::TooLate => {
                sleep(PATIENCE + SLOW).await;
                self.line.write(&reply).await.map(|()| true)
            }
            Act::Garbage => {
                let noise: &[u8] = self.dice.any(&[
                    &b"HTTP/1.1 400 Bad Request\r\n"[..],
                    b"\xff\xfe\x00\r\n",
                    b"\r\n",
                    b"2 5 0\r\n",
                ]);
                self.line.write(noise).await.map(|()| false)
            }
            Act::Half => {
                let half = self.dice.any(&[2, 3, 4, reply.len() - 2, reply.len() - 1]);
                self.line.write(&reply[..half]).await?;
                None
            }
            Act::Wrong => {
                let wrong = at.wrong(&mut self.dice);
                self.line.write(format!("{wrong}\r\n").as_bytes()).await.map(|()| false)
            }
            Act::Slow => {
                sleep(SLOW).await;
                self.line.write(&reply).await.map(|()| true)
            }
            Act::Drip => {
                for byte in reply {
                    self.line.write(&[byte]).await?;
                    sleep(Duration::from_millis(1)).await;
                }
                Some(true)
            }
            Act::Lines => {
                let (code, text) = right.split_at(3);
                let more = if text.starts_with('-') {
                    String::new()
                } else {
                    format!("{code}-so\r\n{code}-\r\n")
                };
                self.line.write(format!("{more}{right}\r\n").as_bytes()).await.map(|()| true)
            }
            Act::Twice => self.line.write(&[&reply[..], &reply[..]].concat()).await.map(|()| true),
        }
    }

    fn is_due(&self, at: Phase, act: Act) -> bool {
        self.due == Some(Mischief { at, act })
    }

    fn take_due(&mut self, at: Phase) -> Option<Act> {
        let due = self.due.take_if(|due| due.at == at)?;
        self.book.count(due);
        Some(due.act)
    }
}
