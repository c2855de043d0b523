//! The whole house by its own doors: files in, mail out, answers in, a published score, on both
//! databases, through the real router.

mod client;
mod collect;
mod intake;
mod orders;
mod outbox;
mod plan;
mod refusals;
mod shop;
mod touchpoints;

/// All trials of the house.
pub fn trials() -> Vec<libtest_mimic::Trial> {
    let themes = [
        intake::trials(),
        plan::trials(),
        outbox::trials(),
        collect::trials(),
        refusals::trials(),
        touchpoints::trials(),
    ];
    themes.into_iter().flatten().collect()
}
