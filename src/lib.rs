//! Afterword is the word after the sale: an order comes in, a thank-you goes out, the customer
//! answers on a light form, and a static site shows the owner how satisfied customers are.

pub mod db;
pub mod domain;
pub mod error;
pub mod mail;
pub mod render;
pub mod types;
pub mod web;
