//! `entries -> series`: figures of one measure over one scope, whoever gave them.
//!
//! Every value stays with its speaker, its report and its words. Nothing is averaged and nobody is preferred.

mod agreement;
mod check;
mod compare;
mod event;
mod find;
mod id;
mod occurrences;
mod share;
mod speaker;
#[cfg(test)]
mod testing;
mod value;
mod words;

pub use agreement::{Bounds, agreement, camps};
pub use check::{Check, CheckKind, checks};
pub use compare::{Comparison, Row, compare};
pub use event::{EventFigure, Saying, event_figures};
pub use find::{beside, find};
pub use id::{SeriesId, id, occurrence};
pub use occurrences::{Occurrence, Ordinal, occurrences, occurring};
pub use share::{Pair, pairs};
pub use speaker::Speaker;
pub use value::{Period, PeriodKind, Reach, Site, Value, values};
