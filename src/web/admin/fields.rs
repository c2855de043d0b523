//! The fields of a small form, as text.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};

use crate::web::Web;
use crate::web::client::{Body, pairs_of};
use crate::web::error::{Failed, notice_page};
use crate::web::form::Posted;
use crate::web::page::notice::Notice;

/// The fields, in the order they came.
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads a posted form; the reply that says so if it is too large.
    ///
    /// # Errors
    /// A body that was cut short.
    pub fn of(
        web: &Web,
        request: &HttpRequest,
        posted: Posted,
    ) -> Result<Result<Self, HttpResponse>, Failed> {
        let Body::Whole(body) = posted.0? else {
            let status = StatusCode::PAYLOAD_TOO_LARGE;
            return Ok(Err(notice_page(web, request, status, Notice::TooLarge)));
        };
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let pairs = pairs_of(&body).into_iter().map(|(key, value)| (text(key), text(value)));
        Ok(Ok(Self(pairs.collect())))
    }

    /// A field; empty if it is not there.
    pub fn get(&self, key: &str) -> &str {
        self.0.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value.as_str())
    }
}
