//! The log: lines are written here and read here, and the schema lets nobody touch them again.

use events::{ClaimKey, EventId};
use jiff::Timestamp;
use report::ReportId;
use rusqlite::types::{ToSql, Value};
use rusqlite::{Connection, OptionalExtension as _, Row, params, params_from_iter};

use crate::error::{Fault, Tried};
use crate::kinds::{Changed, Happened, Listed, LogAsk, LogLine, Page, Stamp, Subject};
use crate::sqlite::list::number;
use crate::sqlite::{Sqlite, days};

/// A stamp that is written down with the first line under it, so that what changes nothing writes nothing.
pub(super) struct Stamped<'a> {
    pub(super) stamp: &'a Stamp,
    id: Option<i64>,
}

/// What a line is about: a report by its row, an event by its rank.
#[derive(Clone, Copy)]
pub(super) enum About {
    Record,
    Report(i64),
    Event(i64),
}

impl<'a> Stamped<'a> {
    pub(super) fn new(stamp: &'a Stamp) -> Stamped<'a> {
        Stamped { stamp, id: None }
    }

    pub(super) fn id(&mut self, connection: &Connection) -> Tried<i64> {
        if let Some(id) = self.id {
            return Ok(id);
        }
        let Stamp { at, by, why } = self.stamp;
        let mut insert = connection.prepare_cached("INSERT INTO stamp (at, by, why) VALUES (?, ?, ?)")?;
        insert.execute(params![at.as_second(), by, why])?;
        let id = connection.last_insert_rowid();
        self.id = Some(id);
        Ok(id)
    }
}

pub(super) fn write(
    connection: &Connection,
    stamped: &mut Stamped<'_>,
    what: Happened,
    about: About,
    detail: &str,
) -> Tried<()> {
    let what = Happened::ALL.iter().position(|item| *item == what).unwrap_or_default() as u8;
    let (report, event) = match about {
        About::Record => (None, None),
        About::Report(id) => (Some(id), None),
        About::Event(rank) => (None, Some(rank)),
    };
    let detail = Some(detail).filter(|detail| !detail.is_empty());
    let stamp = stamped.id(connection)?;
    let mut insert =
        connection.prepare_cached("INSERT INTO log (stamp, what, report, event, detail) VALUES (?, ?, ?, ?, ?)")?;
    insert.execute(params![stamp, what, report, event, detail])?;
    Ok(())
}

const LINE: &str = "SELECT l.id, s.at, s.by, s.why, l.what, r.hash, l.event, l.detail
    FROM log l JOIN stamp s ON s.id = l.stamp LEFT JOIN report r ON r.id = l.report";

pub(super) fn after(store: &Sqlite, after: u64, most: usize) -> Tried<Vec<LogLine>> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let after = i64::try_from(after).unwrap_or(i64::MAX);
    lines(&store.connection, &format!("{LINE} WHERE l.id > ? ORDER BY l.id LIMIT ?"), [after, most])
}

/// A page goes on behind the line whose cursor `after` is.
pub(super) fn latest(store: &Sqlite, ask: &LogAsk, page: &Page) -> Tried<Listed<LogLine>> {
    let connection = &store.connection;
    let Some((mut sql, mut values)) = asked(ask) else {
        return Ok(Listed { rows: Vec::new(), total: 0, next: None });
    };
    let count = format!(
        "SELECT count(*) FROM log l JOIN stamp s ON s.id = l.stamp LEFT JOIN report r ON r.id = l.report WHERE {sql}"
    );
    let mut count = connection.prepare_cached(&count)?;
    let total = count.query_row(params_from_iter(&values), |row| row.get(0))?;
    if let Some(after) = page.after.as_deref().map(number).transpose()? {
        sql.push_str(" AND l.id < ?");
        values.push(Value::from(after));
    }
    let most = page.most.saturating_add(1);
    values.push(Value::from(i64::try_from(most).unwrap_or(i64::MAX)));
    let mut rows = lines(connection, &format!("{LINE} WHERE {sql} ORDER BY l.id DESC LIMIT ?"), values)?;
    let goes_on = rows.len() > page.most;
    rows.truncate(page.most);
    let next = rows.last().filter(|_| goes_on).map(|line| line.cursor.to_string());
    Ok(Listed { rows, total, next })
}

/// None where no line can be meant.
fn asked(ask: &LogAsk) -> Option<(String, Vec<Value>)> {
    let mut sql = "TRUE".to_string();
    let mut values = Vec::new();
    if !ask.what.is_empty() {
        let numbers = ask.what.iter().filter_map(|what| Happened::ALL.iter().position(|item| item == what));
        let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
        sql.push_str(&format!(" AND l.what IN ({})", numbers.join(", ")));
    }
    if let Some(by) = &ask.by {
        sql.push_str(" AND lower(s.by) = lower(?)");
        values.push(Value::from(by.clone()));
    }
    if let Some(subject) = &ask.subject {
        if subject.contains('-') {
            sql.push_str(" AND l.event = ?");
            values.push(Value::from(rank_of(subject)?));
        } else {
            let (first, last) = days::hash_range(subject)?;
            sql.push_str(" AND r.hash BETWEEN ? AND ?");
            values.extend([first, last].map(|hash| Value::from(hash.to_vec())));
        }
    }
    Some((sql, values))
}

pub(super) fn of(store: &Sqlite, id: &str) -> Tried<Vec<LogLine>> {
    let connection = &store.connection;
    if let Some(rank) = rank_of(id) {
        return lines(connection, &format!("{LINE} WHERE l.event = ? ORDER BY l.id"), [rank]);
    }
    let Some(hash) = days::hash(&ReportId(id.to_string())) else { return Ok(Vec::new()) };
    let mut find = connection.prepare_cached("SELECT id FROM report WHERE hash = ?")?;
    let report: Option<i64> = find.query_row([hash], |row| row.get(0)).optional()?;
    let Some(report) = report else { return Ok(Vec::new()) };
    lines(connection, &format!("{LINE} WHERE l.report = ? ORDER BY l.id"), [report])
}

pub(super) fn changed(store: &Sqlite, after: u64) -> Tried<Changed> {
    let connection = &store.connection;
    let cursor = cursor(store)?;
    let after = i64::try_from(after).unwrap_or(i64::MAX);
    let mut count =
        connection.prepare_cached("SELECT count(DISTINCT report), count(DISTINCT event) FROM log WHERE id > ?")?;
    let (reports, events) = count.query_row([after], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut find = connection.prepare_cached("SELECT DISTINCT what FROM log WHERE id > ? ORDER BY what")?;
    let whats = find.query_map([after], |row| row.get::<_, usize>(0))?.collect::<Result<Vec<_>, _>>()?;
    let kinds = whats.into_iter().filter_map(|what| Happened::ALL.get(what).copied()).collect();
    Ok(Changed { cursor, kinds, reports, events })
}

pub(super) fn cursor(store: &Sqlite) -> Tried<u64> {
    Ok(store.connection.query_row("SELECT coalesce(max(id), 0) FROM log", [], |row| row.get(0))?)
}

fn lines(connection: &Connection, sql: &str, values: impl IntoIterator<Item: ToSql>) -> Tried<Vec<LogLine>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(line(row)?);
    }
    Ok(found)
}

fn line(row: &Row<'_>) -> Tried<LogLine> {
    let at = Timestamp::from_second(row.get(1)?).map_err(|_| Fault::Damaged("a stamp has no time".to_string()))?;
    let what: u8 = row.get(4)?;
    let what = Happened::ALL.get(usize::from(what)).copied();
    let (hash, event): (Option<[u8; 8]>, Option<i64>) = (row.get(5)?, row.get(6)?);
    let report = hash.map(|hash| Subject::Report(days::report_id(hash)));
    let subject = report.or(event.map(|rank| Subject::Event(event_of(rank)))).unwrap_or(Subject::Record);
    Ok(LogLine {
        cursor: row.get(0)?,
        at,
        by: row.get(2)?,
        why: row.get(3)?,
        what: what.ok_or_else(|| Fault::Damaged("a line of the log tells of nothing known".to_string()))?,
        subject,
        detail: row.get::<_, Option<String>>(7)?.unwrap_or_default(),
    })
}

/// How many of a claim's bits in a rank tell its number; the 40 above them are the report's.
const NUMBER_BITS: u32 = 20;

/// An event's id as a number that sorts as (report, claim) does.
pub(super) fn rank(hash: [u8; 8], n: u32) -> i64 {
    let report = u64::from_be_bytes(hash) >> 24;
    let n = u64::from(n).min((1 << NUMBER_BITS) - 1);
    (report << NUMBER_BITS | n) as i64
}

pub(super) fn event_of(rank: i64) -> EventId {
    let n = (rank as u64 & ((1 << NUMBER_BITS) - 1)) as u32;
    let report = ReportId(format!("{:010x}", rank as u64 >> NUMBER_BITS));
    EventId::of(&ClaimKey { report, n })
}

pub(super) fn rank_of(id: &str) -> Option<i64> {
    let (report, n) = id.split_once('-')?;
    let hash = days::hash_range(report).filter(|_| report.len() == 10)?.0;
    Some(rank(hash, n.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_is_an_event_id() {
        for (report, n) in [("04f6b6fbee60d8de", 1), ("ffffffffffffffff", 1_048_575), ("0000000000000000", 0)] {
            let report = ReportId(report.to_string());
            let id = EventId::of(&ClaimKey { report: report.clone(), n });
            let rank = rank(days::hash(&report).unwrap(), n);
            assert_eq!(event_of(rank), id);
            assert_eq!(rank_of(&id.0), Some(rank));
        }
    }
}
