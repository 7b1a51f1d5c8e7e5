//! `claims of many reports -> events`: which claims are about one happening.
//!
//! An event keeps all its claims and decides nothing between them. Grouping is a function of the set of claims: the
//! order in which reports come in does not matter.

pub mod copies;
mod days;
mod entry;
mod family;
mod group;
pub mod identity;
mod join;
mod keep;
mod keys;
mod known;
mod linker;
mod memory;
mod points;
pub mod review;
mod score;
mod senses;
mod summary;
mod telling;
mod traits;

pub use days::{days, listed};
pub use entry::{ClaimKey, Entry, EventId, Filed, Kept, Words};
pub use join::Caps;
pub use keep::keep;
pub use keys::{KEYS_MAX, keys, rank};
pub use known::{Known, Newcomer, Outcome, Verdict};
pub use linker::Linker;
pub use memory::Memory;
pub use points::Reason;
pub use review::{Capacity, Edit, ReviewState, Reviewed};
pub use score::{Told, explain, score};
pub use summary::{Days, Summary, common_days, summary, tells_time};
pub use telling::{Pronoun, Telling};
pub use traits::{Party, Spot, Thing, Traits, Width};
