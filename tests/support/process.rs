//! Programs that trials start, and stop by their own pid.

use std::ffi::OsStr;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output};
use std::thread;
use std::time::{Duration, Instant};

/// How often a condition outside this process is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// A running program that is ended when this value is dropped.
pub struct Process {
    child: Child,
    signal: &'static str,
}

impl Process {
    /// Starts it. `signal` ("TERM", "INT") is what asks it to end in order. Should this thread
    /// die first (a killed test run), the kernel sends the program that signal.
    pub fn start(command: &mut Command, signal: &'static str) -> Result<Self, String> {
        let child = command.spawn().map_err(|error| format!("starting {command:?}: {error}"))?;
        Ok(Self { child, signal })
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it prints, where the command pipes that; once.
    pub fn output(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// The exit it came to, should it have ended by itself.
    pub fn ended(&mut self) -> Option<String> {
        self.child.try_wait().expect("own child").map(|status| status.to_string())
    }

    /// Asks it to end in order; kills it if it does not within 15 s.
    pub fn stop(&mut self) {
        if self.ended().is_some() {
            return;
        }
        let pid = self.child.id().to_string();
        let asked = Command::new("kill").args(["-s", self.signal, &pid]).status();
        let ended = asked.is_ok_and(|status| status.success())
            && wait_until(Duration::from_secs(15), || self.ended().is_some());
        if !ended {
            eprintln!("process {pid} did not end on SIG{}; it is killed", self.signal);
            if let Err(error) = self.child.kill().and_then(|()| self.child.wait().map(drop)) {
                eprintln!("killing process {pid}: {error}");
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A command that runs as `user` where we are root (servers refuse to run as root), and that
/// gets `signal` when the thread that starts it dies.
pub fn command_as(user: Option<&User>, signal: &str, program: impl AsRef<OsStr>) -> Command {
    let Some(setpriv) = find_program("setpriv", &[]) else { return Command::new(program) };
    let mut command = Command::new(setpriv);
    if let Some(user) = user.filter(|_| is_root()) {
        command.args(["--reuid", &user.uid.to_string(), "--regid", &user.gid.to_string()]);
        command.arg("--clear-groups");
    }
    command.args(["--pdeathsig", signal, "--"]).arg(program);
    command
}

/// The same command, run in another network.
pub fn command_in(network: &Path, command: &Command) -> Command {
    let mut entering = Command::new("nsenter");
    entering.arg(format!("--net={}", network.display())).arg("--");
    entering.arg(command.get_program()).args(command.get_args());
    entering
}

/// Runs a command to its end; its output in the error when it fails.
pub fn run(command: &mut Command) -> Result<Output, String> {
    let output = command.output().map_err(|error| format!("starting {command:?}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = [&output.stdout[..], &output.stderr[..]].map(String::from_utf8_lossy).concat();
    Err(format!("{command:?}: {}: {said}", output.status))
}

/// A program on the path, or in one of the other directories.
pub fn find_program(name: &str, elsewhere: &[&Path]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(elsewhere.iter().map(|directory| directory.to_path_buf()))
        .map(|directory| directory.join(name))
        .find(|program| program.is_file())
}

/// An account of this machine.
#[derive(Clone, Copy, Debug)]
pub struct User {
    /// Its user id.
    pub uid: u32,
    /// Its main group.
    pub gid: u32,
}

/// Looks an account up by name.
pub fn find_user(name: &str) -> Option<User> {
    let accounts = std::fs::read_to_string("/etc/passwd").ok()?;
    let fields: Vec<&str> = accounts
        .lines()
        .map(|line| line.split(':').collect::<Vec<_>>())
        .find(|fields| fields.first() == Some(&name))?;
    Some(User { uid: fields.get(2)?.parse().ok()?, gid: fields.get(3)?.parse().ok()? })
}

/// Whether this process may become somebody else.
pub fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// A port of the loopback that was free a moment ago.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}

/// Whether somebody listens there.
pub fn answers(port: u16) -> bool {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// Looks again and again until the condition holds; false when the time is over.
pub fn wait_until(at_most: Duration, mut holds: impl FnMut() -> bool) -> bool {
    let until = Instant::now() + at_most;
    loop {
        if holds() {
            return true;
        }
        if Instant::now() >= until {
            return false;
        }
        thread::sleep(LOOK_EVERY);
    }
}
