//! Lists of the record, a page at a time, as rows of `export`.
//!
//! A page goes on where the one before it ended: `next` of one is `after` of the other, and nothing else is.

use events::Entry;
use events::identity::{self, Kind};
use export::identities as spelled;
use export::rows;
use record::Filter;
use store::{Listed, Page, Store};

use crate::{Data, QueryError};

pub fn reports(store: &impl Store, filter: &Filter, page: &Page) -> Result<Listed<rows::ReportRow>, QueryError> {
    Ok(mapped(store.reports(filter, page)?, rows::report))
}

pub fn claims(store: &impl Store, filter: &Filter, page: &Page) -> Result<Listed<rows::ClaimRow>, QueryError> {
    Ok(mapped(store.claims(filter, page)?, rows::claim))
}

pub fn events(store: &impl Store, filter: &Filter, page: &Page) -> Result<Listed<rows::EventRow>, QueryError> {
    Ok(mapped(store.events(filter, page)?, rows::event))
}

pub fn actors(store: &impl Store, filter: &Filter, page: &Page) -> Result<Listed<rows::ActorRow>, QueryError> {
    Ok(mapped(store.actors(filter, page)?, rows::actor))
}

pub fn places(store: &impl Store, filter: &Filter, page: &Page) -> Result<Listed<rows::PlaceRow>, QueryError> {
    Ok(mapped(store.places(filter, page)?, rows::place_row))
}

/// Persons, each once under all spellings. Who is who depends on all claims that fit the filter, so all are read.
pub fn people(data: &Data, store: &impl Store, filter: &Filter) -> Result<Vec<rows::PersonRow>, QueryError> {
    let found = identity::actors(data.people()?, &store.entries(filter)?);
    Ok(found.iter().filter(|identity| identity.kind == Kind::Person).map(rows::person).collect())
}

/// Everybody, each once under all spellings.
pub fn spelled_actors(data: &Data, store: &impl Store, filter: &Filter) -> Result<Vec<spelled::ActorRow>, QueryError> {
    let found = identity::actors(data.people()?, &store.entries(filter)?);
    Ok(found.iter().map(spelled::actor).collect())
}

/// Every place, each once under all spellings.
pub fn spelled_places(data: &Data, store: &impl Store, filter: &Filter) -> Result<Vec<spelled::PlaceRow>, QueryError> {
    let found = identity::places(data.people()?, &store.entries(filter)?);
    Ok(found.iter().map(spelled::place).collect())
}

/// Claims that are read at once in search of figures.
const CLAIMS_MAX: usize = 8000;
/// One claim in so many has a figure, or fewer.
const CLAIMS_A_FIGURE: usize = 8;

/// The figures of whole claims, so that a page goes on where it ended: up to as many rows as are asked for, and those of
/// the last claim besides. `total` counts the claims that fit, if anything.
pub fn figures(store: &impl Store, filter: &Filter, page: &Page) -> Result<Listed<rows::FigureRow>, QueryError> {
    let mut found = Listed { rows: Vec::new(), total: 0, next: page.after.clone() };
    loop {
        let left = page.most.saturating_sub(found.rows.len());
        let most = left.saturating_mul(CLAIMS_A_FIGURE).min(CLAIMS_MAX);
        let asked = Page { most, after: found.next.clone(), ..page.clone() };
        let listed = store.claims(filter, &asked)?;
        let enough = enough(&listed.rows, left);
        // Where a page goes on is known of its last claim only.
        let listed =
            if enough < listed.rows.len() { store.claims(filter, &Page { most: enough, ..asked })? } else { listed };
        found.total = listed.total;
        found.next = listed.next;
        found.rows.extend(listed.rows.iter().flat_map(rows::figures));
        if found.next.is_none() || found.rows.len() >= page.most {
            return Ok(found);
        }
    }
}

/// How many of the claims hold so many figures; all where they hold fewer.
fn enough(entries: &[Entry], figures: usize) -> usize {
    let mut have = 0;
    let full = entries.iter().position(|entry| {
        have += entry.claim().figures.len();
        have >= figures
    });
    full.map_or(entries.len(), |at| at + 1)
}

/// A page of a list that was made whole; `next` counts rows.
pub fn part<T>(mut rows: Vec<T>, page: &Page) -> Result<Listed<T>, QueryError> {
    let wrong = || QueryError::Wrong { name: "next", problem: "`next` takes what the list before ended with".into() };
    let start: usize = page.after.as_deref().map_or(Ok(0), |after| after.parse().map_err(|_| wrong()))?;
    let start = start.min(rows.len());
    let end = start.saturating_add(page.most).min(rows.len());
    let total = rows.len() as u64;
    let next = (end < rows.len()).then(|| end.to_string());
    rows.truncate(end);
    Ok(Listed { rows: rows.split_off(start), total, next })
}

fn mapped<T, R>(listed: Listed<T>, row: impl Fn(&T) -> R) -> Listed<R> {
    Listed { rows: listed.rows.iter().map(row).collect(), total: listed.total, next: listed.next }
}
