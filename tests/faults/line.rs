//! One end of a line, which can be ended in more ways than one.
//!
//! Whatever comes back as `None` means that the conversation is over.

use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::server::TlsStream;

/// How long nobody may say anything before the server thinks itself alone. Longer than any
/// client's patience; it only ends conversations whose other side was lost.
pub const FORGOTTEN: Duration = Duration::from_secs(20);

/// A stream that can be ended by a reset.
pub trait Wire: AsyncRead + AsyncWrite + Unpin {
    /// What it runs over.
    fn tcp(&self) -> &TcpStream;
}

impl Wire for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Wire for TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

/// Reads and writes, and gives up for good at the first failure.
pub struct Line<S> {
    stream: BufReader<S>,
}

impl<S: Wire> Line<S> {
    /// Over this stream.
    pub fn new(stream: S) -> Self {
        Self { stream: BufReader::new(stream) }
    }

    /// The stream, without what was read ahead.
    pub fn into_inner(self) -> S {
        self.stream.into_inner()
    }

    /// Ends the conversation; a reset throws away what the other side has not read yet.
    pub fn hang_up<T>(&self, reset: bool) -> Option<T> {
        if reset {
            self.stream.get_ref().tcp().set_zero_linger().expect("a socket");
        }
        None
    }

    /// Says nothing until the client is gone.
    pub async fn hush<T>(&mut self) -> Option<T> {
        let mut ignored = [0; 4096];
        let gone = async { while matches!(self.stream.read(&mut ignored).await, Ok(1..)) {} };
        // A client that never leaves is told apart by the trial, which counts connections.
        drop(timeout(FORGOTTEN, gone).await);
        None
    }

    /// Writes; `None` if nobody reads any more.
    pub async fn write(&mut self, bytes: &[u8]) -> Option<()> {
        self.stream.write_all(bytes).await.ok()?;
        self.stream.flush().await.ok()
    }

    /// A line with its end.
    pub async fn read_line(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        let read = timeout(FORGOTTEN, self.stream.read_until(b'\n', &mut line)).await.ok()?;
        // A line without its end is a line that was cut.
        (read.ok()? > 0 && line.ends_with(b"\n")).then_some(line)
    }

    /// So many bytes, which nobody looks at.
    pub async fn read_bytes(&mut self, count: usize) -> Option<()> {
        let mut bytes = vec![0; count];
        timeout(FORGOTTEN, self.stream.read_exact(&mut bytes)).await.ok()?.ok()?;
        Some(())
    }
}
