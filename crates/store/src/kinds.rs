//! What goes into a record and what comes out of it: plain data.

use analysis::{Actor, Place};
use claims::ClaimType;
use compact_str::CompactString;
use events::{ClaimKey, Entry, EventId, Filed, Kept};
use jiff::Timestamp;
use jiff::civil::Date;
use report::ReportId;

/// A report to be added with the claims that were read in it. What it copies or supersedes is found on adding:
/// `filed.origin` and `filed.superseded_by` are not looked at.
#[derive(Clone, Debug)]
pub struct New {
    pub filed: Filed,
    pub kept: Vec<Kept>,
}

/// What claims were read with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Of the program.
    pub version: String,
    /// Hash of rules, lexicon and gazetteer.
    pub rules: String,
    /// Hash of the models.
    pub models: String,
}

/// Who changes the record, when and why. The store reads no clock.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stamp {
    pub at: Timestamp,
    pub by: Option<String>,
    pub why: Option<String>,
}

impl Stamp {
    /// Of whole seconds: enough for people, and a cursor tells what came first.
    pub fn of(at: Timestamp, by: Option<&str>, why: Option<&str>) -> Stamp {
        let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
        Stamp { at, by: by.map(str::to_string), why: why.map(str::to_string) }
    }
}

/// A set of claims in the record that were read alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub made: Made,
    pub reports: u64,
    pub claims: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    pub id: ReportId,
    pub what: What,
    pub claims: usize,
    /// Events that began with this report.
    pub events_new: usize,
    /// Events of other reports that this one tells of, too.
    pub events_joined: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    New,
    /// The text is there already; nothing changed.
    Known,
    /// The text is there already, from another outlet or address, which is kept.
    Again,
    /// Tells the text of this earlier report.
    Copy(ReportId),
    /// A later version of this earlier report.
    Update(ReportId),
}

/// Part of a list: at most `most` rows, from behind the row that `after` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub most: usize,
    /// What `Listed::next` gave.
    pub after: Option<String>,
    /// The latest day first; heeded by lists of reports, claims and events.
    pub latest: bool,
    /// The total may be left out (0), which saves a look at the whole list; heeded by the list of claims.
    pub uncounted: bool,
}

impl Page {
    pub const ALL: Page = Page { most: usize::MAX, after: None, latest: false, uncounted: false };

    pub const fn first(most: usize) -> Page {
        Page { most, after: None, latest: false, uncounted: false }
    }
}

/// Which lines of the log; all that are given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogAsk {
    /// Any of these; empty: all.
    pub what: Vec<Happened>,
    /// Who did it, by the whole name; capital letters do not count.
    pub by: Option<String>,
    /// The beginning of a report's id, or an event's whole id.
    pub subject: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Listed<T> {
    pub rows: Vec<T>,
    /// Of the whole list.
    pub total: u64,
    /// Where the list goes on; None at its end.
    pub next: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ReportRow {
    pub filed: Filed,
    pub claims: u64,
    /// Of these, those of which nobody said anything that decides.
    pub unreviewed: u64,
    /// Other outlets that printed this very text.
    pub outlets: Vec<String>,
}

/// An event with what tells it from others; `lead` is its first claim.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    pub id: EventId,
    /// The commonest among its claims first.
    pub kinds: Vec<ClaimType>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// The narrowest that its claims name most often.
    pub place: Option<Place>,
    pub lead: Entry,
    pub claims: u64,
    pub reports: u64,
    pub outlets: u64,
    pub origins: u64,
    /// How many of its claims stand so, those not asked for among them; in the order of `ReviewState::ALL`.
    pub reviews: [u64; 4],
}

/// Somebody, and in how many claims they act, are acted upon, and are cited.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorRow {
    pub actor: Actor,
    pub acts: u64,
    pub suffers: u64,
    pub says: u64,
    pub first: Option<Date>,
    pub last: Option<Date>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRow {
    pub place: Place,
    pub claims: u64,
    pub first: Option<Date>,
    pub last: Option<Date>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SeriesRow {
    pub id: CompactString,
    pub figures: u64,
    /// Claims that tell of one more occurrence.
    pub occurrences: u64,
    pub first: Option<Date>,
    pub last: Option<Date>,
}

/// One change of the record. `cursor` counts up; no line is ever altered or taken away.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    pub cursor: u64,
    pub at: Timestamp,
    pub by: Option<String>,
    pub why: Option<String>,
    pub what: Happened,
    pub subject: Subject,
    /// The other report, event or claim, or how many claims; empty where there is none.
    pub detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happened {
    Created,
    /// Detail: how many claims.
    ReportAdded,
    /// The same text was printed elsewhere. Detail: the outlet or address.
    Reprinted,
    /// Detail: the origin.
    Copied,
    /// Detail: the later version.
    Superseded,
    /// Claims of the report were made again. Detail: how many.
    ClaimsMade,
    /// A claim of another report is about the event. Detail: the claim.
    EventJoined,
    /// Two events were found to be one. Detail: the event that is left.
    EventMerged,
    /// Part of the event was found to be another. Detail: the other.
    EventParted,
    /// Somebody decided that the event's claims are of two. Detail: the claims taken out.
    Split,
    /// Somebody decided that two events are one. Detail: the other.
    Join,
    /// All that is derived was made again. Detail: how many claims and events there were and are.
    Rebuilt,
    /// Somebody said that a claim of the report is right. Detail: the claim, as for all that follow.
    ClaimAccepted,
    ClaimRejected,
    ClaimEdited,
    ClaimCommented,
    /// Somebody took back what was said of the claim.
    ReviewUndone,
    /// Somebody added a claim that was not read.
    ClaimAdded,
    /// Somebody may ask over the network. Detail: name and scope.
    TokenAdded,
    /// And may no longer. Detail: the name.
    TokenRemoved,
    /// Of what was to be added, some was not taken. Detail: how much, and why.
    InputsSkipped,
}

impl Happened {
    pub const ALL: &[Happened] = &[
        Happened::Created,
        Happened::ReportAdded,
        Happened::Reprinted,
        Happened::Copied,
        Happened::Superseded,
        Happened::ClaimsMade,
        Happened::EventJoined,
        Happened::EventMerged,
        Happened::EventParted,
        Happened::Split,
        Happened::Join,
        Happened::Rebuilt,
        Happened::ClaimAccepted,
        Happened::ClaimRejected,
        Happened::ClaimEdited,
        Happened::ClaimCommented,
        Happened::ReviewUndone,
        Happened::ClaimAdded,
        Happened::TokenAdded,
        Happened::TokenRemoved,
        Happened::InputsSkipped,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Happened::Created => "created",
            Happened::ReportAdded => "report-added",
            Happened::Reprinted => "reprinted",
            Happened::Copied => "copied",
            Happened::Superseded => "superseded",
            Happened::ClaimsMade => "claims-made",
            Happened::EventJoined => "event-joined",
            Happened::EventMerged => "event-merged",
            Happened::EventParted => "event-parted",
            Happened::Split => "split",
            Happened::Join => "join",
            Happened::Rebuilt => "rebuilt",
            Happened::ClaimAccepted => "claim-accepted",
            Happened::ClaimRejected => "claim-rejected",
            Happened::ClaimEdited => "claim-edited",
            Happened::ClaimCommented => "claim-commented",
            Happened::ReviewUndone => "review-undone",
            Happened::ClaimAdded => "claim-added",
            Happened::TokenAdded => "token-added",
            Happened::TokenRemoved => "token-removed",
            Happened::InputsSkipped => "inputs-skipped",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Record,
    Report(ReportId),
    Event(EventId),
}

/// What a person says of events. It outlives `rebuild`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// These claims of the event are about another happening.
    Split { event: EventId, claims: Vec<ClaimKey> },
    /// Both are one happening.
    Join { one: EventId, other: EventId },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub reports: u64,
    /// Reports that copy no other.
    pub origins: u64,
    pub outlets: u64,
    pub claims: u64,
    pub events: u64,
    pub characters: u64,
    /// Days of the first and the last publication.
    pub first: Option<Date>,
    pub last: Option<Date>,
}

/// What the log tells behind a cursor, in short.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Of the last line.
    pub cursor: u64,
    /// In the order of `Happened::ALL`, each once.
    pub kinds: Vec<Happened>,
    /// How many reports and events the lines are about.
    pub reports: u64,
    pub events: u64,
}

/// What making everything again changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    pub reports: u64,
    /// Reports with other claims than before.
    pub changed: u64,
    pub claims_before: u64,
    pub claims: u64,
    pub events_before: u64,
    pub events: u64,
}

/// Something in the record that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of thing: `report`, `claim`, `event`, `log`, `file`.
    pub what: &'static str,
    pub id: String,
    pub problem: String,
}
