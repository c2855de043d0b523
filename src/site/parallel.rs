//! The same work on many things, on as many threads as pay.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::{num::NonZero, panic::resume_unwind, thread};

use crate::error::Result;

/// Does `work` to each of `things`; the order stays. Fewer than `worth` a thread are not worth one.
/// Whoever is done takes the next, since pages differ much in what they cost.
pub(super) fn in_parallel<'a, T: Sync, R: Send>(
    things: &'a [T],
    worth: usize,
    work: impl Fn(&'a T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = cores.min(things.len() / worth.max(1)).max(1);
    if threads == 1 {
        return things.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take_turns = || -> Result<Vec<(usize, R)>> {
        let mut done = Vec::with_capacity(things.len() / threads + 1);
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(place) else { return Ok(done) };
            done.push((place, work(thing)?));
        }
    };
    let mut done = thread::scope(|scope| -> Result<_> {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(&take_turns)).collect();
        let mut all = Vec::with_capacity(things.len());
        for worker in workers {
            all.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        Ok(all)
    })?;
    done.sort_unstable_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    use super::in_parallel;
    use crate::error::Error;

    #[test]
    fn the_order_stays_and_an_error_ends_it() {
        let numbers: Vec<u32> = (0..1_000).collect();
        let doubled = in_parallel(&numbers, 1, |number| Ok(number * 2)).unwrap();
        assert!(doubled.iter().zip(&numbers).all(|(double, number)| *double == number * 2));
        let odd = |number: &u32| match number % 2 {
            0 => Ok(()),
            _ => Err(Error::refused("odd")),
        };
        assert!(in_parallel(&numbers, 1, odd).is_err());
    }
}
