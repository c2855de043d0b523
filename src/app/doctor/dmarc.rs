//! DMARC: whether there is a policy, and whether our mail would pass it: the domain that is signed
//! for, or the one that bounces go to, must be aligned with the one in From (RFC 9989).

use super::Scene;
use super::check::Check;
use super::dns::Dns;
use super::tags::{read, value};
use crate::config::Dkim;
use crate::error::Result;
use crate::flow::steps::signing;
use crate::mail::advice;

/// What is checked here.
const NAME: &str = "dmarc";

/// How many domains the walk up the tree asks at most.
const STEPS: usize = 8;

type Tags = Vec<(String, String)>;

/// Looks for the policy and holds our mail against it.
pub(super) async fn check(scene: &Scene<'_>) -> Check {
    let domain = &scene.domain;
    let (policies, returns) = match look(scene).await {
        Ok(found) => found,
        Err(error) => return Scene::unanswered(NAME, &error),
    };
    let record = advice::dmarc(domain);
    let Some((place, tags)) = policies.first() else {
        let advice = format!("publish a TXT record at {}: {}", record.name, record.value);
        return Check::fail(
            NAME,
            format!("there is no policy for {domain}; large receivers want one"),
            advice,
        );
    };
    let policy = value(tags, "p").unwrap_or_default();
    if !matches!(policy, "none" | "quarantine" | "reject") {
        let found = format!("the policy at _dmarc.{place} says p={policy}");
        return Check::fail(NAME, found, "p= is none, quarantine or reject");
    }
    let strict = |tag| value(tags, tag) == Some("s");
    let from = organisation(domain, &policies);
    let signed = match signing::domain(scene.config) {
        Ok(signed) if scene.config.mail.dkim != Dkim::Off => Some(signed),
        _ => None,
    };
    let by_dkim = signed
        .as_deref()
        .is_some_and(|signed| signed == domain || (!strict("adkim") && is_below(signed, &from)));
    let back = organisation(&scene.return_domain, &returns);
    let by_spf = scene.return_domain == *domain || (!strict("aspf") && back == from);
    let found = format!("_dmarc.{place} says p={policy}");
    if !by_dkim && !by_spf {
        let found = format!(
            "{found}, but neither the signatures ({}) nor the return path ({}) belong to {domain}",
            signed.as_deref().unwrap_or("none"),
            scene.return_domain
        );
        let advice = format!("leave mail.dkim_domain empty, so that mail is signed for {domain}");
        return Check::fail(NAME, found, advice);
    }
    if !by_dkim && signed.is_some() {
        let found = format!("{found}, but mail is not signed for {domain}: forwarded mail fails");
        return Check::warn(NAME, found, "leave mail.dkim_domain empty");
    }
    Check::ok(NAME, format!("{found}, and our mail is aligned with it"))
}

/// The policies of the sender's domain and those above it, and of the return path's.
async fn look(scene: &Scene<'_>) -> Result<(Vec<(String, Tags)>, Vec<(String, Tags)>)> {
    let policies = walk(&scene.dns, &scene.domain).await?;
    let returns = if scene.return_domain == scene.domain {
        policies.clone()
    } else {
        walk(&scene.dns, &scene.return_domain).await?
    };
    Ok((policies, returns))
}

/// The policies found on the way up from a domain, its own first.
async fn walk(dns: &Dns, domain: &str) -> Result<Vec<(String, Tags)>> {
    let mut found = Vec::new();
    let mut place = domain;
    for _ in 0..STEPS {
        let texts = dns.texts(&format!("_dmarc.{place}")).await?;
        let mut records =
            texts.iter().map(|text| read(text)).filter(|tags| value(tags, "v") == Some("DMARC1"));
        // Two records are none (§4.7).
        if let (Some(tags), None) = (records.next(), records.next()) {
            found.push((place.to_owned(), tags));
        }
        match place.split_once('.') {
            Some((_, above)) if above.contains('.') => place = above,
            _ => break,
        }
    }
    Ok(found)
}

/// The domain of whoever owns it: the topmost with a policy, or where one says `psd=n` (§4.10).
fn organisation(domain: &str, policies: &[(String, Tags)]) -> String {
    let own = policies.iter().find(|(_, tags)| value(tags, "psd") == Some("n"));
    own.or(policies.last()).map_or_else(|| domain.to_owned(), |(place, _)| place.clone())
}

/// Whether a domain is another or lies below it.
fn is_below(domain: &str, above: &str) -> bool {
    domain == above || domain.strip_suffix(above).is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::{is_below, organisation, read};

    #[test]
    fn whose_a_domain_is() {
        let policies = |all: &[(&str, &str)]| {
            all.iter().map(|(place, text)| ((*place).to_owned(), read(text))).collect::<Vec<_>>()
        };
        let two = policies(&[("a.shop.vn", "v=DMARC1; p=none"), ("shop.vn", "v=DMARC1;p=reject")]);
        assert_eq!(organisation("a.shop.vn", &two), "shop.vn");
        let own = policies(&[("a.shop.vn", "v=DMARC1; p=none; psd=n"), ("shop.vn", "v=DMARC1")]);
        assert_eq!(organisation("a.shop.vn", &own), "a.shop.vn");
        assert_eq!(organisation("shop.vn", &[]), "shop.vn");
        assert!(is_below("a.shop.vn", "shop.vn") && is_below("shop.vn", "shop.vn"));
        assert!(!is_below("ashop.vn", "shop.vn") && !is_below("vn", "shop.vn"));
    }
}
