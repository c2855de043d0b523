//! What every stage is handed: where things are kept, what time it is, how the shop wants it.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::Health;
use super::steps::signing::Signing;
use super::steps::surveys::Surveys;
use crate::config::Config;
use crate::db::Db;
use crate::error::{Context, Result};
use crate::keys::Keys;
use crate::render::Renderer;
use crate::types::{Clock, Instant, Random};

/// How long one slice of long work may hold the writer.
pub const SLICE: Duration = Duration::from_millis(5);

/// How long one slice of an import may hold it: with a commit for every five milliseconds a file
/// of a million rows would take twice as long.
pub const IMPORT_SLICE: Duration = Duration::from_millis(15);

/// How long long work rests between slices, so that answers never wait behind it.
pub const REST: Duration = Duration::from_millis(5);

/// How long to rest after a slice: at least as long as the slice took, four times over, so that
/// counting never takes more than a fifth of the writer from those who answer.
#[must_use]
pub fn rest_after(took: Duration) -> Duration {
    (took * 4).max(REST)
}

/// The shop's house, cheap to clone.
#[derive(Clone)]
pub struct House {
    /// The database.
    pub db: Db,
    /// The present time.
    pub clock: Arc<dyn Clock>,
    /// Tokens and ids.
    pub random: Random,
    /// The shop's wishes.
    pub config: Arc<Config>,
    /// Hashes and samples.
    pub keys: Keys,
    /// Words and shapes.
    pub renderer: Renderer,
    /// Definitions by revision.
    pub surveys: Surveys,
    /// Who signs mail.
    pub signing: Signing,
    /// The shop's time zone.
    pub zone: TimeZone,
    /// How the stages are doing.
    pub health: Arc<Health>,
}

impl House {
    /// Puts the parts together.
    ///
    /// # Errors
    /// A time zone that is not in the tables.
    pub fn new(
        db: Db,
        (clock, random): (Arc<dyn Clock>, Random),
        config: Arc<Config>,
        keys: Keys,
        renderer: Renderer,
    ) -> Result<Self> {
        let zone = TimeZone::get(&config.shop.time_zone)
            .doing(|| format!("shop.time_zone: {} is unknown", config.shop.time_zone))?;
        Ok(Self {
            db,
            clock,
            random,
            config,
            keys,
            renderer,
            surveys: Surveys::default(),
            signing: Signing::default(),
            health: Arc::default(),
            zone,
        })
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("House")
    }
}
