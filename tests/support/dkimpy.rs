//! An independent verifier of signatures: dkimpy, in Python.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::process;

/// What is run; it says itself what goes in and out.
const SCRIPT: &str = include_str!("dkim_verify.py");

/// What dkimpy found about one signature.
#[derive(Debug)]
pub struct Verdict {
    /// The selector of its key.
    pub selector: String,
    /// `rsa-sha256` or `ed25519-sha256`.
    pub algorithm: String,
    /// The names in `h=`, in lower case.
    pub signed: Vec<String>,
    /// Whether it verifies.
    pub good: bool,
}

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    python().map(drop)
}

/// Verifies every signature of a mail, the top one first. `records` are the TXT records that DNS
/// would have.
pub fn verify(message: &[u8], records: &[(String, String)]) -> Vec<Verdict> {
    let records: Value = records.iter().map(|(name, text)| (name.clone(), json!(text))).collect();
    let asked = json!({ "records": records, "message": STANDARD.encode(message) });
    let mut command = Command::new(python().expect("dkimpy"));
    command.args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("Python starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(asked.to_string().as_bytes()).expect("Python reads");
    drop(stdin);
    let output = child.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "{}", output.status);
    let told: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let verdict = |told: &Value| Verdict {
        selector: text(&told["selector"]),
        algorithm: text(&told["algorithm"]),
        signed: told["signed"].as_array().expect("names").iter().map(text).collect(),
        good: told["good"] == true,
    };
    told.iter().map(verdict).collect()
}

/// The Python that has dkimpy and PyNaCl: Debian's, or the first on the path.
fn python() -> Result<PathBuf, String> {
    let debians = Some(PathBuf::from("/usr/bin/python3")).filter(|path| path.is_file());
    let first = process::find_program("python3", &[Path::new("/usr/bin")]);
    let has_it = |python: &PathBuf| {
        let mut command = Command::new(python);
        command.args(["-c", "import dkim, nacl.signing"]).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    debians
        .into_iter()
        .chain(first)
        .find(has_it)
        .ok_or_else(|| "dkimpy (Debian: python3-dkim and python3-nacl) is not installed".to_owned())
}
