//! Bodies of requests: read within their limits, in good time, and within the memory there is for them.
//!
//! What is waited for is any part of a body, so that a phone with one bar gets its form through; and all
//! of it, so that nobody is waited for for ever.

use std::ops::Deref;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Payload};
use actix_web::{FromRequest, HttpRequest, dev};
use futures_util::StreamExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::Web;
use super::connections::Connection;
use super::error::{Failed, notice_page};
use super::page::notice::Notice;

/// The largest form that is read: one with the longest comment in the widest script is half of it.
pub const LARGEST_FORM: usize = 64 * 1024;

/// How much of a body is read without asking for room: nearly every form.
const SMALL: usize = 8 * 1024;

/// Room is had in pieces of so many bytes.
const PIECE: usize = 16 * 1024;

/// How long room is waited for before whoever was waited for longest has to go, and how often.
const WAIT: (Duration, usize) = (Duration::from_secs(1), 4);

/// Whose bodies share a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Forms of people.
    Forms,
    /// Hooks of mail services.
    Hooks,
}

/// Room in memory for the bodies of one kind.
pub struct Room(Kind, Arc<Semaphore>);

impl Room {
    /// Room for so many bytes.
    pub fn new(kind: Kind, bytes: usize) -> Self {
        Self(kind, Arc::new(Semaphore::new(bytes / PIECE)))
    }
}

/// A body in memory; its room is free again when it is dropped.
pub struct Held {
    bytes: Vec<u8>,
    _room: Option<OwnedSemaphorePermit>,
}

impl Deref for Held {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

/// What came of reading a body.
pub enum Body {
    /// All of it.
    Whole(Held),
    /// More than is read.
    TooLarge,
    /// The line broke, or what came is no body.
    CutShort,
    /// Nothing came for too long, or it took too long in all.
    TooSlow,
    /// There are too many others; it may be sent again.
    NoRoom,
}

/// A posted form.
pub struct Posted(pub Body);

impl Posted {
    /// The form; else the reply that says what is wrong with it.
    pub fn whole(self, web: &Web, request: &HttpRequest) -> Result<Held, Failed> {
        let (status, notice) = match self.0 {
            Body::Whole(body) => return Ok(body),
            Body::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Notice::TooLarge),
            Body::CutShort => (StatusCode::BAD_REQUEST, Notice::CutShort),
            Body::TooSlow => (StatusCode::REQUEST_TIMEOUT, Notice::CutShort),
            Body::NoRoom => (StatusCode::SERVICE_UNAVAILABLE, Notice::Busy),
        };
        Err(Failed::Told(Box::new(notice_page(web, request, status, notice))))
    }
}

impl FromRequest for Posted {
    type Error = actix_web::Error;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let web = Data::<Web>::extract(request);
        let payload = Payload::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let (web, payload) = (web.await?, payload.await?);
            Ok(Self(read(&web, &request, payload, (LARGEST_FORM, &web.forms)).await))
        })
    }
}

/// Reads a body of at most so many bytes; nothing of one that says it is longer.
pub async fn read(
    web: &Web,
    request: &HttpRequest,
    payload: Payload,
    (limit, room): (usize, &Room),
) -> Body {
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Body::TooLarge;
    }
    let connection = request.conn_data::<Arc<Connection>>();
    let _waiting = connection.map(Connection::await_body);
    let reading = gather(web, connection, payload, (limit, room));
    timeout(web.connections.deadlines().body, reading).await.unwrap_or(Body::TooSlow)
}

async fn gather(
    web: &Web,
    connection: Option<&Arc<Connection>>,
    payload: Payload,
    (limit, room): (usize, &Room),
) -> Body {
    let stalled = web.connections.deadlines().stalled;
    let mut payload = pin!(payload);
    let (mut bytes, mut held) = (Vec::new(), None::<OwnedSemaphorePermit>);
    loop {
        let piece = match timeout(stalled, payload.next()).await {
            Err(_elapsed) => return Body::TooSlow,
            Ok(None) => {
                connection.inspect(|connection| connection.body_is_whole());
                return Body::Whole(Held { bytes, _room: held });
            }
            Ok(Some(Ok(piece))) => piece,
            Ok(Some(Err(error))) => {
                tracing::debug!(%error, "a body was cut short");
                return Body::CutShort;
            }
        };
        let length = bytes.len() + piece.len();
        if length > limit {
            return Body::TooLarge;
        }
        let had = SMALL + held.as_ref().map_or(0, OwnedSemaphorePermit::num_permits) * PIECE;
        if length > had {
            let Some(more) = room_for(web, connection, room, length - had).await else {
                return Body::NoRoom;
            };
            match &mut held {
                Some(held) => held.merge(more),
                None => held = Some(more),
            }
            connection.inspect(|connection| connection.has_room_of(room.0));
        }
        if bytes.capacity() < length {
            bytes.reserve_exact((length - bytes.len()).next_multiple_of(SMALL));
        }
        bytes.extend_from_slice(&piece);
    }
}

/// Room for so many more bytes. Where there is none, others whose bodies do not come make some.
async fn room_for(
    web: &Web,
    connection: Option<&Arc<Connection>>,
    room: &Room,
    bytes: usize,
) -> Option<OwnedSemaphorePermit> {
    // It is we who are slow, not the client.
    let _ours = connection.map(Connection::hold_body);
    let pieces = u32::try_from(bytes.div_ceil(PIECE)).unwrap_or(u32::MAX);
    // One place in the queue for as long as it is waited in.
    let mut had = pin!(Arc::clone(&room.1).acquire_many_owned(pieces));
    for _ in 0..WAIT.1 {
        match timeout(WAIT.0, had.as_mut()).await {
            Ok(had) => return had.ok(),
            Err(_elapsed) => web.connections.make_room_for_bodies(room.0),
        }
    }
    None
}
