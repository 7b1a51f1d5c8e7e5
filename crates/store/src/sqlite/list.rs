//! Lists of reports and claims, in parts, and what is told of the whole record.

pub(super) mod events;
pub(super) mod named;

use std::collections::BTreeSet;

use ::events::{ClaimKey, Entry, Filed};
use jiff::civil::Date;
use record::Filter;
use report::ReportId;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, params_from_iter};

use crate::error::{Fault, StoreError, Tried};
use crate::kinds::{Counts, Listed, Made, Page, ReportRow, Run};
use crate::sqlite::find::{Conditions, conditions};
use crate::sqlite::load::{self, Loader};
use crate::sqlite::{Sqlite, days, seat};

/// A day before all days, where none is known.
const NO_DAY: i64 = -10_000_000;

pub(super) fn known(store: &Sqlite, ids: &[ReportId]) -> Tried<BTreeSet<ReportId>> {
    let mut find = store.connection.prepare_cached("SELECT 1 FROM report WHERE hash = ?")?;
    let mut known = BTreeSet::new();
    for id in ids {
        if let Some(hash) = days::hash(id)
            && find.exists([hash])?
        {
            known.insert(id.clone());
        }
    }
    Ok(known)
}

pub(super) fn filed(store: &Sqlite, prefix: &str, most: usize) -> Tried<Vec<Filed>> {
    let Some((first, last)) = days::hash_range(prefix) else { return Ok(Vec::new()) };
    let found = load::reports(store, "r.hash BETWEEN ? AND ? ORDER BY r.hash LIMIT ?", &[&first, &last, &limit(most)])?;
    Ok(found)
}

/// Reports with the same origin, in the order of publication.
pub(super) fn family(store: &Sqlite, id: &ReportId) -> Tried<Vec<Filed>> {
    let Some(hash) = days::hash(id) else { return Ok(Vec::new()) };
    let mut find = store.connection.prepare_cached("SELECT origin FROM report WHERE hash = ?")?;
    let Some(origin): Option<i64> = find.query_row([hash], |row| row.get(0)).optional()? else {
        return Ok(Vec::new());
    };
    let those = "(r.id = ?1 OR r.origin = ?1 AND r.origin <> r.id) ORDER BY r.published, r.hash";
    load::reports(store, those, &[&origin])
}

pub(super) fn reports(store: &Sqlite, filter: &Filter, page: &Page) -> Tried<Listed<ReportRow>> {
    let asked = conditions(store, &Filter { text: None, ..filter.clone() })?;
    let mut of_reports = Conditions::default();
    if asked.of_claim {
        let claims = format!("r.id IN (SELECT c.report FROM {} WHERE {})", asked.tables(), asked.sql());
        of_reports.add(claims, asked.values);
    } else {
        of_reports.add(asked.sql_of_others(), asked.values);
    }
    if let Some(text) = &filter.text {
        of_reports.printing(text);
    }
    let count = format!("SELECT count(*) FROM report r WHERE {}", of_reports.sql());
    let total =
        store.connection.prepare_cached(&count)?.query_row(params_from_iter(&of_reports.values), |row| row.get(0))?;
    let order = Order::of(page);
    if let Some((day, hash, _)) = page.after.as_deref().map(parse).transpose()? {
        let behind = format!("(coalesce(r.published, {NO_DAY}), r.hash) {} (?, ?)", order.behind);
        of_reports.add(behind, [Value::from(day), Value::from(hash)]);
    }
    of_reports.values.push(Value::from(limit(page.most)));
    let sql = format!(
        "SELECT r.id, r.claims + r.added, coalesce(r.published, {NO_DAY}), r.hash FROM report r WHERE {}
         ORDER BY r.published {way}, r.hash {way} LIMIT ?",
        of_reports.sql(),
        way = order.way
    );
    let mut find = store.connection.prepare_cached(&sql)?;
    let mut rows = find.query(params_from_iter(&of_reports.values))?;
    let mut listed = Listed { rows: Vec::new(), total, next: None };
    let mut loader = Loader::new(store);
    while let Some(row) = rows.next()? {
        let (id, day, hash): (i64, i64, [u8; 8]) = (row.get(0)?, row.get(2)?, row.get(3)?);
        let filed = loader.report(id)?.as_ref().clone();
        let (unreviewed, outlets) = (unreviewed(store, id)?, reprints(store, id)?);
        listed.rows.push(ReportRow { filed, claims: row.get(1)?, unreviewed, outlets });
        listed.next = Some(token(day, hash, 0));
    }
    Ok(ended(listed, page))
}

/// Claims of the report lie side by side, but for those that people added.
fn unreviewed(store: &Sqlite, report: i64) -> Tried<u64> {
    let sql = "SELECT count(*) FROM report r JOIN claim c ON c.id >= r.first_claim AND c.id < r.first_claim + r.claims
             WHERE r.id = ?1 AND c.review = 0";
    let read: u64 = store.connection.prepare_cached(sql)?.query_row([report], |row| row.get(0))?;
    let sql = "SELECT count(*) FROM claim WHERE id >= ?1 AND id < ?2 AND review = 0";
    let by_hand = [seat::added(report, 0), seat::added(report + 1, 0)];
    let added: u64 = store.connection.prepare_cached(sql)?.query_row(by_hand, |row| row.get(0))?;
    Ok(read + added)
}

fn reprints(store: &Sqlite, report: i64) -> Tried<Vec<String>> {
    let mut find = store.connection.prepare_cached(
        "SELECT DISTINCT w.text FROM reprint p JOIN word w ON w.id = p.outlet WHERE p.report = ? ORDER BY w.text",
    )?;
    let rows = find.query_map([report], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn claims(store: &Sqlite, filter: &Filter, page: &Page) -> Tried<Listed<Entry>> {
    let mut asked = conditions(store, filter)?;
    let total = if page.most == usize::MAX {
        None
    } else if page.uncounted {
        Some(0)
    } else {
        let count = format!("SELECT count(*) FROM {} WHERE {}", asked.tables(), asked.sql());
        let mut count = store.connection.prepare_cached(&count)?;
        Some(count.query_row(params_from_iter(&asked.values), |row| row.get(0))?)
    };
    let order = Order::of(page);
    if let Some((day, hash, n)) = page.after.as_deref().map(parse).transpose()? {
        let report = format!("(coalesce(r.published, {NO_DAY}), r.hash)");
        let term = format!("({report} {} (?, ?) OR {report} = (?, ?) AND c.id - r.first_claim > ?)", order.behind);
        let (day, hash) = (Value::from(day), Value::from(hash));
        asked.add(term, [day.clone(), hash.clone(), day, hash, Value::from(n)]);
    }
    asked.values.push(Value::from(limit(page.most)));
    let sql = format!(
        "SELECT c.id, coalesce(r.published, {NO_DAY}), r.hash, c.id - r.first_claim
         FROM claim c JOIN report r ON r.id = c.report WHERE {} ORDER BY r.published {way}, r.hash {way}, c.id LIMIT ?",
        asked.sql(),
        way = order.way
    );
    let mut find = store.connection.prepare_cached(&sql)?;
    let mut rows = find.query(params_from_iter(&asked.values))?;
    let mut ids = Vec::new();
    let mut next = None;
    while let Some(row) = rows.next()? {
        ids.push(row.get(0)?);
        if total.is_some() {
            next = Some(token(row.get(1)?, row.get(2)?, row.get(3)?));
        }
    }
    let total = total.unwrap_or(ids.len() as u64);
    let listed = Listed { rows: Loader::new(store).entries(&ids)?, total, next };
    Ok(ended(listed, page))
}

pub(super) fn entry(store: &Sqlite, key: &ClaimKey) -> Tried<Option<Entry>> {
    let Some(claim) = seat::claim_row(&store.connection, key)? else { return Ok(None) };
    Loader::new(store).entry(claim).map(Some)
}

pub(super) fn made(store: &Sqlite) -> Tried<Vec<Run>> {
    let mut find = store.connection.prepare_cached(
        "SELECT m.version, m.rules, m.models, count(*), sum(r.claims) FROM made m JOIN report r ON r.made = m.id
         GROUP BY m.id ORDER BY m.id",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        let made = Made { version: row.get(0)?, rules: row.get(1)?, models: row.get(2)? };
        Ok(Run { made, reports: row.get(3)?, claims: row.get(4)? })
    };
    let rows = find.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn counts(store: &Sqlite) -> Tried<Counts> {
    let one = |sql: &str| -> Tried<u64> { Ok(store.connection.query_row(sql, [], |row| row.get(0))?) };
    let day = |sql: &str| days::maybe_day(store.connection.query_row(sql, [], |row| row.get(0))?);
    Ok(Counts {
        reports: one("SELECT count(*) FROM report")?,
        origins: one("SELECT count(*) FROM report WHERE origin = id")?,
        outlets: one("SELECT count(*) FROM (SELECT outlet FROM report WHERE outlet IS NOT NULL
             UNION SELECT outlet FROM reprint WHERE outlet IS NOT NULL)")?,
        claims: one("SELECT count(*) FROM claim")?,
        events: one("SELECT count(*) FROM event")?,
        characters: one("SELECT coalesce(sum(length(text)), 0) FROM text")?,
        first: day("SELECT min(published) FROM report")?,
        last: day("SELECT max(published) FROM report")?,
    })
}

pub(super) fn last_day(store: &Sqlite) -> Tried<Option<Date>> {
    let last = store.connection.query_row("SELECT max(published) FROM report", [], |row| row.get(0))?;
    days::maybe_day(last)
}

/// Which way a list goes; claims of one report always stand in the order of the text.
struct Order {
    way: &'static str,
    /// Compares what follows with what was shown.
    behind: &'static str,
}

impl Order {
    fn of(page: &Page) -> Order {
        if page.latest { Order { way: "DESC", behind: "<" } } else { Order { way: "ASC", behind: ">" } }
    }
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

/// Day, hash and number of the last row shown.
fn token(day: i64, hash: [u8; 8], n: i64) -> String {
    format!("{day}.{}.{n}", days::report_id(hash).0)
}

fn parse(token: &str) -> Tried<(i64, Vec<u8>, i64)> {
    let read = || {
        let mut parts = token.split('.');
        let day = parts.next()?.parse().ok()?;
        let hash = days::hash(&ReportId(parts.next()?.to_string()))?;
        let n = parts.next()?.parse().ok()?;
        parts.next().is_none().then(|| (day, hash.to_vec(), n))
    };
    read().ok_or_else(|| no_place(token))
}

/// A token of a list that counts.
pub(super) fn number(token: &str) -> Tried<i64> {
    token.parse().map_err(|_| no_place(token))
}

/// A token that no list gave.
pub(super) fn no_place(token: &str) -> Fault {
    StoreError::NoPlace { token: token.chars().take(TOKEN_MAX).collect() }.into()
}

/// Characters of a wrong token that an error repeats.
const TOKEN_MAX: usize = 80;

/// Without a next part where this one was not full.
fn ended<T>(mut listed: Listed<T>, page: &Page) -> Listed<T> {
    if listed.rows.len() < page.most {
        listed.next = None;
    }
    listed
}
