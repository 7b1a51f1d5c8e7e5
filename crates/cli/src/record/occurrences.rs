//! `dateline occurrences`: the dated list of what happens again and again at one spot, and the ordinals told of it.

use std::io::Write as _;

use anstyle::Style;
use claims::ClaimType;
use export::figures::{self, OccurrenceRow, english};
use record::Filter;
use record::series::{self, SeriesId};
use store::Store;

use super::filter::FilterOptions;
use super::output::{Form, OutputOptions, Printer, Row};
use super::rows::SPEAKER;
use super::{Desk, figures as choice};
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
    let id = choice::one(&store, &filter, &options.series.join(" "), |id| id.0.starts_with(ORDINAL))?;
    let entries = choice::by_report(store.entries(&around(&id, filter))?);
    let found = series::occurrences(&entries, &id);
    if found.is_empty() {
        anstream::eprintln!("{}: no occurrences", id.0);
        return Ok(exit::NOTHING);
    }
    let form = options.output.form();
    if form == Form::Table {
        writeln!(anstream::stdout(), "{}", id.0)?;
    }
    Printer::new(form).rows(&figures::occurrences(&id.0, &found))?;
    if form == Form::Table {
        for line in found.iter().flat_map(english::ordinals) {
            writeln!(anstream::stdout(), "{line}")?;
        }
    }
    Ok(exit::DONE)
}

pub(super) const ORDINAL: &str = "ordinal/";

/// Claims that may be occurrences: of a facility, which goes by several names, all of its type.
pub(super) fn around(id: &SeriesId, filter: Filter) -> Filter {
    let rest = id.0.strip_prefix(ORDINAL).unwrap_or(&id.0);
    let (act, spot) = rest.split_once('/').unwrap_or((rest, ""));
    let kind = act.split('-').next().unwrap_or_default().to_uppercase();
    let is_facility = !spot.contains(':') && spot.starts_with(char::is_lowercase);
    let series = Some(id.0.to_string()).filter(|_| !is_facility);
    Filter { kinds: ClaimType::parse(&kind).into_iter().collect(), series, ..filter }
}
