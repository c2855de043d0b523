//! A few years, each from a seed of its own.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use super::world::World;
use crate::support::database::{Backend, Database};

trials! {
    a_year_passes on each_database;
}

/// How many orders a year has unless `AFTERWORD_YEAR_ORDERS` says otherwise: what a build without
/// optimisation does beside all other trials.
fn usual_size(backend: Backend) -> usize {
    match backend {
        Backend::Sqlite => 1_000,
        Backend::Postgres => 300,
    }
}

fn a_year_passes(database: &Database) {
    let fresh = if database.backend == Backend::Sqlite { 2 } else { 1 };
    let count = variable("AFTERWORD_YEAR_ORDERS").map_or(usual_size(database.backend), |text| {
        text.parse().expect("AFTERWORD_YEAR_ORDERS is a number")
    });
    for seed in seeds(fresh) {
        let name = database.backend.name();
        println!("a year on {name}: AFTERWORD_YEAR_SEEDS={seed}, AFTERWORD_YEAR_ORDERS={count}");
        let began = Instant::now();
        let directory = tempfile::tempdir().expect("a temporary directory");
        let database = Database::without_disk(database.backend);
        let mut world = World::new(seed, count, &database, directory.path());
        world.run();
        println!("a year on {name}: {} in {:.1?}", world.summary(), began.elapsed());
    }
}

/// `AFTERWORD_YEAR_SEEDS`: a number of fresh seeds, or seeds with commas (one with a comma behind
/// it). The first fresh seed is the time of day.
fn seeds(fresh: u64) -> Vec<u64> {
    let from_now = |count: u64| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
        let first = now.as_secs() * 1000 + u64::from(now.subsec_millis());
        (0..count).map(|n| first + n).collect()
    };
    let parse = |text: &str| text.trim().parse::<u64>().expect("AFTERWORD_YEAR_SEEDS is a number");
    match variable("AFTERWORD_YEAR_SEEDS") {
        None => from_now(fresh),
        // A seed that was printed is too large to be a number of years.
        Some(text) if !text.contains(',') && parse(&text) < 1000 => from_now(parse(&text)),
        Some(text) => text.split(',').filter(|part| !part.is_empty()).map(parse).collect(),
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|text| !text.is_empty())
}
