//! The house as people meet it: in a browser, with fingers, keys and eyes.

mod barriers;
mod house;
mod lan;
mod looks;
mod mails;
mod rush;
mod scanner;
mod site;
mod staff;
mod trials;

/// The trials of this module.
pub fn trials() -> Vec<libtest_mimic::Trial> {
    let themes = [
        trials::trials(),
        barriers::trials(),
        scanner::trials(),
        mails::trials(),
        site::trials(),
        rush::trials(),
        staff::trials(),
        lan::trials(),
    ];
    themes.into_iter().flatten().collect()
}
