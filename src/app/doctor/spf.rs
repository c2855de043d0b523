//! SPF: whether the domain that bounces go to lets the mail server send for it, and whether its
//! record stands up (RFC 7208).
//!
//! Unlike a receiver, which stops at the first match, the whole tree of records is walked, so that
//! the count of look-ups is the worst that a receiver can come to.

use std::net::IpAddr;
use std::pin::Pin;

use ipnet::IpNet;

use super::Scene;
use super::check::{Check, Level};
use super::dns::Dns;
use crate::error::Error;
use crate::mail::advice;

/// What is checked here.
const NAME: &str = "spf";

/// How many terms may ask DNS (§4.6.4).
const LOOKUPS: u32 = 10;

/// How many of them may find nothing.
const VOIDS: u32 = 2;

/// Why a record cannot be used.
#[derive(Debug)]
enum Trouble {
    Missing(String),
    Several(String),
    Term(String, String),
    Endless,
    Dns(Error),
}

/// What was found on the walk.
struct Walk<'a> {
    dns: &'a Dns,
    addresses: &'a [IpAddr],
    lookups: u32,
    voids: u32,
    /// A term that only a receiver can tell.
    unsure: bool,
}

/// What a record says.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    /// The sign of the first term that matched: `+`, `-`, `~`, `?`.
    matched: Option<char>,
    /// The sign of `all`.
    all: Option<char>,
}

/// Looks the record up and walks it.
pub(super) async fn check(scene: &Scene<'_>) -> Check {
    let mut walk =
        Walk { dns: &scene.dns, addresses: &scene.addresses, lookups: 0, voids: 0, unsure: false };
    let walked = walk.follow(scene.return_domain.clone(), 0).await;
    let term = advice::spf_term(scene.server.as_ref());
    match walked {
        Ok(said) => judge(scene, &walk, said, &term),
        Err(Trouble::Dns(error)) => Scene::unanswered(NAME, &error),
        Err(trouble) => explain(trouble, &term),
    }
}

fn explain(trouble: Trouble, term: &str) -> Check {
    let (found, advice) = match trouble {
        Trouble::Missing(domain) => (
            format!("{domain} has no SPF record"),
            format!("publish a TXT record at {domain}: v=spf1 {term} ~all"),
        ),
        Trouble::Several(domain) => (
            format!("{domain} has several SPF records, which counts as none"),
            "make one of them: v=spf1, what stands in all of them, ~all".to_owned(),
        ),
        Trouble::Term(domain, term) => (
            format!("the SPF record of {domain} has a term that nobody understands: {term}"),
            "correct it: one wrong term makes the whole record void".to_owned(),
        ),
        Trouble::Endless => (
            "the SPF records include each other without end".to_owned(),
            "take out the include: that leads back".to_owned(),
        ),
        Trouble::Dns(error) => (error.to_string(), String::new()),
    };
    Check::fail(NAME, found, advice)
}

fn judge(scene: &Scene<'_>, walk: &Walk<'_>, said: Said, term: &str) -> Check {
    let domain = &scene.return_domain;
    if walk.lookups > LOOKUPS {
        return Check::fail(
            NAME,
            format!(
                "the SPF record of {domain} needs {} look-ups; more than 10 make it void",
                walk.lookups
            ),
            "take out what you no longer send by; put ip4: in place of include:, a and mx",
        );
    }
    if said.all == Some('+') {
        let found =
            format!("the SPF record of {domain} ends in +all: anybody may send in your name");
        return Check::fail(NAME, found, "end it with ~all");
    }
    let lists: Vec<String> = scene.addresses.iter().map(ToString::to_string).collect();
    let lists = lists.join(", ");
    // A provider's outgoing mail may come from other addresses than it takes ours at.
    let level = if scene.named { Level::Fail } else { Level::Warn };
    if !scene.addresses.is_empty() && said.matched != Some('+') && !walk.unsure {
        let found = format!("the SPF record of {domain} does not let {lists} send");
        let advice = format!(
            "add {term} to it, or what your mail provider asks for, before the term that ends in all"
        );
        return Check::warn(NAME, found, advice).at(level);
    }
    if walk.voids > VOIDS {
        let found = format!("{} names in the SPF record of {domain} do not exist", walk.voids);
        return Check::fail(NAME, found, "take them out: more than two make it void");
    }
    if matches!(said.all, None | Some('?')) {
        let found = format!("the SPF record of {domain} does not say who may not send");
        return Check::warn(NAME, found, "end it with ~all");
    }
    match (scene.addresses.is_empty(), walk.unsure) {
        (true, _) => Check::ok(
            NAME,
            format!(
                "{domain} has a sound record; whether it lets your server send was not seen (--address)"
            ),
        ),
        (_, true) => Check::ok(NAME, format!("{domain} has a sound record with macros")),
        _ => Check::ok(NAME, format!("{domain} lets {lists} send")),
    }
}

impl Walk<'_> {
    /// Follows the record of a domain and all it includes.
    fn follow(
        &mut self,
        domain: String,
        depth: usize,
    ) -> Pin<Box<dyn Future<Output = Result<Said, Trouble>> + Send + '_>> {
        Box::pin(async move {
            // Ten look-ups cannot lie deeper; beyond twice that it is a circle.
            if depth > 20 || self.lookups > 100 {
                return Err(Trouble::Endless);
            }
            let record = self.record(&domain).await?;
            let (mut said, mut redirect) = (Said::default(), None);
            for term in record.split_ascii_whitespace().skip(1) {
                if let Some(target) = strip(term, "redirect=") {
                    redirect = Some(target.to_owned());
                    continue;
                }
                let (sign, matches) = self.term(&domain, term, depth).await?;
                if strip(term.trim_start_matches(['+', '-', '~', '?']), "all") == Some("") {
                    said.all = said.all.or(Some(sign));
                }
                if matches {
                    said.matched = said.matched.or(Some(sign));
                }
            }
            match redirect {
                // Behind `all` a redirect is never reached.
                Some(target) if said.all.is_none() => {
                    self.lookups += 1;
                    let beyond = self.follow(target, depth + 1).await?;
                    Ok(Said { matched: said.matched.or(beyond.matched), all: beyond.all })
                }
                _ => Ok(said),
            }
        })
    }

    async fn record(&mut self, domain: &str) -> Result<String, Trouble> {
        let texts = self.dns.texts(domain).await.map_err(Trouble::Dns)?;
        let is_spf = |text: &String| text.split_ascii_whitespace().next() == Some("v=spf1");
        let mut records = texts.into_iter().filter(is_spf);
        match (records.next(), records.next()) {
            (Some(record), None) => Ok(record.to_ascii_lowercase()),
            (Some(_), Some(_)) => Err(Trouble::Several(domain.to_owned())),
            (None, _) => Err(Trouble::Missing(domain.to_owned())),
        }
    }

    /// One term: its sign, and whether it speaks of our addresses, of all of them.
    async fn term(
        &mut self,
        domain: &str,
        term: &str,
        depth: usize,
    ) -> Result<(char, bool), Trouble> {
        let wrong = || Trouble::Term(domain.to_owned(), term.to_owned());
        let (sign, rest) = match term.chars().next() {
            Some(sign @ ('+' | '-' | '~' | '?')) => (sign, term.get(1..).unwrap_or_default()),
            _ => ('+', term),
        };
        let end = rest.find([':', '/', '=']).unwrap_or(rest.len());
        let (word, argument) = rest.split_at(end);
        let target = strip(argument, ":").unwrap_or_default();
        let unseen = argument.contains('%');
        let matches = match word {
            "all" if argument.is_empty() => true,
            "ip4" | "ip6" => self.all_within(&[network(target).ok_or_else(wrong)?]),
            "a" | "mx" => {
                self.lookups += 1;
                let (host, lengths) = argument.split_once('/').unwrap_or((argument, ""));
                let host = strip(host, ":").unwrap_or(domain).to_owned();
                if unseen { self.unsure() } else { self.hosts(word, &host, lengths).await? }
            }
            "include" if !target.is_empty() => {
                self.lookups += 1;
                if unseen {
                    self.unsure()
                } else {
                    let said = self.follow(target.to_owned(), depth + 1).await?;
                    said.matched == Some('+')
                }
            }
            "ptr" | "exists" => {
                self.lookups += 1;
                self.unsure()
            }
            // A modifier that is not known is passed over (§6).
            _ if argument.starts_with('=') => false,
            _ => return Err(wrong()),
        };
        Ok((sign, matches))
    }

    /// What depends on the mail itself.
    fn unsure(&mut self) -> bool {
        self.unsure = true;
        false
    }

    /// Whether our addresses lie within those of a host, or of a domain's mail hosts. `lengths` is
    /// what follows the first slash: `24`, `24//64`, `/64`.
    async fn hosts(&mut self, word: &str, host: &str, lengths: &str) -> Result<bool, Trouble> {
        let hosts = match word {
            "mx" => self.dns.mail_hosts(host).await.map_err(Trouble::Dns)?,
            _ => vec![host.to_owned()],
        };
        let mut networks = Vec::new();
        let (four, six) = lengths.split_once('/').unwrap_or((lengths, ""));
        for host in &hosts {
            for address in self.dns.addresses(host).await.map_err(Trouble::Dns)? {
                let (length, most) = if address.is_ipv4() { (four, 32) } else { (six, 128) };
                let length = length.trim_start_matches('/').parse().unwrap_or(most);
                networks.extend(IpNet::new(address, length));
            }
        }
        if networks.is_empty() {
            self.voids += 1;
        }
        Ok(self.all_within(&networks))
    }

    /// Whether each of our addresses lies in one of the networks; false if there are none.
    fn all_within(&self, networks: &[IpNet]) -> bool {
        let within = |address: &IpAddr| networks.iter().any(|network| network.contains(address));
        !self.addresses.is_empty() && self.addresses.iter().all(within)
    }
}

/// A network, or a single address.
fn network(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

fn strip<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    text.strip_prefix(prefix)
}
