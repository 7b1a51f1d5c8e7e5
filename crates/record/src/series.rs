//! `entries -> series`: figures of one measure over one scope, whoever gave them.

mod agreement;
mod event;
mod id;
#[cfg(test)]
mod testing;

pub use agreement::{Bounds, agreement};
pub use event::{EventFigure, Saying, event_figures};
pub use id::{SeriesId, id, occurrence};
