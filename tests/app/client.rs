//! A visitor: `ureq` for what browsers send, a bare socket for what they never would.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use ureq::Agent;

/// One browser: it keeps cookies and follows nothing by itself.
pub struct Client {
    agent: Agent,
    port: u16,
    headers: Vec<(&'static str, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Header lines, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, decompressed.
    pub body: String,
}

impl Reply {
    /// A header's first value; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// What stands between two marks of the body.
    pub fn between(&self, from: &str, to: &str) -> &str {
        let rest = self.body.split_once(from).unwrap_or_else(|| panic!("no {from} in {self:?}")).1;
        rest.split_once(to).unwrap_or_else(|| panic!("no {to} in {self:?}")).0
    }
}

impl Client {
    /// A browser with an empty jar of cookies.
    pub fn new(port: u16) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Self { agent: Agent::new_with_config(config), port, headers: Vec::new() }
    }

    /// The same browser, sending this header with everything.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    /// What it keeps under a name.
    pub fn cookie(&self, name: &str) -> String {
        let jar = self.agent.cookie_jar_lock();
        let found = jar.iter().find(|cookie| cookie.name() == name);
        found.map(|cookie| cookie.value().to_owned()).unwrap_or_default()
    }

    /// Opens a page.
    pub fn get(&self, path: &str) -> Reply {
        let mut request = self.agent.get(self.address(path));
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        reply_of(request.call().unwrap_or_else(|error| panic!("GET {path}: {error}")))
    }

    /// Opens a file: status, content type and bytes.
    pub fn get_bytes(&self, path: &str) -> (u16, String, Vec<u8>) {
        let reply = self.agent.get(self.address(path)).call();
        let mut reply = reply.unwrap_or_else(|error| panic!("GET {path}: {error}"));
        let kind = reply.headers().get("content-type").and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default().to_owned();
        let bytes = reply.body_mut().read_to_vec().expect("a whole body");
        (reply.status().as_u16(), kind, bytes)
    }

    /// Sends a form, already encoded.
    pub fn post(&self, path: &str, form: impl AsRef<[u8]>) -> Reply {
        let mut request = self.agent.post(self.address(path));
        let says = |name: &str| self.headers.iter().any(|(known, _)| *known == name);
        // As browsers say where a form comes from.
        if !says("origin") && !says("sec-fetch-site") {
            request = request.header("origin", &self.address(""));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request.content_type("application/x-www-form-urlencoded");
        reply_of(request.send(form.as_ref()).unwrap_or_else(|error| panic!("POST {path}: {error}")))
    }

    /// Sends a form whose reply is a file: status and bytes.
    pub fn post_bytes(&self, path: &str, form: &str) -> (u16, Vec<u8>) {
        let request = self.agent.post(self.address(path));
        let request = request.content_type("application/x-www-form-urlencoded");
        let reply = request.send(form.as_bytes());
        let mut reply = reply.unwrap_or_else(|error| panic!("POST {path}: {error}"));
        let bytes = reply.body_mut().read_to_vec().expect("a whole body");
        (reply.status().as_u16(), bytes)
    }

    fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

fn reply_of(mut response: ureq::http::Response<ureq::Body>) -> Reply {
    let headers = response.headers().iter();
    let headers = headers
        .map(|(name, value)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect();
    let body = response.body_mut().read_to_vec().expect("a whole body");
    Reply {
        status: response.status().as_u16(),
        headers,
        body: String::from_utf8(body).expect("UTF-8"),
    }
}

/// Sends bytes as they are, with `Connection: close` expected in them; gives status, head and the
/// bytes of the body as they came.
pub fn send_raw(port: u16, request: &[u8]) -> (u16, String, Vec<u8>) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time-out");
    stream.write_all(request).expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an end of the head");
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).expect("a status");
    (status, head, answer[end + 4..].to_vec())
}

/// A bare GET with more headers, each ended by CRLF.
pub fn get_raw(port: u16, path: &str, headers: &str) -> (u16, String, Vec<u8>) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\n{headers}Connection: close\r\n\r\n");
    send_raw(port, request.as_bytes())
}

/// Percent-encodes a form's value.
pub fn encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
