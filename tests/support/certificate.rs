//! An authority of our own and a certificate for `localhost`, for servers that speak TLS.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::process;

/// Files in the directory they were made in.
pub struct Certificate {
    /// What a client must trust (PEM).
    pub authority: PathBuf,
    /// What a server shows (PEM).
    pub certificate: PathBuf,
    /// Its private key (PEM).
    pub key: PathBuf,
}

impl Certificate {
    /// Makes them by the `openssl` command, valid for two days.
    pub fn make(directory: &Path) -> Result<Self, String> {
        let file = |name: &str| directory.join(name);
        let (authority, authority_key) = (file("authority.pem"), file("authority.key"));
        process::run(
            request("Afterword test authority", &authority, &authority_key)
                .args(["-addext", "basicConstraints=critical,CA:TRUE"]),
        )?;
        let made = Self { authority, certificate: file("server.pem"), key: file("server.key") };
        process::run(
            request("localhost", &made.certificate, &made.key)
                .arg("-CA")
                .arg(&made.authority)
                .arg("-CAkey")
                .arg(&authority_key)
                .args(["-addext", "basicConstraints=critical,CA:FALSE"])
                .args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]),
        )?;
        Ok(made)
    }
}

fn request(name: &str, certificate: &Path, key: &Path) -> Command {
    let mut command = Command::new("openssl");
    command
        .args(["req", "-x509", "-nodes", "-days", "2", "-newkey", "ec"])
        .args(["-pkeyopt", "ec_paramgen_curve:P-256", "-subj", &format!("/CN={name}")])
        .arg("-keyout")
        .arg(key)
        .arg("-out")
        .arg(certificate);
    command
}
