//! Events: lists with what tells one from the other, and all claims of one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use analysis::Feature;
use events::{ClaimKey, Entry, EventId, ReviewState};
use record::Filter;
use report::ReportId;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, params_from_iter};

use crate::error::{Fault, Tried};
use crate::kinds::{EventRow, Listed, Page};
use crate::sqlite::find::conditions;
use crate::sqlite::list::no_place;
use crate::sqlite::load::Loader;
use crate::sqlite::{Sqlite, days, log, seat};

/// First day that is known, rank and row of an event: its place in lists.
type Place = (i32, i64, i64);

/// Behind all days.
const NO_DAY: i32 = i32::MAX;

pub(in crate::sqlite) fn events(store: &Sqlite, filter: &Filter, page: &Page) -> Tried<Listed<EventRow>> {
    let mut found = asked_for(store, filter)?;
    let order = |day: i32, rank: i64| (if page.latest && day != NO_DAY { -day } else { day }, rank);
    found.sort_unstable_by_key(|(day, rank, id)| (order(*day, *rank), *id));
    let total = found.len() as u64;
    let start = match page.after.as_deref().map(parse).transpose()? {
        Some((day, rank)) => found.partition_point(|(since, other, _)| order(*since, *other) <= order(day, rank)),
        None => 0,
    };
    let shown = found[start..].iter().take(page.most);
    let mut loader = Loader::new(store);
    let rows: Vec<EventRow> = shown.map(|place| row(store, &mut loader, place.2, filter)).collect::<Tried<_>>()?;
    let end = start + rows.len();
    let next = found[..end].last().filter(|_| end < found.len()).map(|(day, rank, _)| token(*day, *rank));
    Ok(Listed { rows, total, next })
}

pub(in crate::sqlite) fn event(store: &Sqlite, id: &EventId) -> Tried<Vec<Entry>> {
    let Some(event) = holder(store, id)? else { return Ok(Vec::new()) };
    let entries = Loader::new(store).entries(&claims_of(store, event)?)?;
    Ok(shown(&entries, &Filter::default()))
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
    let n: u32 = n.parse().unwrap_or_default();
    let mut find = store.connection.prepare_cached("SELECT id FROM report WHERE hash BETWEEN ? AND ? ORDER BY hash")?;
    let reports: Vec<i64> = find.query_map((first, last), |row| row.get(0))?.collect::<Result<_, _>>()?;
    for report in reports {
        if let Some(claim) = seat::row_in(&store.connection, report, n)? {
            let mut find = store.connection.prepare_cached("SELECT event FROM claim WHERE id = ?")?;
            return Ok(Some(find.query_row([claim], |row| row.get(0))?));
        }
    }
    Ok(None)
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
        let entries = shown(&loader.entries(&claims)?, filter);
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
    } else if asked.leaves_out() {
        format!("WHERE e.id NOT IN ({REJECTED})")
    } else {
        String::new()
    };
    let sql = format!("SELECT coalesce(e.since, e.until, {NO_DAY}), e.rank, e.id FROM event e {those}");
    let mut find = store.connection.prepare_cached(&sql)?;
    let rows =
        find.query_map(params_from_iter(&asked.values as &[Value]), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Events all of whose claims are rejected.
const REJECTED: &str = "SELECT c.event FROM claim c WHERE c.review > 0 AND c.review = 2
    AND NOT EXISTS (SELECT 1 FROM claim o WHERE o.event = c.event AND o.review <> 2)";

/// Claims of an event that are told of: all but rejected ones, unless the filter asks for those or there are no others.
fn shown(entries: &[Entry], filter: &Filter) -> Vec<Entry> {
    let is_rejected = |entry: &&Entry| entry.review.state == ReviewState::Rejected;
    if filter.reviews.contains(&ReviewState::Rejected) || entries.iter().all(|entry| is_rejected(&entry)) {
        return entries.to_vec();
    }
    entries.iter().filter(|entry| !is_rejected(entry)).cloned().collect()
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

fn row(store: &Sqlite, loader: &mut Loader<'_>, event: i64, filter: &Filter) -> Tried<EventRow> {
    let all = loader.entries(&claims_of(store, event)?)?;
    let entries = shown(&all, filter);
    let lost = || Fault::Damaged(format!("event {event} has no claim"));
    let id = all.first().ok_or_else(lost)?.event.clone();
    let is_first = |entry: &&Entry| EventId::of(&ClaimKey { report: entry.report.id.clone(), n: entry.n }) == id;
    let lead = entries.iter().find(is_first).or(entries.first()).ok_or_else(lost)?.clone();
    let mut find = store.connection.prepare_cached("SELECT since, until FROM event WHERE id = ?")?;
    let (since, until) = find.query_row([event], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let outlets = named_outlets(store, &entries)?;
    let standing = |state: &ReviewState| all.iter().filter(|entry| entry.review.state == *state).count() as u64;
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
        reviews: [0, 1, 2, 3].map(|at| ReviewState::ALL.get(at).map_or(0, standing)),
    })
}

/// Outlets that printed a report of the claims.
fn named_outlets(store: &Sqlite, entries: &[Entry]) -> Tried<u64> {
    let mut outlets: BTreeSet<String> = entries.iter().filter_map(|entry| entry.report.outlet.clone()).collect();
    let reports: BTreeSet<&str> = entries.iter().map(|entry| entry.report.id.0.as_str()).collect();
    let mut find = store.connection.prepare_cached(
        "SELECT w.text FROM report r JOIN reprint p ON p.report = r.id JOIN word w ON w.id = p.outlet WHERE r.hash = ?",
    )?;
    for hash in reports.into_iter().filter_map(|id| days::hash(&ReportId(id.to_string()))) {
        for outlet in find.query_map([hash], |row| row.get(0))? {
            outlets.insert(outlet?);
        }
    }
    Ok(outlets.len() as u64)
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

fn parse(token: &str) -> Tried<(i32, i64)> {
    let read = || {
        let (day, rank) = token.split_once('.')?;
        Some((day.parse().ok()?, rank.parse().ok()?))
    };
    read().ok_or_else(|| no_place(token))
}
