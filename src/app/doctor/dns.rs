//! Questions to DNS. No records is an answer; only silence and failures are errors.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{NameServerConfig, ResolveHosts, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{Name, RData, RecordType};

use crate::error::{Error, Result};

/// How long one name server may take, and how often it is asked.
const PATIENCE: (Duration, usize) = (Duration::from_secs(3), 2);

/// A way to DNS.
pub(super) struct Dns(TokioResolver);

impl Dns {
    /// Asks this name server, or those of the system.
    pub fn new(server: Option<SocketAddr>) -> Result<Self> {
        let unusable =
            || Error::refused("there is no name server to ask: name one with --resolver");
        let mut builder = match server {
            Some(server) => {
                let mut one = NameServerConfig::udp_and_tcp(server.ip());
                one.connections.iter_mut().for_each(|way| way.port = server.port());
                let config = ResolverConfig::from_name_servers(vec![one]);
                TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
            }
            None => TokioResolver::builder_tokio().map_err(|error| unusable().because(error))?,
        };
        let options = builder.options_mut();
        (options.timeout, options.attempts) = PATIENCE;
        options.use_hosts_file = ResolveHosts::Never;
        builder.build().map(Self).map_err(|error| unusable().because(error))
    }

    /// The texts at a name, each put together from its strings.
    pub async fn texts(&self, name: &str) -> Result<Vec<String>> {
        let texts =
            self.ask(name, RecordType::TXT).await?.into_iter().filter_map(|data| match data {
                RData::TXT(text) => {
                    Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned())
                }
                _ => None,
            });
        Ok(texts.collect())
    }

    /// The hosts that take a domain's mail, the preferred first; `.` is said by one that wants none.
    pub async fn mail_hosts(&self, domain: &str) -> Result<Vec<String>> {
        let hosts =
            self.ask(domain, RecordType::MX).await?.into_iter().filter_map(|data| match data {
                RData::MX(mx) => Some((mx.preference, mx.exchange.to_string())),
                _ => None,
            });
        let mut hosts: Vec<_> = hosts.collect();
        hosts.sort();
        Ok(hosts.into_iter().map(|(_, host)| bare(host)).collect())
    }

    /// The addresses of a host.
    pub async fn addresses(&self, host: &str) -> Result<Vec<IpAddr>> {
        let mut all = self.ask(host, RecordType::A).await?;
        all.extend(self.ask(host, RecordType::AAAA).await?);
        let addresses = all.into_iter().filter_map(|data| match data {
            RData::A(address) => Some(IpAddr::V4(address.0)),
            RData::AAAA(address) => Some(IpAddr::V6(address.0)),
            _ => None,
        });
        Ok(addresses.collect())
    }

    /// The names of an address.
    pub async fn names(&self, address: IpAddr) -> Result<Vec<String>> {
        let reverse = Name::from(address).to_string();
        let names =
            self.ask(&reverse, RecordType::PTR).await?.into_iter().filter_map(|data| match data {
                RData::PTR(name) => Some(bare(name.0.to_string())),
                _ => None,
            });
        Ok(names.collect())
    }

    async fn ask(&self, name: &str, kind: RecordType) -> Result<Vec<RData>> {
        // A dot at the end, so that the machine's own domain is not tried.
        let Ok(mut name) = Name::from_ascii(name) else { return Ok(Vec::new()) };
        name.set_fqdn(true);
        match self.0.lookup(name, kind).await {
            Ok(lookup) => Ok(lookup.answers().iter().map(|record| record.data.clone()).collect()),
            Err(error) if error.is_no_records_found() || error.is_nx_domain() => Ok(Vec::new()),
            Err(error) => Err(Error::busy(error.to_string())),
        }
    }
}

/// Without the dot at its end, unless it is nothing else.
fn bare(name: String) -> String {
    match name.strip_suffix('.') {
        Some(rest) if !rest.is_empty() => rest.to_lowercase(),
        _ => name,
    }
}
