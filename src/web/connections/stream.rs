//! The stream of a connection, which notes what moves on it and ends when it is given up.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::Connections;
use super::connection::{Connection, Reading};

/// How much is read at once before what came is looked at.
const AT_ONCE: usize = 16 * 1024;

/// The answer to a head that is longer than any.
const OVERLONG: &[u8] = b"HTTP/1.1 431 Request Header Fields Too Large\r\n\
                          connection: close\r\ncontent-length: 0\r\n\r\n";

/// A stream that is watched.
pub struct Watched {
    stream: TcpStream,
    connection: Arc<Connection>,
    table: Arc<Connections>,
    /// How much was read since what came was looked at last.
    read: usize,
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
        Ok(Self { stream, connection, table: Arc::clone(table), read: 0 })
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

impl AsyncRead for Watched {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        match this.connection.before_reading(cx) {
            Reading::Go => {}
            Reading::Wait => return Poll::Pending,
            Reading::Overlong => {
                // Whoever does not hear it knows by the end of the line.
                let told = this.stream.try_write(OVERLONG);
                return Poll::Ready(Err(told.err().unwrap_or_else(given_up)));
            }
            Reading::Closed => return Poll::Ready(Err(given_up())),
        }
        if this.read >= AT_ONCE {
            this.read = 0;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let before = buffer.filled().len();
        let polled = Pin::new(&mut this.stream).poll_read(cx, buffer);
        let came = buffer.filled().len() - before;
        if came > 0 {
            this.connection.has_read(came);
            this.read += came;
        } else {
            this.read = 0;
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
            Poll::Pending => this.connection.cannot_write(),
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
