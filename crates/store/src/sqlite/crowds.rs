//! The reports of a key, and its hubs: those that all others of the key are compared with, as `events::copies::pairs` has
//! it.
//!
//! While no more than `HUBS` reports carry a key, all are hubs. Of a crowded key the `HUBS` + 1 lowest by rank stand in
//! the same table under numbers below 0, one for each key and rank, the lowest rank first from the top: so a new report
//! reads no more than these. A record that was crowded before there were such rows gets them at the next report.

use events::copies::{HUBS, rank};
use rusqlite::{Connection, params};

use crate::error::Tried;
use crate::sqlite::days;

/// Where a report stands among those of a key.
pub(super) struct Seat {
    pub(super) is_hub: bool,
    /// Hubs that it drove out.
    pub(super) driven_out: Vec<i64>,
}

/// Stores a report under a key.
pub(super) fn file(connection: &Connection, key: u32, report: i64, rank: u32) -> Tried<Seat> {
    let before = hubs(connection, key)?;
    connection
        .prepare_cached("INSERT OR IGNORE INTO band (key, report) VALUES (?, ?)")?
        .execute(params![key, report])?;
    if before.len() < HUBS && first(connection, key)?.len() <= HUBS {
        return Ok(Seat { is_hub: true, driven_out: Vec::new() });
    }
    let lowest = lowest(connection, key)?;
    if let Some((last, _)) = lowest.get(HUBS)
        && rank <= *last
    {
        let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO band (key, report) VALUES (?, ?)")?;
        insert.execute(params![numbered(key, rank), report])?;
        let mut delete = connection.prepare_cached("DELETE FROM band WHERE key = ? AND report = ?")?;
        for (rank, report) in ranked(connection, key)?.into_iter().skip(HUBS + 1) {
            delete.execute(params![numbered(key, rank), report])?;
        }
    }
    let after = hubs(connection, key)?;
    let driven_out = before.into_iter().filter(|hub| !after.contains(hub)).collect();
    Ok(Seat { is_hub: after.contains(&report), driven_out })
}

/// All reports of a key.
pub(super) fn all(connection: &Connection, key: u32) -> Tried<Vec<i64>> {
    let mut find = connection.prepare_cached("SELECT report FROM band WHERE key = ?")?;
    let rows = find.query_map([key], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Those that all others of the key are compared with.
pub(super) fn hubs(connection: &Connection, key: u32) -> Tried<Vec<i64>> {
    let first = first(connection, key)?;
    if first.len() <= HUBS {
        return Ok(first);
    }
    let lowest = lowest(connection, key)?;
    let cutoff = lowest.get(HUBS).map_or(u64::MAX, |(rank, _)| u64::from(*rank));
    Ok(lowest.into_iter().filter(|(rank, _)| u64::from(*rank) < cutoff).map(|(_, report)| report).collect())
}

/// Some reports of a key: all, where they are no more than [`HUBS`].
fn first(connection: &Connection, key: u32) -> Tried<Vec<i64>> {
    let mut find = connection.prepare_cached("SELECT report FROM band WHERE key = ? LIMIT ?")?;
    let rows = find.query_map(params![key, HUBS as i64 + 1], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The lowest of a crowded key; written down where they are not yet.
fn lowest(connection: &Connection, key: u32) -> Tried<Vec<(u32, i64)>> {
    let known = ranked(connection, key)?;
    if !known.is_empty() {
        return Ok(known);
    }
    let mut find = connection
        .prepare_cached("SELECT r.hash, b.report FROM band b JOIN report r ON r.id = b.report WHERE b.key = ?")?;
    let mut rows = find.query([key])?;
    let mut lowest = Vec::new();
    while let Some(row) = rows.next()? {
        lowest.push((rank(&days::report_id(row.get(0)?)), row.get(1)?));
    }
    lowest.sort_unstable();
    lowest.truncate(HUBS + 1);
    let mut insert = connection.prepare_cached("INSERT INTO band (key, report) VALUES (?, ?)")?;
    for (rank, report) in &lowest {
        insert.execute(params![numbered(key, *rank), report])?;
    }
    Ok(lowest)
}

/// What is written down of a crowded key, the lowest rank first.
fn ranked(connection: &Connection, key: u32) -> Tried<Vec<(u32, i64)>> {
    let mut find = connection
        .prepare_cached("SELECT key, report FROM band WHERE key BETWEEN ? AND ? ORDER BY key DESC, report")?;
    let mut rows = find.query([numbered(key, u32::MAX), numbered(key, 0)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        found.push(((-1 - number) as u32, row.get(1)?));
    }
    Ok(found)
}

/// Below 0, where no key is; a key is below 2^31.
fn numbered(key: u32, rank: u32) -> i64 {
    -1 - (i64::from(key) << 32 | i64::from(rank))
}
