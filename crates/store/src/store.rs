//! What a record can do, whatever holds it. Every function either does the whole of its work or nothing.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use analysis::Quantity;
use compact_str::CompactString;
use events::{ClaimKey, Entry, EventId, Filed, Kept, Linker};
use jiff::civil::Date;
use record::Filter;
use record::review::Judged;
use report::ReportId;

use crate::coverage::Coverage;
use crate::error::StoreError;
use crate::kinds::{
    ActorRow, Added, Changed, Counts, Decision, EventRow, Listed, LogAsk, LogLine, Made, New, Page, PlaceRow, Problem,
    Rebuilt, ReportRow, Run, SeriesRow, Stamp,
};
use crate::reviews::{Review, ReviewCounts, ReviewFilter, ReviewRow};
use crate::tokens::{Scope, Token, TokenHash};

/// Lists of reports and claims are in the order of publication, then of ids, those of no known day first. Lists of events
/// are in the order of their first day, or the last where the first is open; those of neither come last. A page goes on
/// where the one before it ended, even if reports came in between, but for lists of what is named most often.
pub trait Store {
    /// Those of these reports whose text is there, so that they need not be read again.
    fn known(&self, ids: &[ReportId]) -> Result<BTreeSet<ReportId>, StoreError>;

    /// Adds all of these or, on an error, none: finds what they copy and supersede, and joins their claims into events.
    /// What was returned as added survives a crash.
    fn add(&mut self, batch: Vec<New>, linker: &Linker, made: &Made, stamp: &Stamp) -> Result<Vec<Added>, StoreError>;

    /// Writes into the log what was not taken of some inputs, and why.
    fn tell_skipped(&mut self, skipped: &str, stamp: &Stamp) -> Result<(), StoreError>;

    /// Reports whose id starts like this, in the order of ids.
    fn filed(&self, prefix: &str, most: usize) -> Result<Vec<Filed>, StoreError>;

    /// Of the filter, what speaks of reports; where it speaks of claims, reports with such a claim.
    fn reports(&self, filter: &Filter, page: &Page) -> Result<Listed<ReportRow>, StoreError>;

    /// Reports that tell the text of one report or an earlier or later version of it, with that one itself.
    fn family(&self, id: &ReportId) -> Result<Vec<Filed>, StoreError>;

    /// In the order of publication, report and number. Costs time by what is asked for.
    fn entries(&self, filter: &Filter) -> Result<Vec<Entry>, StoreError>;

    /// As `entries`, in parts.
    fn claims(&self, filter: &Filter, page: &Page) -> Result<Listed<Entry>, StoreError>;

    fn entry(&self, key: &ClaimKey) -> Result<Option<Entry>, StoreError>;

    /// Events with a claim that the filter asks for.
    fn events(&self, filter: &Filter, page: &Page) -> Result<Listed<EventRow>, StoreError>;

    /// All claims of the event but rejected ones, and those where there are no others; of the event that took it in where
    /// it is no more. Empty where there never was one.
    fn event(&self, id: &EventId) -> Result<Vec<Entry>, StoreError>;

    fn events_starting(&self, prefix: &str, most: usize) -> Result<Vec<EventId>, StoreError>;

    /// Every event of `events` with its claims, one after the other, in the order of ids. Rejected claims are among them
    /// where the filter asks for those or there are no others.
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

    /// Ids of all series, in no order that means anything.
    fn series_ids(&self) -> Result<Vec<CompactString>, StoreError>;

    /// Lines behind this cursor, oldest first.
    fn log(&self, after: u64, most: usize) -> Result<Vec<LogLine>, StoreError>;

    /// Lines that the question is about, newest first.
    fn log_latest(&self, ask: &LogAsk, page: &Page) -> Result<Listed<LogLine>, StoreError>;

    /// What happened to a report or an event, by its whole id, oldest first.
    fn log_of(&self, id: &str) -> Result<Vec<LogLine>, StoreError>;

    /// All lines behind this cursor in one: costs time by how many there are.
    fn changed(&self, after: u64) -> Result<Changed, StoreError>;

    /// The last line's; 0 before there is one.
    fn cursor(&self) -> Result<u64, StoreError>;

    /// Makes all that is derived again: `read` gives the claims of some reports, in their order. Decisions stay. Until
    /// it is done, others see the record as it was.
    fn rebuild(
        &mut self,
        read: &mut dyn FnMut(&[Filed]) -> Vec<Vec<Kept>>,
        linker: &Linker,
        made: &Made,
        stamp: &Stamp,
    ) -> Result<Rebuilt, StoreError>;

    /// The events of all claims that the decision is about, once it is carried out.
    fn decide(&mut self, decision: &Decision, linker: &Linker, stamp: &Stamp) -> Result<Vec<EventId>, StoreError>;

    /// Writes down what a person says of a claim, who is named by the stamp, and carries it out. `read` is what was read
    /// in the report's text: a number in words is checked against it, one in digits needs it not. Refuses a number that
    /// its words do not hold, and a rejection or a change without a reason.
    fn review(
        &mut self,
        review: &Review,
        read: &[Quantity],
        linker: &Linker,
        stamp: &Stamp,
    ) -> Result<ReviewRow, StoreError>;

    /// Newest first.
    fn reviews(&self, filter: &ReviewFilter, page: &Page) -> Result<Listed<ReviewRow>, StoreError>;

    /// What was said of the claim, oldest first.
    fn reviews_of(&self, key: &ClaimKey) -> Result<Vec<ReviewRow>, StoreError>;

    /// The claim as it was read or added, before all edits.
    fn original(&self, key: &ClaimKey) -> Result<Option<Kept>, StoreError>;

    /// Every claim that was read and that somebody decided about, as it was read. In the order of rows.
    fn judged(&self) -> Result<Vec<Judged>, StoreError>;

    fn review_counts(&self) -> Result<ReviewCounts, StoreError>;

    /// What the claims of the record were read with, oldest first.
    fn made(&self) -> Result<Vec<Run>, StoreError>;

    fn counts(&self) -> Result<Counts, StoreError>;

    fn coverage(&self) -> Result<Coverage, StoreError>;

    /// The last day that a report was published on.
    fn last_day(&self) -> Result<Option<Date>, StoreError>;

    /// In the order of adding, with those that were removed.
    fn tokens(&self) -> Result<Vec<Token>, StoreError>;

    fn add_token(&mut self, name: &str, scope: Scope, hash: &TokenHash, stamp: &Stamp) -> Result<(), StoreError>;

    /// Its hash is gone after it; name and days stay.
    fn remove_token(&mut self, name: &str, stamp: &Stamp) -> Result<(), StoreError>;

    /// Reads everything and tells what does not hold: hashes of texts, spans, the parts of events, the log.
    fn verify(&self) -> Result<Vec<Problem>, StoreError>;
}
