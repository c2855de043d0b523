//! What every handler shares.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::sync::Semaphore;

use super::body::{Kind, Room};
use super::connections::{Connections, Deadlines, room_for};
use super::form::Pages;
use super::hooks;
use super::limits::Limits;
use super::page::{ShopLook, moment, staff, styles};
use super::reply::Policy;
use crate::config::Config;
use crate::error::{Context, Result};
use crate::flow::collect::Collector;
use crate::flow::{Heartbeat, House};
use crate::print::Press;

/// Renders the metrics in Prometheus' text format.
pub type RenderMetrics = Arc<dyn Fn() -> String + Send + Sync>;

/// What every handler shares.
pub struct Web {
    pub(super) house: House,
    pub(super) collector: Collector,
    pub(super) look: ShopLook,
    pub(super) pages: Pages,
    pub(super) policy: Policy,
    pub(super) sign_in_policy: Policy,
    pub(super) moment_policy: Policy,
    pub(super) staff_policy: Policy,
    pub(super) links_policy: Policy,
    pub(super) press: Arc<Press>,
    pub(super) printing: Semaphore,
    pub(super) limits: Limits,
    pub(super) connections: Arc<Connections>,
    pub(super) forms: Room,
    pub(super) hooks: Room,
    pub(super) metrics: RenderMetrics,
    pub(super) heartbeat: Heartbeat,
}

impl Web {
    /// Prepares what the handlers share.
    ///
    /// # Errors
    /// A logo that cannot be read, a colour that is none.
    pub fn new(house: &House, metrics: RenderMetrics) -> Result<Self> {
        let look = look_of(&house.config)?;
        let policy = Policy::new(&house.renderer, &look)?;
        let script = moment::script(&house.renderer)?;
        let moment_policy = Policy::of(&styles(&house.renderer, &look)?, Some(&script))?;
        let staff_styles = staff::styles(&house.renderer, &look)?;
        let staff_policy = Policy::of(&staff_styles, None)?.with_referrer();
        let script = staff::links::script(&house.renderer)?;
        let links_policy = Policy::of(&staff_styles, Some(&script))?.with_referrer();
        let press = Arc::new(Press::new(&house.renderer, &house.config)?);
        Ok(Self {
            house: house.clone(),
            collector: Collector::new(house),
            pages: Pages::new(house.renderer.clone(), look.clone()),
            look,
            sign_in_policy: policy.clone().with_referrer(),
            policy,
            moment_policy,
            staff_policy,
            links_policy,
            press,
            printing: Semaphore::new(1),
            limits: Limits::new(Arc::clone(&house.clock)),
            connections: connections_of(&house.config),
            forms: Room::new(Kind::Forms, FORMS_ROOM),
            hooks: Room::new(Kind::Hooks, hooks::ROOM),
            metrics,
            heartbeat: Heartbeat::default(),
        })
    }

    pub(super) fn config(&self) -> &Config {
        &self.house.config
    }

    /// Whether an address is one of the shop's own proxies.
    pub(super) fn is_trusted(&self, address: IpAddr) -> bool {
        self.config().server.trusted_proxies.iter().any(|net| net.contains(address))
    }

    /// Whether browsers come by TLS.
    pub(super) fn is_secure(&self) -> bool {
        self.config().server.public_url.is_secure()
    }
}

/// How much memory forms may take that are being read, besides small ones.
const FORMS_ROOM: usize = 16 * 1024 * 1024;

fn connections_of(config: &Arc<Config>) -> Arc<Connections> {
    let server = &config.server;
    let seconds = |n: u16| Duration::from_secs(u64::from(n));
    let deadlines = Deadlines {
        head: seconds(server.header_seconds),
        body: seconds(server.body_seconds),
        stalled: seconds(server.stalled_seconds),
    };
    let proxies = server.trusted_proxies.clone();
    let is_trusted = move |peer| proxies.iter().any(|network| network.contains(peer));
    Connections::new(room_for(usize::from(server.connections)), deadlines, is_trusted)
}

/// How large a logo may be to stand in the page itself: more would cost a phone with one bar.
const LARGEST_LOGO: u64 = 3 * 1024;

fn look_of(config: &Config) -> Result<ShopLook> {
    let shop = &config.shop;
    let logo = match &shop.logo {
        None => None,
        Some(path) => {
            let say = || format!("shop.logo: cannot read {}", path.display());
            let length = std::fs::metadata(path).doing(say)?.len();
            if length > LARGEST_LOGO {
                tracing::warn!(length, "shop.logo is larger than 3 KB; pages show the shop's name");
                None
            } else {
                let bytes = std::fs::read(path).doing(say)?;
                Some(if bytes.starts_with(b"\x89PNG") {
                    format!("data:image/png;base64,{}", STANDARD.encode(bytes))
                } else {
                    String::from_utf8(bytes).doing(say)?
                })
            }
        }
    };
    ShopLook::new(shop.name.clone(), logo.as_deref(), &shop.colour)
}
