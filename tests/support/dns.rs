//! A name server of our own: what a trial says is there, nothing else, over UDP on the loopback.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::{Arc, Mutex};
use std::thread;

use hickory_proto::op::{Message, ResponseCode};
use hickory_proto::rr::rdata::{MX, PTR, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};

type Records = HashMap<String, Vec<RData>>;

/// A running server; it stops when this value is dropped.
pub struct DnsServer {
    /// Where it listens.
    pub address: SocketAddr,
    records: Arc<Mutex<Option<Records>>>,
}

impl DnsServer {
    /// Starts one that knows nothing yet.
    pub fn start() -> Self {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = socket.local_addr().expect("its address");
        let records = Arc::new(Mutex::new(Some(Records::new())));
        let shared = Arc::clone(&records);
        thread::spawn(move || serve(&socket, &shared));
        Self { address, records }
    }

    /// Adds a text, in pieces of 255 bytes.
    pub fn text(&self, name: &str, text: &str) {
        let pieces = text.as_bytes().chunks(255);
        let pieces = pieces.map(|piece| String::from_utf8(piece.to_vec()).expect("ASCII"));
        self.add(name, RData::TXT(TXT::new(pieces.collect())));
    }

    /// Adds a mail host.
    pub fn mail_host(&self, domain: &str, host: &str) {
        self.add(domain, RData::MX(MX::new(10, full(host))));
    }

    /// Adds an address.
    pub fn address(&self, host: &str, address: &str) {
        self.add(host, RData::from(address.parse::<IpAddr>().expect("an address")));
    }

    /// Adds the name of an address.
    pub fn name_of(&self, address: &str, name: &str) {
        let reverse = Name::from(address.parse::<IpAddr>().expect("an address"));
        self.add(&reverse.to_string(), RData::PTR(PTR(full(name))));
    }

    /// Takes away what a name has of a kind.
    pub fn remove(&self, name: &str, kind: RecordType) {
        let mut records = self.records.lock().expect("unbroken");
        let known = records.as_mut().expect("running");
        known.entry(bare(name)).or_default().retain(|data| data.record_type() != kind);
    }

    /// Takes away all names of an address.
    pub fn unname(&self, address: &str) {
        let reverse = Name::from(address.parse::<IpAddr>().expect("an address"));
        self.remove(&reverse.to_string(), RecordType::PTR);
    }

    fn add(&self, name: &str, data: RData) {
        let mut records = self.records.lock().expect("unbroken");
        records.as_mut().expect("running").entry(bare(name)).or_default().push(data);
    }
}

impl Drop for DnsServer {
    fn drop(&mut self) {
        self.records.lock().expect("unbroken").take();
        // One more packet, so that the thread looks up and ends.
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        socket.send_to(&[], self.address).expect("a packet");
    }
}

fn serve(socket: &UdpSocket, records: &Mutex<Option<Records>>) {
    let mut buffer = [0; 4096];
    while let Ok((length, from)) = socket.recv_from(&mut buffer) {
        let known = records.lock().expect("unbroken");
        let Some(known) = known.as_ref() else { return };
        let Ok(question) = Message::from_vec(&buffer[..length]) else { continue };
        let answer = answer(&question, known).to_vec().expect("an answer");
        socket.send_to(&answer, from).expect("sent");
    }
}

/// A domain called `broken` is one whose servers fail.
fn answer(question: &Message, known: &Records) -> Message {
    let mut answer = Message::response(question.metadata.id, question.metadata.op_code);
    for query in &question.queries {
        answer.add_query(query.clone());
        let name = bare(&query.name.to_string());
        let found = known.get(&name);
        if name.ends_with("broken") {
            answer.metadata.response_code = ResponseCode::ServFail;
        } else if found.is_none() {
            answer.metadata.response_code = ResponseCode::NXDomain;
        }
        for data in found.into_iter().flatten() {
            if data.record_type() == query.query_type {
                answer.add_answer(Record::from_rdata(query.name.clone(), 60, data.clone()));
            }
        }
    }
    answer
}

fn bare(name: &str) -> String {
    name.trim_end_matches('.').to_lowercase()
}

fn full(name: &str) -> Name {
    let mut name = Name::from_ascii(name).expect("a name");
    name.set_fqdn(true);
    name
}
