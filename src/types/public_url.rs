//! The address that customers reach the server under: the one place that knows what links, paths
//! and cookies begin with.

mod reach;

use std::fmt;
use std::net::SocketAddr;

use url::Url;

pub use reach::Reach;

/// What an address looks like, where nothing better can be guessed from what was found.
const EXAMPLE: &str = "https://survey.shop.vn";

/// Scheme, host and port, and the path that the server lies under: none, or `/survey`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    base: String,
    reach: Reach,
}

impl PublicUrl {
    /// The first parts of the server's own paths. An address under one of them could not be told
    /// from a page: behind `/s`, is `/s/ABCD` a form, or a page called `ABCD`?
    pub const OWN: [&'static str; 14] = [
        "s",
        "q",
        "u",
        "admin",
        "dashboard",
        "public",
        "hooks",
        "healthz",
        "readyz",
        "metrics",
        "api",
        "delighted",
        "mcp",
        "help",
    ];

    /// Reads an address. Capitals in the host, a usual port, a slash at the end and letters beyond
    /// ASCII in the host are brought into their plain form.
    ///
    /// # Errors
    /// Says what is wrong, and what would be right.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let Some(url) = url else {
            let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
            let right = Url::parse(&format!("https://{rest}")).ok();
            let why = "which does not begin with https:// or http://";
            return Err(refusal(&format!("\"{text}\", {why}"), right));
        };
        if !url.username().is_empty() || url.password().is_some() {
            // A password is not repeated.
            return Err(refusal("an address with a user's name or password in it", Some(url)));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refusal(&format!("\"{text}\", with a ? or a # in it"), Some(url)));
        }
        let Some(base) = base_of(url.path()) else {
            let why =
                "whose path has more in it than letters, digits, - _ . ~ between single slashes";
            return Err(refusal(&format!("\"{text}\", {why}"), Some(url)));
        };
        let first = base.split('/').nth(1).unwrap_or_default();
        if Self::OWN.iter().any(|own| own.eq_ignore_ascii_case(first)) {
            let why = format!("but Afterword's own pages lie under /{first}");
            return Err(refusal(&format!("\"{text}\", {why}"), Some(url)));
        }
        match url.host() {
            Some(host) => Ok(Self::from_parts(&url, host, base)),
            None => Err(refusal(&format!("\"{text}\", without a host"), None)),
        }
    }

    /// The address of a server on this machine that nobody else needs to reach.
    #[must_use]
    pub fn of_listener(address: SocketAddr) -> Self {
        let reach = Reach::of_ip(address.ip());
        Self { origin: format!("http://{address}"), base: String::new(), reach }
    }

    fn from_parts(url: &Url, host: url::Host<&str>, base: String) -> Self {
        let reach = Reach::of(&host);
        let name = host.to_string();
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        let origin = format!("{}://{}{port}", url.scheme(), name.trim_end_matches('.'));
        Self { origin, base, reach }
    }

    /// The whole address of a page of ours: `https://shop.vn/survey/s/…` for `/s/…`.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.base)
    }

    /// The address of a page of ours on the same host: `/survey/admin` for `/admin`.
    #[must_use]
    pub fn path(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// [`PublicUrl::link`] as a person types it, without the scheme.
    #[must_use]
    pub fn typed(&self, path: &str) -> String {
        let host = self.origin.split_once("://").map_or(self.origin.as_str(), |(_, host)| host);
        format!("{host}{}{path}", self.base)
    }

    /// [`PublicUrl::link`] with scheme and host in capitals, which mean the same there (RFC 3986
    /// §6.2.2.1); the path that the server lies under is as it is.
    #[must_use]
    pub fn link_in_capitals(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin.to_ascii_uppercase(), self.base)
    }

    /// Scheme, host and port, as browsers write them in `Origin`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The path that the server lies under, without a slash at its end: empty for the whole host.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether browsers come by TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// From where it can be opened.
    #[must_use]
    pub fn reach(&self) -> Reach {
        self.reach
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.base)
    }
}

/// The path without slashes at its end; `None` if it holds what would have to be written
/// differently in cookies, headers and pages.
fn base_of(path: &str) -> Option<String> {
    let base = path.trim_end_matches('/');
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
    let mut parts = base.split('/').skip(1);
    parts.all(|part| !part.is_empty() && part.chars().all(is_plain)).then(|| base.to_owned())
}

/// What was found, and the nearest address that would do.
fn refusal(found: &str, nearest: Option<Url>) -> String {
    let right = nearest.and_then(|mut url| {
        url.set_query(None);
        url.set_fragment(None);
        url.set_username("").and_then(|()| url.set_password(None)).ok()?;
        if base_of(url.path()).is_none() {
            url.set_path("");
        }
        let first = url.path_segments().and_then(|mut parts| parts.next()).unwrap_or_default();
        if PublicUrl::OWN.iter().any(|own| own.eq_ignore_ascii_case(first)) {
            url.set_path("/survey");
        }
        let host = url.host()?;
        let is_likely = host.to_string().contains('.') || Reach::of(&host) != Reach::Everywhere;
        let base = base_of(url.path())?;
        is_likely.then(|| PublicUrl::from_parts(&url, host, base).to_string())
    });
    let right = right.unwrap_or_else(|| EXAMPLE.to_owned());
    format!("found {found}; allowed: the address customers see, such as \"{right}\"")
}

#[cfg(test)]
mod tests;
