//! Anything that anybody may send: every address of the house, with any path, query, headers and
//! body, from strangers, staff and the owner. Whatever it is, the answer is no 5xx and the log holds
//! no error.
//!
//! A new address needs nothing here: addresses are read from the router's source, fields from the
//! templates, and values that mean something from the pages themselves. What only a program sends is
//! listed in `words.rs`. `AFTERWORD_REQUESTS_SECONDS` says for how long requests are made up on each
//! database; `AFTERWORD_REQUESTS_SEED` takes a printed seed again.

mod house;
mod made_up;
mod pages;
mod request;
mod routes;
mod trials;
mod words;

pub use trials::trials;
