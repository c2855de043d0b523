//! The kill test: the real program, killed at random instants by the one signal nobody can catch.
//!
//! After every kill all promises are held against what is left: in the database, at the mail
//! server, on the site. The seed is printed; `AFTERWORD_KILL_SEED` takes it again.

mod answers;
mod cards;
mod ledger;
mod old;
mod orders;
mod site;
mod trials;

/// The trials of this module.
pub fn trials() -> Vec<libtest_mimic::Trial> {
    [trials::trials(), cards::trials(), old::trials()].into_iter().flatten().collect()
}
