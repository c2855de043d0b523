//! A browser that has seen the page for signing in is known by a random number in a cookie, and for
//! each user who has signed in with it by a mark of the house on that number and the user's name.
//! So somebody who guesses elsewhere cannot use up the tries of those at home
//! (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").

use actix_web::{HttpRequest, HttpResponse};

use super::{Web, cookie};
use crate::error::Result;
use crate::keys::{Purpose, hex};
use crate::types::folded;

/// How many hexadecimal digits the number has, and each mark.
const LENGTH: usize = 32;

/// How many users a browser is known for: those who signed in with it last.
const USERS: usize = 8;

/// A browser.
pub struct Browser {
    number: String,
    marks: Vec<String>,
    is_told: bool,
}

impl Browser {
    /// The browser that sent a request; one whose cookie is none of ours is a new one.
    pub fn of(web: &Web, request: &HttpRequest) -> Self {
        let brought = cookie::browser_of(web, request).and_then(|value| read(&value));
        match brought {
            Some((number, marks)) => Self { number, marks, is_told: true },
            None => {
                let number = hex(&web.house.random.bytes::<{ LENGTH / 2 }>());
                Self { number, marks: Vec::new(), is_told: false }
            }
        }
    }

    /// Its number.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Whether this user has signed in with it.
    pub fn knows(&self, web: &Web, name: &str) -> bool {
        let text = self.text(name);
        self.marks.iter().any(|mark| web.house.keys.is_mark(Purpose::Browser, &text, mark))
    }

    /// Notes that a user signed in with it, and sends it the cookie that says so.
    ///
    /// # Errors
    /// The cookie cannot be written.
    pub fn remember(mut self, web: &Web, name: &str, reply: &mut HttpResponse) -> Result<()> {
        let mark = web.house.keys.mark(Purpose::Browser, &self.text(name));
        self.marks.retain(|known| *known != mark);
        self.marks.insert(0, mark);
        self.marks.truncate(USERS);
        self.is_told = false;
        self.tell(web, reply)
    }

    /// Sends its cookie along, where it does not have it.
    ///
    /// # Errors
    /// The cookie cannot be written.
    pub fn tell(&self, web: &Web, reply: &mut HttpResponse) -> Result<()> {
        if self.is_told {
            return Ok(());
        }
        let mut parts = vec![self.number.as_str()];
        parts.extend(self.marks.iter().map(String::as_str));
        cookie::attach(reply, &cookie::browser(web, parts.join(".")))
    }

    fn text(&self, name: &str) -> String {
        format!("{} {}", self.number, folded(name))
    }
}

/// The number and the marks of a cookie; `None` if it is none of ours.
fn read(value: &str) -> Option<(String, Vec<String>)> {
    let is_hex = |part: &&str| part.len() == LENGTH && part.bytes().all(|b| b.is_ascii_hexdigit());
    let mut parts = value.split('.');
    let number = parts.next().filter(is_hex)?.to_owned();
    let marks: Vec<String> = parts.filter(is_hex).take(USERS).map(str::to_owned).collect();
    Some((number, marks))
}

#[cfg(test)]
mod tests {
    use super::{USERS, read};

    #[test]
    fn a_cookie_of_ours_is_a_number_and_some_marks() {
        let part = "0123456789abcdef0123456789abcdef";
        assert_eq!(read(part), Some((part.to_owned(), Vec::new())));
        let (_, marks) = read(&[part; 20].join(".")).unwrap();
        assert_eq!(marks.len(), USERS);
        for other in ["", ".", "0123", &part[1..], &part.replace('0', "g")] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
