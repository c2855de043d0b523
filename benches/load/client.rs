//! The connections and the poll that drives them.

use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Registry, Token};

use super::{Report, Response, parse};

/// What stays unanswered for so long ends the run with an error.
const PATIENCE: Duration = Duration::from_secs(20);

/// Keeps `connections` busy for `lasting`, then waits for the answers still to come.
///
/// `next` is told which connection asks and writes its next request into the empty buffer; false
/// ends that connection. A connection that the server closes is opened again.
pub fn drive(
    address: SocketAddr,
    connections: usize,
    lasting: Duration,
    mut next: impl FnMut(usize, &mut Vec<u8>) -> bool,
) -> io::Result<Report> {
    let mut poll = Poll::new()?;
    let mut events = Events::with_capacity(connections.max(16));
    let mut report = Report::default();
    let mut open = Vec::with_capacity(connections);
    for number in 0..connections {
        open.push(Connection::open(address, number, poll.registry())?);
    }

    let began = Instant::now();
    let mut waiting = 0;
    for connection in &mut open {
        waiting += usize::from(connection.ask(&mut next)?);
    }
    while waiting > 0 {
        poll.poll(&mut events, Some(PATIENCE))?;
        if events.is_empty() {
            return Err(io::Error::new(io::ErrorKind::TimedOut, "the server has gone silent"));
        }
        for event in &events {
            let connection = &mut open[event.token().0];
            if !connection.asked.waiting {
                continue;
            }
            let Some(closed) = connection.go_on(&mut report)? else { continue };
            if closed {
                *connection = Connection::open(address, connection.number, poll.registry())?;
            }
            if began.elapsed() >= lasting || !connection.ask(&mut next)? {
                waiting -= 1;
            }
        }
    }
    report.lasted = began.elapsed();
    Ok(report)
}

/// A request on its way.
struct Asked {
    at: Instant,
    request: Vec<u8>,
    written: usize,
    waiting: bool,
}

struct Connection {
    number: usize,
    stream: TcpStream,
    asked: Asked,
    answer: Vec<u8>,
}

impl Connection {
    fn open(address: SocketAddr, number: usize, registry: &Registry) -> io::Result<Self> {
        let stream = std::net::TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        let mut stream = TcpStream::from_std(stream);
        registry.register(&mut stream, Token(number), Interest::READABLE | Interest::WRITABLE)?;
        let asked = Asked { at: Instant::now(), request: Vec::new(), written: 0, waiting: false };
        Ok(Self { number, stream, asked, answer: Vec::new() })
    }

    /// Sends the next request; false when there is none.
    fn ask(&mut self, next: &mut impl FnMut(usize, &mut Vec<u8>) -> bool) -> io::Result<bool> {
        self.asked.request.clear();
        self.asked.written = 0;
        self.asked.waiting = next(self.number, &mut self.asked.request);
        if self.asked.waiting {
            self.asked.at = Instant::now();
            self.write()?;
        }
        Ok(self.asked.waiting)
    }

    /// Writes and reads what can be; once the answer is in, whether the connection is closed.
    fn go_on(&mut self, report: &mut Report) -> io::Result<Option<bool>> {
        self.write()?;
        let Some(response) = self.read()? else { return Ok(None) };
        self.asked.waiting = false;
        match response {
            Ok(response) => {
                report.record(response, self.asked.at.elapsed());
                Ok(Some(response.closes))
            }
            Err(Broken) => {
                report.broken += 1;
                Ok(Some(true))
            }
        }
    }

    fn write(&mut self) -> io::Result<()> {
        while self.asked.written < self.asked.request.len() {
            match self.stream.write(&self.asked.request[self.asked.written..]) {
                Ok(written) => self.asked.written += written,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                // The server has closed; reading will say so.
                Err(error) if is_closed(&error) => break,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The answer, or that there will be none; `None` while it is still to come.
    fn read(&mut self) -> io::Result<Option<Result<Response, Broken>>> {
        let mut buffer = [0; 16 * 1024];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => return Ok(Some(Err(Broken))),
                Ok(length) => self.answer.extend_from_slice(&buffer[..length]),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
                Err(error) if is_closed(&error) => return Ok(Some(Err(Broken))),
                Err(error) => return Err(error),
            }
            // Nothing follows an answer before the next request, so there is no need to read on.
            if let Some(response) = parse(&self.answer).map_err(io::Error::other)? {
                self.answer.clear();
                return Ok(Some(Ok(response)));
            }
        }
    }
}

/// The connection ended before the answer was whole.
struct Broken;

fn is_closed(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
    matches!(error.kind(), BrokenPipe | ConnectionReset | ConnectionAborted)
}
