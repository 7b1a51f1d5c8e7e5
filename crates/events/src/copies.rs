//! `reports -> who copied whom`: near-same texts, later versions of one story, one text inside another.
//!
//! Whether two reports are related depends on those two alone: their words, days, outlets, titles and addresses; where
//! very many reports share a key, only pairs with one of its first [`HUBS`] by rank are looked at. Groups are what such
//! relations connect, so they do not depend on the order of the reports. A text that repeats a form
//! with other names or other figures (a daily bulletin, one brief for each country) is no copy; where that cannot be
//! told, the reports stay apart: two sources counted that are one can be seen, one source counted that is two cannot.
//! Limits: texts under eight words are related only by their address; under twenty, only where all words are the same;
//! a text quoted inside one of more than about four times its length is seen only if the two share an address.

mod keys;
mod origins;
mod settle;
mod words;

use jiff::Unit;
use jiff::civil::Date;
use report::ReportId;

use crate::entry::Filed;
use words::{Overlap, Words};

pub use keys::{Meeting, keys, look_up, rank};
pub use origins::{Origins, origins};
pub use settle::{LineUp, Standing, order, pairs, settle};

/// Reports whose days lie further apart, or of which one has no day, are related only by their address.
pub const DAYS_MAX: i32 = 3;

/// Reports of a key that all others of the key are compared with; fewer are all compared with each other.
pub const HUBS: usize = 64;

/// Shorter texts say too little to be told from others of their form.
const WORDS_MIN: usize = 8;
/// Shorter texts are one only if all words are the same.
const WORDS_FREE_MIN: usize = 20;
/// Shorter texts are not one if each has names that the other lacks, or, on another day, any words.
const WORDS_LONG_MIN: usize = 40;

/// A long text with so many figures is a bulletin, which is no update of another day's if most of them are new.
const BULLETIN_FIGURES_MIN: usize = 3;

const NEAR_SAME: f64 = 0.6;
/// A share of the shorter text's shingles.
const CONTAINED: f64 = 0.85;
/// A text of less than this share of the other is a part of it, not a copy.
const PART_LENGTH_MAX: f64 = 0.5;
/// What versions under one address have in common at least.
const SAME_ADDRESS: f64 = 0.2;
/// What versions of one outlet under one title have in common at least.
const SAME_TITLE: f64 = 0.3;

/// What one report is to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    None,
    /// One text, told twice.
    Copy,
    /// The same story later, in other words or with other figures; the earlier stays.
    Update {
        newer: ReportId,
    },
    /// The other report lies whole inside this one, which says more of its own.
    Part {
        whole: ReportId,
    },
}

/// A report made ready for comparison; about 30 bytes a word.
#[derive(Clone, Debug)]
pub struct Doc {
    id: ReportId,
    published: Option<Date>,
    outlet: Option<String>,
    title: Option<String>,
    address: Option<String>,
    words: Words,
}

impl Doc {
    pub fn new(report: &Filed) -> Doc {
        Doc {
            id: report.id.clone(),
            published: report.published,
            outlet: keys::outlet(report),
            title: keys::title(report),
            address: keys::address(report),
            words: Words::new(&report.text),
        }
    }

    pub fn id(&self) -> &ReportId {
        &self.id
    }

    /// How many words it holds.
    pub fn size(&self) -> usize {
        self.words.len()
    }
}

/// The same whichever comes first.
pub fn relation(a: &Doc, b: &Doc) -> Relation {
    if a.id == b.id {
        return Relation::None;
    }
    let (a, b) = if (a.published, &a.id) <= (b.published, &b.id) { (a, b) } else { (b, a) };
    let pair = Pair { a, b, gap: gap(a, b), overlap: a.words.overlap(&b.words) };
    if a.address.is_some() && a.address == b.address {
        let is_version = pair.overlap.jaccard >= SAME_ADDRESS || pair.overlap.contained >= CONTAINED;
        return if is_version { pair.version() } else { Relation::None };
    }
    let shorter = a.words.len().min(b.words.len());
    let is_dated = |doc: &Doc| doc.published.is_some();
    if is_dated(a) != is_dated(b) || pair.gap.is_some_and(|days| days > DAYS_MAX) || shorter < WORDS_MIN {
        return Relation::None;
    }
    if pair.overlap.same {
        return pair.same_words(shorter);
    }
    if shorter < WORDS_FREE_MIN || pair.is_form(shorter) {
        return Relation::None;
    }
    pair.near()
}

/// Two reports, the earlier first.
struct Pair<'a> {
    a: &'a Doc,
    b: &'a Doc,
    /// Days between them; None where they are not dated.
    gap: Option<i32>,
    overlap: Overlap,
}

impl Pair<'_> {
    /// Short texts come true again on another day.
    fn same_words(&self, shorter: usize) -> Relation {
        let same_day = self.gap == Some(0);
        if shorter >= WORDS_FREE_MIN || same_day { Relation::Copy } else { Relation::None }
    }

    fn near(&self) -> Relation {
        let Overlap { jaccard, contained, .. } = self.overlap;
        let one_outlet = self.a.outlet == self.b.outlet;
        let titled = one_outlet && self.a.title.is_some() && self.a.title == self.b.title && jaccard >= SAME_TITLE;
        let (short, long) = self.by_length();
        let is_part = (short.words.len() as f64) < PART_LENGTH_MAX * long.words.len() as f64;
        match () {
            () if contained >= CONTAINED && is_part && !titled => Relation::Part { whole: long.id.clone() },
            () if jaccard < NEAR_SAME && contained < CONTAINED && !titled => Relation::None,
            () if one_outlet => self.version(),
            () => Relation::Copy,
        }
    }

    /// Versions of one story; on one day the longer is the newer if it holds the other.
    fn version(&self) -> Relation {
        if self.overlap.same {
            return Relation::Copy;
        }
        let (short, long) = self.by_length();
        let grew = self.overlap.contained >= CONTAINED && short.words.len() < long.words.len();
        match self.gap {
            Some(0) if grew => Relation::Update { newer: long.id.clone() },
            Some(days) if days > 0 => Relation::Update { newer: self.b.id.clone() },
            _ => Relation::Copy,
        }
    }

    /// The same form of words with other names or figures, or said anew of another day.
    fn is_form(&self, shorter: usize) -> bool {
        let Overlap { words_differ, names_differ, figures_differ, figures: (kept, most), .. } = self.overlap;
        let same_day = self.gap == Some(0);
        match shorter < WORDS_LONG_MIN {
            true if same_day => names_differ || (figures_differ && most >= 2 && kept == 0),
            true => words_differ,
            false => !same_day && figures_differ && most >= BULLETIN_FIGURES_MIN && kept * 2 < most,
        }
    }

    fn by_length(&self) -> (&Doc, &Doc) {
        if self.a.words.len() <= self.b.words.len() { (self.a, self.b) } else { (self.b, self.a) }
    }
}

fn gap(a: &Doc, b: &Doc) -> Option<i32> {
    let span = b.published?.since((Unit::Day, a.published?)).ok()?;
    Some(span.get_days().abs())
}

#[cfg(test)]
mod corpus_en;
