//! Reviews as they are listed and counted.

use std::collections::BTreeMap;

use events::review::Verdict;
use events::{Capacity, ClaimKey, ReviewState};
use jiff::Timestamp;
use record::review::Judged;
use report::Span;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::{form, opinions, pick, place};
use crate::error::{Fault, Tried};
use crate::kinds::{Listed, Page};
use crate::reviews::{Change, ReviewCounts, ReviewFilter, ReviewRow};
use crate::sqlite::find::Conditions;
use crate::sqlite::list::number;
use crate::sqlite::load::Loader;
use crate::sqlite::pool::Pool;
use crate::sqlite::{Sqlite, days, seat};

const ROW: &str =
    "SELECT v.id, d.claim, r.hash, v.kind, v.trigger_start, v.trigger_end, v.verdict, v.capacity, s.at, s.by,
    s.why, v.change, v.undoes, u.id, v.report
    FROM review v JOIN stamp s ON s.id = v.stamp JOIN report r ON r.id = v.report
    LEFT JOIN reviewed d ON d.review = v.id LEFT JOIN review u ON u.undoes = v.id";

pub(super) fn row(connection: &Connection, pool: &Pool, id: i64) -> Tried<ReviewRow> {
    let found = rows(connection, pool, "v.id = ?", &[Value::from(id)])?.pop();
    found.ok_or_else(|| Fault::Damaged(format!("review {id} is missing")))
}

/// What was said of the claim, oldest first.
pub(in crate::sqlite) fn of_claim(store: &Sqlite, key: &ClaimKey) -> Tried<Vec<ReviewRow>> {
    let Some(claim) = seat::claim_row(&store.connection, key)? else { return Ok(Vec::new()) };
    rows(&store.connection, &store.pool, "d.claim = ? ORDER BY v.id", &[Value::from(claim)])
}

/// Newest first; a part of the list is told by the last review shown.
pub(in crate::sqlite) fn reviews(store: &Sqlite, filter: &ReviewFilter, page: &Page) -> Tried<Listed<ReviewRow>> {
    let mut asked = conditions(filter);
    let count = format!("SELECT count(*) FROM ({ROW} WHERE {})", asked.sql());
    let mut count = store.connection.prepare_cached(&count)?;
    let total = count.query_row(params_from_iter(&asked.values), |row| row.get(0))?;
    if let Some(after) = page.after.as_deref().map(number).transpose()? {
        asked.add("v.id < ?", [Value::from(after)]);
    }
    asked.values.push(Value::from(i64::try_from(page.most).unwrap_or(i64::MAX)));
    let rest = format!("{} ORDER BY v.id DESC LIMIT ?", asked.sql());
    let rows = rows(&store.connection, &store.pool, &rest, &asked.values)?;
    let next = rows.last().filter(|_| rows.len() == page.most).map(|row| row.id.to_string());
    Ok(Listed { rows, total, next })
}

fn conditions(filter: &ReviewFilter) -> Conditions {
    let mut asked = Conditions::default();
    if let Some(by) = &filter.by {
        asked.add("s.by = ?", [Value::from(by.clone())]);
    }
    if let Some(verdict) = &filter.verdict {
        asked.add("v.verdict = ?", [Value::from(place(Verdict::ALL, verdict))]);
    }
    if let Some(capacity) = &filter.capacity {
        asked.add("v.capacity = ?", [Value::from(place(Capacity::ALL, capacity))]);
    }
    if let Some(report) = &filter.report {
        asked.add("r.hash = ?", [Value::from(days::hash(report).map_or(Vec::new(), |hash| hash.to_vec()))]);
    }
    match filter.orphaned {
        Some(true) => asked.add(ORPHANED, []),
        Some(false) => asked.add("d.claim IS NOT NULL", []),
        None => {}
    }
    asked
}

/// What was taken back waits for no claim.
const ORPHANED: &str = "d.claim IS NULL AND v.undoes IS NULL AND u.id IS NULL";

/// Reviews in the order of the query, which goes on behind `WHERE`.
fn rows(connection: &Connection, pool: &Pool, rest: &str, values: &[Value]) -> Tried<Vec<ReviewRow>> {
    let mut find = connection.prepare_cached(&format!("{ROW} WHERE {rest}"))?;
    let mut rows = find.query(params_from_iter(values))?;
    let mut loader = Loader::over(connection, pool);
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(connection, &mut loader, row)?);
    }
    Ok(found)
}

fn read(connection: &Connection, loader: &mut Loader<'_>, row: &Row<'_>) -> Tried<ReviewRow> {
    let claim: Option<i64> = row.get(1)?;
    let verdict = pick(Verdict::ALL, row.get(6)?)?;
    let trigger = Span::new(row.get(4)?, row.get(5)?);
    let at = Timestamp::from_second(row.get(8)?).map_err(|_| Fault::Damaged("a stamp has no time".to_string()))?;
    let json: Option<String> = row.get(11)?;
    let change = match json {
        None => None,
        Some(json) if verdict == Verdict::Add => Some(Change::Add(Box::new(form::claim(&json)?))),
        Some(json) => Some(Change::Edit(Box::new(form::edit(&json)?))),
    };
    Ok(ReviewRow {
        id: row.get(0)?,
        claim: claim.map(|claim| seat::key_of(connection, claim)).transpose()?,
        report: days::report_id(row.get(2)?),
        kind: days::kind(row.get(3)?)?,
        trigger,
        words: trigger.of(&loader.report(row.get(14)?)?.text).to_string(),
        verdict,
        capacity: pick(Capacity::ALL, row.get(7)?)?,
        at,
        by: row.get::<_, Option<String>>(9)?.unwrap_or_default(),
        why: row.get(10)?,
        change,
        undoes: row.get(12)?,
        undone_by: row.get(13)?,
    })
}

pub(in crate::sqlite) fn judged(store: &Sqlite) -> Tried<Vec<Judged>> {
    let connection = &store.connection;
    let sql = format!("SELECT id, review FROM claim WHERE review > 0 AND id < {} ORDER BY id", seat::BY_HAND);
    let mut find = connection.prepare_cached(&sql)?;
    let mut rows = find.query([])?;
    let mut loader = Loader::new(store);
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let claim: i64 = row.get(0)?;
        let (filed, n, kept) = loader.as_read(claim)?;
        found.push(Judged {
            key: ClaimKey { report: filed.id.clone(), n },
            kind: kept.claim.kind,
            rule: kept.claim.rule,
            state: days::state(row.get(1)?)?,
            opinions: opinions(connection, claim)?,
        });
    }
    Ok(found)
}

pub(in crate::sqlite) fn counts(store: &Sqlite) -> Tried<ReviewCounts> {
    let one = |sql: &str| -> Tried<u64> { Ok(store.connection.query_row(sql, [], |row| row.get(0))?) };
    let mut find =
        store.connection.prepare_cached("SELECT review, count(*) FROM claim WHERE review > 0 GROUP BY review")?;
    let rows = find.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let by_state: BTreeMap<u8, u64> = rows.collect::<Result<_, _>>()?;
    let of = |state| by_state.get(&days::state_number(state)).copied().unwrap_or_default();
    Ok(ReviewCounts {
        unreviewed: one("SELECT count(*) FROM claim")? - by_state.values().sum::<u64>(),
        accepted: of(ReviewState::Accepted),
        rejected: of(ReviewState::Rejected),
        edited: of(ReviewState::Edited),
        disputed: one("SELECT count(*) FROM claim WHERE disputed > 0")?,
        orphaned: one(&format!("SELECT count(*) FROM ({ROW} WHERE {ORPHANED})"))?,
        reviews: one("SELECT count(*) FROM review")?,
    })
}
