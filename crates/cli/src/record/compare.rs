//! `dateline compare`: the values of one series side by side, whoever gave them, and what they are to each other.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use export::figures::{self, ValueRow, english};
use jiff::civil::Date;
use record::series::{self, Check, Comparison, Pair, SeriesId, Value};

use super::filter::FilterOptions;
use super::output::{Form, OutputOptions, Printer, Row};
use super::rows::{SPEAKER, claim};
use super::{Desk, figures as choice};
use crate::cells::OWN_VOICE;
use crate::error::{Failure, exit};
use crate::grid::Column;

pub(crate) const EXAMPLES: &str = "Examples:
  dateline compare launched/drone/UKR
  dateline compare drones launched --from 2025-12-06 --conflicts
  dateline compare killed/person/UKR --by side --csv > killed.csv

A series is a measure over a scope; `dateline ls series` lists them. Values are compared within an event, or within
one day and town. Exit code 1 if there is nothing to show, with --conflicts if nothing is disputed and no check
speaks up.";

#[derive(clap::Args)]
pub(crate) struct CompareOptions {
    /// Which series: its id, the beginning of it, or words that it holds
    #[arg(id = "asked", value_name = "SERIES", required = true)]
    series: Vec<String>,
    /// Only series of this unit: what is counted (drone, person) or the unit (%, hour)
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// What stands together
    #[arg(long, value_name = "HOW", default_value = "day")]
    by: By,
    /// Only happenings whose values disagree, or with a check that speaks up
    #[arg(long)]
    conflicts: bool,
    #[command(flatten)]
    filter: FilterOptions,
    #[command(flatten)]
    output: OutputOptions,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Values about one happening, by day
    Day,
    /// Values of one speaker
    Speaker,
    /// Values of one side: the state or group that the speaker stands for, else the outlet's
    Side,
}

impl Row for ValueRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("day", 10, 10),
        Column::new("value", 6, 14).right().style(Style::new().bold()),
        Column::new("qualifier", 9, 14),
        Column::new("speaker", 12, 34).style(SPEAKER),
        Column::new("side", 4, 10),
        Column::new("outlets", 7, 7).right(),
        Column::new("origins", 7, 7).right(),
        Column::new("as of", 10, 10),
        Column::new("counts", 8, 24),
        Column::new("words", 12, 40),
        Column::new("span", 14, 26).style(Style::new().dimmed()),
        Column::new("", 1, 10).style(AnsiColor::Yellow.on_default()),
    ];

    fn cells(&self) -> Vec<String> {
        let value = self.value.or(self.value_low).or(self.value_high);
        let value = value.map_or("?".to_string(), |value| english::interval(Some(value.0), Some(value.0), false));
        let side = self.speaker_side.clone().or_else(|| self.outlet_sides.first().cloned());
        let place = [self.whom.as_deref(), self.scope.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let counts = if self.period == RUNNING { format!("{place} total").trim().to_string() } else { place };
        let mark = if self.evidence == "superseded" { "earlier".to_string() } else { self.conflict_group.join(" ") };
        vec![
            self.period_end
                .filter(|_| self.period != RUNNING)
                .or(self.as_of)
                .map_or(String::new(), |day| day.to_string()),
            value,
            self.qualifier.clone(),
            super::rows::speaker(self.speaker.as_deref(), self.speaker_id.as_deref()),
            side.unwrap_or_else(|| OWN_VOICE.to_string()),
            self.outlets.to_string(),
            self.origins.to_string(),
            self.as_of.map_or(String::new(), |day| day.to_string()),
            counts,
            self.words.clone(),
            format!(
                "{} {}–{}",
                claim(self.figure_id.split('.').next().unwrap_or_default()),
                self.char_start,
                self.char_end
            ),
            mark,
        ]
    }
}

const RUNNING: &str = series::PeriodKind::Running.name();

pub(crate) fn run(desk: &Desk, options: &CompareOptions) -> Result<u8, Failure> {
    let store = desk.open()?;
    let filter = options.filter.filter(&desk.data, &store)?;
    let unit = options.unit.as_deref().map(str::to_lowercase);
    let is_of_unit = |id: &SeriesId| unit.as_deref().is_none_or(|unit| id.0.split('/').any(|part| part == unit));
    let id = choice::one(&store, &filter, &options.series.join(" "), is_of_unit)?;
    let twins = series::beside(&id);
    let asked: Vec<SeriesId> = std::iter::once(id.clone()).chain(twins.iter().cloned()).collect();
    let entries = choice::entries(&store, &filter, &asked)?;
    let values = series::values(&super::lexicon()?, &entries);
    let values: Vec<Value<'_>> = values.into_iter().filter(|value| asked.contains(&value.series)).collect();
    let pairs: Vec<Pair<'_>> = series::pairs(&values)
        .into_iter()
        .filter(|pair| [&pair.part.series, &pair.whole.series].contains(&&id))
        .collect();
    let checks = series::checks(&values);
    let mut comparisons = series::compare(&values, &id);
    let in_time = |day: Date| filter.from.is_none_or(|from| from <= day) && filter.to.is_none_or(|to| day <= to);
    // A count that runs through the days asked for is told on another day.
    comparisons.retain(|comparison| comparison.day.is_none_or(in_time));
    if options.conflicts {
        comparisons.retain(|comparison| comparison.is_disputed() || is_odd(comparison, &checks));
    }
    let mut rows = figures::values(&comparisons, &pairs, &checks);
    match options.by {
        By::Day => {}
        By::Speaker => rows.sort_by(|a, b| (&a.speaker_id, &a.speaker).cmp(&(&b.speaker_id, &b.speaker))),
        By::Side => rows.sort_by(|a, b| side(a).cmp(&side(b))),
    }
    if rows.is_empty() {
        anstream::eprintln!("{}: {}", id.0, if options.conflicts { "no conflict found" } else { "no values" });
        return Ok(exit::NOTHING);
    }
    let form = options.output.form();
    if form == Form::Table {
        writeln!(anstream::stdout(), "{}", id.0)?;
    }
    Printer::new(form).rows(&rows)?;
    if form == Form::Table {
        let said = lines(&comparisons, &pairs, &values, &checks);
        said.iter().try_for_each(|line| writeln!(anstream::stdout(), "{line}"))?;
    }
    Ok(exit::DONE)
}

fn side(row: &ValueRow) -> Option<&String> {
    row.speaker_side.as_ref().or(row.outlet_sides.first())
}

fn is_odd(comparison: &Comparison<'_>, checks: &[Check<'_>]) -> bool {
    let shown = |value: &Value<'_>| {
        let rows = comparison.rows.iter().flat_map(|row| row.earlier.iter().chain([row]));
        rows.flat_map(|row| &row.values).any(|own| figures::id(own) == figures::id(value))
    };
    checks.iter().any(|check| check.values.iter().any(shown))
}

/// What the table's values are to each other: agreement, shares computed and told, checks.
fn lines(
    comparisons: &[Comparison<'_>],
    pairs: &[Pair<'_>],
    values: &[Value<'_>],
    checks: &[Check<'_>],
) -> Vec<String> {
    let days: Vec<_> = comparisons.iter().filter_map(|comparison| comparison.day).collect();
    let shown = |value: &Value<'_>| value.day().is_none_or(|day| days.contains(&day));
    let mut lines: Vec<String> = comparisons.iter().filter_map(english::beside).collect();
    lines.extend(pairs.iter().filter(|pair| shown(&pair.part)).map(english::share));
    let told = values.iter().filter(|value| value.figure().measure == claims::Measure::Share && shown(value));
    lines.extend(told.map(english::told_share));
    lines.extend(checks.iter().filter(|check| check.values.iter().any(shown)).map(english::check));
    lines.dedup();
    lines
}
