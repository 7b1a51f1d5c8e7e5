//! `values of a series -> comparisons`: what is told of one happening, side by side, by whom.
//!
//! Values are compared within an event, or within one day and place; a night's tally of a country also across events.
//! What is told of another scope (a country beside a town, a war's count beside a day's) is never compared. Values that
//! agree form camps; nothing is averaged and no camp is preferred. What a speaker said before is kept under what the
//! same speaker said later.

use std::collections::{BTreeMap, BTreeSet};

use claims::Measure;
use compact_str::CompactString;
use events::EventId;
use jiff::civil::Date;

use super::agreement::{Bounds, agreement, camps};
use super::id::SeriesId;
use super::speaker::{Speaker, unite};
use super::value::{Period, PeriodKind, Reach, Value};

/// Early counts of one happening can be off by several times, not by this much.
const TIMES_APART: f64 = 10.0;
/// Of less than this, the first that are counted are a few of what is known later.
const FEW: f64 = 5.0;

/// Values told of one happening or one span of time.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// As of when; None where no report says its day.
    pub day: Option<Date>,
    pub period: Period,
    /// Unknown where its values tell none, or several.
    pub reach: Reach,
    /// As [`Value::whom`].
    pub whom: Option<CompactString>,
    /// In order of their ids.
    pub events: Vec<EventId>,
    /// By rising value.
    pub rows: Vec<Row<'a>>,
    /// Largest sets of rows that agree; more than one where some do not. Superseded rows are in none.
    pub camps: Vec<Vec<usize>>,
}

/// One value of one speaker, and every report that carries it.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Earliest first.
    pub values: Vec<Value<'a>>,
    pub speaker: Speaker,
    /// What the same speaker said of it before, earliest first.
    pub earlier: Vec<Row<'a>>,
    /// Every report that carries it has a later version.
    pub superseded: bool,
}

impl<'a> Row<'a> {
    pub fn bounds(&self) -> Bounds {
        self.values[0].bounds()
    }

    fn first_said(&self) -> Option<Date> {
        self.values[0].entry.report.published
    }
}

impl Comparison<'_> {
    pub fn is_disputed(&self) -> bool {
        self.camps.len() > 1
    }
}

/// The comparisons of one series, earliest first. Parts and additions are no values of their whole and left out.
pub fn compare<'a>(values: &[Value<'a>], series: &SeriesId) -> Vec<Comparison<'a>> {
    let of_series = |value: &&Value<'_>| value.series == *series && value.figure().beside.is_none();
    let values: Vec<&Value<'a>> = values.iter().filter(of_series).collect();
    let groups = groups(&values);
    let mut comparisons: Vec<Comparison<'a>> =
        groups.into_iter().flat_map(lists).flat_map(split).map(comparison).collect();
    comparisons.sort_by(|a, b| {
        (a.day, a.period, &a.reach, &a.whom, &a.events).cmp(&(b.day, b.period, &b.reach, &b.whom, &b.events))
    });
    comparisons
}

/// What two values must share, one of these, to be compared; always the kind of people.
type Tie = (Option<CompactString>, Bond);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Event(EventId, Reach),
    Day(Option<Date>, Reach),
    Running(Period, Reach),
}

/// Where the claims of an event tell one place only, a value without a place is told of that.
type Reaches<'v> = BTreeMap<&'v EventId, BTreeSet<&'v Reach>>;

fn ties(value: &Value<'_>, reaches: &Reaches<'_>) -> Vec<Tie> {
    let own = value.period;
    let event = &value.entry.event;
    let running = own.kind == PeriodKind::Running;
    let mut bonds = Vec::new();
    // A toll without a start is that of its event.
    if !running || own.from.is_none() {
        let only = reaches.get(event).filter(|told| told.len() == 1).and_then(|told| told.first());
        let reach = if value.reach == Reach::Unknown { only.copied().unwrap_or(&Reach::Unknown) } else { &value.reach };
        bonds.push(Bond::Event(event.clone(), reach.clone()));
    }
    if running {
        bonds.push(Bond::Running(Period { to: value.day(), ..own }, value.reach.clone()));
    } else if value.day().is_some() && (matches!(value.reach, Reach::Spot(_)) || is_tally(value)) {
        let reach = if value.reach == Reach::Unknown { Reach::Country } else { value.reach.clone() };
        bonds.push(Bond::Day(value.day(), reach));
    }
    bonds.into_iter().map(|bond| (value.whom.clone(), bond)).collect()
}

/// Told of a whole country once a night; two of one night are of the same night.
fn is_tally(value: &Value<'_>) -> bool {
    matches!(value.figure().measure, Measure::Launched | Measure::Intercepted | Measure::Share | Measure::Area)
}

/// Values joined by ties, each group in the order of entries.
fn groups<'a>(values: &[&Value<'a>]) -> Vec<Vec<Value<'a>>> {
    let mut reaches: Reaches<'_> = BTreeMap::new();
    for value in values.iter().filter(|value| value.reach != Reach::Unknown) {
        reaches.entry(&value.entry.event).or_default().insert(&value.reach);
    }
    let mut owner: BTreeMap<Tie, usize> = BTreeMap::new();
    let mut parent: Vec<usize> = (0..values.len()).collect();
    for (at, value) in values.iter().enumerate() {
        for tie in ties(value, &reaches) {
            let other = *owner.entry(tie).or_insert(at);
            let (a, b) = (root(&parent, at), root(&parent, other));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<Value<'a>>> = BTreeMap::new();
    for (at, value) in values.iter().enumerate() {
        groups.entry(root(&parent, at)).or_default().push((*value).clone());
    }
    groups.into_values().collect()
}

fn root(parent: &[usize], mut at: usize) -> usize {
    while parent[at] != at {
        at = parent[at];
    }
    at
}

/// What one speaker says in one report is no dispute: numbers of it that do not agree count several things ("ten
/// soldiers and one officer"). The first of each stays with the first of other reports, the second with the second.
fn lists(group: Vec<Value<'_>>) -> Vec<Vec<Value<'_>>> {
    let mut lists: Vec<Vec<Value<'_>>> = Vec::new();
    for value in group {
        let rivals = |other: &Value<'_>| {
            other.entry.report.id == value.entry.report.id
                && other.speaker == value.speaker
                && agreement(&[other.bounds(), value.bounds()]).is_none()
        };
        match lists.iter().position(|list| !list.iter().any(rivals)) {
            Some(at) => lists[at].push(value),
            None => lists.push(vec![value]),
        }
    }
    lists
}

/// A group whose values lie tenfold apart tells of two things.
fn split(mut group: Vec<Value<'_>>) -> Vec<Vec<Value<'_>>> {
    group.sort_by(|a, b| size(a).total_cmp(&size(b)));
    let mut parts: Vec<Vec<Value<'_>>> = Vec::new();
    for value in group {
        let fits = parts.last().and_then(|part| part.last()).is_some_and(|last| is_near(last, &value));
        match parts.last_mut().filter(|_| fits) {
            Some(part) => part.push(value),
            None => parts.push(vec![value]),
        }
    }
    parts
}

/// Whether the larger can be of the same thing as the smaller.
pub(super) fn is_near(smaller: &Value<'_>, larger: &Value<'_>) -> bool {
    size(larger) <= size(smaller).max(FEW) * TIMES_APART
}

fn size(value: &Value<'_>) -> f64 {
    let bounds = value.bounds();
    bounds.low.or(bounds.high).unwrap_or_default()
}

fn comparison(values: Vec<Value<'_>>) -> Comparison<'_> {
    let day = values.iter().filter_map(Value::day).max();
    let told: BTreeSet<&Reach> =
        values.iter().map(|value| &value.reach).filter(|reach| **reach != Reach::Unknown).collect();
    let reach = told.first().filter(|_| told.len() == 1).map_or(Reach::Unknown, |reach| (*reach).clone());
    let whom = values.first().and_then(|value| value.whom.clone());
    let events: BTreeSet<EventId> = values.iter().map(|value| value.entry.event.clone()).collect();
    let period = Period {
        kind: values.iter().map(|value| value.period.kind).min().unwrap_or(PeriodKind::Once),
        from: values.iter().filter_map(|value| value.period.from).min(),
        to: values.iter().filter_map(|value| value.period.to).max(),
    };
    let rows = latest(rows(values));
    let standing: Vec<usize> = (0..rows.len()).filter(|&at| !rows[at].superseded).collect();
    let bounds: Vec<Bounds> = standing.iter().map(|&at| as_of_last(&rows, &rows[at])).collect();
    let camps = camps(&bounds).into_iter().map(|camp| camp.into_iter().map(|at| standing[at]).collect()).collect();
    Comparison { day, period, reach, whom, events: events.into_iter().collect(), rows, camps }
}

/// What a row allows of the last count: where one rises, an earlier number is the least that a later one can be.
fn as_of_last(rows: &[Row<'_>], row: &Row<'_>) -> Bounds {
    let first_day = |row: &Row<'_>| row.values.first().and_then(Value::day);
    let rises = rows.iter().flat_map(|row| &row.values).any(|value| value.period.kind == PeriodKind::Running);
    let is_early = first_day(row).is_some() && first_day(row) < rows.iter().filter_map(first_day).max();
    let bounds = row.bounds();
    Bounds { high: bounds.high.filter(|_| !(rises && is_early)), ..bounds }
}

/// One row for each value of each speaker.
fn rows(values: Vec<Value<'_>>) -> Vec<Row<'_>> {
    let speakers: Vec<Speaker> = values.iter().map(|value| value.speaker.clone()).collect();
    let united = unite(&speakers);
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (value, who) in values.into_iter().zip(united) {
        let speaker = &speakers[who];
        match rows.iter_mut().find(|row| row.speaker == *speaker && row.bounds() == value.bounds()) {
            Some(row) => row.values.push(value),
            None => {
                rows.push(Row {
                    values: vec![value],
                    speaker: speaker.clone(),
                    earlier: Vec::new(),
                    superseded: false,
                });
            }
        }
    }
    for row in &mut rows {
        row.values.sort_by_key(|value| (value.entry.report.published, value.entry.key()));
        row.superseded = row.values.iter().all(Value::is_superseded);
    }
    rows.sort_by(|a, b| {
        let ends = |row: &Row<'_>| {
            let Bounds { low, high, .. } = row.bounds();
            (low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY))
        };
        let ((low_a, high_a), (low_b, high_b)) = (ends(a), ends(b));
        let by_value = low_a.total_cmp(&low_b).then(high_a.total_cmp(&high_b));
        by_value.then_with(|| a.speaker.cmp(&b.speaker))
    });
    rows
}

/// Under what a speaker said last, what the same speaker said on days before.
fn latest(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let last_said =
        |speaker: &Speaker| rows.iter().filter(|row| row.speaker == *speaker).filter_map(Row::first_said).max();
    let is_old: Vec<bool> = rows
        .iter()
        .map(|row| {
            !row.speaker.is_unnamed() && row.first_said().is_some() && row.first_said() < last_said(&row.speaker)
        })
        .collect();
    let (mut standing, mut old) = (Vec::new(), Vec::new());
    for (row, is_old) in rows.into_iter().zip(is_old) {
        if is_old { old.push(row) } else { standing.push(row) }
    }
    old.sort_by_key(Row::first_said);
    for row in old {
        if let Some(later) = standing.iter_mut().find(|later: &&mut Row<'_>| later.speaker == row.speaker) {
            later.earlier.push(row);
        }
    }
    standing
}

#[cfg(test)]
mod tests {
    use analysis::Feature;
    use claims::{ClaimType, Role};
    use events::Entry;
    use jiff::civil::date;
    use lexicon::Lexicon;

    use super::super::testing::{between, days, figure, land, made, place_of, town};
    use super::super::value::values;
    use super::*;

    const SERIES: &str = "killed/person/UKR";

    /// How many comparisons there are, how many rows, and how many camps the first has.
    #[track_caller]
    fn check(entries: &[Entry], comparisons: usize, rows: usize, camps: usize) {
        let values = values(&Lexicon::default(), entries);
        let found = compare(&values, &SeriesId(SERIES.into()));
        let first = found.first().map_or((0, 0), |first| (first.rows.len(), first.camps.len()));
        assert_eq!((found.len(), first), (comparisons, (rows, camps)));
    }

    fn killed(value: f64, who: &str, day: i8, event: &str) -> Entry {
        let words = format!("{value} {who} {day}");
        let made = made(ClaimType::Casualty, vec![town(1, "UKR")], figure(Measure::Killed, "person", value));
        let made = if who.is_empty() { made } else { made.said_by(who) };
        made.on(date(2025, 12, day), &words, event)
    }

    #[test]
    fn nothing_is_averaged_and_nobody_preferred() {
        check(&[killed(7.0, "UKR/GOV", 6, "e"), killed(8.0, "RUS/MIL", 6, "e"), killed(8.0, "", 6, "e")], 1, 3, 2);
        check(&[killed(8.0, "UKR/GOV", 6, "e"), killed(8.0, "RUS/MIL", 6, "e")], 1, 2, 1);
    }

    #[test]
    fn one_row_for_one_value_of_one_speaker() {
        let again = Entry { n: 2, ..killed(7.0, "UKR/GOV", 6, "e") };
        check(&[killed(7.0, "UKR/GOV", 6, "e"), again], 1, 1, 1);
    }

    #[test]
    fn what_a_speaker_said_before_is_kept_under_what_it_said_later() {
        let entries = [killed(7.0, "UKR/GOV", 6, "e"), killed(8.0, "UKR/GOV", 7, "e")];
        check(&entries, 1, 1, 1);
        let values = values(&Lexicon::default(), &entries);
        let found = compare(&values, &SeriesId(SERIES.into()));
        assert_eq!(found[0].rows[0].bounds().low, Some(8.0));
        assert_eq!(found[0].rows[0].earlier[0].bounds().low, Some(7.0));
        check(&[killed(7.0, "UKR/GOV", 6, "e"), killed(8.0, "UKR/MIL", 7, "e")], 1, 2, 2);
    }

    #[test]
    fn a_superseded_report_disputes_nothing() {
        let (mut early, late) = (killed(7.0, "", 6, "e"), killed(8.0, "", 6, "e"));
        std::sync::Arc::make_mut(&mut early.report).superseded_by = Some(late.report.id.clone());
        check(&[early, late], 1, 2, 1);
    }

    #[test]
    fn a_days_count_is_never_beside_a_wars() {
        let since = vec![days(Some(date(2023, 10, 7)), None), town(1, "UKR")];
        let war = made(ClaimType::Casualty, since, figure(Measure::Killed, "person", 40.0));
        check(&[killed(12.0, "", 6, "e"), war.on(date(2025, 12, 6), "war", "e")], 2, 1, 1);
    }

    #[test]
    fn a_town_is_never_beside_its_country() {
        let country = made(ClaimType::Casualty, vec![land("UKR")], figure(Measure::Killed, "person", 20.0));
        let region = place_of(Role::Place, "Bara Oblast", None, "UKR", Feature::Admin1);
        let region = made(ClaimType::Casualty, vec![region], figure(Measure::Killed, "person", 15.0));
        let (country, region) = (country.on(date(2025, 12, 6), "c", "e"), region.on(date(2025, 12, 6), "r", "e"));
        check(&[killed(12.0, "", 6, "e"), country, region], 3, 1, 1);
    }

    #[test]
    fn tenfold_apart_is_another_thing() {
        check(&[killed(12.0, "", 6, "e"), killed(471.0, "UKR/GOV", 6, "e")], 2, 1, 1);
        check(&[killed(1.0, "", 6, "e"), killed(15.0, "UKR/GOV", 6, "e")], 1, 2, 2);
    }

    #[test]
    fn events_of_one_day_and_town_stand_together_those_of_a_country_do_not() {
        check(&[killed(12.0, "", 6, "e"), killed(13.0, "UKR/GOV", 6, "f")], 1, 2, 2);
        check(&[killed(12.0, "", 6, "e"), killed(13.0, "UKR/GOV", 7, "f")], 2, 1, 1);
        let of_country = |value: f64, words: &str| {
            let made = made(ClaimType::Casualty, vec![land("UKR")], figure(Measure::Killed, "person", value));
            made.on(date(2025, 12, 6), words, words)
        };
        check(&[of_country(7.0, "a"), of_country(8.0, "b")], 2, 1, 1);
    }

    #[test]
    fn numbers_of_one_claim_are_no_rivals() {
        let made = made(ClaimType::Casualty, vec![land("UKR")], figure(Measure::Killed, "person", 10.0));
        let entry = made.and(figure(Measure::Killed, "person", 1.0)).on(date(2025, 12, 6), "a", "e");
        check(&[entry], 2, 1, 1);
    }

    #[test]
    fn a_toll_that_rose_is_no_dispute() {
        let mut later = killed(34.0, "", 8, "e");
        later.kept.claim.rule = "toll".to_string();
        check(&[killed(15.0, "", 6, "e"), later.clone()], 1, 2, 1);
        check(&[killed(15.0, "", 8, "e"), later], 1, 2, 2);
    }

    #[test]
    fn an_open_value_agrees_with_what_it_allows() {
        let least = between(Measure::Killed, "person", Some(7.0), None);
        let least = made(ClaimType::Casualty, vec![town(1, "UKR")], least).on(date(2025, 12, 6), "a", "e");
        check(&[least, killed(8.0, "UKR/GOV", 6, "e")], 1, 2, 1);
    }
}
