//! What every stage is handed: where things are kept, what time it is, how the shop wants it.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::Health;
use super::steps::hashing::Hashing;
use super::steps::signing::Signing;
use super::steps::surveys::Surveys;
use crate::config::Config;
use crate::db::dialect::server_time;
use crate::db::{Conn, Db};
use crate::error::{Context, Result};
use crate::keys::Keys;
use crate::render::Renderer;
use crate::types::{Clock, Instant, Random};

/// How long work is cut into slices, and how it rests between them, so that answers never wait
/// behind it. Slices are measured by the computer's own clock, whatever [`House::clock`] shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How long one slice of long work may hold the writer. Each does one thing at least.
    pub slice: Duration,
    /// How long one slice of counting may hold it after one in which nobody else wrote: longer slices
    /// write each cell less often.
    pub quiet_slice: Duration,
    /// How long one slice of an import may hold it: with a commit for every five milliseconds a
    /// file of a million rows would take twice as long.
    pub import_slice: Duration,
    /// How long long work rests between slices; nothing for not at all.
    pub rest: Duration,
    /// How often a sender says that it is still at work on its mails; nothing for never.
    pub renewal: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        let five = Duration::from_millis(5);
        Self {
            slice: five,
            quiet_slice: 4 * five,
            import_slice: 3 * five,
            rest: five,
            renewal: Self::RENEWAL,
        }
    }
}

impl Pace {
    /// A third of the time after which a sender is thought dead: one renewal may fail.
    const RENEWAL: Duration = Duration::from_secs(20);

    /// One thing a slice, no rest, no renewal: what a slice holds no longer depends on how fast the
    /// computer is. For simulations, which must repeat themselves.
    pub const STEADY: Self = Self {
        slice: Duration::ZERO,
        quiet_slice: Duration::ZERO,
        import_slice: Duration::ZERO,
        rest: Duration::ZERO,
        renewal: Duration::ZERO,
    };

    /// Long slices and no rest: for work while nobody else writes.
    pub const ALONE: Self = Self {
        slice: Duration::from_secs(1),
        quiet_slice: Duration::from_secs(1),
        import_slice: Duration::from_secs(1),
        rest: Duration::ZERO,
        renewal: Self::RENEWAL,
    };

    /// Rests between two slices.
    pub async fn rest(&self) {
        self.sleep(self.rest).await;
    }

    /// Rests after a slice: at least as long as it took, four times over, so that counting never
    /// takes more than a fifth of the writer from those who answer.
    pub async fn rest_after(&self, took: Duration) {
        self.sleep((took * 4).max(self.rest)).await;
    }

    async fn sleep(&self, long: Duration) {
        if self.rest > Duration::ZERO {
            tokio::time::sleep(long).await;
        }
    }
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
    /// Where passwords are hashed.
    pub hashing: Hashing,
    /// The shop's time zone.
    pub zone: TimeZone,
    /// How the stages are doing.
    pub health: Arc<Health>,
    /// How long work is cut into slices.
    pub pace: Pace,
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
            hashing: Hashing::default(),
            health: Arc::default(),
            pace: Pace::default(),
            zone,
        })
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The present instant as all see it who share the database: the server's, since the clocks of two
    /// computers may differ by minutes. What one notes of time and another judges goes by it.
    ///
    /// # Errors
    /// What the database says.
    pub fn shared_now(&self, conn: &mut Conn) -> Result<Instant> {
        let shared = if self.clock.is_real() { server_time(conn)? } else { None };
        Ok(shared.unwrap_or_else(|| self.now()))
    }
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("House")
    }
}
