//! A reverse proxy before a house that lies under a path, as shops have one: it passes on what lies
//! there and knows nothing else.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// What becomes of the path that the house lies under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// It is passed on: `proxy_pass http://127.0.0.1:8080;`
    Kept,
    /// It is taken away: `proxy_pass http://127.0.0.1:8080/;`
    Stripped,
}

/// The proxy.
pub struct Proxy {
    /// Where it listens on the loopback.
    pub port: u16,
    house: Arc<AtomicU16>,
    strays: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// Starts one for the house under `path`.
    pub fn start(path: &'static str, base: Base) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let (house, strays) = (Arc::new(AtomicU16::new(0)), Arc::new(Mutex::default()));
        let proxy = Self { port, house: Arc::clone(&house), strays: Arc::clone(&strays) };
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (house, strays) = (house.load(Ordering::Relaxed), Arc::clone(&strays));
                let stream = stream.expect("a connection");
                thread::spawn(move || {
                    if let Err(stray) = pass(&stream, (path, base), house) {
                        strays.lock().expect("no panic").push(stray);
                    }
                });
            }
        });
        proxy
    }

    /// Says where the house listens.
    pub fn lead_to(&self, house: u16) {
        self.house.store(house, Ordering::Relaxed);
    }

    /// The request lines that asked for what does not lie under the path.
    pub fn strays(&self) -> Vec<String> {
        self.strays.lock().expect("no panic").clone()
    }
}

/// Passes one request on; else what it asked for.
fn pass(stream: &TcpStream, (path, base): (&str, Base), house: u16) -> Result<(), String> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).expect("a request");
    let mut words = line.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let rest =
        target.strip_prefix(path).filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    let Some(rest) = rest else {
        let mut stream = stream;
        stream
            .write_all(b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
            .ok();
        return Err(line.trim_end().to_owned());
    };
    let target = match base {
        Base::Kept => target.to_owned(),
        Base::Stripped if rest.starts_with('/') => rest.to_owned(),
        Base::Stripped => format!("/{rest}"),
    };
    let mut head = format!("{method} {target} HTTP/1.1\r\nConnection: close\r\n");
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a head");
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        if name == "content-length" {
            length = line.split(':').nth(1).and_then(|n| n.trim().parse().ok()).expect("a length");
        }
        if name != "connection" {
            head.push_str(&line);
        }
        if line.trim_end().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a body");
    let mut there = TcpStream::connect((Ipv4Addr::LOCALHOST, house)).expect("the house");
    there.write_all(head.as_bytes()).and_then(|()| there.write_all(&body)).expect("asked");
    let mut stream = stream;
    // A browser may go away before it has all.
    std::io::copy(&mut there, &mut stream).ok();
    Ok(())
}
