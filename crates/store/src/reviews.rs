//! What people say of claims, on its way into a record and out of it: plain data.

use claims::{Claim, ClaimType};
use events::review::Verdict;
use events::{Capacity, ClaimKey, Edit};
use jiff::Timestamp;
use report::{ReportId, Span};

/// One word of one person, who is named by the stamp that goes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    pub capacity: Capacity,
    pub judgement: Judgement,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Judgement {
    Accept(ClaimKey),
    Reject(ClaimKey),
    Comment(ClaimKey),
    Edit(ClaimKey, Box<Edit>),
    /// Takes this review back, an undo among them.
    Undo(u64),
    /// A claim that was not read. Its rule is not looked at.
    Add(ReportId, Box<Claim>),
}

/// A review as the record keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewRow {
    /// Counts up.
    pub id: u64,
    /// None where the words make no claim of this type today: the review is orphaned.
    pub claim: Option<ClaimKey>,
    pub report: ReportId,
    /// Of the claim as it was read or added.
    pub kind: ClaimType,
    pub trigger: Span,
    /// The words of the trigger.
    pub words: String,
    pub verdict: Verdict,
    pub capacity: Capacity,
    pub at: Timestamp,
    pub by: String,
    pub why: Option<String>,
    pub change: Option<Change>,
    pub undoes: Option<u64>,
    /// The review that took this one back and was not taken back itself.
    pub undone_by: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Edit(Box<Edit>),
    Add(Box<Claim>),
}

/// All that are given must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewFilter {
    pub by: Option<String>,
    pub verdict: Option<Verdict>,
    pub capacity: Option<Capacity>,
    pub report: Option<ReportId>,
    /// Whether their words make no claim any more.
    pub orphaned: Option<bool>,
}

/// Of claims, but for `orphaned` and `reviews`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewCounts {
    pub unreviewed: u64,
    pub accepted: u64,
    pub rejected: u64,
    pub edited: u64,
    pub disputed: u64,
    /// Reviews whose words make no claim.
    pub orphaned: u64,
    /// Reviews of all kinds.
    pub reviews: u64,
}
