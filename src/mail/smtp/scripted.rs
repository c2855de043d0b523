//! A mail server for tests that says what it is told to say, and hangs up where it is told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

/// What the server does when it is its turn.
#[derive(Clone, Copy)]
pub enum Step {
    /// Says these lines.
    Say(&'static str),
    /// Hangs up.
    Cut,
    /// Says nothing any more.
    Hush,
    /// Goes on without a word.
    Pass,
}
use Step::{Cut, Hush, Pass, Say};

/// One connection's part.
#[derive(Clone)]
pub struct Script {
    pub greeting: Step,
    pub ehlo: Step,
    /// To the second EHLO and all that follow; where it passes, the same as to the first.
    pub ehlo_again: Step,
    pub auth: Step,
    /// What is said to the lines after AUTH that are no commands, in turn.
    pub auth_goes_on: &'static [Step],
    pub mail: Step,
    pub rcpt: Step,
    pub data: Step,
    /// Hang up after so many bytes of the letter.
    pub cut_body_after: Option<usize>,
    pub dot: Step,
    /// Hang up instead of reading a second letter.
    pub one_letter: bool,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            greeting: Say("220 test ESMTP"),
            ehlo: Say("250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN"),
            ehlo_again: Pass,
            auth: Say("235 2.7.0 welcome"),
            auth_goes_on: &[],
            mail: Say("250 2.1.0 ok"),
            rcpt: Say("250 2.1.5 ok"),
            data: Say("354 go on"),
            cut_body_after: None,
            dot: Say("250 2.0.0 queued as 1"),
            one_letter: false,
        }
    }
}

/// What the server heard.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Notes>>);

#[derive(Default)]
struct Notes {
    connections: usize,
    commands: Vec<String>,
    letters: Vec<String>,
}

impl Heard {
    /// Connections so far.
    pub fn connections(&self) -> usize {
        self.0.lock().unwrap().connections
    }

    /// Commands, in order.
    pub fn commands(&self) -> Vec<String> {
        self.0.lock().unwrap().commands.clone()
    }

    /// Letters whose dot arrived, with the dots that SMTP doubles taken back.
    pub fn letters(&self) -> Vec<String> {
        self.0.lock().unwrap().letters.clone()
    }
}

/// Serves one script a connection, the last for all that follow.
pub async fn serve(scripts: Vec<Script>) -> (u16, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = Heard::default();
    let ears = heard.clone();
    tokio::spawn(async move {
        let mut scripts = VecDeque::from(scripts);
        while let Ok((stream, _)) = listener.accept().await {
            let script =
                if scripts.len() > 1 { scripts.pop_front() } else { scripts.front().cloned() };
            tokio::spawn(converse(stream, script.unwrap_or_default(), ears.clone()));
        }
    });
    (port, heard)
}

/// One conversation; `None` when it was cut.
pub async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    script: Script,
    heard: Heard,
) -> Option<()> {
    heard.0.lock().unwrap().connections += 1;
    let mut stream = BufReader::new(stream);
    take(&mut stream, script.greeting).await?;
    let mut greeted = false;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        heard.0.lock().unwrap().commands.push(line.trim_end().to_owned());
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => {
                let again = greeted && !matches!(script.ehlo_again, Pass);
                take(&mut stream, if again { script.ehlo_again } else { script.ehlo }).await?;
                greeted = true;
            }
            "AUTH" => {
                take(&mut stream, script.auth).await?;
                for step in script.auth_goes_on {
                    let mut line = String::new();
                    stream.read_line(&mut line).await.ok()?;
                    heard.0.lock().unwrap().commands.push(line.trim_end().to_owned());
                    take(&mut stream, *step).await?;
                }
            }
            "MAIL" => take(&mut stream, script.mail).await?,
            "RCPT" => take(&mut stream, script.rcpt).await?,
            "QUIT" => return take(&mut stream, Say("221 bye")).await,
            "DATA" => {
                take(&mut stream, script.data).await?;
                let letter = read_letter(&mut stream, script.cut_body_after).await?;
                heard.0.lock().unwrap().letters.push(letter);
                take(&mut stream, script.dot).await?;
                if script.one_letter {
                    return None;
                }
            }
            _ => take(&mut stream, Say("502 what?")).await?,
        }
    }
}

async fn take<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    step: Step,
) -> Option<()> {
    match step {
        Say(text) => stream.write_all(format!("{text}\r\n").as_bytes()).await.ok(),
        Cut => None,
        Hush => std::future::pending().await,
        Pass => Some(()),
    }
}

async fn read_letter<S: AsyncRead + Unpin>(
    stream: &mut BufReader<S>,
    cut_after: Option<usize>,
) -> Option<String> {
    let mut letter = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0
            || cut_after.is_some_and(|limit| letter.len() > limit)
        {
            return None;
        }
        if line == ".\r\n" {
            return Some(letter);
        }
        letter.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
