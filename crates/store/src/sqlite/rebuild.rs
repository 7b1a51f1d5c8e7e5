//! Everything that is derived, made again from the reports: in one transaction, so that a record is the old one or the
//! new one and never half of each.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher as _};

use events::{Filed, Kept};
use rusqlite::{Connection, params};

use crate::error::{Fault, StoreError, Tried};
use crate::kinds::{Happened, Rebuilt};
use crate::sqlite::add::{Desk, Seat};
use crate::sqlite::days;
use crate::sqlite::load::Loader;
use crate::sqlite::log::About;
use crate::sqlite::words;

/// Reports that are read at once.
const BATCH: i64 = 256;

/// What is made again. Words, actors and places stay: other rows may tell of them.
const DERIVED: [&str; 12] = [
    "claim",
    "body",
    "claim_actor",
    "claim_place",
    "series",
    "carrier",
    "link",
    "event",
    "verdict",
    "band",
    "reviewed",
    "original",
];

pub(super) fn rebuild(mut desk: Desk<'_>, read: &mut dyn FnMut(&[Filed]) -> Vec<Vec<Kept>>) -> Tried<Rebuilt> {
    let connection = desk.connection;
    let count = |table: &str| -> Tried<u64> {
        Ok(connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?)
    };
    let (claims_before, events_before) = (count("claim")?, count("event")?);
    let before = digests(connection)?;
    for table in DERIVED {
        connection.execute_batch(&format!("DELETE FROM {table}"))?;
    }
    words::clear(connection)?;
    connection
        .execute_batch("UPDATE report SET origin = id, superseded_by = NULL, first_claim = 1, claims = 0, added = 0")?;
    desk.silent = true;
    let mut last = 0;
    while let Some(next) = desk.batch(last, read)? {
        last = next;
    }
    desk.silent = false;
    let after = digests(connection)?;
    let changed: Vec<i64> = before.keys().filter(|report| before.get(report) != after.get(report)).copied().collect();
    for &report in &changed {
        let (first, end) = super::add::claim_range(connection, report)?;
        desk.tell(Happened::ClaimsMade, About::Report(report), &(end - first).to_string())?;
    }
    let (claims, events) = (count("claim")?, count("event")?);
    let detail = format!("claims {claims_before} to {claims}, events {events_before} to {events}");
    desk.tell(Happened::Rebuilt, About::Record, &detail)?;
    Ok(Rebuilt {
        reports: before.len() as u64,
        changed: changed.len() as u64,
        claims_before,
        claims,
        events_before,
        events,
    })
}

/// Of the claims of each report, so that a report whose claims stay the same is known.
fn digests(connection: &Connection) -> Tried<BTreeMap<i64, u64>> {
    let mut digests = BTreeMap::new();
    let mut find = connection.prepare("SELECT id, first_claim, first_claim + claims FROM report ORDER BY id")?;
    let mut bodies = connection.prepare("SELECT body FROM body WHERE claim >= ? AND claim < ? ORDER BY claim")?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        let (report, first, end): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let mut digest = DefaultHasher::new();
        let mut parts = bodies.query(params![first, end])?;
        while let Some(part) = parts.next()? {
            let body = part.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            digest.write_usize(body.len());
            digest.write(body);
        }
        digests.insert(report, digest.finish());
    }
    Ok(digests)
}

impl Desk<'_> {
    /// The reports behind this one; the row of the last of them, None behind the last of all.
    fn batch(&mut self, after: i64, read: &mut dyn FnMut(&[Filed]) -> Vec<Vec<Kept>>) -> Tried<Option<i64>> {
        let mut find = self.connection.prepare_cached("SELECT id FROM report WHERE id > ? ORDER BY id LIMIT ?")?;
        let rows: Vec<i64> = find.query_map([after, BATCH], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut loader = Loader::over(self.connection, self.pool);
        let filed: Vec<Filed> =
            rows.iter().map(|row| loader.report(*row).map(|filed| Filed::clone(&filed))).collect::<Tried<_>>()?;
        let kept = read(&filed);
        if kept.len() != filed.len() {
            let what = format!("{} reports were read and claims of {} came back", filed.len(), kept.len());
            return Err(Fault::from(StoreError::Undecidable { what }));
        }
        let mut newcomers = Vec::new();
        for ((&report, filed), kept) in rows.iter().zip(&filed).zip(&kept) {
            self.settle(report, filed)?;
            words::of_report(self.connection, report, filed)?;
            let seat = self.claims(report, filed, kept)?;
            let added = self.recall_reviews(report, filed, seat.first, kept)?;
            self.recall(seat, kept, &added)?;
            newcomers.extend(self.newcomers(seat, filed, kept));
            newcomers.extend(added.iter().map(|(row, kept)| self.newcomer(*row, seat.first, filed, kept)));
        }
        self.resettle()?;
        self.join(&newcomers)?;
        self.restand_all(&rows)?;
        Ok(rows.last().copied())
    }

    /// What was decided of the report's claims holds for those that stand on the same words now.
    fn recall(&self, seat: Seat, kept: &[Kept], added: &[(i64, Kept)]) -> Tried<()> {
        let mut find = self
            .connection
            .prepare_cached("SELECT decision, side, kind, trigger_start, trigger_end FROM decided WHERE report = ?")?;
        let mut insert =
            self.connection.prepare_cached("INSERT OR IGNORE INTO verdict (claim, decision, side) VALUES (?, ?, ?)")?;
        let mut rows = find.query([seat.report])?;
        while let Some(row) = rows.next()? {
            let trigger = report::Span::new(row.get(3)?, row.get(4)?);
            let kind: u8 = row.get(2)?;
            let stands =
                |kept: &Kept| days::kind_number(kept.claim.kind) == kind && kept.claim.trigger.overlaps(trigger);
            let read = kept.iter().position(stands).map(|at| seat.first + at as i64);
            let by_hand = || added.iter().find(|(_, kept)| stands(kept)).map(|(row, _)| *row);
            let Some(claim) = read.or_else(by_hand) else { continue };
            let (decision, side): (i64, i64) = (row.get(0)?, row.get(1)?);
            insert.execute(params![claim, decision, side])?;
        }
        Ok(())
    }
}
