//! Runs the shop's own command on an edition: rsync, git, whatever it has.
//!
//! The words are given to the program as they stand, without a shell. It also finds the directory
//! of the edition in `AFTERWORD_SITE` and its number in `AFTERWORD_EDITION`.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Context, Error, Result};

/// How often it is looked whether the command has ended.
const EVERY: Duration = Duration::from_millis(20);

/// How much of what it complains about is repeated.
const SHOWN: usize = 400;

/// Runs the command to its end, which is forced after `timeout`.
///
/// # Errors
/// Broken if it cannot be started, takes too long or ends with another code than 0.
pub(super) fn run(words: &[String], site: &Path, number: i64, timeout: Duration) -> Result<()> {
    let Some((program, words)) = words.split_first() else {
        return Err(Error::broken("a command of no words"));
    };
    let place = site.display().to_string();
    let mut child = Command::new(program)
        .args(words.iter().map(|word| word.replace("{site}", &place)))
        .env("AFTERWORD_SITE", site)
        .env("AFTERWORD_EDITION", number.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .doing(|| format!("starting {program}"))?;
    // Somebody has to read what it says, or it would stop for a full pipe.
    let complaints = child.stderr.take().map(|stderr| thread::spawn(move || last_of(stderr)));
    let ended = wait(&mut child, timeout).doing(|| format!("waiting for {program}"))?;
    let Some(status) = ended else {
        let seconds = timeout.as_secs();
        return Err(Error::broken(format!("{program} took more than {seconds} seconds")));
    };
    if status.success() {
        return Ok(());
    }
    let complaints = complaints.and_then(|reader| reader.join().ok()).unwrap_or_default();
    Err(Error::broken(format!("{program} failed ({status}): {}", complaints.trim())))
}

/// How it ended; `None` if it had to be ended.
fn wait(child: &mut Child, timeout: Duration) -> std::io::Result<Option<ExitStatus>> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if started.elapsed() >= timeout {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(EVERY);
    }
}

/// The end of what somebody says.
fn last_of(mut stderr: impl Read) -> String {
    let (mut block, mut said) = ([0; 1024], Vec::new());
    while let Ok(read @ 1..) = stderr.read(&mut block) {
        said.extend_from_slice(block.get(..read).unwrap_or_default());
        let surplus = said.len().saturating_sub(SHOWN);
        said.drain(..surplus);
    }
    String::from_utf8_lossy(&said).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(script: &str, timeout: Duration) -> Result<()> {
        let words = ["sh", "-c", script, "sh", "{site}/index.html"].map(str::to_owned);
        run(&words, Path::new("/data/editions/7"), 7, timeout)
    }

    #[test]
    fn it_learns_where_the_edition_lies() {
        let script = "test \"$1\" = /data/editions/7/index.html && test \"$AFTERWORD_EDITION\" = 7 \
                      && test \"$AFTERWORD_SITE\" = /data/editions/7";
        sh(script, Duration::from_secs(20)).unwrap();
    }

    #[test]
    fn what_it_complains_about_is_told() {
        let error =
            sh("yes | head -c 99999 >&2; echo the end >&2; exit 3", Duration::from_secs(20));
        let error = error.unwrap_err().to_string();
        assert!(error.contains('3') && error.ends_with("the end"), "{error}");
        assert!(error.len() < 600, "{}", error.len());
    }

    #[test]
    fn it_is_ended_when_it_takes_too_long() {
        let started = Instant::now();
        let error = sh("exec sleep 600", Duration::from_millis(50)).unwrap_err();
        assert!(error.to_string().contains("took more than"), "{error}");
        assert!(started.elapsed() < Duration::from_secs(60));
        let none = run(&["/no/such/program".to_owned()], Path::new("/"), 1, Duration::from_secs(1));
        assert!(none.unwrap_err().to_string().contains("/no/such/program"));
    }
}
