//! What people decide of events: kept by the words that the claims stand on, so that it outlives them.

use events::EventId;
use rusqlite::Connection;

use crate::error::{Fault, StoreError, Tried};
use crate::kinds::{Decision, Stamp};
use crate::sqlite::pool::Pool;

pub(super) fn decide(_: &Connection, _: &Pool, decision: &Decision, _: &Stamp) -> Tried<Vec<EventId>> {
    let what = format!("{decision:?}: events cannot be regrouped yet");
    Err(Fault::from(StoreError::Undecidable { what }))
}
