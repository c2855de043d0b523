//! The house as people meet it: in a browser, with fingers, keys and eyes.

mod barriers;
mod house;
mod looks;
mod trials;

/// The trials of this module.
pub fn trials() -> Vec<libtest_mimic::Trial> {
    trials::trials().into_iter().chain(barriers::trials()).collect()
}
