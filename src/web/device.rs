//! The cookie by which a device that has answered is known for some hours: random, set only in the
//! reply to an answer, out of reach of scripts and of other sites. The house keeps a keyed hash of it,
//! for as long, beside a place and never beside an answer.

use actix_web::cookie::time::Duration;
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use super::cookie::{self, EVERYWHERE};
use crate::error::{Context, Result};
use crate::keys::hex;

const NAME: &str = "afterword_device";

/// How many hexadecimal digits it holds.
const LENGTH: usize = 32;

/// How long it lasts where answers at touchpoints are not limited: bursts of cards need it.
const LEAST_HOURS: u32 = 12;

/// A device: one that is known, or one that becomes known with its answer.
pub struct Device {
    /// What its cookie holds, or will.
    pub value: String,
    /// Whether it brought it.
    pub is_known: bool,
}

impl Device {
    /// The device that sent a request; a malformed cookie is none.
    pub fn of(web: &Web, request: &HttpRequest) -> Self {
        let brought =
            cookie::find(web, request, NAME, EVERYWHERE).map(|cookie| cookie.value().to_owned());
        let is_ours = |value: &String| {
            value.len() == LENGTH && value.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        match brought.filter(is_ours) {
            Some(value) => Self { value, is_known: true },
            None => {
                let value = hex(&web.house.random.bytes::<{ LENGTH / 2 }>());
                Self { value, is_known: false }
            }
        }
    }

    /// Gives a device that was not known its cookie, in the reply to its answer.
    pub fn remember(&self, web: &Web, reply: &mut HttpResponse) -> Result<()> {
        if self.is_known {
            return Ok(());
        }
        let hours = web.config().answers.device_hours.max(LEAST_HOURS);
        let cookie = cookie::build(web, NAME, EVERYWHERE, self.value.clone())
            .max_age(Duration::hours(i64::from(hours)))
            .finish();
        reply.add_cookie(&cookie).doing(|| "a cookie cannot be written".to_owned())
    }
}
