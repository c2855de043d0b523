//! How the stages are doing: set by whoever runs them, read by whoever is asked.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// How the stages are doing, as `/readyz` tells it.
#[derive(Debug, Default)]
pub struct Health {
    mail_fails: AtomicBool,
    mail_paused: AtomicBool,
    publish_fails: AtomicBool,
    targets_fail: AtomicBool,
    digest_fails: AtomicBool,
    public_url: AtomicBool,
    no_hours: AtomicBool,
    filed: AtomicI64,
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

    /// Whether a place that editions go to has not got the last one.
    pub fn set_targets_fail(&self, fails: bool) {
        self.targets_fail.store(fails, Ordering::Relaxed);
    }

    /// Whether a digest of the last period was given up.
    pub fn set_digest_fails(&self, fails: bool) {
        self.digest_fails.store(fails, Ordering::Relaxed);
    }

    /// Notes that mail waits for an address that its readers can open; whether that was known.
    pub fn note_dead_links(&self) -> bool {
        self.public_url.swap(true, Ordering::Relaxed)
    }

    /// Notes that a mail waits which no hour suits: a survey's window and the shop's hours never meet.
    pub fn note_no_hours(&self) {
        if !self.no_hours.swap(true, Ordering::Relaxed) {
            tracing::warn!("a mail waits: the survey's window and mail.hours never meet");
        }
    }

    /// How many mails were written to files and wait for a mail server.
    pub fn set_filed(&self, mails: i64) {
        self.filed.store(mails, Ordering::Relaxed);
    }

    /// How many mails waited for a mail server when it was last looked at.
    #[must_use]
    pub fn filed(&self) -> i64 {
        self.filed.load(Ordering::Relaxed)
    }

    /// What is wrong, if anything.
    #[must_use]
    pub fn complaints(&self) -> Vec<&'static str> {
        let all = [
            (&self.mail_fails, "mail"),
            (&self.mail_paused, "mail_paused"),
            (&self.publish_fails, "publish"),
            (&self.targets_fail, "publish_targets"),
            (&self.digest_fails, "digest"),
            (&self.public_url, "public_url"),
            (&self.no_hours, "mail_hours"),
        ];
        let wrong = all.into_iter().filter(|(fails, _)| fails.load(Ordering::Relaxed));
        wrong.map(|(_, word)| word).collect()
    }
}
