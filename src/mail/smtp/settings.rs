//! How to reach a mail server, read from one URL.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use url::{Host, Url};

use crate::error::{Error, Result};

/// When TLS begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// With the first byte (`smtps://`).
    Implicit,
    /// After STARTTLS, which the server must offer (`smtp://`).
    StartTls,
    /// Never: on loopback, or because the shop asked for it with `?tls=none`.
    None,
}

/// How we sign in.
#[derive(Clone, PartialEq, Eq)]
pub enum Login {
    /// With a password, by PLAIN or, where there is no PLAIN, by LOGIN.
    Password {
        /// The user.
        user: String,
        /// The password.
        password: String,
    },
    /// With a token that somebody else keeps fresh in a file (XOAUTH2); read at every connection.
    Token {
        /// The user.
        user: String,
        /// The file.
        file: PathBuf,
    },
}

/// How long each phase may take. The defaults are those of RFC 5321 §4.5.3.2 where waiting saves
/// a letter from being uncertain, and shorter where a retry costs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// To connect to one address, and to agree on TLS.
    pub connect: Duration,
    /// For the reply to a command.
    pub reply: Duration,
    /// To write the letter.
    pub body: Duration,
    /// From the final dot to the reply.
    pub dot: Duration,
}

/// The longest a phase may be given by the URL: ten minutes, as RFC 5321 has it after the dot.
const LONGEST_TIMEOUT: u64 = 600;

impl Timeouts {
    /// The same time for each phase.
    fn all(time: Duration) -> Self {
        Self { connect: time, reply: time, body: time, dot: time }
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            reply: Duration::from_secs(60),
            body: Duration::from_secs(120),
            dot: Duration::from_secs(600),
        }
    }
}

/// A mail server and how we present ourselves to it.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    /// The server's name, against which its certificate is checked, or its IP address.
    pub host: String,
    /// The server's port.
    pub port: u16,
    /// When TLS begins.
    pub security: Security,
    /// Who we are, if the server wants to know.
    pub login: Option<Login>,
    /// The name we greet with; without one `[127.0.0.1]`, which most submission servers accept.
    pub hello: Option<String>,
    /// A PEM file with further root certificates, for shops with a CA of their own.
    pub ca_file: Option<PathBuf>,
    /// How long each phase may take.
    pub timeouts: Timeouts,
}

impl SmtpSettings {
    /// Reads `smtps://user:password@host:465` or `smtp://host:587`, with `?tls=none` or
    /// `?tls=starttls`, `?hello=name`, `?auth=xoauth2&token_file=path` instead of a password, and
    /// `?timeout=20` for how many seconds each phase may take.
    /// User and password are percent-encoded. Without a port: 465 for `smtps`, 587 for `smtp`, 25
    /// where TLS is not asked for.
    ///
    /// # Errors
    /// Refused with the reason; the text never quotes the URL, which holds a password.
    pub fn parse(url: &str) -> Result<Self> {
        let url = Url::parse(url)
            .map_err(|error| Error::refused("the SMTP URL cannot be read").because(error))?;
        let host = url.host().ok_or_else(|| Error::refused("the SMTP URL names no host"))?;
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(Error::refused(
                "the SMTP URL ends after host and port, but for ?tls= and its like",
            ));
        }
        let (mut tls, mut hello, mut auth, mut token_file) = (None, None, None, None);
        let mut timeouts = Timeouts::default();
        for (key, value) in url.query_pairs() {
            match &*key {
                "tls" => tls = Some(value.into_owned()),
                "auth" if value == "xoauth2" => auth = Some(value.into_owned()),
                "auth" => return Err(Error::refused("auth= in the SMTP URL is \"xoauth2\"")),
                "token_file" => token_file = Some(PathBuf::from(value.into_owned())),
                "hello" if is_host_name(&value) => hello = Some(value.into_owned()),
                "hello" => {
                    return Err(Error::refused("hello= in the SMTP URL must be a host name"));
                }
                "timeout" => timeouts = Timeouts::all(seconds(&value)?),
                other => {
                    return Err(Error::refused(format!(
                        "the SMTP URL knows tls=, hello=, timeout=, auth= and token_file=, not {other}="
                    )));
                }
            }
        }
        let security = security(url.scheme(), tls.as_deref(), is_loopback(&host))?;
        let default_port = match security {
            Security::Implicit => 465,
            Security::StartTls => 587,
            Security::None => 25,
        };
        Ok(Self {
            host: host.to_string().trim_matches(['[', ']']).to_owned(),
            port: url.port().unwrap_or(default_port),
            security,
            login: login(&url, auth.is_some(), token_file)?,
            hello,
            ca_file: None,
            timeouts,
        })
    }
}

fn security(scheme: &str, tls: Option<&str>, loopback: bool) -> Result<Security> {
    match (scheme, tls) {
        ("smtps", None) => Ok(Security::Implicit),
        ("smtps", Some(_)) => {
            Err(Error::refused("smtps:// is TLS from the first byte: leave out ?tls="))
        }
        ("smtp", Some("none")) => Ok(Security::None),
        ("smtp", Some("starttls")) => Ok(Security::StartTls),
        ("smtp", Some(_)) => {
            Err(Error::refused("?tls= in the SMTP URL is \"starttls\" or \"none\""))
        }
        ("smtp", None) if loopback => Ok(Security::None),
        ("smtp", None) => Ok(Security::StartTls),
        _ => Err(Error::refused("the SMTP URL begins with smtps:// or smtp://")),
    }
}

/// In URLs of foreign schemes an IPv4 address counts as a name, so names are read once more.
fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            *name == "localhost"
                || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

fn is_host_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    !name.is_empty() && name.len() <= 255 && name.chars().all(plain)
}

fn seconds(text: &str) -> Result<Duration> {
    let seconds = text.parse().ok().filter(|seconds| (1..=LONGEST_TIMEOUT).contains(seconds));
    seconds.map(Duration::from_secs).ok_or_else(|| {
        Error::refused(format!("timeout= in the SMTP URL is 1 to {LONGEST_TIMEOUT} seconds"))
    })
}

fn login(url: &Url, by_token: bool, token_file: Option<PathBuf>) -> Result<Option<Login>> {
    let refuse = |message| Err(Error::refused(message));
    match (url.username(), url.password(), by_token, token_file) {
        ("", None, false, None) => Ok(None),
        (user, Some(password), false, None) if !user.is_empty() => {
            Ok(Some(Login::Password { user: decode(user)?, password: decode(password)? }))
        }
        (user, None, true, Some(file)) if !user.is_empty() && file.is_absolute() => {
            Ok(Some(Login::Token { user: decode(user)?, file }))
        }
        ("", Some(_), ..) => refuse("the SMTP URL has a password but no user"),
        (_, None, false, None) => refuse("the SMTP URL has a user but no password"),
        _ => refuse(
            "with auth=xoauth2 the SMTP URL has a user, no password, and token_file=, the whole path \
             of the file that holds the token",
        ),
    }
}

fn decode(part: &str) -> Result<String> {
    let wrong = "user and password in the SMTP URL must be percent-encoded UTF-8";
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if let (b'%', [high, low, after @ ..]) = (*first, tail) {
            let digit =
                |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            let (Some(high), Some(low)) = (digit(*high), digit(*low)) else {
                return Err(Error::refused(wrong));
            };
            bytes.push(high * 16 + low);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    let decoded = String::from_utf8(bytes).map_err(|_utf8| Error::refused(wrong))?;
    if decoded.contains(['\0', '\r', '\n']) {
        return Err(Error::refused(wrong));
    }
    Ok(decoded)
}

/// Keeps user and password out of logs.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Password { .. } => "Password(…)",
            Self::Token { .. } => "Token(…)",
        })
    }
}

impl fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("login", &self.login)
            .field("hello", &self.hello)
            .field("ca_file", &self.ca_file)
            .field("timeouts", &self.timeouts)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Login, Security, SmtpSettings, Timeouts};

    #[test]
    fn a_url_says_it_all() {
        let settings =
            SmtpSettings::parse("smtps://an%40shop.example:p%C3%A0ss%2Fw@mail.example").unwrap();
        assert_eq!((settings.host.as_str(), settings.port), ("mail.example", 465));
        assert_eq!(settings.security, Security::Implicit);
        let login = Login::Password { user: "an@shop.example".into(), password: "pàss/w".into() };
        assert_eq!(settings.login, Some(login));
        assert!(!format!("{settings:?}").contains("pàss"));
    }

    #[test]
    fn a_token_takes_the_place_of_a_password() {
        let url = "smtp://an%40shop.example@smtp.example?auth=xoauth2&token_file=%2Frun%2Ftoken";
        let login = Login::Token { user: "an@shop.example".into(), file: "/run/token".into() };
        assert_eq!(SmtpSettings::parse(url).unwrap().login, Some(login));
    }

    #[test]
    fn starttls_is_demanded_but_on_loopback_or_by_wish() {
        let read = |url: &str| {
            let settings = SmtpSettings::parse(url).unwrap();
            (settings.host, settings.port, settings.security)
        };
        assert_eq!(read("smtp://mail.example"), ("mail.example".into(), 587, Security::StartTls));
        assert_eq!(
            read("smtp://mail.example?tls=none"),
            ("mail.example".into(), 25, Security::None)
        );
        assert_eq!(read("smtp://127.0.0.1:2525/"), ("127.0.0.1".into(), 2525, Security::None));
        assert_eq!(read("smtp://[::1]"), ("::1".into(), 25, Security::None));
        assert_eq!(read("smtp://localhost?tls=starttls&hello=shop.example").2, Security::StartTls);
        assert_eq!(read("smtp://127.0.0.1.example").2, Security::StartTls);
    }

    #[test]
    fn patience_can_be_shortened() {
        let read = |url: &str| SmtpSettings::parse(url).unwrap().timeouts;
        assert_eq!(read("smtp://h"), Timeouts::default());
        assert_eq!(read("smtp://h?timeout=20"), Timeouts::all(Duration::from_secs(20)));
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for url in [
            "secret",
            "http://u:secret@h",
            "smtp://",
            "smtp://u:secret@",
            "smtp://u@h",
            "smtp://u@h?auth=xoauth2",
            "smtp://u@h?auth=xoauth2&token_file=t",
            "smtp://u@h?token_file=/t",
            "smtp://h?auth=xoauth2&token_file=t",
            "smtp://u:secret@h?auth=xoauth2&token_file=t",
            "smtp://u:secret@h?auth=plain",
            "smtp://:secret@h",
            "smtp://h/path",
            "smtp://h?tls=maybe",
            "smtps://h?tls=none",
            "smtp://h?secret=1&x=2#f",
            "smtp://u:%ff@h",
            "smtp://h?hello=a b",
            "smtp://h?timeout=0",
            "smtp://h?timeout=601",
            "smtp://h?timeout=soon",
            "smtp://u:secret%0d%0a@h",
            "smtp://u:secret@h:99999",
        ] {
            let error = SmtpSettings::parse(url).unwrap_err();
            assert!(url.contains("?secret") || !error.to_string().contains("secret"), "{error}");
        }
    }
}
