//! Events: lists with what tells one from the other, and all claims of one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use analysis::Feature;
use events::{ClaimKey, Entry, EventId};
use record::Filter;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, params_from_iter};

use crate::error::{Fault, Tried};
use crate::kinds::{EventRow, Listed, Page};
use crate::sqlite::find::conditions;
use crate::sqlite::load::Loader;
use crate::sqlite::{Sqlite, days, log};

/// First day that is known, rank and row of an event: its place in lists.
type Place = (i32, i64, i64);

/// Behind all days.
const NO_DAY: i32 = i32::MAX;

pub(in crate::sqlite) fn events(store: &Sqlite, filter: &Filter, page: &Page) -> Tried<Listed<EventRow>> {
    let mut found = asked_for(store, filter)?;
    found.sort_unstable();
    let total = found.len() as u64;
    let start = page
        .after
        .as_deref()
        .and_then(parse)
        .map_or(0, |(day, rank)| found.partition_point(|(since, other, _)| (*since, *other) <= (day, rank)));
    let shown = found[start..].iter().take(page.most);
    let mut loader = Loader::new(store);
    let rows: Vec<EventRow> = shown.map(|place| row(store, &mut loader, place.2)).collect::<Tried<_>>()?;
    let end = start + rows.len();
    let next = found[..end].last().filter(|_| end < found.len()).map(|(day, rank, _)| token(*day, *rank));
    Ok(Listed { rows, total, next })
}

pub(in crate::sqlite) fn event(store: &Sqlite, id: &EventId) -> Tried<Vec<Entry>> {
    let Some(event) = holder(store, id)? else { return Ok(Vec::new()) };
    Loader::new(store).entries(&claims_of(store, event)?)
}

/// The row of the event with this id, else of the event that its first claim is part of today.
pub(in crate::sqlite) fn holder(store: &Sqlite, id: &EventId) -> Tried<Option<i64>> {
    let Some(rank) = log::rank_of(&id.0) else { return Ok(None) };
    let mut find = store.connection.prepare_cached("SELECT id FROM event WHERE rank = ? ORDER BY id")?;
    let found: Option<i64> = find.query_row([rank], |row| row.get(0)).optional()?;
    if found.is_some() {
        return Ok(found);
    }
    let (report, n) = id.0.split_once('-').unwrap_or_default();
    let Some((first, last)) = days::hash_range(report) else { return Ok(None) };
    let n: i64 = n.parse().unwrap_or_default();
    let mut find = store.connection.prepare_cached(
        "SELECT c.event FROM report r JOIN claim c ON c.id = r.first_claim + ?3 - 1
         WHERE r.hash BETWEEN ?1 AND ?2 AND ?3 BETWEEN 1 AND r.claims ORDER BY r.hash",
    )?;
    Ok(find.query_row((first, last, n), |row| row.get(0)).optional()?)
}

pub(in crate::sqlite) fn starting(store: &Sqlite, prefix: &str, most: usize) -> Tried<Vec<EventId>> {
    let (report, n) = prefix.split_once('-').map_or((prefix, ""), |(report, n)| (report, n));
    let Some((first, last)) = days::hash_range(report) else { return Ok(Vec::new()) };
    let (first, last) = (log::rank(first, 0), log::rank(last, u32::MAX));
    let mut find =
        store.connection.prepare_cached("SELECT rank FROM event WHERE rank BETWEEN ? AND ? ORDER BY rank")?;
    let mut rows = find.query([first, last])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id = log::event_of(row.get(0)?);
        if found.len() < most && id.0.split_once('-').is_some_and(|(_, number)| number.starts_with(n)) {
            found.push(id);
        }
    }
    Ok(found)
}

pub(in crate::sqlite) fn each(
    store: &Sqlite,
    filter: &Filter,
    each: &mut dyn FnMut(EventId, Vec<Entry>) -> ControlFlow<()>,
) -> Tried<()> {
    let mut found = asked_for(store, filter)?;
    found.sort_unstable_by_key(|(_, rank, id)| (*rank, *id));
    let mut loader = Loader::new(store);
    for (_, rank, id) in found {
        let claims = claims_of(store, id)?;
        let entries = loader.entries(&claims)?;
        if each(log::event_of(rank), entries).is_break() {
            break;
        }
    }
    Ok(())
}

fn asked_for(store: &Sqlite, filter: &Filter) -> Tried<Vec<Place>> {
    let asked = conditions(store, filter)?;
    let those = if asked.of_claim || asked.of_report {
        format!("WHERE e.id IN (SELECT c.event FROM {} WHERE {})", asked.tables(), asked.sql())
    } else {
        String::new()
    };
    let sql = format!("SELECT coalesce(e.since, e.until, {NO_DAY}), e.rank, e.id FROM event e {those}");
    let mut find = store.connection.prepare_cached(&sql)?;
    let rows =
        find.query_map(params_from_iter(&asked.values as &[Value]), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// In the order of publication, report and number.
pub(in crate::sqlite) fn claims_of(store: &Sqlite, event: i64) -> Tried<Vec<i64>> {
    let mut find = store.connection.prepare_cached(
        "SELECT c.id FROM claim c JOIN report r ON r.id = c.report WHERE c.event = ?
         ORDER BY r.published, r.hash, c.id",
    )?;
    let rows = find.query_map([event], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn row(store: &Sqlite, loader: &mut Loader<'_>, event: i64) -> Tried<EventRow> {
    let entries = loader.entries(&claims_of(store, event)?)?;
    let lost = || Fault::Damaged(format!("event {event} has no claim"));
    let id = entries.first().ok_or_else(lost)?.event.clone();
    let is_first = |entry: &&Entry| EventId::of(&ClaimKey { report: entry.report.id.clone(), n: entry.n }) == id;
    let lead = entries.iter().find(is_first).or(entries.first()).ok_or_else(lost)?.clone();
    let mut find = store.connection.prepare_cached("SELECT since, until FROM event WHERE id = ?")?;
    let (since, until) = find.query_row([event], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let outlets = named_outlets(store, event)?;
    let distinct = |of: fn(&Entry) -> &str| entries.iter().map(of).collect::<BTreeSet<&str>>().len() as u64;
    Ok(EventRow {
        id,
        kinds: commonest(entries.iter().map(|entry| entry.claim().kind)),
        from: days::maybe_day(since)?,
        to: days::maybe_day(until)?,
        place: place(&entries),
        lead,
        claims: entries.len() as u64,
        reports: distinct(|entry| &entry.report.id.0),
        outlets,
        origins: distinct(|entry| &entry.report.origin.0),
    })
}

/// Outlets that printed a report of the event.
fn named_outlets(store: &Sqlite, event: i64) -> Tried<u64> {
    let mut find = store.connection.prepare_cached(
        "WITH told AS (SELECT DISTINCT report FROM claim WHERE event = ?)
         SELECT count(*) FROM (
           SELECT outlet FROM report WHERE id IN told AND outlet IS NOT NULL
           UNION SELECT outlet FROM reprint WHERE report IN told AND outlet IS NOT NULL)",
    )?;
    Ok(find.query_row([event], |row| row.get(0))?)
}

/// The commonest first; of equals the lesser.
fn commonest<T: Ord + Copy>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    items.for_each(|item| *counts.entry(item).or_default() += 1);
    let mut order: Vec<(T, usize)> = counts.into_iter().collect();
    order.sort_by_key(|(item, count)| (std::cmp::Reverse(*count), *item));
    order.into_iter().map(|(item, _)| item).collect()
}

/// The place told most often, those within a country before the country.
fn place(entries: &[Entry]) -> Option<analysis::Place> {
    let args = || entries.iter().flat_map(|entry| &entry.claim().args);
    let told = || args().filter(|arg| arg.role == claims::Role::Place).filter_map(|arg| arg.place.as_ref());
    let within: Vec<&analysis::Place> = told().filter(|place| place.feature != Feature::Country).collect();
    let of = if within.is_empty() { told().collect() } else { within };
    let names = commonest(of.iter().map(|place| (place.geonames, place.name.as_str())));
    let (geonames, name) = names.first()?;
    of.into_iter().find(|place| place.geonames == *geonames && place.name == *name).cloned()
}

fn token(day: i32, rank: i64) -> String {
    format!("{day}.{rank}")
}

fn parse(token: &str) -> Option<(i32, i64)> {
    let (day, rank) = token.split_once('.')?;
    Some((day.parse().ok()?, rank.parse().ok()?))
}
