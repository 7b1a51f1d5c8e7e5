//! Figures of a period -> a card for each series: the happening last told of, with every value that stands of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use claims::Measure;
use events::{ClaimKey, Entry, EventId};
use export::Number;
use export::figures::{ValueRow, english, values as value_rows};
use jiff::ToSpan as _;
use jiff::civil::Date;
use lexicon::Lexicon;
use record::Filter;
use record::series::{Comparison, SeriesId, Value, checks, compare, values};
use serde::Serialize;
use store::Store;
use utoipa::ToSchema;

use super::Part;
use crate::QueryError;

const CARDS_MAX: usize = 24;
const OTHERS_MAX: usize = 6;
const POINTS_MAX: usize = 60;

/// How far before the period's last day a card looks back.
const HISTORY_DAYS: i64 = 90;

/// Measures that come after the others: they tell of many kinds of things.
const LAST: [Measure; 5] = [Measure::Duration, Measure::Ordinal, Measure::Day, Measure::Money, Measure::Count];

/// One series.
#[derive(Serialize, ToSchema)]
pub struct Card {
    pub series: String,
    /// The value told last of the happening told of last; of several of one day, the lowest.
    pub latest: Option<ValueRow>,
    /// Other values of the same happening, the last told first. No value is preferred.
    pub others: Vec<ValueRow>,
    /// Of the whole list.
    pub others_total: usize,
    /// Every value of the last ninety days, the newest sixty, oldest first.
    pub history: Vec<Point>,
    pub disputed: bool,
}

/// One value told; an end is null where its words leave it open.
#[derive(Serialize, ToSchema)]
pub struct Point {
    pub day: Option<String>,
    pub low: Option<Number>,
    pub high: Option<Number>,
}

/// Values of one happening that cannot all be right.
#[derive(Serialize, ToSchema)]
pub struct Dispute {
    pub series: String,
    /// Who says what.
    pub text: String,
    /// `REPORT:n` of each value.
    pub claims: Vec<String>,
}

/// Of the series told of in the period, those that most origins tell of; and what is disputed in all of them.
pub(super) fn cards(
    store: &dyn Store,
    lexicon: &Lexicon,
    entries: &[Entry],
    period: (Date, Date),
) -> Result<(Part<Card>, Vec<Dispute>), QueryError> {
    let told = values(lexicon, entries);
    let series = ranked(&told);
    let mut disputes = Vec::new();
    for id in &series {
        let own: Vec<Value<'_>> = told.iter().filter(|value| value.series == *id).cloned().collect();
        disputes.extend(compare(&own, id).iter().filter_map(|comparison| dispute(id, comparison)));
    }
    let mut rows = Vec::new();
    for id in series.iter().take(CARDS_MAX) {
        let before = before(store, id, entries, period.1)?;
        let told: Vec<Value<'_>> = values(lexicon, &before).into_iter().filter(|value| value.series == *id).collect();
        let comparisons = compare(&told, id);
        let of_period = |comparison: &&Comparison<'_>| latest(comparison).is_some_and(|day| day >= period.0);
        let shown = comparisons.iter().filter(of_period).max_by_key(|comparison| (latest(comparison), comparison.day));
        let Some(shown) = shown else { continue };
        if let Some(dispute) = dispute(id, shown)
            && !disputes.iter().any(|known| known.text == dispute.text)
        {
            disputes.push(dispute);
        }
        rows.push(card(id, shown, &told));
    }
    Ok((Part { rows, total: series.len() }, disputes))
}

/// By how many origins tell of it, then by measure, values and id.
fn ranked(told: &[Value<'_>]) -> Vec<SeriesId> {
    let mut found: BTreeMap<&SeriesId, (BTreeSet<&str>, usize, usize)> = BTreeMap::new();
    for value in told.iter().filter(|value| value.figure().beside.is_none()) {
        let (origins, count, measure) = found.entry(&value.series).or_default();
        origins.insert(&value.entry.report.origin.0);
        *count += 1;
        *measure = place(value.figure().measure);
    }
    let mut ranked: Vec<(&SeriesId, (usize, usize, usize))> =
        found.into_iter().map(|(id, (origins, count, measure))| (id, (origins.len(), count, measure))).collect();
    ranked.sort_by_key(|(_, (origins, count, measure))| (Reverse(*origins), *measure, Reverse(*count)));
    ranked.into_iter().map(|(id, _)| id.clone()).collect()
}

fn place(measure: Measure) -> usize {
    let last = if LAST.contains(&measure) { Measure::ALL.len() } else { 0 };
    last + Measure::ALL.iter().position(|item| *item == measure).unwrap_or_default()
}

/// What was told of the series lately, and what the period's reports tell of the same events.
fn before(store: &dyn Store, id: &SeriesId, period: &[Entry], until: Date) -> Result<Vec<Entry>, QueryError> {
    let filter = Filter {
        series: Some(id.0.to_string()),
        published_from: until.checked_sub(HISTORY_DAYS.days()).ok(),
        published_to: Some(until),
        ..Filter::default()
    };
    let mut found: BTreeMap<ClaimKey, Entry> = BTreeMap::new();
    found.extend(store.entries(&filter)?.into_iter().map(|entry| (entry.key(), entry)));
    let events: BTreeSet<EventId> = found.values().map(|entry| entry.event.clone()).collect();
    for entry in period.iter().filter(|entry| events.contains(&entry.event)) {
        found.entry(entry.key()).or_insert_with(|| entry.clone());
    }
    let mut found: Vec<Entry> = found.into_values().collect();
    found.sort_by_key(|entry| (entry.report.published, entry.key()));
    Ok(found)
}

/// The last day on which a value of it was told.
fn latest(comparison: &Comparison<'_>) -> Option<Date> {
    comparison.rows.iter().flat_map(|row| &row.values).filter_map(|value| value.entry.report.published).max()
}

fn card(id: &SeriesId, shown: &Comparison<'_>, told: &[Value<'_>]) -> Card {
    let checks = checks(told);
    let mut rows = value_rows(std::slice::from_ref(shown), &[], &checks);
    rows.sort_by_key(|row| Reverse(row.as_of));
    let mut rows = rows.into_iter();
    let latest = rows.next();
    let others_total = rows.len();
    let point = |value: &Value<'_>| Point {
        day: value.day().map(|day| day.to_string()),
        low: value.figure().low.map(Number),
        high: value.figure().high.map(Number),
    };
    let mut told: Vec<&Value<'_>> = told.iter().filter(|value| value.figure().beside.is_none()).collect();
    told.sort_by_key(|value| value.day());
    let history = told.iter().skip(told.len().saturating_sub(POINTS_MAX)).map(|value| point(value)).collect();
    Card {
        series: id.0.to_string(),
        latest,
        others: rows.take(OTHERS_MAX).collect(),
        others_total,
        history,
        disputed: shown.is_disputed(),
    }
}

fn dispute(id: &SeriesId, comparison: &Comparison<'_>) -> Option<Dispute> {
    if !comparison.is_disputed() {
        return None;
    }
    let standing = comparison.rows.iter().filter(|row| !row.superseded);
    Some(Dispute {
        series: id.0.to_string(),
        text: english::beside(comparison)?,
        claims: standing.map(|row| export::rows::id(row.values[0].entry)).collect(),
    })
}
