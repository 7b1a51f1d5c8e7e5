//! `period -> what its reports tell`: figures with everybody's values, events, outages, talks, what differs, issues.
//!
//! Of what reports published in the period tell, and, for a figure, what was told of it before. Nothing is ranked by what
//! is likely: what most origins carry comes first.

mod cards;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use claims::ClaimType;
use events::{Entry, EventId};
use export::rows::EventRow;
use export::talks::{IssueRow, TalksRow};
use jiff::ToSpan as _;
use jiff::civil::Date;
use record::Filter;
use serde::Serialize;
use store::{Page, Store};
use utoipa::ToSchema;

use crate::series::parts;
use crate::{Data, QueryError};
pub use cards::{Card, Dispute, Point};

/// Claims that one desk is made of, at most; a longer period is shown from a later day on, and says so.
const CLAIMS_MAX: u64 = 10_000;
const EVENTS_MAX: usize = 40;
const OUTAGES_MAX: usize = 20;
const TALKS_MAX: usize = 20;
const ISSUES_MAX: usize = 20;
const DISPUTES_MAX: usize = 20;

#[derive(Serialize, ToSchema)]
pub struct Desk {
    /// The first day shown; later than the day asked for where `narrowed`.
    pub since: Option<String>,
    pub until: Option<String>,
    /// More was told in the period than one desk holds.
    pub narrowed: bool,
    pub cursor: u64,
    pub reports: usize,
    pub claims: usize,
    pub figures: Part<Card>,
    pub events: Part<EventRow>,
    pub outages: Part<EventRow>,
    pub talks: Part<TalksRow>,
    pub disputed: Part<Dispute>,
    pub issues: Part<IssueRow>,
    /// Of the states, bodies and groups in its series and talks.
    pub names: BTreeMap<String, String>,
}

/// The first rows of a list.
#[derive(Serialize, ToSchema)]
pub struct Part<R: ToSchema> {
    pub rows: Vec<R>,
    /// Of the whole list.
    pub total: usize,
}

impl<R: ToSchema> Part<R> {
    fn of(mut rows: Vec<R>, most: usize) -> Part<R> {
        let total = rows.len();
        rows.truncate(most);
        Part { rows, total }
    }
}

/// Without days: the last day that the record has reports of.
pub fn desk(store: &dyn Store, data: &Data, since: Option<Date>, until: Option<Date>) -> Result<Desk, QueryError> {
    let until = until.or(store.last_day()?);
    let Some(until) = until else { return empty(store) };
    let asked = since.unwrap_or(until);
    if asked > until {
        return Err(QueryError::Backwards { first: "since", from: asked, second: "until", to: until });
    }
    let since = narrowed(store, asked, until)?;
    let entries = store.entries(&published(since, until))?;
    let (lexicon, words) = (data.lexicon()?, data.vocabulary()?);
    let (figures, disputed) = cards::cards(store, lexicon, &entries, (since, until))?;
    let talks: Vec<TalksRow> = record::talks::processes(&entries, words).iter().map(export::talks::talks).collect();
    let ids = sides(&figures.rows, &disputed, &talks);
    let names = data.known(ids.iter().map(String::as_str))?;
    let issues = record::issues::issues(&entries, words).iter().map(export::talks::issue).collect();
    let reports: BTreeSet<&str> = entries.iter().map(|entry| entry.report.id.0.as_str()).collect();
    Ok(Desk {
        since: Some(since.to_string()),
        until: Some(until.to_string()),
        narrowed: since > asked,
        cursor: store.cursor()?,
        reports: reports.len(),
        claims: entries.len(),
        figures,
        events: events(store, &entries, EVENTS_MAX)?,
        outages: events(store, entries.iter().filter(|entry| entry.claim().kind == ClaimType::Outage), OUTAGES_MAX)?,
        talks: Part::of(talks, TALKS_MAX),
        disputed: Part::of(disputed, DISPUTES_MAX),
        issues: Part::of(issues, ISSUES_MAX),
        names,
    })
}

/// Parts of the ids of series and talks that may have a name.
fn sides(cards: &[Card], disputes: &[Dispute], talks: &[TalksRow]) -> BTreeSet<String> {
    let series = cards.iter().map(|card| &card.series).chain(disputes.iter().map(|dispute| &dispute.series));
    let scopes = series.flat_map(|id| parts(id));
    let parties = talks.iter().flat_map(|row| &row.parties).filter_map(|party| party.split('/').next());
    scopes.chain(parties).map(str::to_string).collect()
}

/// Of a record in which no report has a day.
fn empty(store: &dyn Store) -> Result<Desk, QueryError> {
    Ok(Desk {
        since: None,
        until: None,
        narrowed: false,
        cursor: store.cursor()?,
        reports: 0,
        claims: 0,
        figures: Part::of(Vec::new(), 0),
        events: Part::of(Vec::new(), 0),
        outages: Part::of(Vec::new(), 0),
        talks: Part::of(Vec::new(), 0),
        disputed: Part::of(Vec::new(), 0),
        issues: Part::of(Vec::new(), 0),
        names: BTreeMap::new(),
    })
}

fn published(from: Date, to: Date) -> Filter {
    Filter { published_from: Some(from), published_to: Some(to), ..Filter::default() }
}

/// The first day from which the period holds no more claims than one desk does; the last day whatever it holds.
fn narrowed(store: &dyn Store, since: Date, until: Date) -> Result<Date, QueryError> {
    let fits = |from: Date| -> Result<bool, QueryError> {
        Ok(store.claims(&published(from, until), &Page::first(0))?.total <= CLAIMS_MAX)
    };
    if since == until || fits(since)? {
        return Ok(since);
    }
    let (mut too_long, mut fitting) = (0, until.duration_since(since).as_hours() / 24);
    while fitting - too_long > 1 {
        let middle = (too_long + fitting) / 2;
        match fits(later(since, middle))? {
            true => fitting = middle,
            false => too_long = middle,
        }
    }
    Ok(later(since, fitting))
}

fn later(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// By how many origins an event is carried, by how many claims, and when it was last told of.
type Carried = (usize, usize, Option<Date>);

/// Those that most origins carry, then most claims, then the latest.
fn events<'a>(
    store: &dyn Store,
    entries: impl IntoIterator<Item = &'a Entry>,
    most: usize,
) -> Result<Part<EventRow>, QueryError> {
    let mut found: BTreeMap<&EventId, (BTreeSet<&str>, usize, Option<Date>)> = BTreeMap::new();
    for entry in entries {
        let (origins, claims, day) = found.entry(&entry.event).or_default();
        origins.insert(&entry.report.origin.0);
        *claims += 1;
        *day = (*day).max(entry.report.published);
    }
    let mut ranked: Vec<(&EventId, Carried)> =
        found.into_iter().map(|(id, (origins, claims, day))| (id, (origins.len(), claims, day))).collect();
    ranked.sort_by_key(|(_, carried)| Reverse(*carried));
    let total = ranked.len();
    let mut rows = Vec::new();
    for (id, _) in ranked.into_iter().take(most) {
        let filter = Filter { event: Some(id.clone()), ..Filter::default() };
        rows.extend(store.events(&filter, &Page::first(1))?.rows.iter().map(export::rows::event));
    }
    Ok(Part { rows, total })
}
