//! The client to compare with: sockets, MAIL, RCPT, DATA and always the same letter, no database,
//! no rendering.
//!
//! The three commands go in one piece, as Afterword's do where a server allows it.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::thread;

/// Hands over so many letters of so many bytes, over so many connections at once.
pub fn hand_over(port: u16, connections: usize, letters: u64, bytes: u64) -> Result<(), String> {
    let each = letters / connections as u64;
    let letter = letter(usize::try_from(bytes).map_err(|error| error.to_string())?);
    thread::scope(|scope| {
        let at_work: Vec<_> = (0..connections)
            .map(|_| scope.spawn(|| talk(port, each, &letter).map_err(|error| error.to_string())))
            .collect();
        at_work.into_iter().try_for_each(|thread| thread.join().expect("a client"))
    })
}

/// Lines of 76 characters and a dot.
fn letter(bytes: usize) -> Vec<u8> {
    let line = [&[b'x'; 76][..], b"\r\n"].concat();
    let mut letter: Vec<u8> = line.iter().copied().cycle().take(bytes.saturating_sub(5)).collect();
    letter.extend_from_slice(b"\r\n.\r\n");
    letter
}

fn talk(port: u16, letters: u64, letter: &[u8]) -> io::Result<()> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_nodelay(true)?;
    let mut reply = [0; 512];
    expect(&mut stream, &mut reply, b'2')?;
    say(&mut stream, b"EHLO bare\r\n", &mut reply, b'2')?;
    let offer = b"MAIL FROM:<hello@shop.example>\r\nRCPT TO:<customer@example.com>\r\nDATA\r\n";
    for _ in 0..letters {
        say(&mut stream, offer, &mut reply, b'2')?;
        say(&mut stream, letter, &mut reply, b'2')?;
    }
    say(&mut stream, b"QUIT\r\n", &mut reply, b'2')
}

fn say(stream: &mut TcpStream, bytes: &[u8], reply: &mut [u8], wanted: u8) -> io::Result<()> {
    stream.write_all(bytes)?;
    expect(stream, reply, wanted)
}

/// The sink answers each piece in one piece.
fn expect(stream: &mut TcpStream, reply: &mut [u8], wanted: u8) -> io::Result<()> {
    let read = stream.read(reply)?;
    if read > 0 && reply[0] == wanted { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
}
