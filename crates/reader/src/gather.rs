//! Reports read into the entries of a record, in memory.

use std::collections::BTreeSet;
use std::sync::Arc;

use claims::Claim;
use events::copies::settle;
use events::{ClaimKey, Entry, EventId, Filed, Kept, Linker, Memory, Reviewed, keep};
use report::{About, Report};

use crate::Reader;

/// The claims of a report as the record keeps them.
pub fn kept(reader: &Reader, filed: &Filed) -> Vec<Kept> {
    let about = About { published: filed.published, ..About::default() };
    let reading = reader.read(&Report::new(filed.text.clone(), about));
    let keep = |claim: Claim| keep(&reading.analysis, &reading.attributions, claim);
    reading.claims.into_iter().map(keep).collect()
}

/// Every claim of these reports with its event, in the order of the reports; copies and versions among them are found.
/// A report that comes twice is read once.
pub fn entries(reader: &Reader, mut reports: Vec<Filed>) -> Vec<Entry> {
    let mut seen = BTreeSet::new();
    reports.retain(|report| seen.insert(report.id.clone()));
    let standings = settle(&reports);
    for (report, standing) in reports.iter_mut().zip(standings) {
        report.origin = standing.origin;
        report.superseded_by = standing.superseded_by;
    }
    let linker = Linker::new(&reader.lexicon);
    let mut entries = Vec::new();
    let mut traits = Vec::new();
    for report in reports.into_iter().map(Arc::new) {
        for (kept, n) in kept(reader, &report).into_iter().zip(1..) {
            let key = ClaimKey { report: report.id.clone(), n };
            traits.push(linker.traits(&key, report.published, &report.text, &kept));
            entries.push(Entry {
                report: report.clone(),
                n,
                kept,
                event: EventId::of(&key),
                review: Reviewed::default(),
            });
        }
    }
    let mut memory = Memory::default();
    memory.add(&linker, traits);
    for (claim, event) in memory.events() {
        entries[*claim].event = event.clone();
    }
    entries
}
