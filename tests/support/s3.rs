//! A server that speaks S3: moto, in Python. It asks nobody for a key and keeps all in memory.
//!
//! `AFTERWORD_MOTO` names its program `moto_server`; `.ci/run` installs it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::process::{self, Process, free_port};

const VARIABLE: &str = "AFTERWORD_MOTO";

/// moto shows nobody what is private, but does not look whether a signature is right.
const SIGNED: &str = "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/s3/aws4_request, \
     SignedHeaders=host, Signature=0";

/// A server with one bucket.
pub struct S3 {
    /// Where it answers.
    pub endpoint: String,
    _process: Process,
}

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    find().map(drop)
}

impl S3 {
    /// Starts it with the bucket `shop`.
    pub fn start() -> Self {
        let port = free_port();
        let mut command = Command::new(find().expect("moto"));
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let process = Process::start(&mut command, "TERM").expect("it starts");
        let started = Instant::now();
        while !process::answers(port) {
            assert!(started.elapsed() < Duration::from_secs(60), "it does not answer");
            thread::sleep(Duration::from_millis(20));
        }
        let endpoint = format!("http://127.0.0.1:{port}");
        ureq::put(format!("{endpoint}/shop")).send_empty().expect("a bucket");
        Self { endpoint, _process: process }
    }

    /// The type and text of an object, if it is there.
    pub fn get(&self, key: &str) -> Option<(String, String)> {
        let address = format!("{}/shop/{key}", self.endpoint);
        let mut reply = ureq::get(address).header("Authorization", SIGNED).call().ok()?;
        let kind = reply.headers().get("content-type").and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default().to_owned();
        Some((kind, reply.body_mut().read_to_string().expect("text")))
    }

    /// Puts an object of somebody else's.
    pub fn put(&self, key: &str, text: &str) {
        ureq::put(format!("{}/shop/{key}", self.endpoint)).send(text).expect("it takes it");
    }
}

fn find() -> Result<PathBuf, String> {
    if let Ok(path) = std::env::var(VARIABLE) {
        return Some(PathBuf::from(&path))
            .filter(|file| file.is_file())
            .ok_or_else(|| format!("{VARIABLE}: {path} is not there"));
    }
    let home = std::env::var("HOME").unwrap_or_default();
    let cache = Path::new(&home).join(".cache/afterword/moto/bin");
    process::find_program("moto_server", &[&cache])
        .ok_or_else(|| "moto (pip install 'moto[server]') is not installed".to_owned())
}
