//! What may be connected to: hosts of the manifest, and of these only addresses in the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};
use url::Url;

use super::manifest::{Source, web_url};

/// Whether private networks may be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The public internet alone.
    Public,
    /// Also the machine itself and its own network.
    Private,
}

/// An agent that follows no redirect by itself, uses no proxy, and connects to no address out of reach.
pub(super) fn agent(reach: Reach, patience: Duration) -> Agent {
    let config = Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .user_agent(concat!("tiga/", env!("CARGO_PKG_VERSION")))
        .timeout_resolve(Some(patience))
        .timeout_connect(Some(patience))
        .timeout_recv_response(Some(patience))
        .timeout_per_read(Some(patience))
        .build();
    Agent::with_parts(config, DefaultConnector::new(), Guard(reach))
}

/// Looks at what a name resolves to, so that a public name cannot lead into a private network.
#[derive(Debug)]
struct Guard(Reach);

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        if self.0 == Reach::Public
            && let Some(private) = found.iter().find(|address| !is_public(address.ip()))
        {
            let host = uri.host().unwrap_or_default();
            return Err(Error::Other(
                format!("{host} is {}, in a private network", private.ip()).into(),
            ));
        }
        Ok(found)
    }
}

/// Whether an address lies in the public internet.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(mapped) => is_public_v4(mapped),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_shared = a == 100 && (64..128).contains(&b);
    let is_protocol = (a == 192 && b == 0 && c == 0) || (a == 198 && matches!(b, 18 | 19));
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_broadcast()
        || address.is_documentation()
        || a == 0
        || a >= 240
        || is_shared
        || is_protocol)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // Global unicast, without documentation, and without prefixes that hold an IPv4 address.
    first & 0xe000 == 0x2000
        && !(first == 0x2001 && matches!(second, 0 | 0x0db8))
        && first != 0x2002
}

/// Where a redirect leads, if it may be followed: to a host of the source, and never from https to http.
pub(super) fn follow(from: &Url, location: &str, source: &Source) -> Result<Url, String> {
    let to = from
        .join(location)
        .ok()
        .and_then(|url| web_url(url.as_str()))
        .ok_or_else(|| format!("it is moved to “{location}”, which is no web address"))?;
    if from.scheme() == "https" && to.scheme() == "http" {
        return Err(format!("it is moved from https to {to}"));
    }
    let hosts = source
        .addresses
        .iter()
        .filter_map(|address| web_url(address));
    let is_own = hosts.clone().any(|own| {
        own.host() == to.host() && own.port_or_known_default() == to.port_or_known_default()
    });
    let host = to.host_str().unwrap_or_default();
    let is_known = to.port().is_none()
        && (source.hosts.iter().any(|known| known == host)
            || hosts.clone().any(|own| own.host() == to.host()));
    if is_own || is_known {
        Ok(to)
    } else {
        Err(format!(
            "it is moved to {host}, which the source does not name"
        ))
    }
}
