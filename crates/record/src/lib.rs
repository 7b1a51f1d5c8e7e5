//! `entries -> what they add up to`: figures in series, talks and positions, territory, threats and demands, the brief.
//!
//! Views over claims of many reports. Values stay with who gave them; nothing is averaged and nobody is preferred.

pub mod brief;
mod filter;
pub mod series;

pub use filter::{Filter, PlaceFilter};
