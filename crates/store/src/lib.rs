//! `reports, claims -> one record on disk`, and every question that is asked of it.
//!
//! [`Store`] is what a record can do, whatever holds it; [`Sqlite`] holds it in one file. Reports are its ground and never
//! change; claims and events are derived from them and can be made again. `docs/record.md` tells what lies where.

#![allow(clippy::disallowed_methods, reason = "edge: reads the disk")]

mod coverage;
mod error;
mod kinds;
mod reviews;
mod sqlite;
mod store;
mod tokens;

pub use coverage::{Coverage, Gap, OutletRow};
pub use error::StoreError;
pub use kinds::{
    ActorRow, Added, Changed, Counts, Decision, EventRow, Happened, Listed, LogAsk, LogLine, Made, New, Page, PlaceRow,
    Problem, Rebuilt, ReportRow, Run, SeriesRow, Stamp, Subject, What,
};
pub use reviews::{Change, Judgement, Review, ReviewCounts, ReviewFilter, ReviewRow};
pub use sqlite::Sqlite;
pub use store::Store;
pub use tokens::{Scope, Token, TokenHash};
