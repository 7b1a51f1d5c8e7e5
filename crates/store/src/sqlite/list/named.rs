//! Who and what the claims name: actors, places, series, the commonest first.

use compact_str::CompactString;
use record::Filter;
use rusqlite::params_from_iter;

use crate::error::Tried;
use crate::kinds::{ActorRow, Listed, Page, PlaceRow, SeriesRow};
use crate::sqlite::find::{SAYS, conditions};
use crate::sqlite::list::no_place;
use crate::sqlite::{Sqlite, days};

/// How often something is named, and from which day to which.
struct Named {
    id: u32,
    counts: [u64; 4],
    first: Option<i32>,
    last: Option<i32>,
}

pub(in crate::sqlite) fn actors(store: &Sqlite, filter: &Filter, page: &Page) -> Tried<Listed<ActorRow>> {
    let acts = part(claims::Role::Actor);
    let counts = format!(
        "count(DISTINCT x.claim), count(DISTINCT iif(x.part = {acts}, x.claim, NULL)),
         count(DISTINCT iif(x.part NOT IN ({acts}, {SAYS}), x.claim, NULL)),
         count(DISTINCT iif(x.part = {SAYS}, x.claim, NULL))"
    );
    let found = named(store, filter, "claim_actor", "actor", &counts)?;
    paged(found, page, |named| {
        let actor = store.pool.actor(&store.connection, named.id)?;
        let [_, acts, suffers, says] = named.counts;
        let (first, last) = (days::maybe_day(named.first)?, days::maybe_day(named.last)?);
        Ok(ActorRow { actor, acts, suffers, says, first, last })
    })
}

pub(in crate::sqlite) fn places(store: &Sqlite, filter: &Filter, page: &Page) -> Tried<Listed<PlaceRow>> {
    let found = named(store, filter, "claim_place", "place", "count(*), 0, 0, 0")?;
    paged(found, page, |named| {
        let place = store.pool.place(&store.connection, named.id)?;
        let (first, last) = (days::maybe_day(named.first)?, days::maybe_day(named.last)?);
        Ok(PlaceRow { place, claims: named.counts[0], first, last })
    })
}

pub(in crate::sqlite) fn series(store: &Sqlite, filter: &Filter, page: &Page) -> Tried<Listed<SeriesRow>> {
    let found = named(store, filter, "series", "series", "sum(x.figure >= 0), sum(x.figure < 0), 0, 0")?;
    paged(found, page, |named| {
        let id = store.pool.text(&store.connection, named.id)?;
        let (first, last) = (days::maybe_day(named.first)?, days::maybe_day(named.last)?);
        let [figures, occurrences, ..] = named.counts;
        Ok(SeriesRow { id, figures, occurrences, first, last })
    })
}

pub(in crate::sqlite) fn series_ids(store: &Sqlite) -> Tried<Vec<CompactString>> {
    let mut find = store
        .connection
        .prepare_cached("SELECT w.text FROM (SELECT DISTINCT series FROM series) s JOIN word w ON w.id = s.series")?;
    let rows = find.query_map([], |row| row.get::<_, String>(0))?;
    Ok(rows.map(|text| text.map(CompactString::from)).collect::<Result<_, _>>()?)
}

/// Ties are broken by the number of the row, which is that of the first claim that names it.
fn named(store: &Sqlite, filter: &Filter, table: &str, column: &str, counts: &str) -> Tried<Vec<Named>> {
    let asked = conditions(store, filter)?;
    let report = if asked.of_report { "JOIN report r ON r.id = c.report" } else { "" };
    let sql = format!(
        "SELECT x.{column}, {counts}, min(c.since), max(c.until)
         FROM {table} x JOIN claim c ON c.id = x.claim {report}
         WHERE {} GROUP BY x.{column} ORDER BY 2 DESC, 1",
        asked.sql()
    );
    let mut find = store.connection.prepare_cached(&sql)?;
    let read = |row: &rusqlite::Row<'_>| {
        let counts = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
        Ok(Named { id: row.get(0)?, counts, first: row.get(5)?, last: row.get(6)? })
    };
    let rows = find.query_map(params_from_iter(&asked.values), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A part of the list; the next one is told by how many rows were shown.
fn paged<T>(found: Vec<Named>, page: &Page, row: impl Fn(&Named) -> Tried<T>) -> Tried<Listed<T>> {
    let start = |after: &str| after.parse::<usize>().map_err(|_| no_place(after));
    let start = page.after.as_deref().map_or(Ok(0), start)?.min(found.len());
    let rows: Vec<T> = found[start..].iter().take(page.most).map(row).collect::<Tried<_>>()?;
    let end = start + rows.len();
    let next = (end < found.len()).then(|| end.to_string());
    Ok(Listed { rows, total: found.len() as u64, next })
}

fn part(role: claims::Role) -> usize {
    claims::Role::ALL.iter().position(|item| *item == role).unwrap_or_default()
}
