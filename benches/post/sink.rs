//! A mail server that takes every letter and forgets it, in a process of its own.
//!
//! It reads what its client writes and answers; a client that waits for the answers before it goes
//! on, as ours does, never has more than one piece under way, so that an end is enough to look at.

use std::io::{self, BufRead, BufReader, PipeWriter, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::process::Process;

/// The argument that makes the bench's program the sink instead.
pub const SINK: &str = "mail-sink";

/// A running sink.
pub struct Sink {
    /// Where it listens.
    pub port: u16,
    /// Told by a line to say what it took.
    orders: PipeWriter,
    answers: BufReader<ChildStdout>,
    _process: Process,
}

/// What it took since it was asked last.
#[derive(Clone, Copy, Debug, Default)]
pub struct Taken {
    /// How many letters.
    pub letters: u64,
    /// How many bytes they had, with their dots.
    pub bytes: u64,
    /// From the first to the last.
    pub lasted: Duration,
}

impl Taken {
    /// Letters a second.
    pub fn rate(&self) -> f64 {
        self.letters as f64 / self.lasted.as_secs_f64().max(f64::MIN_POSITIVE)
    }
}

impl Sink {
    /// Starts this program again as the sink.
    pub fn start() -> Result<Self, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut command = Command::new(program);
        let (input, orders) = io::pipe().map_err(|error| error.to_string())?;
        command.arg(SINK).stdin(input).stdout(Stdio::piped());
        let mut process = Process::start(&mut command, "TERM")?;
        let mut answers = BufReader::new(process.output().ok_or("its output is piped")?);
        let port = read_numbers(&mut answers)?[0];
        let port = u16::try_from(port).map_err(|error| error.to_string())?;
        Ok(Self { port, orders, answers, _process: process })
    }

    /// What it took since it was asked last.
    pub fn ask(&mut self) -> Result<Taken, String> {
        writeln!(self.orders).map_err(|error| error.to_string())?;
        match read_numbers(&mut self.answers)?[..] {
            [letters, bytes, micros] => {
                Ok(Taken { letters, bytes, lasted: Duration::from_micros(micros) })
            }
            _ => Err("the sink speaks in tongues".to_owned()),
        }
    }
}

fn read_numbers(from: &mut impl BufRead) -> Result<Vec<u64>, String> {
    let mut line = String::new();
    from.read_line(&mut line).map_err(|error| error.to_string())?;
    let numbers = line.split_whitespace().map(str::parse).collect::<Result<Vec<u64>, _>>();
    numbers.map_err(|error| format!("{line:?}: {error}"))
}

/// Letters, their bytes, and when the first and the last came.
type Tally = Arc<Mutex<(u64, u64, Option<(Instant, Instant)>)>>;

/// Serves until the one who started it is gone and its standard input ends.
pub fn be_sink() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?.port());
    let tally = Tally::default();
    let ours = Arc::clone(&tally);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (stream, tally) = (stream.expect("a connection"), Arc::clone(&tally));
            // Clients hang up when they like.
            thread::spawn(move || drop(serve(stream, &tally)));
        }
    });
    for line in io::stdin().lines() {
        line?;
        let (letters, bytes, span) = std::mem::take(&mut *ours.lock().expect("the tally"));
        let lasted = span.map_or(Duration::ZERO, |(first, last)| last - first);
        println!("{letters} {bytes} {}", lasted.as_micros());
    }
    Ok(())
}

fn serve(mut stream: TcpStream, tally: &Tally) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.write_all(b"220 sink ESMTP\r\n")?;
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let began = Instant::now();
        let commands = read_to(&mut stream, &mut buffer, b"\r\n")?.to_vec();
        if commands.is_empty() {
            return Ok(());
        }
        // Several commands in one piece get their replies in one piece.
        let replies: Vec<&[u8]> =
            commands.split_inclusive(|byte| *byte == b'\n').map(reply).collect();
        stream.write_all(&replies.concat())?;
        match replies.last() {
            Some(reply) if reply.starts_with(b"354") => {
                let bytes = read_to(&mut stream, &mut buffer, b"\r\n.\r\n")?.len() as u64;
                stream.write_all(b"250 2.0.0 taken\r\n")?;
                let mut tally = tally.lock().expect("the tally");
                let first = tally.2.map_or(began, |(first, _)| first);
                *tally = (tally.0 + 1, tally.1 + bytes, Some((first, Instant::now())));
            }
            Some(reply) if reply.starts_with(b"221") => return Ok(()),
            _ => {}
        }
    }
}

fn reply(command: &[u8]) -> &'static [u8] {
    match command.get(..4) {
        Some(b"EHLO") => b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n",
        Some(b"DATA") => b"354 go on\r\n",
        Some(b"QUIT") => b"221 bye\r\n",
        _ => b"250 2.1.0 fine\r\n",
    }
}

/// Reads until what was read ends like this; empty at the end of the line.
fn read_to<'a>(stream: &mut TcpStream, buffer: &'a mut [u8], end: &[u8]) -> io::Result<&'a [u8]> {
    let mut filled = 0;
    loop {
        match stream.read(&mut buffer[filled..])? {
            0 => return Ok(&[]),
            read => filled += read,
        }
        if buffer[..filled].ends_with(end) {
            return Ok(&buffer[..filled]);
        }
    }
}
