//! A shop prepared for a measurement: a database full of open invitations, and the real server
//! on it as a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use afterword::db::{Address, Conn};
use afterword::types::Token;
use diesel::connection::SimpleConnection;
use tempfile::TempDir;

use crate::process::{Process, free_port};
use crate::support::postgres;

/// How many rows one statement inserts.
const ROWS: u64 = 500;

/// The backends, by the names they are printed under.
pub const BACKENDS: [&str; 2] = ["sqlite", "postgres"];

/// A shop that is being served.
pub struct Shop {
    /// Where.
    pub address: SocketAddr,
    /// From the start of the process to its first ready answer.
    pub ready_after: Duration,
    process: Process,
    /// Its directory, with `config.toml`.
    pub dir: TempDir,
    url: String,
}

/// The token of the n-th invitation; an odd factor spreads them over all 60 bits.
pub fn token(n: u64) -> String {
    Token::from_bits(n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 3).as_str().to_owned()
}

impl Shop {
    /// Makes a database with so many open invitations, each with customer, order and a mail that
    /// went out three days ago, and serves it.
    pub fn open(backend: &str, invitations: u64) -> Result<Self, String> {
        let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
        let url = match backend {
            "sqlite" => format!("sqlite://{}", dir.path().join("afterword.db").display()),
            _ => {
                postgres::look()?;
                postgres::be_durable();
                postgres::fresh_database()
            }
        };
        let port = free_port();
        let config = format!(
            "data_dir = \"data\"\n[server]\nlisten = \"127.0.0.1:{port}\"\n\
             public_url = \"http://127.0.0.1:{port}\"\n[database]\nurl = \"{url}\"\n"
        );
        std::fs::write(dir.path().join("config.toml"), config).map_err(|e| e.to_string())?;
        run(&dir, &["migrate"])?;
        fill(&url, invitations)?;
        let (process, ready_after) = serve(&dir, port)?;
        Ok(Self { address: ([127, 0, 0, 1], port).into(), ready_after, process, dir, url })
    }

    /// The server's process id.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// A connection of our own.
    pub fn connect(&self) -> Conn {
        Address::parse(&self.url).and_then(|address| address.connect()).expect("it is there")
    }

    /// A command of the program on this shop, beside the server.
    pub fn command(&self, arguments: &[&str]) -> Command {
        command(&self.dir, arguments)
    }
}

fn command(dir: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_afterword"));
    command.arg("--config").arg(dir.path().join("config.toml")).args(arguments);
    command
}

fn run(dir: &TempDir, arguments: &[&str]) -> Result<(), String> {
    let output = command(dir, arguments).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

fn serve(dir: &TempDir, port: u16) -> Result<(Process, Duration), String> {
    let started = Instant::now();
    let mut command = command(dir, &["serve"]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = Process::start(&mut command, "TERM")?;
    let output = process.output().ok_or("its output is piped")?;
    while !answers(port) {
        if started.elapsed() > Duration::from_secs(20) {
            return Err("the server was not ready within 20 s".to_owned());
        }
        thread::sleep(Duration::from_millis(2));
    }
    let ready_after = started.elapsed();
    // Somebody has to read what it prints, or it would stop one day for a full pipe.
    thread::spawn(move || BufReader::new(output).lines().for_each(drop));
    Ok((process, ready_after))
}

fn answers(port: u16) -> bool {
    ureq::get(format!("http://127.0.0.1:{port}/readyz")).call().is_ok_and(|r| r.status() == 200)
}

/// The `data` directory's site.
pub fn site(shop: &Shop) -> PathBuf {
    shop.dir.path().join("data/site")
}

fn fill(url: &str, invitations: u64) -> Result<(), String> {
    let address = Address::parse(url).map_err(|error| error.to_string())?;
    let mut conn = address.connect().map_err(|error| error.to_string())?;
    let mut execute = |sql: &str| conn.batch_execute(sql).map_err(|error| error.to_string());
    execute("BEGIN")?;
    for first in (1..=invitations).step_by(usize::try_from(ROWS).unwrap_or(1)) {
        let last = (first + ROWS - 1).min(invitations);
        for statement in statements(first..=last) {
            execute(&statement)?;
        }
    }
    execute("COMMIT")?;
    if url.starts_with("postgres") {
        execute("VACUUM ANALYZE")?;
    }
    Ok(())
}

fn statements(numbers: std::ops::RangeInclusive<u64>) -> Vec<String> {
    let now = afterword::types::Clock::now(&afterword::types::SystemClock).0;
    let (day, places) = (86_400_000_000_i64, ["Hải Châu", "Sơn Trà", "Nimman"]);
    let languages = ["vi", "th", "en"];
    let rows = |row: &dyn Fn(u64) -> String| numbers.clone().map(row).collect::<Vec<_>>().join(",");
    let (ordered, sent, end) = (now - 7 * day, now - 3 * day, now + 50 * day);
    let pick = |n: u64, of: [&'static str; 3]| of[usize::try_from(n % 3).unwrap_or(0)];
    vec![
        format!(
            "INSERT INTO customers (id, email, name, language, properties, consents, created_at, updated_at) VALUES {}",
            rows(&|n| format!(
                "({n},'c{n}@example.com','Nguyễn Thị Lan','{}','{{}}','{{}}',{now},{now})",
                pick(n, languages)
            ))
        ),
        format!(
            "INSERT INTO orders (id, customer_id, source, external_id, number, placed_at, fulfilled_at, location, to_plan, created_at, updated_at) VALUES {}",
            rows(&|n| format!(
                "({n},{n},'bench','{n}','#{n}',{ordered},{ordered},'{}',FALSE,{now},{now})",
                pick(n / 3, places)
            ))
        ),
        format!(
            "INSERT INTO invitations (id, survey_id, subject, customer_id, order_id, token, unsubscribe_token, revision_id, sent_at, expires_at, created_at) VALUES {}",
            rows(&|n| format!(
                "({n},1,'order:{n}',{n},{n},'{}','U{n}',1,{sent},{end},{now})",
                token(n)
            ))
        ),
        format!(
            "INSERT INTO deliveries (invitation_id, kind, number, state, due_at, next_attempt_at, attempts, attempted_at, handed_over, sent_at, created_at, updated_at) VALUES {}",
            rows(&|n| format!(
                "({n},'mail',1,'sent',{sent},{sent},1,{sent},TRUE,{sent},{now},{now})"
            ))
        ),
    ]
}
