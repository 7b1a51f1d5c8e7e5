//! The record on disk keeps what it was given, answers as the filters say, and fails without losing anything.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests make files")]

mod conformance;
mod faults;
mod kill;
mod reviews;
mod round_trip;
mod samples;
mod tokens;
mod writers;
