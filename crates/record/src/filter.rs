//! Which claims a question is about. An empty filter asks for all.

use claims::{ClaimType, Status};
use compact_str::CompactString;
use jiff::civil::Date;
use report::ReportId;

/// All that are given must hold; of several values of one kind, any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub kinds: Vec<ClaimType>,
    pub statuses: Vec<Status>,
    /// The happening can have been on this day or later.
    pub from: Option<Date>,
    /// The happening can have been on this day or earlier.
    pub to: Option<Date>,
    pub published_from: Option<Date>,
    pub published_to: Option<Date>,
    pub place: Option<PlaceFilter>,
    /// Acts or is acted upon: `RUS` takes in `RUS/MIL`.
    pub actor: Option<CompactString>,
    /// Says so: `RUS` takes in `RUS/MIL`.
    pub speaker: Option<CompactString>,
    /// Of the outlet.
    pub side: Option<CompactString>,
    pub outlet: Option<String>,
    pub report: Option<ReportId>,
    pub event: Option<events::EventId>,
    pub series: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PlaceFilter {
    /// ISO 3166-1 alpha-3: the country and all in it.
    Country(CompactString),
    Geonames(u32),
}
