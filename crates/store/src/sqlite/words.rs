//! Under which words reports and claims are found: two indexes of SQLite's FTS5, of texts with their titles and of the
//! words that claims stand on. They hold no text, and all of them can be made again.

use events::{Filed, Kept};
use record::{Sought, Term, sought};
use rusqlite::{Connection, params};

use crate::error::Tried;
use crate::sqlite::load::Loader;
use crate::sqlite::pool::Pool;

/// The claim can be found by the words that it stands on.
pub(super) fn of_claim(connection: &Connection, id: i64, filed: &Filed, kept: &Kept) -> Tried<()> {
    let mut insert = connection.prepare_cached("INSERT INTO claim_word (rowid, evidence) VALUES (?, ?)")?;
    insert.execute(params![id, sought::folded(kept.claim.evidence.of(&filed.text))])?;
    Ok(())
}

/// The report can be found by the words of its text and of its title.
pub(super) fn of_report(connection: &Connection, id: i64, filed: &Filed) -> Tried<()> {
    let mut insert = connection.prepare_cached("INSERT INTO report_word (rowid, text, title) VALUES (?, ?, ?)")?;
    insert.execute(params![id, sought::folded(&filed.text), filed.title.as_deref().map(sought::folded)])?;
    Ok(())
}

/// Nothing can be found after it.
pub(super) fn clear(connection: &Connection) -> Tried<()> {
    let forget = |table: &str| format!("INSERT INTO {table} ({table}) VALUES ('delete-all');");
    Ok(connection.execute_batch(&["report_word", "claim_word"].map(forget).concat())?)
}

/// Finds all that there is, in a record that never had words.
pub(super) fn fill(connection: &Connection, pool: &Pool) -> Tried<()> {
    let mut loader = Loader::over(connection, pool);
    for report in rows(connection, "SELECT id FROM report ORDER BY id")? {
        of_report(connection, report, loader.report(report)?.as_ref())?;
    }
    for claim in rows(connection, "SELECT id FROM claim ORDER BY id")? {
        let (filed, _, kept) = loader.kept(claim)?;
        of_claim(connection, claim, &filed, &kept)?;
    }
    Ok(())
}

fn rows(connection: &Connection, sql: &str) -> Tried<Vec<i64>> {
    let mut find = connection.prepare(sql)?;
    let rows = find.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// In FTS5's language. Each term stands in quotes, where nothing has a meaning of its own.
pub(super) fn expression(sought: &Sought) -> String {
    let term = |term: &Term| format!("\"{}\"{}", term.words.join(" "), if term.is_open { "*" } else { "" });
    sought.terms().iter().map(term).collect::<Vec<_>>().join(" AND ")
}
