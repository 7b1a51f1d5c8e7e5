//! `dateline occurrences`: the dated list of what happens again and again at one spot, and the ordinals told of it.

use std::io::Write as _;

use anstyle::Style;
use export::figures::{OccurrenceRow, english};

use super::Desk;
use super::filter::FilterOptions;
use super::output::{Form, OutputOptions, Printer, Row};
use super::rows::SPEAKER;
use crate::error::{Failure, exit};
use crate::grid::Column;

pub(crate) const EXAMPLES: &str = "Examples:
  dateline occurrences offsite power
  dateline occurrences ordinal/outage-offsite-power/UKR --json

Each event stands once. An ordinal (\"the 11th time\") is held against the list: what it counts beyond the list is
not in this record. Exit code 1 if there is nothing to show.";

#[derive(clap::Args)]
pub(crate) struct OccurrencesOptions {
    /// Which series: its id, the beginning of it, or words that it holds
    #[arg(id = "asked", value_name = "SERIES", required = true)]
    series: Vec<String>,
    #[command(flatten)]
    filter: FilterOptions,
    #[command(flatten)]
    output: OutputOptions,
}

impl Row for OccurrenceRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("", 2, 4).right(),
        Column::new("when", 10, 17),
        Column::new("ordinal", 7, 10).right().style(Style::new().bold()),
        Column::new("speakers", 14, 44).style(SPEAKER),
        Column::new("outlets", 7, 7).right(),
        Column::new("origins", 7, 7).right(),
        Column::new("words", 24, 80),
        Column::new("event", 12, 16).style(Style::new().dimmed()),
    ];

    fn cells(&self) -> Vec<String> {
        let ordinals = self.ordinals.iter().map(|ordinal| english::interval(Some(ordinal.0), Some(ordinal.0), false));
        vec![
            self.number.to_string(),
            super::rows::days(self.from, self.to),
            ordinals.collect::<Vec<_>>().join(", "),
            self.speakers.join("; "),
            self.outlets.to_string(),
            self.origins.to_string(),
            self.words.clone(),
            self.event.clone(),
        ]
    }
}

pub(crate) fn run(desk: &Desk, options: &OccurrencesOptions) -> Result<u8, Failure> {
    let store = desk.open()?;
    let filter = options.filter.filter(&desk.data, &store)?;
    let found = query::occurrences::occurrences(&desk.data, &store, &filter, &options.series.join(" "))?;
    if found.rows.is_empty() {
        anstream::eprintln!("{}: no occurrences", found.series);
        return Ok(exit::NOTHING);
    }
    let form = options.output.form();
    if form == Form::Table {
        writeln!(anstream::stdout(), "{}", super::rows::series(&found.series, &found.names))?;
    }
    Printer::new(form).rows(&found.rows)?;
    if form == Form::Table {
        for line in &found.checks {
            writeln!(anstream::stdout(), "{line}")?;
        }
    }
    Ok(exit::DONE)
}
