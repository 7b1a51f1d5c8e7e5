//! What the project asks of its own files, as tests: the order of crates, purity, sizes, words, documents.
//!
//! Each test gathers every fault it finds and prints them together, with the file and what to do.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that reads the disk")]

mod documents;
mod files;
mod layers;
mod lexicon;
mod purity;
mod rules;
mod source;
mod words;
