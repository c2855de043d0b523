//! Addresses of proxies.

use std::fmt;
use std::net::IpAddr;

use ipnet::IpNet;

/// One address or a range of them: `10.0.0.7`, `10.0.0.0/8`, `fd00::/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network(IpNet);

impl Network {
    /// Reads an address or a range; `None` if it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let range = text.parse::<IpNet>().ok();
        range.or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from)).map(Self)
    }

    /// Whether an address belongs to it, an IPv4 address inside an IPv6 one too.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(&address) || self.0.contains(&address.to_canonical())
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
