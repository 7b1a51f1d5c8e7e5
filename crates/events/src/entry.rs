//! A claim as the record keeps it: with its report and its words, without the report's analysis.

use std::sync::Arc;

use claims::Claim;
use compact_str::CompactString;
use jiff::civil::Date;
use report::{Report, ReportId};

use crate::review::Reviewed;
use crate::telling::Telling;

/// A report as it was filed.
#[derive(Clone, Debug, PartialEq)]
pub struct Filed {
    pub id: ReportId,
    pub text: String,
    /// Base name of the file that it was read from; None where it came from elsewhere.
    pub file: Option<String>,
    pub published: Option<Date>,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    /// Whom the outlet speaks for, as an actor's id (`RUS`, `UKR`); None where nobody said.
    pub side: Option<String>,
    /// BCP 47.
    pub language: String,
    /// The first report of those that tell this one's text; its own id where it copies nothing.
    pub origin: ReportId,
    /// The later version of the same story.
    pub superseded_by: Option<ReportId>,
}

/// A claim of a report: `n` counts from 1 in the order of triggers, as `read` numbers them; claims that people added are
/// numbered behind [`ClaimKey::READ_MAX`] in the order in which they were added, whatever was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimKey {
    pub report: ReportId,
    pub n: u32,
}

impl ClaimKey {
    /// No claim that was read has a greater number.
    pub const READ_MAX: u32 = 1_000_000;
}

/// A claim, and what is kept of its report's analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub claim: Claim,
    pub words: Words,
    pub telling: Telling,
}

/// Lemmas of content words (nouns, names, verbs, adjectives, numbers), lower case, in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub trigger: Vec<CompactString>,
    /// For each argument of the claim, in its order; the head first, the rest in text order.
    pub args: Vec<Vec<CompactString>>,
}

/// Stays the same while the event's first claim does; two events never share one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub CompactString);

impl EventId {
    /// The event whose first claim this is.
    pub fn of(first: &ClaimKey) -> EventId {
        let report = first.report.0.get(..10).unwrap_or(&first.report.0);
        EventId(compact_str::format_compact!("{report}-{}", first.n))
    }
}

/// One claim in the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub report: Arc<Filed>,
    pub n: u32,
    pub kept: Kept,
    pub event: EventId,
    pub review: Reviewed,
}

impl Filed {
    /// A report that nothing but its text and its day is known of.
    pub fn new(text: String, published: Option<Date>) -> Filed {
        let id = Report::new(text.clone(), report::About::default()).id;
        Filed {
            origin: id.clone(),
            id,
            text,
            file: None,
            published,
            title: None,
            outlet: None,
            url: None,
            side: None,
            language: "en".to_string(),
            superseded_by: None,
        }
    }
}

impl Entry {
    pub fn key(&self) -> ClaimKey {
        ClaimKey { report: self.report.id.clone(), n: self.n }
    }

    /// Where the claim stands among all: by the day of publication, then by report and place in it. The same for any
    /// order in which entries come.
    pub fn order(&self) -> (Option<Date>, &str, u32) {
        (self.report.published, &self.report.id.0, self.n)
    }

    pub fn claim(&self) -> &Claim {
        &self.kept.claim
    }

    /// The words of the report that a span stands for.
    pub fn words(&self, span: report::Span) -> &str {
        span.of(&self.report.text)
    }
}
