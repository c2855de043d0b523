//! Whether a domain takes mail: replies and bounces must get somewhere, and many receivers refuse
//! a sender they could not answer (RFC 5321 §5.1, RFC 7505).

use super::Scene;
use super::check::Check;

/// Looks for the domain's mail hosts.
pub(super) async fn check(scene: &Scene<'_>, domain: &str) -> Check {
    let name = "mx";
    let advice = format!("add an MX record for {domain} that names the server of its mailboxes");
    let hosts = match scene.dns.mail_hosts(domain).await {
        Ok(hosts) => hosts,
        Err(error) => return Scene::unanswered(name, &error),
    };
    if hosts.iter().any(|host| host == ".") {
        return Check::fail(
            name,
            format!("{domain} says that it takes no mail (MX of \".\")"),
            advice,
        );
    }
    if hosts.is_empty() {
        return match scene.dns.addresses(domain).await {
            Ok(addresses) if addresses.is_empty() => Check::fail(
                name,
                format!("{domain} takes no mail: it has neither MX nor A"),
                advice,
            ),
            Ok(_) => Check::warn(name, format!("{domain} has no MX; senders guess its A"), advice),
            Err(error) => Scene::unanswered(name, &error),
        };
    }
    for host in &hosts {
        match scene.dns.addresses(host).await {
            Ok(addresses) if addresses.is_empty() => {
                let found = format!("mail for {domain} goes to {host}, which has no address");
                return Check::fail(
                    name,
                    found,
                    format!("give {host} an A record, or name another"),
                );
            }
            Ok(_) => {}
            Err(error) => return Scene::unanswered(name, &error),
        }
    }
    Check::ok(name, format!("mail for {domain} goes to {}", hosts.join(", ")))
}
