//! Laws of reading: what holds of every report, whatever it says.
//!
//! Texts come from three wells: the reports under `corpus/gold`, those reports cut up and shuffled, and
//! characters at random.
#![allow(clippy::disallowed_methods, reason = "reads reports from the disk")]

mod linear;
mod notation;
mod spans;
mod stable;
mod texts;
