//! What `compare` and `occurrences` share: the series that is meant, and the claims that its view is made of.

use std::collections::{BTreeMap, BTreeSet};

use events::{ClaimKey, Entry};
use record::Filter;
use record::series::{SeriesId, find};
use store::{Page, Store};

use crate::error::Failure;

/// How many series an error lists.
const CANDIDATES_MAX: usize = 20;

/// The one series that the words fit, of those with a figure that the filter asks for.
pub(super) fn one(
    store: &impl Store,
    filter: &Filter,
    words: &str,
    fits: impl Fn(&SeriesId) -> bool,
) -> Result<SeriesId, Failure> {
    let listed = store.series(filter, &Page::ALL)?.rows;
    let known: Vec<SeriesId> = listed.into_iter().map(|row| SeriesId(row.id)).filter(fits).collect();
    match &find(&known, words)[..] {
        [] => Err(Failure::NotFound(format!("no series `{words}` in the record; see `dateline ls series`"))),
        [one] => Ok((*one).clone()),
        several => {
            let more = if several.len() > CANDIDATES_MAX { "\n  …" } else { "" };
            let ids = several.iter().take(CANDIDATES_MAX).map(|id| format!("\n  {}", id.0)).collect::<String>();
            Err(Failure::Usage(format!("`{words}` fits several series; give one of{ids}{more}")))
        }
    }
}

/// Claims with a figure in these series, and those about the same events: a claim's neighbours tell what it leaves out.
/// Report by report.
pub(super) fn entries(store: &impl Store, filter: &Filter, series: &[SeriesId]) -> Result<Vec<Entry>, Failure> {
    let mut found: BTreeMap<ClaimKey, Entry> = BTreeMap::new();
    let mut events = BTreeSet::new();
    for id in series {
        let filter = Filter { series: Some(id.0.to_string()), ..filter.clone() };
        for entry in store.entries(&filter)? {
            events.insert(entry.event.clone());
            found.insert(entry.key(), entry);
        }
    }
    for event in events {
        for entry in store.event(&event)? {
            found.entry(entry.key()).or_insert(entry);
        }
    }
    Ok(by_report(found.into_values().collect()))
}

pub(super) fn by_report(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| (entry.report.published, entry.key()));
    entries
}
