//! `tellings -> stories`: what belongs to one happening, most important first.

use report::one_line;
use std::collections::{BTreeMap, BTreeSet};

use claims::Role;
use events::{Entry, EventId, days};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::headings::SectionKind;
use super::matter;
use super::telling::{Telling, tellings};
use super::wording::Wording;

/// A happening this long before the period is still told as news.
const BACKGROUND_DAYS: i64 = 3;

/// Tellings of one happening.
pub(super) struct Story<'a> {
    /// With the part of the brief that tells each; the weightiest first.
    pub(super) tellings: Vec<(SectionKind, Telling<'a>)>,
    pub(super) weight: f64,
    /// Last day that the happening can have been on.
    pub(super) day: Option<Date>,
    pub(super) event: EventId,
}

/// Stories of conflict and between parties; what is neither is left out.
pub(super) fn stories<'a>(entries: &'a [Entry], from: Option<Date>, wording: &Wording) -> Vec<Story<'a>> {
    let mut tellings = tellings(entries, wording);
    let armed: BTreeSet<&str> =
        entries.iter().filter(|entry| matter::is_conflict(entry)).map(|entry| entry.report.id.0.as_str()).collect();
    let news = |telling: &Telling<'_>| !telling.entries.iter().all(|entry| is_background(entry, from));
    tellings.retain(|telling| news(telling) && matters(telling, &armed));
    let groups = groups(&tellings);
    let mut by_group: BTreeMap<usize, Vec<Telling<'a>>> = BTreeMap::new();
    for (telling, group) in tellings.into_iter().zip(groups) {
        by_group.entry(group).or_default().push(telling);
    }
    let mut stories: Vec<Story<'a>> = by_group.into_values().map(|tellings| story(tellings, wording)).collect();
    stories.sort_by(|a, b| {
        b.weight.total_cmp(&a.weight).then_with(|| a.day.cmp(&b.day)).then_with(|| a.event.cmp(&b.event))
    });
    stories
}

/// What is dated before the period is told to explain, not as news.
fn is_background(entry: &Entry, from: Option<Date>) -> bool {
    let told = entry.claim().args.iter().filter(|arg| arg.role == Role::Time).find_map(|arg| arg.days);
    let last = told.and_then(|(_, to)| to);
    let before = from.and_then(|from| from.checked_sub(BACKGROUND_DAYS.days()).ok());
    matches!((last, before), (Some(last), Some(before)) if last < before)
}

/// Stands in a report of conflict, or tells of what parties do to each other.
fn matters(telling: &Telling<'_>, armed: &BTreeSet<&str>) -> bool {
    armed.contains(telling.lead().report.id.0.as_str())
        || telling.entries.iter().any(|entry| matter::is_between_parties(entry))
}

/// For each telling the first one that it belongs with: they share an event or their words.
fn groups(tellings: &[Telling<'_>]) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..tellings.len()).collect();
    let mut by_event: BTreeMap<&EventId, usize> = BTreeMap::new();
    let mut by_words: BTreeMap<String, usize> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate() {
        for entry in &telling.entries {
            let first = *by_event.entry(&entry.event).or_insert(at);
            join(&mut parent, first, at);
        }
        let first = *by_words.entry(one_line(telling.words()).to_lowercase()).or_insert(at);
        join(&mut parent, first, at);
    }
    (0..tellings.len()).map(|at| root(&parent, at)).collect()
}

fn root(parent: &[usize], mut at: usize) -> usize {
    while parent[at] != at {
        at = parent[at];
    }
    at
}

fn join(parent: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(parent, one), root(parent, other));
    parent[one.max(other)] = one.min(other);
}

fn story<'a>(mut tellings: Vec<Telling<'a>>, wording: &Wording) -> Story<'a> {
    tellings.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then_with(|| a.lead().order().cmp(&b.lead().order())));
    let entries = || tellings.iter().flat_map(|telling| telling.entries.iter());
    let origins: BTreeSet<&str> = entries().map(|entry| entry.report.origin.0.as_str()).collect();
    let day = entries().filter_map(|entry| days(entry.claim(), entry.report.published).1).max();
    let weight = tellings.iter().map(weight).fold(0.0, f64::max) + 3.0 * (origins.len() as f64 - 1.0).min(6.0);
    let event = entries().map(|entry| entry.event.clone()).min().unwrap_or_else(|| tellings[0].lead().event.clone());
    let mut tellings: Vec<_> =
        tellings.into_iter().map(|telling| (matter::section(&telling, wording), telling)).collect();
    if tellings.iter().any(|(kind, telling)| *kind == SectionKind::Happened && !counts_people(telling)) {
        for (kind, telling) in &mut tellings {
            if *kind == SectionKind::Happened && counts_people(telling) {
                *kind = SectionKind::Casualties;
            }
        }
    }
    Story { tellings, weight, day, event }
}

/// Tells first of all how many people were harmed.
fn counts_people(telling: &Telling<'_>) -> bool {
    let claim = telling.lead().claim();
    claim.kind == claims::ClaimType::Casualty && !claim.figures.is_empty()
}

pub(super) fn weight(telling: &Telling<'_>) -> f64 {
    telling.entries.iter().map(|entry| matter::weight(entry)).fold(0.0, f64::max) + telling.entries.len() as f64 * 0.5
}
