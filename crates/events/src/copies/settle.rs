//! `reports -> their standing`: which report each one's text began with, and which later version took its place.
//!
//! A function of the set: the same for every order of the reports.

use std::collections::BTreeMap;

use jiff::civil::Date;
use report::ReportId;

use super::keys::{keys, look_up};
use super::{Doc, Relation, relation};
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

/// The standing of each report, in the order given. Compares reports that share a key.
pub fn settle(reports: &[Filed]) -> Vec<Standing> {
    let mut line: Vec<usize> = (0..reports.len()).collect();
    line.sort_by_key(|&at| order(&reports[at]));
    let docs: Vec<Doc> = line.iter().map(|&at| Doc::new(&reports[at])).collect();
    let mut by_key: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut first: Vec<usize> = (0..docs.len()).collect();
    let mut later: Vec<Option<usize>> = vec![None; docs.len()];
    for at in 0..docs.len() {
        let mut near: Vec<usize> = Vec::new();
        for key in look_up(&reports[line[at]]) {
            near.extend(by_key.get(&key).into_iter().flatten());
        }
        for key in keys(&reports[line[at]]) {
            by_key.entry(key).or_default().push(at);
        }
        near.sort_unstable();
        near.dedup();
        for other in near {
            let (old, new) = match relation(&docs[other], &docs[at]) {
                Relation::None | Relation::Part { .. } => continue,
                Relation::Copy => (None, None),
                Relation::Update { newer } if newer == docs[at].id => (Some(other), Some(at)),
                Relation::Update { .. } => (Some(at), Some(other)),
            };
            join(&mut first, other, at);
            if let Some(old) = old {
                later[old] = later[old].max(new);
            }
        }
    }
    let mut standings: Vec<(usize, Standing)> = (0..docs.len())
        .map(|at| {
            let origin = docs[root(&first, at)].id.clone();
            (line[at], Standing { origin, superseded_by: later[at].map(|later| docs[later].id.clone()) })
        })
        .collect();
    standings.sort_by_key(|(at, _)| *at);
    standings.into_iter().map(|(_, standing)| standing).collect()
}

fn root(first: &[usize], mut at: usize) -> usize {
    while first[at] != at {
        at = first[at];
    }
    at
}

/// The earlier root leads.
fn join(first: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(first, a), root(first, b));
    first[a.max(b)] = a.min(b);
}
