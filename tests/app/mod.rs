//! The whole house by its own doors: files in, mail out, answers in, a published score, on both
//! databases, through the real router.

mod client;
mod intake;
mod orders;
mod outbox;
mod plan;
mod shop;

/// All trials of the house.
pub fn trials() -> Vec<libtest_mimic::Trial> {
    [intake::trials(), plan::trials(), outbox::trials()].into_iter().flatten().collect()
}
