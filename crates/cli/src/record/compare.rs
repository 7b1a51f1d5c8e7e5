//! `dateline compare`: the values of one series side by side, whoever gave them, and what they are to each other.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use export::figures::{ValueRow, english};
use query::compare::CompareAsk;
use record::series;

use super::Desk;
use super::filter::FilterOptions;
use super::output::{Form, OutputOptions, Printer, Row};
use super::rows::{SPEAKER, claim};
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
    let ask = CompareAsk { words: options.series.join(" "), unit: options.unit.clone(), conflicts: options.conflicts };
    let mut found = query::compare::compare(&desk.data, &store, &filter, &ask)?;
    let rows = &mut found.values;
    match options.by {
        By::Day => {}
        By::Speaker => rows.sort_by(|a, b| (&a.speaker_id, &a.speaker).cmp(&(&b.speaker_id, &b.speaker))),
        By::Side => rows.sort_by(|a, b| side(a).cmp(&side(b))),
    }
    if rows.is_empty() {
        anstream::eprintln!("{}: {}", found.series, if options.conflicts { "no conflict found" } else { "no values" });
        return Ok(exit::NOTHING);
    }
    let form = options.output.form();
    if form == Form::Table {
        writeln!(anstream::stdout(), "{}", super::rows::series(&found.series, &found.names))?;
    }
    Printer::new(form).rows(&found.values)?;
    if form == Form::Table {
        found.lines().iter().try_for_each(|line| writeln!(anstream::stdout(), "{line}"))?;
    }
    Ok(exit::DONE)
}

fn side(row: &ValueRow) -> Option<&String> {
    row.speaker_side.as_ref().or(row.outlet_sides.first())
}
