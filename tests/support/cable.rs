//! A machine of its own as far as the network goes, and the cable to it, which can be pulled: then
//! packets are swallowed, and nobody is told.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::process::{self, Process};

/// A cable to another machine; both are gone when this value is dropped.
pub struct Cable {
    /// Keeps the other machine's network alive.
    machine: Process,
    /// The other machine's end.
    end: String,
    /// The other machine's address.
    pub address: String,
}

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    for program in ["ip", "unshare", "nsenter"] {
        process::find_program(program, &[]).ok_or_else(|| format!("`{program}` is missing"))?;
    }
    Cable::lay().map(drop)
}

impl Cable {
    /// Lays a cable.
    pub fn lay() -> Result<Self, String> {
        let mut alone = process::command_as(None, "KILL", "unshare");
        let machine = Process::start(alone.args(["--net", "sleep", "infinity"]), "KILL")?;
        let network = |pid: &str| fs::read_link(format!("/proc/{pid}/ns/net")).ok();
        let pid = machine.id().to_string();
        let apart = || network(&pid).is_some_and(|its| Some(its) != network("self"));
        if !process::wait_until(Duration::from_secs(5), apart) {
            return Err("no network of its own can be had (root may)".to_owned());
        }
        // Addresses set aside for trials of networks (RFC 2544), and names nobody else has.
        let id = machine.id();
        let subnet = format!("198.{}.{}", 18 + id / 64 / 256 % 2, id / 64 % 256);
        let (first, second) = (id % 64 * 4 + 1, id % 64 * 4 + 2);
        let (here, end) = (format!("aw{id}a"), format!("aw{id}b"));
        let address = format!("{subnet}.{second}");
        let (ours, theirs) = (format!("{subnet}.{first}/30"), format!("{address}/30"));
        let cable = Self { machine, end, address };
        let end = cable.end.as_str();
        ip(&["link", "add", &here, "type", "veth", "peer", "name", end])?;
        ip(&["link", "set", end, "address", MAC, "netns", &pid])?;
        ip(&["address", "add", &ours, "dev", &here])?;
        ip(&["link", "set", &here, "up"])?;
        // Known for ever, so that nobody asks for it in vain while the cable is pulled.
        ip(&["neighbour", "add", &cable.address, "lladdr", MAC, "dev", &here])?;
        cable.there(&["address", "add", &theirs, "dev", end])?;
        cable.there(&["link", "set", end, "up"])?;
        cable.there(&["link", "set", "lo", "up"])?;
        Ok(cable)
    }

    /// The other machine's network.
    pub fn network(&self) -> PathBuf {
        format!("/proc/{}/ns/net", self.machine.id()).into()
    }

    /// Pulls it: whatever is sent is lost.
    pub fn pull(&self) {
        self.there(&["address", "del", &format!("{}/30", self.address), "dev", &self.end])
            .expect("an address to take away");
    }

    /// Plugs it in again.
    pub fn plug(&self) {
        self.there(&["address", "add", &format!("{}/30", self.address), "dev", &self.end])
            .expect("an address to give");
    }

    fn there(&self, arguments: &[&str]) -> Result<(), String> {
        let mut command = Command::new("ip");
        command.args(arguments);
        process::run(&mut process::command_in(&self.network(), &command)).map(drop)
    }
}

/// Of the other machine's end.
const MAC: &str = "02:00:00:00:00:01";

fn ip(arguments: &[&str]) -> Result<(), String> {
    process::run(Command::new("ip").args(arguments)).map(drop)
}
