//! Reports read into the entries of a record, in memory.

use std::sync::Arc;

use claims::Claim;
use events::copies::settle;
use events::{ClaimKey, Entry, EventId, Filed, Kept, keep};
use report::{About, Report};

use crate::Reader;

/// The claims of a report as the record keeps them.
pub fn kept(reader: &Reader, filed: &Filed) -> Vec<Kept> {
    let about = About { published: filed.published, ..About::default() };
    let reading = reader.read(&Report::new(filed.text.clone(), about));
    let keep = |claim: Claim| keep(&reading.analysis, &reading.attributions, claim);
    reading.claims.into_iter().map(keep).collect()
}

/// Every claim of these reports, each an event of its own; copies and versions among them are found.
pub fn entries(reader: &Reader, mut reports: Vec<Filed>) -> Vec<Entry> {
    let standings = settle(&reports);
    for (report, standing) in reports.iter_mut().zip(standings) {
        report.origin = standing.origin;
        report.superseded_by = standing.superseded_by;
    }
    let mut entries = Vec::new();
    for report in reports.into_iter().map(Arc::new) {
        for (kept, n) in kept(reader, &report).into_iter().zip(1..) {
            let event = EventId::of(&ClaimKey { report: report.id.clone(), n });
            entries.push(Entry { report: report.clone(), n, kept, event });
        }
    }
    entries
}
