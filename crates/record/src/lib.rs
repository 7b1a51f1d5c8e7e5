//! `entries -> what they add up to`: figures in series, talks and positions, territory, threats and demands, the brief.
//!
//! Views over claims of many reports. Values stay with who gave them; nothing is averaged and nobody is preferred.

pub mod brief;
mod filter;
pub mod issues;
pub mod positions;
pub mod review;
pub mod series;
pub mod sought;
pub mod standing;
pub mod talks;
pub mod territory;
#[cfg(test)]
mod testing;
pub mod told;
mod vocabulary;

pub use filter::{Filter, PlaceFilter, is_asked};
pub use sought::{Sought, Term};
pub use vocabulary::{Kind, Near, Vocabulary};
