//! `Report -> Analysis`: what the words of a report are, layer upon layer.
//!
//! sentences and tokens, tags, lemmas, tree, times, quantities, mentions of people, bodies and places.
//! Every stage is a function of plain data; none fails on text: it returns less.

mod analyse;
mod analysis;
pub mod mention;
pub mod model;
mod phrases;
pub mod place;
pub mod quantity;
mod repair;
mod repair_nouns;
pub mod sentence;
pub mod tagset;
#[cfg(test)]
mod testing;
pub mod time;
pub mod token;

pub use analyse::{Resources, analyse};
pub use analysis::{
    Actor, Analysis, Beside, Form, Mention, MentionId, MentionKind, Place, Quantity, QuantityKind, Sentence, Time,
    TimeKind, Token, TokenId,
};
pub use gazetteer::Feature;
pub use tagset::{Relation, Upos, Xpos};
