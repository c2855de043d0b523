//! SMTP reply codes and enhanced status codes (RFC 3463) in the words of servers.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern::pattern;

/// The codes that a text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplyCode {
    /// The SMTP reply code, 4xx or 5xx.
    pub reply: Option<u16>,
    /// The enhanced status code, `5.1.1`.
    pub status: Option<String>,
}

impl ReplyCode {
    /// The first codes of failure in a text: `550 5.1.1 …`, `550-5.1.1 …`, `(#5.1.1)`, `said: 450 …`.
    #[must_use]
    pub fn find(text: &str) -> Self {
        // A number alone is a code only where a server's words follow; four parts are an address.
        static REPLY: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"(?:^|[\s;:('\x22<#>\[=])([45][0-5]\d)(?:[ \t]+|-|: )[#(\[]*[\w<]")
        });
        static STATUS: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"(?:^|[^0-9.])([45]\.[0-7]\.\d{1,3})(?:[^0-9.]|\.\D|\.?$)"));
        let first = |regex: &Regex| {
            let found = regex.captures(text)?;
            Some(found.get(1)?.as_str().to_owned())
        };
        let reply = first(&REPLY).and_then(|digits| digits.parse().ok());
        Self { reply, status: first(&STATUS) }
    }
}

#[cfg(test)]
mod tests {
    use super::ReplyCode;

    #[test]
    fn codes_are_found_as_servers_write_them() {
        let cases = [
            ("550 5.1.1 <x@y>: User unknown", Some(550), Some("5.1.1")),
            ("smtp; 550-5.1.1 The email account", Some(550), Some("5.1.1")),
            ("Sorry, no mailbox here by that name. (#5.1.1)", None, Some("5.1.1")),
            ("host mx[192.0.2.1] said: 452-4.2.2 The account is full", Some(452), Some("4.2.2")),
            ("<<< 554 delivery error: dd Sorry", Some(554), None),
            ("Remote Server returned '550 5.1.10 RESOLVER.ADR'", Some(550), Some("5.1.10")),
            ("550 [internal] [oob] No such user", Some(550), None),
            ("'554 5.7.1 blocked'", Some(554), Some("5.7.1")),
            ("the server at 5.1.1.9 said nothing in 550 s", Some(550), None),
            ("5 of 620 mails on 4.12.2026", None, None),
            ("status 5.4.4.", None, Some("5.4.4")),
        ];
        for (text, reply, status) in cases {
            let found = ReplyCode::find(text);
            assert_eq!((found.reply, found.status.as_deref()), (reply, status), "{text}");
        }
    }
}
