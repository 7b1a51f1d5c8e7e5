//! `comparisons, occurrences -> rows`: the values of a series with whoever gave them, as `docs/figures.md` names the
//! fields; and the lines that say in English what stands beside what.
//!
//! Every value carries its speaker, or that none is named. A computed share is marked by its own fields and never
//! stands in a value's place.

pub mod english;

use report::one_line;
use std::collections::BTreeMap;

use events::Entry;
use events::copies::origins;
use jiff::civil::Date;
use record::series::{Bounds, Check, Comparison, Occurrence, Pair, Row, Value};
use serde::Serialize;
use utoipa::ToSchema;

use crate::claim::{Number, Page, day};

/// Public exports carry no longer quotes.
const QUOTE_CHARS: usize = 300;

/// A value of one speaker about one happening; `outlets` and `origins` count who carries it.
#[derive(Clone, Serialize, ToSchema)]
pub struct ValueRow {
    /// `REPORT:n.at`: the claim that carries it first, and which of the claim's figures.
    pub figure_id: String,
    pub series: String,
    pub measure: &'static str,
    /// What is counted, or the unit.
    pub unit: Option<String>,
    /// The number, where the words give one and nothing else.
    pub value: Option<Number>,
    pub value_low: Option<Number>,
    pub value_high: Option<Number>,
    pub qualifier: String,
    /// The place, narrower than the series' own scope, by name.
    pub scope: Option<String>,
    /// `geonames:N`; its name where it has no such id.
    pub scope_id: Option<String>,
    /// The kind of people counted (`child`); null for people as such.
    pub whom: Option<String>,
    /// `happening`, or `running` for all that was counted up to a day.
    pub period: &'static str,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub period_start: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub period_end: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub as_of: Option<Date>,
    pub speaker: Option<String>,
    pub speaker_id: Option<String>,
    pub speaker_side: Option<String>,
    /// Whom the outlets speak for that carry it.
    pub outlet_sides: Vec<String>,
    pub doc_id: String,
    pub char_start: u32,
    pub char_end: u32,
    /// The words of the value.
    pub words: String,
    /// The words of the claim.
    pub quote: String,
    /// `reported`, `claimed`, `corroborated`, `disputed` or `superseded`: what the record holds, not what is true.
    pub evidence: &'static str,
    pub outlets: usize,
    pub origins: usize,
    /// Every report that carries it.
    pub docs: Vec<String>,
    /// The happening that it is compared within: the first event's id.
    pub happening: String,
    /// Values that share a letter agree; empty where all of the happening do.
    pub conflict_group: Vec<String>,
    /// Values of the same speaker that this one came after.
    pub supersedes: Vec<String>,
    /// Percent that this value is of the value `share_of`, computed here.
    pub share_low: Option<Number>,
    pub share_high: Option<Number>,
    pub share_of: Option<String>,
    /// Names of the checks that this value sets off.
    pub checks: Vec<&'static str>,
}

/// The rows of comparisons, in their order; what a speaker said before stands under what it said later.
pub fn values(comparisons: &[Comparison<'_>], pairs: &[Pair<'_>], checks: &[Check<'_>]) -> Vec<ValueRow> {
    let shares: BTreeMap<String, &Pair<'_>> = pairs.iter().map(|pair| (id(&pair.part), pair)).collect();
    let odd = |row: &Row<'_>| {
        let concerned =
            |check: &&Check<'_>| check.values.iter().any(|value| row.values.iter().any(|own| id(own) == id(value)));
        let mut names: Vec<&'static str> = checks.iter().filter(concerned).map(|check| check.kind.name()).collect();
        names.dedup();
        names
    };
    let mut rows = Vec::new();
    for comparison in comparisons {
        for (at, row) in comparison.rows.iter().enumerate() {
            let mut told = value_row(comparison, row, shares.get(&id(&row.values[0])).copied());
            told.conflict_group = camps(comparison, at);
            told.evidence = evidence(comparison, row, told.origins);
            told.supersedes = row.earlier.iter().map(|row| id(&row.values[0])).collect();
            told.checks = odd(row);
            rows.push(told);
            for earlier in &row.earlier {
                let mut told = value_row(comparison, earlier, shares.get(&id(&earlier.values[0])).copied());
                (told.evidence, told.checks) = (SUPERSEDED, odd(earlier));
                rows.push(told);
            }
        }
    }
    rows
}

const SUPERSEDED: &str = "superseded";

fn value_row(comparison: &Comparison<'_>, row: &Row<'_>, pair: Option<&Pair<'_>>) -> ValueRow {
    let first = &row.values[0];
    let (entry, figure) = (first.entry, first.figure());
    let page = Page::new(&entry.report.text);
    let words = page.words(figure.span);
    let entries: Vec<&Entry> = row.values.iter().map(|value| value.entry).collect();
    let counts = origins(&entries);
    let mut sides: Vec<String> = entries.iter().filter_map(|entry| entry.report.side.clone()).collect();
    sides.sort();
    sides.dedup();
    let mut docs: Vec<String> = entries.iter().map(|entry| entry.report.id.0.clone()).collect();
    docs.dedup();
    let ids = first.speaker.ids.join(",");
    ValueRow {
        figure_id: id(first),
        series: first.series.0.to_string(),
        measure: figure.measure.name(),
        unit: figure.of.as_ref().or(figure.unit.as_ref()).map(ToString::to_string),
        value: first.bounds().exact().map(Number),
        value_low: figure.low.map(Number),
        value_high: figure.high.map(Number),
        qualifier: english::qualifier(first.bounds(), &words.text),
        scope: comparison.reach.place().map(|site| site.name.to_string()),
        scope_id: comparison.reach.place().map(|site| site.id.to_string()),
        whom: comparison.whom.as_ref().map(ToString::to_string),
        period: first.period.kind.name(),
        period_start: first.period.from,
        period_end: first.period.to,
        as_of: entry.report.published,
        speaker: row.speaker.name.clone(),
        speaker_id: Some(ids).filter(|ids| !ids.is_empty()),
        speaker_side: row.speaker.side().map(str::to_string),
        outlet_sides: sides,
        doc_id: entry.report.id.0.clone(),
        char_start: words.start,
        char_end: words.end,
        words: one_line(&words.text),
        quote: quote(entry),
        evidence: "",
        outlets: counts.outlets,
        origins: counts.origins,
        docs,
        happening: comparison.events.first().map_or(String::new(), |event| event.0.to_string()),
        conflict_group: Vec::new(),
        supersedes: Vec::new(),
        share_low: pair.and_then(|pair| pair.low).map(rounded),
        share_high: pair.and_then(|pair| pair.high).map(rounded),
        share_of: pair.map(|pair| id(&pair.whole)),
        checks: Vec::new(),
    }
}

/// Labels describe the record; `corroborated` takes two origins that agree.
fn evidence(comparison: &Comparison<'_>, row: &Row<'_>, origins: usize) -> &'static str {
    if row.superseded {
        return SUPERSEDED;
    }
    match (comparison.is_disputed(), origins > 1, row.speaker.is_unnamed()) {
        (true, ..) => "disputed",
        (false, true, _) => "corroborated",
        (false, false, false) => "claimed",
        (false, false, true) => "reported",
    }
}

fn camps(comparison: &Comparison<'_>, row: usize) -> Vec<String> {
    if !comparison.is_disputed() {
        return Vec::new();
    }
    let of = comparison.camps.iter().enumerate().filter(|(_, camp)| camp.contains(&row));
    of.map(|(at, _)| letter(at)).collect()
}

/// A, B, … Z, A1, B1, …
pub(crate) fn letter(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26) }
}

/// A tenth of a percent is as fine as counts bear.
fn rounded(share: f64) -> Number {
    Number((share * 10.0).round() / 10.0)
}

/// `REPORT:n.at`.
pub fn id(value: &Value<'_>) -> String {
    format!("{}.{}", crate::rows::id(value.entry), value.at + 1)
}

fn quote(entry: &Entry) -> String {
    let words = one_line(entry.words(entry.claim().evidence));
    if words.chars().count() <= QUOTE_CHARS {
        return words;
    }
    words.chars().take(QUOTE_CHARS - 1).chain(['…']).collect()
}

/// One happening of a series of occurrences.
#[derive(Clone, Serialize, ToSchema)]
pub struct OccurrenceRow {
    /// Its place in the list, from 1.
    pub number: usize,
    pub series: String,
    pub event: String,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Date>,
    /// Ordinals told of it, each once.
    pub ordinals: Vec<Number>,
    /// Of the highest ordinal: how many that it counts are not in this record; null where none is told.
    pub missing: Option<usize>,
    /// Who tells of it, or that none is named.
    pub speakers: Vec<String>,
    pub outlets: usize,
    pub origins: usize,
    /// `REPORT:n` of every claim that tells of it.
    pub claims: Vec<String>,
    /// Of the first of them.
    pub words: String,
}

pub fn occurrences(series: &str, occurrences: &[Occurrence<'_>]) -> Vec<OccurrenceRow> {
    occurrences.iter().enumerate().map(|(at, occurrence)| occurrence_row(series, at + 1, occurrence)).collect()
}

fn occurrence_row(series: &str, number: usize, occurrence: &Occurrence<'_>) -> OccurrenceRow {
    let mut told: Vec<f64> = occurrence.ordinals.iter().filter_map(|ordinal| ordinal.bounds().low).collect();
    told.sort_by(f64::total_cmp);
    told.dedup();
    let counts = origins(&occurrence.told);
    let mut speakers: Vec<String> = Vec::new();
    for entry in &occurrence.told {
        let name = english::speaker(&record::series::Speaker::of(entry));
        if !speakers.contains(&name) {
            speakers.push(name);
        }
    }
    OccurrenceRow {
        number,
        series: series.to_string(),
        event: occurrence.event.0.to_string(),
        from: occurrence.from,
        to: occurrence.to,
        ordinals: told.into_iter().map(Number).collect(),
        missing: occurrence.ordinals.iter().map(record::series::Ordinal::missing).max(),
        speakers,
        outlets: counts.outlets,
        origins: counts.origins,
        claims: occurrence.told.iter().map(|entry| crate::rows::id(entry)).collect(),
        words: occurrence.told.first().map_or(String::new(), |entry| quote(entry)),
    }
}

/// One number, or the ends of an interval, with commas between thousands: "653", "640 or more".
pub(crate) fn amount(bounds: Bounds) -> String {
    english::interval(bounds.low, bounds.high, bounds.approx)
}
