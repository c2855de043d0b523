//! A browser that has seen the page for signing in is known by a random number in a cookie.

use actix_web::{HttpRequest, HttpResponse};

use super::{Web, cookie};
use crate::error::Result;
use crate::keys::hex;

/// How many hexadecimal digits the number has.
const LENGTH: usize = 32;

/// A browser.
pub struct Browser {
    number: String,
    is_told: bool,
}

impl Browser {
    /// The browser that sent a request; one whose cookie is none of ours is a new one.
    pub fn of(web: &Web, request: &HttpRequest) -> Self {
        let is_ours = |value: &String| {
            value.len() == LENGTH && value.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        match cookie::browser_of(request).filter(is_ours) {
            Some(number) => Self { number, is_told: true },
            None => {
                let number = hex(&web.house.random.bytes::<{ LENGTH / 2 }>());
                Self { number, is_told: false }
            }
        }
    }

    /// Its number.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Sends its cookie along, where it does not have it.
    ///
    /// # Errors
    /// The cookie cannot be written.
    pub fn tell(&self, web: &Web, reply: &mut HttpResponse) -> Result<()> {
        if self.is_told {
            return Ok(());
        }
        cookie::attach(reply, &cookie::browser(web, self.number.clone()))
    }
}
