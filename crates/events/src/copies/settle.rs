//! `reports -> their standing`: which report each one's text began with, and which later version took its place.
//!
//! A function of the set: the same for every order of the reports.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use report::ReportId;

use super::keys::{Meeting, rank};
use super::{Doc, HUBS, Relation, relation};
use crate::entry::Filed;

/// What copies and versions make of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The first of the reports that copies and versions connect it with; its own id where there are none.
    pub origin: ReportId,
    /// The last of its later versions.
    pub superseded_by: Option<ReportId>,
}

/// Earlier first; what has no day comes last.
pub fn order(report: &Filed) -> (Date, &ReportId) {
    (report.published.unwrap_or(Date::MAX), &report.id)
}

/// The standing of each report, in the order given.
pub fn settle(reports: &[Filed]) -> Vec<Standing> {
    let mut line: Vec<usize> = (0..reports.len()).collect();
    line.sort_by_key(|&at| order(&reports[at]));
    let docs: Vec<Doc> = line.iter().map(|&at| Doc::new(&reports[at])).collect();
    let mut line_up = LineUp::new(docs.len());
    for (a, b) in pairs(&docs) {
        line_up.relate(a, b, &docs[b].id, &relation(&docs[a], &docs[b]));
    }
    let mut standings: Vec<(usize, Standing)> = (0..docs.len())
        .map(|at| {
            let origin = docs[line_up.origin(at)].id.clone();
            (line[at], Standing { origin, superseded_by: line_up.later(at).map(|later| docs[later].id.clone()) })
        })
        .collect();
    standings.sort_by_key(|(at, _)| *at);
    standings.into_iter().map(|(_, standing)| standing).collect()
}

/// Which reports are compared, the lower index first: of a key's reports all with its first [`HUBS`] by rank.
pub fn pairs(docs: &[Doc]) -> BTreeSet<(usize, usize)> {
    let meetings: Vec<Vec<Meeting>> = docs.iter().map(Doc::meetings).collect();
    let mut hubs: BTreeMap<u32, Vec<(u32, usize)>> = BTreeMap::new();
    for (at, meeting) in meetings.iter().enumerate().flat_map(|(at, all)| all.iter().map(move |one| (at, one))) {
        hubs.entry(meeting.under).or_default().push((rank(&docs[at].id), at));
    }
    for carriers in hubs.values_mut() {
        carriers.sort_unstable();
        if let Some((cutoff, _)) = carriers.get(HUBS).copied() {
            carriers.retain(|(rank, _)| *rank < cutoff);
        }
    }
    let mut pairs = BTreeSet::new();
    for (at, asked) in meetings.iter().enumerate().flat_map(|(at, all)| all.iter().map(move |one| (at, &one.asks))) {
        let near = asked.iter().filter_map(|key| hubs.get(key)).flatten().filter(|(_, other)| *other != at);
        pairs.extend(near.map(|(_, other)| (at.min(*other), at.max(*other))));
    }
    pairs
}

/// Reports in their order, earlier first, by what relations make of them.
pub struct LineUp {
    first: Vec<usize>,
    later: Vec<Option<usize>>,
}

impl LineUp {
    pub fn new(count: usize) -> LineUp {
        LineUp { first: (0..count).collect(), later: vec![None; count] }
    }

    /// What two reports are to each other; `id` is that of `b`.
    pub fn relate(&mut self, a: usize, b: usize, id: &ReportId, relation: &Relation) {
        let versions = match relation {
            Relation::None | Relation::Part { .. } => return,
            Relation::Copy => None,
            Relation::Update { newer } if newer == id => Some((a, b)),
            Relation::Update { .. } => Some((b, a)),
        };
        // The earlier root leads.
        let (one, other) = (self.origin(a), self.origin(b));
        self.first[one.max(other)] = one.min(other);
        if let Some((old, new)) = versions {
            self.later[old] = self.later[old].max(Some(new));
        }
    }

    /// The first of those that relations connect it with.
    pub fn origin(&self, mut at: usize) -> usize {
        while self.first[at] != at {
            at = self.first[at];
        }
        at
    }

    /// The last of its later versions.
    pub fn later(&self, at: usize) -> Option<usize> {
        self.later[at]
    }
}
