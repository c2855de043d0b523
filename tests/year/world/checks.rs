//! What is looked at after each hour, and each month.

use std::time::Instant as Stopwatch;

use afterword::flow::verify;
use afterword::types::Instant;

use super::super::ledger;
use super::super::recount::recount;
use super::{HOUR, World};

impl World {
    /// After each hour in which something was done, what was done is looked at.
    pub(super) fn check_hours_until(&mut self, next: Instant) {
        let hour = |at: Instant| at.as_seconds().div_euclid(HOUR);
        if self.is_dirty && hour(self.checked) < hour(next) {
            self.check_ledger();
        }
    }

    pub(super) fn check_ledger(&mut self) {
        let (began, now) = (Stopwatch::now(), self.now());
        let since = std::mem::replace(&mut self.checked, now);
        let mut truth = self.ground.truth.lock().expect("nobody dies with the truth");
        ledger::check(&mut self.conn, &mut truth, since, now);
        let found = std::mem::take(&mut truth.found);
        assert!(found.is_empty(), "the world objects:\n{}", found.join("\n"));
        drop(truth);
        self.is_dirty = false;
        self.spend("check", began);
    }

    pub(super) fn count_again(&mut self) {
        self.fold();
        let verified = self.surely(|parts| async move { verify::run(&parts.house).await });
        assert_eq!(verified.differences, Vec::<String>::new());
        let now = self.now();
        let mut truth = self.ground.truth.lock().expect("nobody dies with the truth");
        recount(&mut self.conn, &mut truth, now);
    }
}
