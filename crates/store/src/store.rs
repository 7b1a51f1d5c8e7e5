//! What a record can do, whatever holds it. Every function either does the whole of its work or nothing.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use events::{ClaimKey, Entry, EventId, Filed, Kept};
use record::Filter;
use report::ReportId;

use crate::error::StoreError;
use crate::kinds::{
    ActorRow, Added, Counts, Decision, EventRow, Listed, LogLine, Made, New, Page, PlaceRow, Problem, ReportRow, Run,
    SeriesRow, Stamp,
};

/// Lists are in the order of days, then of ids; days that are not known come first. A page goes on where the one
/// before it ended, even if reports came in between.
pub trait Store {
    /// Those of these reports whose text is there, so that they need not be read again.
    fn known(&self, ids: &[ReportId]) -> Result<BTreeSet<ReportId>, StoreError>;

    /// Adds all of these or, on an error, none. What was returned as added survives a crash.
    fn add(&mut self, batch: Vec<New>, made: &Made, stamp: &Stamp) -> Result<Vec<Added>, StoreError>;

    /// Reports whose id starts like this, in the order of ids.
    fn filed(&self, prefix: &str, most: usize) -> Result<Vec<Filed>, StoreError>;

    /// Reports in the order in which they came in, from behind the `after`-th: for reading all of them again.
    fn arrived(&self, after: u64, most: usize) -> Result<Vec<(u64, Filed)>, StoreError>;

    /// Of the filter, what speaks of reports; where it speaks of claims, reports with such a claim.
    fn reports(&self, filter: &Filter, page: &Page) -> Result<Listed<ReportRow>, StoreError>;

    /// In the order of publication, report and number. Costs time by what is asked for.
    fn entries(&self, filter: &Filter) -> Result<Vec<Entry>, StoreError>;

    /// As `entries`, in parts.
    fn claims(&self, filter: &Filter, page: &Page) -> Result<Listed<Entry>, StoreError>;

    fn entry(&self, key: &ClaimKey) -> Result<Option<Entry>, StoreError>;

    /// Events with a claim that the filter asks for.
    fn events(&self, filter: &Filter, page: &Page) -> Result<Listed<EventRow>, StoreError>;

    /// All claims of the event; of the event that took it in where it is no more. Empty where there never was one.
    fn event(&self, id: &EventId) -> Result<Vec<Entry>, StoreError>;

    fn events_starting(&self, prefix: &str, most: usize) -> Result<Vec<EventId>, StoreError>;

    /// Every event of `events` with all its claims, one after the other, in the order of ids.
    fn each_event(
        &self,
        filter: &Filter,
        each: &mut dyn FnMut(EventId, Vec<Entry>) -> ControlFlow<()>,
    ) -> Result<(), StoreError>;

    /// Most often named first.
    fn actors(&self, filter: &Filter, page: &Page) -> Result<Listed<ActorRow>, StoreError>;

    /// Most often named first.
    fn places(&self, filter: &Filter, page: &Page) -> Result<Listed<PlaceRow>, StoreError>;

    /// Most figures first.
    fn series(&self, filter: &Filter, page: &Page) -> Result<Listed<SeriesRow>, StoreError>;

    /// Lines behind this cursor, oldest first.
    fn log(&self, after: u64, most: usize) -> Result<Vec<LogLine>, StoreError>;

    /// What happened to a report or an event, by its whole id, oldest first.
    fn log_of(&self, id: &str) -> Result<Vec<LogLine>, StoreError>;

    /// The last line's; 0 before there is one.
    fn cursor(&self) -> Result<u64, StoreError>;

    /// Puts these claims in place of those that the reports had, and groups events anew. Decisions stay.
    fn replace(&mut self, batch: Vec<(ReportId, Vec<Kept>)>, made: &Made, stamp: &Stamp) -> Result<(), StoreError>;

    /// Events that the decision leaves: of a split the rest and what was taken out, of a join the one.
    fn decide(&mut self, decision: &Decision, stamp: &Stamp) -> Result<Vec<EventId>, StoreError>;

    /// What the claims of the record were read with, oldest first.
    fn made(&self) -> Result<Vec<Run>, StoreError>;

    fn counts(&self) -> Result<Counts, StoreError>;

    /// Reads everything and tells what does not hold: hashes of texts, spans, the parts of events, the log.
    fn verify(&self) -> Result<Vec<Problem>, StoreError>;
}
