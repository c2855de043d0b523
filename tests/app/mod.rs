//! The whole house by its own doors: files in, mail out, answers in, a published score, on both
//! databases, through the real router.

mod access;
mod cards;
pub mod client;
mod collect;
mod disks;
mod dkim;
mod doctor;
mod doors;
mod downloads;
mod figures;
mod intake;
mod links;
mod mailboxes;
mod old_answers;
mod operations;
mod orders;
mod outbox;
mod pages;
mod parts;
mod places;
mod plan;
mod post;
mod proxies;
mod refusals;
pub mod returns;
mod rows;
mod sending;
mod shared_codes;
mod shop;
mod staff;
mod staff_pages;
mod surveys;
mod talk;
mod told;
mod touchpoints;
mod wishes;

/// All trials of the house.
pub fn trials() -> Vec<libtest_mimic::Trial> {
    let themes = [
        intake::trials(),
        old_answers::trials(),
        plan::trials(),
        places::trials(),
        disks::trials(),
        outbox::trials(),
        collect::trials(),
        proxies::trials(),
        refusals::trials(),
        touchpoints::trials(),
        shared_codes::trials(),
        links::trials(),
        staff_pages::trials(),
        cards::trials(),
        staff::trials(),
        figures::trials(),
        access::trials(),
        pages::trials(),
        parts::trials(),
        post::trials(),
        dkim::trials(),
        doctor::trials(),
        returns::trials(),
        doors::trials(),
        downloads::trials(),
        mailboxes::trials(),
        operations::trials(),
        surveys::trials(),
        sending::trials(),
        wishes::trials(),
        told::trials(),
    ];
    themes.into_iter().flatten().collect()
}
