//! `entries -> who and where, each once`: people, bodies and places across reports and spellings, with what was merged.
//!
//! Tables of the lexicon come first (who held which office, what a body is also called), then the letters: spellings of one
//! name from another script are brought to one form and compared by what their differences cost. A family name alone
//! joins somebody only where one candidate is near: in the report, else on that day and of that state. In doubt two
//! stay two. The outcome is a function of the set of entries.
//!
//! Everything that knows a language is in `spelling/*`, `naming`, `holders`, `bodies`, `groups` and `states` of the lexicon.

mod actors;
mod links;
mod people;
mod person;
mod places;
mod spelling;

pub use actors::{Identity, Kind, actors};
pub use people::{People, Why};
pub use person::{PersonKey, Verdict};
pub use places::{PlaceIdentity, place_id, places};

#[cfg(test)]
mod corpus_en;
