//! `verify --ordinals`: ordinals held against their lists, parts against their wholes, totals against what they were.

use std::collections::BTreeMap;

use claims::Measure;
use events::Entry;
use export::figures::{self, english};
use lexicon::Lexicon;
use record::Filter;
use record::series::{self, Check, CheckKind, PeriodKind, SeriesId};
use store::{Page, Store};

use query::occurrences::around;
use query::series::{ORDINAL, by_report};

use crate::error::Failure;

/// Claims that are held at once.
const PAGE_CLAIMS: usize = 1000;

/// A claim's id, and what is odd about it.
pub(super) type Oddity = (String, String);

pub(super) fn oddities(store: &impl Store) -> Result<Vec<Oddity>, Failure> {
    let lexicon = super::lexicon()?;
    let mut found = Vec::new();
    let mut totals = Vec::new();
    each_report(store, |entries| {
        found.extend(of_kinds(&lexicon, entries, &[CheckKind::PartExceedsWhole, CheckKind::ShareDiffers]));
        totals.extend(running(&lexicon, entries));
    })?;
    found.extend(of_kinds(&lexicon, &by_report(totals), &[CheckKind::TotalFalls]));
    found.extend(ordinals(store)?);
    found.sort();
    found.dedup();
    Ok(found)
}

fn of_kinds(lexicon: &Lexicon, entries: &[Entry], kinds: &[CheckKind]) -> Vec<Oddity> {
    let values = series::values(lexicon, entries);
    let told = |check: &Check<'_>| Some((figures::id(check.values.first()?), english::check(check)));
    series::checks(&values).iter().filter(|check| kinds.contains(&check.kind)).filter_map(told).collect()
}

/// Claims that count from a day on; a total falls from one report to another.
fn running(lexicon: &Lexicon, entries: &[Entry]) -> Vec<Entry> {
    let values = series::values(lexicon, entries);
    let counts_on = |value: &series::Value<'_>| value.period.kind == PeriodKind::Running && value.period.from.is_some();
    let mut running: Vec<Entry> =
        values.iter().filter(|value| counts_on(value)).map(|value| value.entry.clone()).collect();
    running.dedup_by(|a, b| a.key() == b.key());
    running
}

/// Each ordinal that counts more occurrences than the record has.
fn ordinals(store: &impl Store) -> Result<Vec<Oddity>, Failure> {
    let listed = store.series(&Filter::default(), &Page::ALL)?.rows;
    let told = listed.into_iter().filter(|row| row.figures > 0 && row.id.starts_with(ORDINAL));
    let mut by_type: BTreeMap<Vec<claims::ClaimType>, Vec<SeriesId>> = BTreeMap::new();
    for id in told.map(|row| SeriesId(row.id)) {
        by_type.entry(around(&id, Filter::default()).kinds).or_default().push(id);
    }
    let mut found = Vec::new();
    for (kinds, ids) in by_type {
        let entries = by_report(store.entries(&Filter { kinds, ..Filter::default() })?);
        for id in ids {
            for occurrence in series::occurrences(&entries, &id) {
                let missing = occurrence.ordinals.iter().zip(english::ordinals(&occurrence));
                let missing = missing.filter(|(ordinal, _)| ordinal.missing() > 0);
                found.extend(missing.map(|(ordinal, line)| {
                    (format!("{}.{}", export::rows::id(ordinal.entry), ordinal.at + 1), format!("{}: {line}", id.0))
                }));
            }
        }
    }
    Ok(found)
}

/// Claims with figures, report by report.
fn each_report(store: &impl Store, mut look: impl FnMut(&[Entry])) -> Result<(), Failure> {
    let mut page = Page::first(PAGE_CLAIMS);
    let mut open: Vec<Entry> = Vec::new();
    loop {
        let listed = store.claims(&Filter::default(), &page)?;
        for entry in listed.rows {
            if open.last().is_some_and(|last| last.report.id != entry.report.id) {
                look(&open);
                open.clear();
            }
            if entry.claim().figures.iter().any(|figure| figure.measure != Measure::Duration) {
                open.push(entry);
            }
        }
        match listed.next {
            Some(next) => page.after = Some(next),
            None => {
                look(&open);
                return Ok(());
            }
        }
    }
}
