//! Claims of a report in place of those that it had.

use events::Kept;
use report::ReportId;
use rusqlite::{Connection, params};

use crate::error::Tried;
use crate::kinds::{Happened, Made, Stamp};
use crate::sqlite::add::{Desk, row_of};
use crate::sqlite::load::Loader;
use crate::sqlite::log::{self, About, Stamped};
use crate::sqlite::pool::Pool;

pub(super) fn replace(
    connection: &Connection,
    pool: &Pool,
    batch: &[(ReportId, Vec<Kept>)],
    made: &Made,
    stamp: &Stamp,
) -> Tried<()> {
    let mut desk = Desk { connection, pool, stamped: Stamped::new(stamp), made };
    batch.iter().try_for_each(|(id, kept)| desk.replace(id, kept))
}

/// What is told of a claim outside its own row.
const PARTS: [(&str, &str); 5] =
    [("body", "claim"), ("claim_actor", "claim"), ("claim_place", "claim"), ("figure", "claim"), ("event", "id")];

impl Desk<'_> {
    fn replace(&mut self, id: &ReportId, kept: &[Kept]) -> Tried<()> {
        let (report, hash) = row_of(self.connection, id)?;
        let filed = Loader::over(self.connection, self.pool).report(report)?;
        self.clear(report)?;
        let first = self.next_claim()?;
        for (kept, n) in kept.iter().zip(1..) {
            self.claim(first + i64::from(n) - 1, report, log::rank(hash, n), &filed, kept)?;
        }
        self.made_claims(report, first, kept.len())?;
        let count = kept.len().to_string();
        log::write(self.connection, &mut self.stamped, Happened::ClaimsMade, About::Report(report), &count)
    }

    /// Takes the report's claims out.
    fn clear(&self, report: i64) -> Tried<()> {
        let mut find = self.connection.prepare_cached("SELECT first_claim, claims FROM report WHERE id = ?")?;
        let (first, count): (i64, i64) = find.query_row([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for claim in first..first + count {
            for (table, column) in PARTS {
                let delete = format!("DELETE FROM {table} WHERE {column} = ?");
                self.connection.prepare_cached(&delete)?.execute([claim])?;
            }
            self.connection.prepare_cached("DELETE FROM claim WHERE id = ?")?.execute(params![claim])?;
        }
        Ok(())
    }
}
