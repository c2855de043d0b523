//! Many who sign in at once, against the real program.

use std::thread;

use super::client::{Client, Reply};
use crate::support::database::Database;
use crate::support::shop::Shop;

trials! {
    memory_stays_bounded_while_many_sign_in_at_once on each_database;
}

/// How much the program may take for it: two passwords at 19 MiB, and sixty lines.
const MOST_MEGABYTES: f64 = 80.0;

fn memory_stays_bounded_while_many_sign_in_at_once(database: &Database) {
    let shop = Shop::new(
        database,
        "[server]\nlisten = \"127.0.0.1:0\"\ntrusted_proxies = [\"127.0.0.1\"]\nworkers = 2\n",
    );
    let serving = shop.serve();
    let sign_in = |n: u32| {
        // Each from an address and under a name of its own: no other limit holds them up.
        let client = Client::new(serving.port).with("x-forwarded-for", &format!("192.0.2.{n}"));
        client.post("/admin/sign-in", format!("name=guest{n}&password=guess"))
    };
    sign_in(0);
    let before = memory(serving.process.id(), "VmRSS");
    let replies: Vec<Reply> = thread::scope(|scope| {
        let sign_in = &sign_in;
        let all: Vec<_> = (1..=60).map(|n| scope.spawn(move || sign_in(n))).collect();
        all.into_iter().map(|one| one.join().expect("a reply")).collect()
    });
    let peak = memory(serving.process.id(), "VmHWM");
    println!("{before:.0} MB before, {peak:.0} MB at most");
    assert!(peak - before < MOST_MEGABYTES, "{before} MB before, {peak} MB at most");

    let of = |status| replies.iter().filter(|reply| reply.status == status).count();
    assert_eq!(of(422) + of(429), 60, "{:?}", replies.iter().map(|r| r.status).collect::<Vec<_>>());
    assert!(of(422) >= 2, "somebody was served");
    let crowded = replies.iter().filter(|reply| reply.status == 429);
    for reply in crowded {
        assert_eq!(reply.header("retry-after"), "2");
    }
}

/// A line of `/proc/PID/status`, in megabytes.
fn memory(process: u32, name: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("its status");
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kilobytes = line.expect("a line").trim().trim_end_matches(" kB");
    kilobytes.parse::<f64>().expect("a number") / 1024.0
}
