//! How the stages are doing: set by whoever runs them, read by whoever is asked.

use std::sync::atomic::{AtomicBool, Ordering};

/// How the stages are doing, as `/readyz` tells it.
#[derive(Debug, Default)]
pub struct Health {
    mail_fails: AtomicBool,
    mail_paused: AtomicBool,
    publish_fails: AtomicBool,
}

impl Health {
    /// Whether the last run of `deliver` failed.
    pub fn set_mail_fails(&self, fails: bool) {
        self.mail_fails.store(fails, Ordering::Relaxed);
    }

    /// Whether sending pauses because one mail after another failed.
    pub fn set_mail_paused(&self, paused: bool) {
        self.mail_paused.store(paused, Ordering::Relaxed);
    }

    /// Whether the last run of `publish` failed.
    pub fn set_publish_fails(&self, fails: bool) {
        self.publish_fails.store(fails, Ordering::Relaxed);
    }

    /// What is wrong, if anything.
    #[must_use]
    pub fn complaints(&self) -> Vec<&'static str> {
        let mail = self.mail_fails.load(Ordering::Relaxed).then_some("mail");
        let paused = self.mail_paused.load(Ordering::Relaxed).then_some("mail_paused");
        let publish = self.publish_fails.load(Ordering::Relaxed).then_some("publish");
        mail.into_iter().chain(paused).chain(publish).collect()
    }
}
