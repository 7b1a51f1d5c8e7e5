//! `dateline events`: the record's events as one JSON object, `events/1`.

use std::io::{BufWriter, Write as _};
use std::ops::ControlFlow;

use clap::ValueEnum;
use store::Store;

use super::Desk;
use super::filter::FilterOptions;
use crate::error::{Failure, exit};

pub(crate) const EXAMPLES: &str = "Examples:
  dateline events --format json > events.json
  dateline events --from 2025-12-05 --place UKR";

#[derive(clap::Args)]
pub(crate) struct EventsOptions {
    /// Form of the output
    #[arg(long, value_name = "FORM", default_value = "json")]
    format: EventsForm,
    #[command(flatten)]
    filter: FilterOptions,
}

#[derive(Clone, Copy, ValueEnum)]
enum EventsForm {
    /// One object, an event on each line
    Json,
    /// One object for each event, each on a line
    Jsonl,
}

pub(crate) fn run(desk: &Desk, options: &EventsOptions) -> Result<u8, Failure> {
    let store = desk.open()?;
    let filter = options.filter.filter(&desk.data, &store)?;
    let lexicon = super::lexicon()?;
    let (head, between, tail) = match options.format {
        EventsForm::Json => ("{\"schema\":\"events/1\",\"events\":[\n", ",\n", "\n]}\n"),
        EventsForm::Jsonl => ("", "\n", "\n"),
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    out.write_all(head.as_bytes())?;
    let (mut count, mut failed) = (0_usize, None);
    store.each_event(&filter, &mut |id, entries| {
        let event = serde_json::to_string(&export::events::event(&lexicon, &id, &entries)).unwrap_or_default();
        let gap = if count == 0 { "" } else { between };
        count += 1;
        match write!(out, "{gap}{event}") {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    if count > 0 || matches!(options.format, EventsForm::Json) {
        out.write_all(tail.as_bytes())?;
    }
    out.flush()?;
    Ok(if count == 0 { exit::NOTHING } else { exit::DONE })
}
