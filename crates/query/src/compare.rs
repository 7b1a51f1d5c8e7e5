//! The values of one series side by side, with what they are to each other.

use std::collections::BTreeMap;

use export::figures::{self, ValueRow, english};
use jiff::civil::Date;
use record::Filter;
use record::series::{self, Check, Comparison, Pair, SeriesId, Value};
use serde::Serialize;
use store::Store;
use utoipa::ToSchema;

use crate::series as choice;
use crate::{Data, QueryError};

/// What is asked of a series beside the filter.
#[derive(Clone, Debug, Default)]
pub struct CompareAsk {
    /// Its id, the beginning of it, or words that it holds.
    pub words: String,
    /// Only series counted in this.
    pub unit: Option<String>,
    /// Only happenings whose values disagree, or with a check that speaks up.
    pub conflicts: bool,
}

#[derive(Clone, Serialize, ToSchema)]
pub struct Compared {
    pub series: String,
    /// Series about the same scope.
    pub twins: Vec<Twin>,
    pub values: Vec<ValueRow>,
    /// What is odd about values, for a person to look at.
    pub checks: Vec<CheckForm>,
    /// Shares computed of one speaker's numbers, then shares that somebody told.
    pub shares: Vec<Remark>,
    /// What the values of each happening are to each other.
    pub agreements: Vec<Remark>,
    /// What the ids are called that stand in this answer.
    pub names: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Twin {
    pub series: String,
    /// `part`, `whole`, `share`, `unit` (the same, counted in something else), `kind` (something else, counted alike).
    pub relation: &'static str,
}

/// A sentence about some of the values.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Remark {
    pub text: String,
    pub day: Option<String>,
    /// Their `figure_id`.
    pub figures: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CheckForm {
    /// `part_exceeds_whole`, `total_falls`, `other_scope`, `share_differs`.
    pub kind: &'static str,
    pub text: String,
    pub figures: Vec<String>,
}

impl Compared {
    /// Each remark once, in the order of a table's foot.
    pub fn lines(&self) -> Vec<&str> {
        let remarks = self.agreements.iter().chain(&self.shares).map(|remark| remark.text.as_str());
        let mut lines: Vec<&str> = remarks.chain(self.checks.iter().map(|check| check.text.as_str())).collect();
        lines.dedup();
        lines
    }
}

/// `twins` are those that the views need; [`twins`] finds all that there are.
pub fn compare(data: &Data, store: &impl Store, filter: &Filter, ask: &CompareAsk) -> Result<Compared, QueryError> {
    let unit = ask.unit.as_deref().map(str::to_lowercase);
    let is_of_unit = |id: &SeriesId| unit.as_deref().is_none_or(|unit| id.0.split('/').any(|part| part == unit));
    let id = choice::one(store, filter, &ask.words, is_of_unit)?;
    of_series(data, store, filter, &id, ask.conflicts)
}

/// The series is given by its whole id; no values where there is none of this name.
pub fn of_series(
    data: &Data,
    store: &impl Store,
    filter: &Filter,
    id: &SeriesId,
    conflicts: bool,
) -> Result<Compared, QueryError> {
    let beside = series::beside(id);
    let asked: Vec<SeriesId> = std::iter::once(id.clone()).chain(beside).collect();
    let entries = choice::entries(store, filter, &asked)?;
    let values = series::values(data.lexicon()?, &entries);
    let values: Vec<Value<'_>> = values.into_iter().filter(|value| asked.contains(&value.series)).collect();
    let pairs: Vec<Pair<'_>> = series::pairs(&values)
        .into_iter()
        .filter(|pair| [&pair.part.series, &pair.whole.series].contains(&id))
        .collect();
    let checks = series::checks(&values);
    let mut comparisons = series::compare(&values, id);
    let in_time = |day: Date| filter.from.is_none_or(|from| from <= day) && filter.to.is_none_or(|to| day <= to);
    // A count that runs through the days asked for is told on another day.
    comparisons.retain(|comparison| comparison.day.is_none_or(in_time));
    if conflicts {
        comparisons.retain(|comparison| comparison.is_disputed() || is_odd(comparison, &checks));
    }
    let rows = figures::values(&comparisons, &pairs, &checks);
    let sides = rows.iter().flat_map(|row| row.speaker_side.iter().chain(&row.outlet_sides).map(String::as_str));
    let names = data.known(sides.chain(choice::parts(&id.0)))?;
    let days: Vec<Date> = comparisons.iter().filter_map(|comparison| comparison.day).collect();
    let shown = |value: &Value<'_>| value.day().is_none_or(|day| days.contains(&day));
    Ok(Compared {
        series: id.0.to_string(),
        twins: beside_with_values(id, &values),
        checks: checks.iter().filter(|check| check.values.iter().any(shown)).map(check).collect(),
        shares: shares(&pairs, &values, shown),
        agreements: comparisons.iter().filter_map(agreement).collect(),
        values: rows,
        names,
    })
}

/// Every series of the record about the scope of this one.
pub fn twins(id: &str, known: &[String]) -> Vec<Twin> {
    let twin = |other: &String| Some(Twin { relation: choice::relation(id, other)?, series: other.clone() });
    known.iter().filter_map(twin).collect()
}

fn beside_with_values(id: &SeriesId, values: &[Value<'_>]) -> Vec<Twin> {
    let mut others: Vec<String> =
        values.iter().filter(|value| value.series != *id).map(|value| value.series.0.to_string()).collect();
    others.sort();
    others.dedup();
    twins(&id.0, &others)
}

fn is_odd(comparison: &Comparison<'_>, checks: &[Check<'_>]) -> bool {
    let shown = |value: &Value<'_>| {
        let rows = comparison.rows.iter().flat_map(|row| row.earlier.iter().chain([row]));
        rows.flat_map(|row| &row.values).any(|own| figures::id(own) == figures::id(value))
    };
    checks.iter().any(|check| check.values.iter().any(shown))
}

fn agreement(comparison: &Comparison<'_>) -> Option<Remark> {
    let figures = comparison.rows.iter().map(|row| figures::id(&row.values[0])).collect();
    Some(Remark { text: english::beside(comparison)?, day: comparison.day.map(|day| day.to_string()), figures })
}

fn shares(pairs: &[Pair<'_>], values: &[Value<'_>], shown: impl Fn(&Value<'_>) -> bool) -> Vec<Remark> {
    let day = |value: &Value<'_>| value.day().map(|day| day.to_string());
    let computed = pairs.iter().filter(|pair| shown(&pair.part)).map(|pair| Remark {
        text: english::share(pair),
        day: day(&pair.part),
        figures: vec![figures::id(&pair.part), figures::id(&pair.whole)],
    });
    let told = values.iter().filter(|value| value.figure().measure == claims::Measure::Share && shown(value));
    let told = told.map(|value| Remark {
        text: english::told_share(value),
        day: day(value),
        figures: vec![figures::id(value)],
    });
    computed.chain(told).collect()
}

fn check(check: &Check<'_>) -> CheckForm {
    CheckForm {
        kind: check.kind.name(),
        text: english::check(check),
        figures: check.values.iter().map(figures::id).collect(),
    }
}
