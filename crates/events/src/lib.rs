//! `claims of many reports -> events`: which claims are about one happening.
//!
//! An event keeps all its claims and decides nothing between them. Grouping is a function of the set of claims: the
//! order in which reports come in does not matter.

pub mod copies;
mod days;
mod entry;
mod keep;
mod telling;

pub use days::days;
pub use entry::{ClaimKey, Entry, EventId, Filed, Kept, Words};
pub use keep::keep;
pub use telling::{Pronoun, Telling};
