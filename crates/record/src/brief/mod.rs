//! `entries -> Brief`: the situation report as plain data.
//!
//! Every sentence knows the claims that it tells, and every stretch of a report's words in it knows its span: a number
//! stands either in such a stretch, or it was counted here and says so, or it is a date. Nothing is told in the brief's
//! own voice: who says it stands in the sentence, and where a report speaks for itself, its number stands behind.

mod charts;
mod disputed;
mod english;
mod gaps;
mod headings;
mod issues;
mod matter;
mod pins;
mod sections;
mod story;
mod telling;
mod voice;
mod wording;

use std::collections::BTreeSet;

use compact_str::CompactString;
use events::{Entry, EventId};
use jiff::civil::Date;
use report::{ReportId, Span};

pub use charts::{Bar, Chart};
pub use headings::SectionKind;
pub use pins::{Level, Pin};
pub use wording::Wording;

/// What is asked for. The entries given are already those of the period and the place; this tells the head what they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// As the reader is to see it.
    pub place: Option<String>,
    /// Reports that were not there when the last brief was written; None where there was none.
    pub new: Option<BTreeSet<ReportId>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brief {
    pub head: Head,
    /// In the order of reading; none is empty.
    pub sections: Vec<Section>,
    /// Numbered from 1 in the order in which sentences cite them.
    pub sources: Vec<Source>,
    /// What happened where, most important first.
    pub pins: Vec<Pin>,
    pub charts: Vec<Chart>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub place: Option<String>,
    pub title: String,
    /// How the brief is to be read.
    pub note: String,
    pub counts: Counts,
}

/// What the brief was made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub reports: usize,
    /// Outlets that were named.
    pub outlets: usize,
    /// Reports that copy no other.
    pub origins: usize,
    pub claims: usize,
    /// Claims that a sentence of the brief tells.
    pub told: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub kind: SectionKind,
    pub title: String,
    pub items: Vec<Item>,
}

/// What belongs together: the sentences about one happening.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    pub sentences: Vec<Sentence>,
    pub event: Option<EventId>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    pub parts: Vec<Part>,
    pub cites: Vec<Cite>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// The brief's own words; no digit stands in them.
    Ours(String),
    /// Words of a source as they stand there, but for the capital of the first.
    Told(Told),
    /// A number that was counted or computed here.
    Counted(String),
    Day(String),
    /// A name that the record knows: an outlet, a side.
    Name(String),
    /// Number of the source of what stands before, where a sentence has several.
    Mark(usize),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub text: String,
    /// Number of the source.
    pub source: usize,
    pub span: Span,
}

/// A claim that a sentence tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cite {
    pub source: usize,
    pub claim: u32,
    pub evidence: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub number: usize,
    pub report: ReportId,
    pub outlet: Option<String>,
    pub side: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub file: Option<String>,
    pub published: Option<Date>,
    /// The first report of those that tell this one's text, where that is another: it copies it or is its later version.
    pub copies: Option<ReportId>,
    pub language: CompactString,
}

/// Cost: linear in the entries and in the words of their clauses.
pub fn brief(entries: &[Entry], ask: &Ask, wording: &Wording) -> Brief {
    sections::brief(entries, ask, wording)
}

impl Sentence {
    /// Without the numbers of its sources.
    pub fn text(&self) -> String {
        self.parts.iter().map(Part::text).collect()
    }

    /// Numbers of its sources, each once, ascending.
    pub fn sources(&self) -> Vec<usize> {
        let numbers: BTreeSet<usize> = self.cites.iter().map(|cite| cite.source).collect();
        numbers.into_iter().collect()
    }
}

impl Part {
    pub fn text(&self) -> &str {
        match self {
            Part::Ours(text) | Part::Counted(text) | Part::Day(text) | Part::Name(text) => text,
            Part::Told(told) => &told.text,
            Part::Mark(_) => "",
        }
    }
}
