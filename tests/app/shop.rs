//! A whole house for one trial: a fresh database, a clock that stands still, the real router on a
//! free port, mail kept in memory. No ticks: each stage runs when the trial says so.

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::dev::ServerHandle;
use afterword::app::open_house;
use afterword::config::Config;
use afterword::domain::intake::{Country, Rules, parse_mapping};
use afterword::domain::survey::Definition;
use afterword::error::Result;
use afterword::flow::deliver::{Courier, Delivered};
use afterword::flow::import::{Imported, Mode};
use afterword::flow::plan::Planned;
use afterword::flow::survey::{Applied, apply};
use afterword::flow::{House, fold, import, plan, publish, verify};
use afterword::mail::{Outbox, Transport};
use afterword::types::{ManualClock, Random};
use afterword::web::{Web, serve};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::client::Client;
use super::orders::{COLUMNS, Order, file_of};
use crate::support::database::Database;

/// What links begin with; nobody listens there.
pub const PUBLIC_URL: &str = "http://survey.shop.example";

/// When trials begin unless they say otherwise: Sunday, 20 September 2026, ten in Saigon.
pub const START: &str = "2026-09-20T10:00:00+07:00";

/// A running house.
pub struct TestApp {
    /// The house itself.
    pub house: House,
    /// Its clock.
    pub clock: Arc<ManualClock>,
    /// The mail that was sent.
    pub outbox: Outbox,
    /// Where it listens on the loopback.
    pub port: u16,
    /// Its data directory.
    pub data: PathBuf,
    courier: Courier,
    server: ServerHandle,
    runtime: Runtime,
    _directory: TempDir,
}

/// The configuration of a trial's shop: settings as `("MAIL__PER_HOUR", "3")`.
pub fn config(database: &Database, data: &std::path::Path, settings: &[(&str, &str)]) -> Config {
    let file = data.join("config.toml");
    std::fs::write(&file, "").expect("the directory can be written");
    let data = data.display().to_string();
    let fixed = [
        ("DATA_DIR", data.as_str()),
        ("DATABASE__URL", &database.url),
        ("SERVER__PUBLIC_URL", PUBLIC_URL),
        ("SERVER__WORKERS", "2"),
        ("SHOP__NAME", "Trà Hoa & Bạn"),
        ("SECRET_KEY", "a secret for trials only"),
        // Making keys takes a while; trials of signatures want them.
        ("MAIL__DKIM", "off"),
    ];
    let variables = fixed.iter().chain(settings);
    let variables = variables.map(|(k, v)| (format!("AFTERWORD__{k}"), (*v).to_owned()));
    Config::load(Some(&file), variables).expect("a sound configuration")
}

impl TestApp {
    /// A house as it is on the first day.
    pub fn start(database: &Database) -> Self {
        Self::with(database, &[])
    }

    /// The same with other settings.
    pub fn with(database: &Database, settings: &[(&str, &str)]) -> Self {
        // Two houses of one trial must not draw the same tokens.
        static SEED: AtomicU64 = AtomicU64::new(1);
        let directory = tempfile::tempdir().expect("a temporary directory");
        let config = config(database, directory.path(), settings);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let start: Timestamp = START.parse().expect("an instant");
        let clock = Arc::new(ManualClock::new(start.into()));
        let random = Random::from_seed(SEED.fetch_add(1, Ordering::Relaxed));
        let house = runtime.block_on(open_house(config, clock.clone(), random)).expect("a house");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let server = runtime.block_on(async {
            let render = Arc::new(|| "# the metrics\n".to_owned());
            let web = Web::new(&house, render).expect("a web");
            let server = serve(web, listener).expect("a server");
            tokio::spawn(server.running);
            server.handle
        });
        let outbox = Outbox::new();
        let courier = Courier::new(&house, Transport::Memory(outbox.clone()));
        let data = house.config.data_dir.clone();
        Self { house, clock, outbox, port, data, courier, server, runtime, _directory: directory }
    }

    /// Waits for a future.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Starts a future that goes on while the trial does something else.
    pub fn spawn<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> tokio::task::JoinHandle<T> {
        self.runtime.spawn(work)
    }

    /// A new browser.
    pub fn client(&self) -> Client {
        Client::new(self.port)
    }

    /// Lets hours pass.
    pub fn pass_hours(&self, hours: i64) {
        self.clock.advance(SignedDuration::from_hours(hours));
    }

    /// Lets seconds pass.
    pub fn pass_seconds(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    /// Sets the clock.
    pub fn set_clock(&self, instant: &str) {
        self.clock.set(instant.parse::<Timestamp>().expect("an instant").into());
    }

    /// Imports a file as it is.
    pub fn try_import(&self, file: &[u8], map: &[&str], mode: Mode) -> Result<Imported> {
        let map: Vec<String> = map.iter().map(|pair| (*pair).to_owned()).collect();
        let rules = Rules {
            zone: &self.house.zone,
            country: Country::parse("VN").expect("a country"),
            language: self.house.config.shop.language,
            map: parse_mapping(&map)?,
            source: None,
            dimensions: &self.house.config.site.dimensions,
        };
        self.wait(import::run(&self.house, file, &rules, mode, |_| ()))
    }

    /// Imports one of the sample files.
    pub fn import_sample(&self, name: &str) -> Imported {
        self.try_import(&sample(name), &[], Mode::Store).expect("imported")
    }

    /// Imports a few orders.
    pub fn import(&self, orders: &[Order]) -> Imported {
        let map = COLUMNS.map(|column| format!("{column}={column}"));
        let map: Vec<&str> = map.iter().map(String::as_str).collect();
        let imported = self.try_import(file_of(orders).as_bytes(), &map, Mode::Store);
        let imported = imported.expect("imported");
        assert_eq!(imported.refused, [], "no row is refused");
        imported
    }

    /// Runs the stage `plan`.
    pub fn plan(&self) -> Planned {
        self.wait(plan::run(&self.house)).expect("planned")
    }

    /// Runs the stage `deliver` into memory.
    pub fn deliver(&self) -> Delivered {
        self.wait(self.courier.run()).expect("delivered")
    }

    /// Imports, plans and delivers.
    pub fn ask(&self, orders: &[Order]) {
        self.import(orders);
        self.plan();
        self.deliver();
    }

    /// Runs the stage `fold`, after which a recount finds no difference.
    pub fn fold(&self) -> u64 {
        let folded = self.wait(fold::run(&self.house)).expect("folded");
        let verified = self.wait(verify::run(&self.house)).expect("verified");
        assert_eq!(verified.differences, Vec::<String>::new());
        folded
    }

    /// Runs the stage `publish`.
    pub fn publish(&self) -> afterword::site::Published {
        self.wait(publish::run(&self.house)).expect("published")
    }

    /// Applies a survey file.
    pub fn apply(&self, toml: &str) -> Applied {
        let definition = Definition::from_toml(toml).expect("a sound survey");
        self.wait(apply(&self.house, definition)).expect("applied")
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.runtime.block_on(self.server.stop(false));
    }
}

/// A sample file's bytes.
pub fn sample(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/orders").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
