//! From where an address can be opened, as far as it says so itself.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Host;

/// Names of networks at home and at work (RFC 6762, RFC 8375, and `internal`, which ICANN keeps free).
const NETWORK: [&str; 4] = ["local", "lan", "internal", "home.arpa"];

/// From where an address can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// From this machine alone.
    Machine,
    /// From the network it stands in, such as the shop's Wi-Fi.
    Network,
    /// From everywhere, as far as can be told.
    Everywhere,
}

impl Reach {
    pub(super) fn of(host: &Host<&str>) -> Self {
        match host {
            Host::Domain(name) => Self::of_name(name.trim_end_matches('.')),
            Host::Ipv4(address) => Self::of_v4(*address),
            Host::Ipv6(address) => Self::of_v6(*address),
        }
    }

    pub(super) fn of_ip(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(address) => Self::of_v4(address),
            IpAddr::V6(address) => Self::of_v6(address),
        }
    }

    /// A name is in small letters already.
    fn of_name(name: &str) -> Self {
        let is_below = |top: &str| {
            name.strip_suffix(top).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        if is_below("localhost") || name == "localhost.localdomain" {
            Self::Machine
        } else if !name.contains('.') || NETWORK.into_iter().any(is_below) {
            Self::Network
        } else {
            Self::Everywhere
        }
    }

    fn of_v4(address: Ipv4Addr) -> Self {
        let [first, second, ..] = address.octets();
        // What begins with 0 is "this host" (RFC 1122 §3.2.1.3); 169.254 holds until the next start.
        if first == 0 || address.is_loopback() || address.is_link_local() || address.is_broadcast()
        {
            return Self::Machine;
        }
        // 100.64.0.0/10 is shared by a carrier's or a private network's members (RFC 6598).
        let is_shared = first == 100 && (64..128).contains(&second);
        if address.is_private() || is_shared { Self::Network } else { Self::Everywhere }
    }

    fn of_v6(address: Ipv6Addr) -> Self {
        if let Some(address) = address.to_ipv4_mapped() {
            return Self::of_v4(address);
        }
        if address.is_loopback() || address.is_unspecified() || address.is_unicast_link_local() {
            return Self::Machine;
        }
        if address.is_unique_local() { Self::Network } else { Self::Everywhere }
    }
}
