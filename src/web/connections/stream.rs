//! The stream of a connection, which notes what moves on it and ends when it is given up.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use actix_web::web::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::Connections;
use super::connection::{Connection, Reading};
use super::heads::heads_in;

/// How much is read at once before what came is looked at.
const AT_ONCE: usize = 16 * 1024;

/// How many heads are handed over at once. The server makes requests of all it is given before it answers
/// the first, each with room for headers that is hundreds of times as long as the shortest head.
const HEADS_AT_ONCE: usize = 4;

/// The answer to a head that is longer than any.
const OVERLONG: &[u8] = b"HTTP/1.1 431 Request Header Fields Too Large\r\n\
                          connection: close\r\ncontent-length: 0\r\n\r\n";

/// A stream that is watched.
pub struct Watched {
    stream: TcpStream,
    connection: Arc<Connection>,
    table: Arc<Connections>,
    /// What was handed over since it was looked at last.
    handed: Handed,
    /// What came and waits until the heads before it were looked at.
    held: Bytes,
}

#[derive(Default)]
struct Handed {
    bytes: usize,
    heads: usize,
}

impl Watched {
    /// Watches a stream, unless there is no room for it.
    ///
    /// # Errors
    /// Its client is gone already, or there are too many.
    pub fn new(stream: TcpStream, table: &Arc<Connections>) -> io::Result<Self> {
        let peer = stream.peer_addr()?.ip();
        let connection = table.admit(peer, Instant::now());
        let connection = connection.ok_or_else(|| io::Error::other("too many connections"))?;
        Ok(Self {
            stream,
            connection,
            table: Arc::clone(table),
            handed: Handed::default(),
            held: Bytes::new(),
        })
    }

    /// Its connection.
    pub fn connection(&self) -> &Arc<Connection> {
        &self.connection
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.table.forget(&self.connection);
    }
}

fn given_up() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionAborted, "the client was waited for too long")
}

impl Watched {
    /// What may be handed over now, if any of it is there.
    fn poll_hand_over(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match self.connection.before_reading(cx) {
            Reading::Go => {}
            Reading::Wait => return Poll::Pending,
            Reading::Overlong => {
                // Whoever does not hear it knows by the end of the line.
                let told = self.stream.try_write(OVERLONG);
                return Poll::Ready(Err(told.err().unwrap_or_else(given_up)));
            }
            Reading::Closed => return Poll::Ready(Err(given_up())),
        }
        if self.handed.bytes >= AT_ONCE || self.handed.heads >= HEADS_AT_ONCE {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let (heads, bytes) = if self.held.is_empty() {
            ready!(self.read(cx, buffer))?
        } else {
            self.hand_over_held(buffer)
        };
        if bytes > 0 {
            self.connection.has_read(bytes);
        }
        self.handed.heads += heads;
        self.handed.bytes += bytes;
        Poll::Ready(Ok(()))
    }

    /// Reads what came, and holds what follows the last head that may be handed over.
    fn read(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<(usize, usize)>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buffer))?;
        let came = buffer.filled().get(before..).unwrap_or_default();
        let (heads, end) = heads_in(came, HEADS_AT_ONCE - self.handed.heads);
        self.held = Bytes::copy_from_slice(came.get(end..).unwrap_or_default());
        buffer.set_filled(before + end);
        Poll::Ready(Ok((heads, end)))
    }

    fn hand_over_held(&mut self, buffer: &mut ReadBuf<'_>) -> (usize, usize) {
        let fitting = self.held.get(..buffer.remaining()).unwrap_or(&self.held);
        let (heads, end) = heads_in(fitting, HEADS_AT_ONCE - self.handed.heads);
        buffer.put_slice(&self.held.split_to(end));
        (heads, end)
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let polled = this.poll_hand_over(cx, buffer);
        if polled.is_pending() {
            this.handed = Handed::default();
        }
        polled
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.connection.is_closed() {
            return Poll::Ready(Err(given_up()));
        }
        let polled = Pin::new(&mut this.stream).poll_write(cx, bytes);
        match &polled {
            Poll::Ready(Ok(written)) => this.connection.has_written(*written),
            Poll::Ready(Err(_)) => {}
            Poll::Pending => this.connection.cannot_write(cx),
        }
        polled
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}
