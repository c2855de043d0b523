//! Requests as bytes, written into a buffer that is used again.

use std::io::Write;

/// A GET as a browser on a phone sends it, answers welcome compressed.
pub fn get(into: &mut Vec<u8>, path: &str) {
    write!(into, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n")
        .and_then(|()| into.write_all(b"Accept-Encoding: gzip\r\nAccept-Language: vi\r\n\r\n"))
        .expect("memory takes it");
}

/// A form posted; `fields` is already urlencoded.
pub fn post(into: &mut Vec<u8>, path: &str, fields: &str) {
    let length = fields.len();
    write!(into, "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: vi\r\n")
        .and_then(|()| into.write_all(b"Accept-Encoding: gzip\r\n"))
        .and_then(|()| into.write_all(b"Content-Type: application/x-www-form-urlencoded\r\n"))
        .and_then(|()| write!(into, "Content-Length: {length}\r\n\r\n{fields}"))
        .expect("memory takes it");
}
