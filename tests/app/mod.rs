//! The whole house by its own doors: files in, mail out, answers in, a published score, on both
//! databases, through the real router.

mod access;
mod beside;
mod cards;
pub mod client;
mod collect;
mod crawler;
mod crowds;
mod disks;
mod dkim;
mod doctor;
mod door_log;
mod doors;
mod downloads;
mod edits;
mod figures;
mod floods;
mod guessing;
mod holds;
mod intake;
mod links;
mod lists;
mod mailboxes;
mod modes;
mod old_answers;
mod operations;
pub mod orders;
mod outbox;
mod own_forms;
mod pages;
mod parts;
mod paths;
mod places;
mod plan;
mod post;
mod proxies;
mod proxy;
mod refusals;
pub mod returns;
mod rows;
mod sending;
mod sessions;
mod shared_codes;
pub mod shop;
pub mod staff;
mod staff_pages;
mod surveys;
mod talk;
mod thin_files;
mod told;
mod touchpoints;
mod turns;
mod waiting;
mod wishes;

/// All trials of the house.
pub fn trials() -> Vec<libtest_mimic::Trial> {
    let themes = [
        intake::trials(),
        thin_files::trials(),
        old_answers::trials(),
        plan::trials(),
        places::trials(),
        disks::trials(),
        outbox::trials(),
        holds::trials(),
        collect::trials(),
        edits::trials(),
        proxies::trials(),
        refusals::trials(),
        touchpoints::trials(),
        turns::trials(),
        shared_codes::trials(),
        floods::trials(),
        lists::trials(),
        links::trials(),
        staff_pages::trials(),
        cards::trials(),
        staff::trials(),
        figures::trials(),
        access::trials(),
        crowds::trials(),
        own_forms::trials(),
        guessing::trials(),
        sessions::trials(),
        door_log::trials(),
        pages::trials(),
        parts::trials(),
        paths::trials(),
        post::trials(),
        dkim::trials(),
        doctor::trials(),
        returns::trials(),
        doors::trials(),
        downloads::trials(),
        mailboxes::trials(),
        modes::trials(),
        operations::trials(),
        beside::trials(),
        surveys::trials(),
        sending::trials(),
        waiting::trials(),
        wishes::trials(),
        told::trials(),
    ];
    themes.into_iter().flatten().collect()
}
