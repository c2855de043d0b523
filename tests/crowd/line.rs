//! Bare connections, and what a server makes of many of them.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Once;
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use socket2::{Domain, Socket, Type};

/// Lets this process open as many files as it may: each connection is one.
pub fn allow_many() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let limit = getrlimit(Resource::Nofile);
        let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
        setrlimit(Resource::Nofile, raised).expect("more files");
    });
}

/// A connection on which these bytes were sent.
pub fn open(port: u16, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    stream.write_all(bytes).expect("sent");
    stream
}

/// A connection that takes next to nothing before it is read.
pub fn narrow(port: u16) -> TcpStream {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    socket.set_recv_buffer_size(1_024).expect("a small buffer");
    socket.connect(&SocketAddr::from(([127, 0, 0, 1], port)).into()).expect("a connection");
    socket.into()
}

/// Many connections on which these bytes were sent.
pub fn crowd(port: u16, many: usize, bytes: &[u8]) -> Vec<TcpStream> {
    allow_many();
    (0..many).map(|_| open(port, bytes)).collect()
}

/// Sends without waiting for the other side; how much it took.
pub fn push(stream: &mut TcpStream, bytes: &[u8]) -> usize {
    stream.set_nonblocking(true).expect("a stream that does not wait");
    let mut sent = 0;
    while sent < bytes.len() {
        match stream.write(&bytes[sent..]) {
            Ok(taken) => sent += taken,
            Err(_full_or_closed) => break,
        }
    }
    sent
}

/// Whether the server has closed it; what it said before is read.
pub fn is_closed(stream: &mut TcpStream) -> bool {
    stream.set_nonblocking(true).expect("a stream that does not wait");
    let mut some = [0; 4_096];
    loop {
        match stream.read(&mut some) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() != ErrorKind::WouldBlock,
        }
    }
}

/// What the server says until it closes; empty if it says nothing in time.
pub fn answer(stream: &mut TcpStream) -> String {
    stream.set_nonblocking(false).expect("a stream that waits");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time-out");
    let mut said = Vec::new();
    // A server that has heard enough resets the line: what it said before counts.
    drop(stream.read_to_end(&mut said));
    String::from_utf8_lossy(&said).into_owned()
}

/// How long each of some honest visits takes, the slowest first; each has to succeed.
pub fn visits(port: u16, path: &str, many: usize) -> Vec<Duration> {
    let visit = || {
        let start = Instant::now();
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let said = answer(&mut open(port, request.as_bytes()));
        assert!(said.starts_with("HTTP/1.1 200"), "{path}: {said:?}");
        start.elapsed()
    };
    let mut all: Vec<Duration> = (0..many).map(|_| visit()).collect();
    all.sort_unstable_by(|one, other| other.cmp(one));
    all
}

/// The most memory a process has held, in megabytes.
pub fn peak_megabytes(pid: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kilobytes / 1024.0
}

/// How many sockets a process has open.
pub fn sockets(pid: u32) -> usize {
    let files = fs::read_dir(format!("/proc/{pid}/fd")).expect("a process");
    let links = files.filter_map(|file| fs::read_link(file.ok()?.path()).ok());
    links.filter(|link| link.to_string_lossy().starts_with("socket:")).count()
}
