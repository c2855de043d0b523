//! A real browser for trials: headless Chromium through its driver, one of its own for each.
//!
//! Calls block and panic with the selector they were about; a click or an address returns when
//! the page has loaded. Screenshots go to `target/screens/`.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::process::{self, Process};

/// A name under which browsers find this machine by plain HTTP.
pub const LAN_HOST: &str = "shop.lan";

/// How long a page may take, on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(30);

/// How large the window is.
#[derive(Clone, Copy, Debug)]
pub enum Screen {
    /// The narrowest phone still met: 320 × 568 points, touch, two pixels a point.
    SmallPhone,
    /// A common cheap phone: 360 × 800 points, touch, two pixels a point.
    Phone,
    /// What mails are looked at on: 375 × 812 points, touch.
    Mail,
    /// 800 × 1000 points: a mail in the window of a program.
    Tablet,
    /// 1280 × 900 points.
    Desktop,
}

/// How the browser is set up.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    /// The window.
    pub screen: Screen,
    /// Whether pages may run JavaScript.
    pub script: bool,
    /// Whether its user prefers dark pages.
    pub dark: bool,
    /// What it sends as `Accept-Language`.
    pub languages: &'static str,
}

impl Default for Setup {
    fn default() -> Self {
        Self { screen: Screen::Phone, script: true, dark: false, languages: "vi,en" }
    }
}

/// An open browser; it is closed when this value is dropped.
pub struct Browser {
    client: Option<Client>,
    // Dropped in this order: the connection's tasks, the driver, the profile on disk.
    runtime: Runtime,
    _driver: Process,
    _profile: TempDir,
}

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    chromium()?;
    find("chromedriver").map(drop)
}

impl Browser {
    /// Opens one with an empty profile.
    pub fn open(setup: Setup) -> Self {
        Self::try_open(setup).unwrap_or_else(|error| panic!("Chromium: {error}"))
    }

    fn try_open(setup: Setup) -> Result<Self, String> {
        let profile = tempfile::tempdir().map_err(|error| error.to_string())?;
        let (driver, port) = start_driver()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        let capabilities = capabilities(setup, &profile)?;
        let client = runtime
            .block_on(
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(capabilities)
                    .connect(&format!("http://127.0.0.1:{port}")),
            )
            .map_err(|error| error.to_string())?;
        Ok(Self { client: Some(client), runtime, _driver: driver, _profile: profile })
    }

    /// Opens an address.
    pub fn go(&self, address: &str) {
        self.seen(address, async || self.client().goto(address).await);
    }

    /// The address it is at.
    pub fn address(&self) -> String {
        self.seen("the address", async || self.client().current_url().await).into()
    }

    /// What it keeps under a name.
    pub fn cookie(&self, name: &str) -> String {
        let found = self.seen(name, async || self.client().get_named_cookie(name).await);
        found.value().to_owned()
    }

    /// The page as it now is, as HTML.
    pub fn source(&self) -> String {
        self.seen("the source", async || self.client().source().await)
    }

    /// How many elements match.
    pub fn count(&self, css: &str) -> usize {
        self.seen(css, async || self.client().find_all(Locator::Css(css)).await).len()
    }

    /// The text a person sees in the first match.
    pub fn text(&self, css: &str) -> String {
        self.seen(css, async || self.find(css).await?.text().await)
    }

    /// An attribute of the first match as the page wrote it.
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.seen(css, async || self.find(css).await?.attr(name).await)
    }

    /// Presses the first match where it is, as a finger would: what is covered or hidden fails.
    pub fn press(&self, css: &str) {
        let button = self.seen(css, async || self.find(css).await);
        self.told(css, button.click());
    }

    /// Types into the first match, after what is there.
    pub fn type_into(&self, css: &str, text: &str) {
        let field = self.seen(css, async || self.find(css).await);
        self.told(css, field.send_keys(text));
    }

    /// Presses keys where the focus is; names of special ones are in `fantoccini::key::Key`.
    pub fn keys(&self, keys: &str) {
        self.told(keys, async { self.client().active_element().await?.send_keys(keys).await });
    }

    /// Presses the first match, a link that opens a window, and goes on there.
    pub fn press_into_new_window(&self, css: &str) {
        let before = self.told("windows", self.client().windows());
        self.press(css);
        let windows = self.told("windows", self.client().windows());
        let new = windows.into_iter().find(|window| !before.contains(window));
        let new = new.unwrap_or_else(|| panic!("{css} opened no window"));
        self.told(css, self.client().switch_to_window(new));
    }

    /// Loads the page once more; a form that was sent is sent again.
    pub fn reload(&self) {
        self.told("reload", self.client().refresh());
    }

    /// Runs the body of a function whose last argument takes the outcome; waits for it.
    pub fn evaluate_later(&self, body: &str) -> Value {
        self.told("a script", self.client().execute_async(body, Vec::new()))
    }

    /// Runs the body of a function in the page and returns what it returns; it may run twice.
    pub fn evaluate(&self, body: &str) -> Value {
        self.seen(body, async || self.client().execute(body, Vec::new()).await)
    }

    /// Keeps what is seen now as `target/screens/NAME.png`.
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let picture = self.seen("the screen", async || self.client().screenshot().await);
        let path = screens().join(format!("{name}.png"));
        fs::write(&path, picture).expect("target/screens can be written");
        path
    }

    /// Goes on once the address ends like this.
    pub fn arrive(&self, end: &str) {
        let there = || self.address().ends_with(end);
        assert!(process::wait_until(PATIENCE, there), "at {}, not {end}", self.address());
    }

    /// The first match, as soon as there is one: a click may return before the next page is there.
    async fn find(&self, css: &str) -> Result<Element, CmdError> {
        self.client().wait().at_most(PATIENCE).for_element(Locator::Css(css)).await
    }

    fn client(&self) -> &Client {
        self.client.as_ref().expect("open until dropped")
    }

    /// Looks until the page stands still. A press may return before the page it leads to is there:
    /// what was begun on the old page is then cut off, which says nothing about either page.
    fn seen<T>(&self, about: &str, look: impl AsyncFn() -> Result<T, CmdError>) -> T {
        let until = Instant::now() + PATIENCE;
        let settled = async {
            loop {
                match look().await {
                    Err(error) if is_of_passage(&error) && Instant::now() < until => {}
                    told => return told,
                }
            }
        };
        self.told(about, settled)
    }

    fn told<T, E: std::fmt::Display>(
        &self,
        about: &str,
        answer: impl Future<Output = Result<T, E>>,
    ) -> T {
        self.runtime.block_on(answer).unwrap_or_else(|error| panic!("{about}: {error}"))
    }
}

/// Whether a look failed only because the page was being left.
fn is_of_passage(error: &CmdError) -> bool {
    error.is_stale_element_reference()
        || error.is_no_such_window()
        || error.to_string().contains("aborted by navigation")
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends Chromium; the driver alone would leave it running.
        let Some(client) = self.client.take() else { return };
        if let Err(error) = self.runtime.block_on(client.close()) {
            eprintln!("closing the browser: {error}");
        }
    }
}

fn start_driver() -> Result<(Process, u16), String> {
    // Somebody may take the port between our look and the driver's: then another is tried.
    for _ in 0..5 {
        let port = process::free_port();
        let mut command = process::command_as(None, "TERM", find("chromedriver")?);
        command.arg(format!("--port={port}")).args(["--silent"]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut driver = Process::start(&mut command, "TERM")?;
        let until = || driver.ended().is_some() || process::answers(port);
        if process::wait_until(Duration::from_secs(30), until) && driver.ended().is_none() {
            return Ok((driver, port));
        }
    }
    Err("the driver does not start".into())
}

fn capabilities(setup: Setup, profile: &TempDir) -> Result<Map<String, Value>, String> {
    let mut arguments = vec![
        "--headless".to_owned(),
        "--no-sandbox".to_owned(), // Chromium's sandbox refuses root, which CI is
        "--disable-dev-shm-usage".to_owned(), // containers have little of it
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--hide-scrollbars".to_owned(),
        "--window-size=1280,900".to_owned(),
        // A host that browsers take for no loopback, as in a shop's own network.
        format!("--host-resolver-rules=MAP {LAN_HOST} 127.0.0.1"),
        format!("--user-data-dir={}", profile.path().display()),
    ];
    if setup.dark {
        arguments.push("--blink-settings=preferredColorScheme=0".to_owned());
    }
    let mut options = json!({
        "binary": chromium()?,
        "args": arguments,
        "prefs": {
            "intl.accept_languages": setup.languages,
            "profile.managed_default_content_settings.javascript": if setup.script { 1 } else { 2 },
        },
    });
    let phone = |width: u32, height: u32| json!({"deviceMetrics": {"width": width, "height": height, "pixelRatio": 2.0, "touch": true}});
    match setup.screen {
        Screen::SmallPhone => options["mobileEmulation"] = phone(320, 568),
        Screen::Phone => options["mobileEmulation"] = phone(360, 800),
        Screen::Mail => options["mobileEmulation"] = phone(375, 812),
        Screen::Tablet => options["mobileEmulation"] = phone(800, 1000),
        Screen::Desktop => {}
    }
    Ok(Map::from_iter([
        ("browserName".to_owned(), json!("chrome")),
        ("goog:chromeOptions".to_owned(), options),
    ]))
}

/// Where Chromium is.
pub fn chromium() -> Result<PathBuf, String> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find_map(|name| process::find_program(name, &[]))
        .ok_or_else(|| "Chromium is not installed".into())
}

fn find(program: &str) -> Result<PathBuf, String> {
    process::find_program(program, &[]).ok_or_else(|| format!("`{program}` is not installed"))
}

/// `target/screens` of whatever target directory this binary was built in.
fn screens() -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("screens");
    fs::create_dir_all(&directory).expect("target/screens can be made");
    directory
}
