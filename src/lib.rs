//! Afterword is the word after the sale: an order comes in, a thank-you goes out, the customer
//! answers on a light form, and a static site shows the owner how satisfied customers are.

pub mod app;
pub mod cli;
pub mod config;
pub mod db;
pub mod domain;
pub mod error;
pub mod flow;
pub mod jobs;
pub mod keys;
pub mod mail;
pub mod print;
pub mod render;
pub mod site;
pub mod types;
pub mod web;
