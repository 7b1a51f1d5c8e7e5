//! Rows into reports and entries.

use std::collections::HashMap;
use std::sync::Arc;

use events::{Entry, Filed, Kept, Reviewed};
use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::error::{Fault, Tried};
use crate::sqlite::body::Decoder;
use crate::sqlite::pool::Pool;
use crate::sqlite::{Sqlite, days, log, seat};

/// Reads entries by their rows; a report that was read once is shared among its entries.
pub(super) struct Loader<'a> {
    connection: &'a Connection,
    pool: &'a Pool,
    reports: HashMap<i64, (Arc<Filed>, i64)>,
}

const REPORT: &str = "SELECT r.id, r.hash, r.published, r.file, r.title, r.outlet, r.url, r.side, r.language,
    o.hash, s.hash, t.text, r.first_claim
    FROM report r JOIN text t ON t.report = r.id JOIN report o ON o.id = r.origin
    LEFT JOIN report s ON s.id = r.superseded_by";

impl<'a> Loader<'a> {
    pub(super) fn new(store: &'a Sqlite) -> Loader<'a> {
        Loader::over(&store.connection, &store.pool)
    }

    pub(super) fn over(connection: &'a Connection, pool: &'a Pool) -> Loader<'a> {
        Loader { connection, pool, reports: HashMap::new() }
    }

    /// The report of this row.
    pub(super) fn report(&mut self, id: i64) -> Tried<Arc<Filed>> {
        Ok(self.numbered(id)?.0)
    }

    /// Only reports of late are remembered, so that reading a whole record takes no more memory than a part.
    fn numbered(&mut self, id: i64) -> Tried<(Arc<Filed>, i64)> {
        if let Some(known) = self.reports.get(&id) {
            return Ok(known.clone());
        }
        if self.reports.len() >= REPORTS_MAX {
            self.reports.clear();
        }
        let mut find = self.connection.prepare_cached(&format!("{REPORT} WHERE r.id = ?"))?;
        let mut rows = find.query([id])?;
        let row = rows.next()?.ok_or_else(|| Fault::Damaged(format!("the report of row {id} is missing")))?;
        let filed = (Arc::new(filed(self.connection, self.pool, row)?), row.get(12)?);
        self.reports.insert(id, filed.clone());
        Ok(filed)
    }

    /// A claim, its report and its number there.
    pub(super) fn kept(&mut self, claim: i64) -> Tried<(Arc<Filed>, u32, Kept)> {
        self.body(claim, "SELECT c.report, b.body FROM claim c JOIN body b ON b.claim = c.id WHERE c.id = ?")
    }

    /// The same before all edits.
    pub(super) fn as_read(&mut self, claim: i64) -> Tried<(Arc<Filed>, u32, Kept)> {
        let sql = "SELECT c.report, coalesce(o.body, b.body) FROM claim c JOIN body b ON b.claim = c.id
             LEFT JOIN original o ON o.claim = c.id WHERE c.id = ?";
        self.body(claim, sql)
    }

    fn body(&mut self, claim: i64, sql: &str) -> Tried<(Arc<Filed>, u32, Kept)> {
        let mut find = self.connection.prepare_cached(sql)?;
        let mut rows = find.query([claim])?;
        let row = rows.next()?.ok_or_else(|| Fault::Damaged(format!("claim {claim} is missing")))?;
        let (report, first) = self.numbered(row.get(0)?)?;
        let body = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let kept = Decoder::new(self.pool, self.connection, body).kept()?;
        Ok((report, seat::number(claim, first), kept))
    }

    pub(super) fn entry(&mut self, claim: i64) -> Tried<Entry> {
        let (report, n, kept) = self.kept(claim)?;
        let mut find = self.connection.prepare_cached(
            "SELECT e.rank, c.review, c.disputed FROM claim c JOIN event e ON e.id = c.event WHERE c.id = ?",
        )?;
        let found = find.query_row([claim], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
        let (rank, state, disputed) = found.ok_or_else(|| Fault::Damaged(format!("claim {claim} has no event")))?;
        let review = Reviewed { state: days::state(state)?, disputed };
        Ok(Entry { report, n, kept, event: log::event_of(rank), review })
    }

    pub(super) fn entries(&mut self, claims: &[i64]) -> Tried<Vec<Entry>> {
        claims.iter().map(|claim| self.entry(*claim)).collect()
    }
}

const REPORTS_MAX: usize = 4096;

/// Reports in the order of the query, which goes on behind `WHERE`.
pub(super) fn reports(store: &Sqlite, rest: &str, values: &[&dyn rusqlite::ToSql]) -> Tried<Vec<Filed>> {
    let mut find = store.connection.prepare_cached(&format!("{REPORT} WHERE {rest}"))?;
    let mut rows = find.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(filed(&store.connection, &store.pool, row)?);
    }
    Ok(found)
}

fn filed(connection: &Connection, pool: &Pool, row: &Row<'_>) -> Tried<Filed> {
    let word = |at: usize| -> Tried<Option<String>> {
        let id: Option<u32> = row.get(at)?;
        id.map(|id| pool.text(connection, id).map(String::from)).transpose()
    };
    let superseded_by: Option<[u8; 8]> = row.get(10)?;
    Ok(Filed {
        id: days::report_id(row.get(1)?),
        text: row.get(11)?,
        file: row.get(3)?,
        published: days::maybe_day(row.get(2)?)?,
        title: row.get(4)?,
        outlet: word(5)?,
        url: row.get(6)?,
        side: word(7)?,
        language: word(8)?.unwrap_or_default(),
        origin: days::report_id(row.get(9)?),
        superseded_by: superseded_by.map(days::report_id),
    })
}
