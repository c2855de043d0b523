//! Several that start on one empty database, and one that migrates for long.

use std::fs::File;
use std::thread;
use std::time::Duration;

use afterword::db::migrate::bring_up_to_date;
use afterword::db::{Address, Conn};
use diesel::connection::SimpleConnection;
use libtest_mimic::Failed;

use crate::support::database::Database;
use crate::support::process::{Process, wait_until};
use crate::support::shop::Shop;

trials! {
    many_start_at_once_on_one_empty_database on each_database;
    whoever_starts_waits_for_who_migrates on each_database;
}

/// How many start at once.
const MANY: usize = 6;

fn many_start_at_once_on_one_empty_database(database: &Database) {
    let settings = "data_dir = \"data\"\n";
    for _ in 0..3 {
        let fresh = Database::fresh(database.backend);
        let shop = Shop::new(&fresh, settings);
        let mut starting: Vec<Process> =
            (0..MANY).map(|_| shop.start(&["survey", "list"])).collect();
        for process in &mut starting {
            let ended = || process.ended().is_some();
            assert!(wait_until(Duration::from_secs(60), ended), "{}", shop.log());
            let status = process.ended().expect("it has ended");
            assert!(status.ends_with(": 0"), "{status}:\n{}", shop.log());
        }
        let known = shop.run(&["survey", "list"]);
        assert_eq!(known.as_array().map(Vec::len), Some(1), "{known}");
    }
}

/// Longer than a row lock is waited for.
const LONG: Duration = Duration::from_secs(3);

fn whoever_starts_waits_for_who_migrates(database: &Database) -> Result<(), Failed> {
    let address = Address::parse(&database.url)?;
    let turn = take_turn(&address)?;
    thread::scope(|scope| {
        let opening = scope.spawn(|| bring_up_to_date(&address));
        thread::sleep(LONG);
        assert!(!opening.is_finished(), "it did not wait");
        drop(turn);
        let ran = opening.join().expect("a thread")?;
        assert!(!ran.is_empty(), "nothing was left to migrate");
        Ok(())
    })
}

/// Whoever migrates holds this.
fn take_turn(address: &Address) -> Result<(Option<File>, Option<Conn>), Failed> {
    match address {
        Address::Sqlite(path) => {
            let file = File::create(format!("{}.migrate-lock", path.display()))?;
            file.lock()?;
            Ok((Some(file), None))
        }
        Address::Postgres(_) => {
            let mut conn = address.connect()?;
            conn.batch_execute("SELECT pg_advisory_lock(7233521)")?;
            Ok((None, Some(conn)))
        }
    }
}
