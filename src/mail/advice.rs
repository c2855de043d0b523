//! What to publish beside DKIM's keys, for a shop that has published nothing yet.

use super::SmtpSettings;
use super::dkim::TxtRecord;

/// Large providers: how the names of their servers end, and what their customers include.
const PROVIDERS: [(&str, &str); 7] = [
    (".gmail.com", "_spf.google.com"),
    (".office365.com", "spf.protection.outlook.com"),
    (".amazonaws.com", "amazonses.com"),
    (".sendgrid.net", "sendgrid.net"),
    (".mailgun.org", "mailgun.org"),
    (".postmarkapp.com", "spf.mtasv.net"),
    (".fastmail.com", "spf.messagingengine.com"),
];

/// The term of an SPF record (RFC 7208) that lets this mail server send: an `include:` of its
/// provider, else its own addresses; for a server on this machine, those of the domain.
#[must_use]
pub fn spf_term(server: Option<&SmtpSettings>) -> String {
    let Some(server) = server.filter(|server| !is_near(server)) else { return "a mx".to_owned() };
    let host = server.host.to_lowercase();
    let provider = PROVIDERS.iter().find(|(end, _)| host.ends_with(end));
    match (provider, host.parse::<std::net::IpAddr>()) {
        (Some((_, include)), _) => format!("include:{include}"),
        (None, Ok(address)) if address.is_ipv4() => format!("ip4:{address}"),
        (None, Ok(address)) => format!("ip6:{address}"),
        (None, Err(_a_name)) => format!("a:{host}"),
    }
}

/// The whole SPF record.
#[must_use]
pub fn spf(domain: &str, server: Option<&SmtpSettings>) -> TxtRecord {
    TxtRecord::new(domain, format!("v=spf1 {} ~all", spf_term(server)))
}

/// A DMARC record to begin with: it asks for reports and changes nothing yet.
#[must_use]
pub fn dmarc(domain: &str) -> TxtRecord {
    let value = format!("v=DMARC1; p=none; rua=mailto:postmaster@{domain}");
    TxtRecord::new(format!("_dmarc.{domain}"), value)
}

/// Whether the server is this machine.
fn is_near(server: &SmtpSettings) -> bool {
    let loopback = server.host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    loopback || server.host == "localhost"
}

#[cfg(test)]
mod tests {
    use super::spf;
    use crate::mail::SmtpSettings;

    #[test]
    fn the_record_lets_the_server_send() {
        let value = |url: &str| spf("shop.example", Some(&SmtpSettings::parse(url).unwrap())).value;
        assert_eq!(value("smtps://smtp.gmail.com"), "v=spf1 include:_spf.google.com ~all");
        assert_eq!(value("smtp://mail.example"), "v=spf1 a:mail.example ~all");
        assert_eq!(value("smtp://192.0.2.7"), "v=spf1 ip4:192.0.2.7 ~all");
        assert_eq!(value("smtp://[2001:db8::7]"), "v=spf1 ip6:2001:db8::7 ~all");
        assert_eq!(value("smtp://localhost"), "v=spf1 a mx ~all");
        assert_eq!(spf("shop.example", None).value, "v=spf1 a mx ~all");
    }
}
