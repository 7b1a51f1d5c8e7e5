//! `dateline brief`: the situation report of a period, as Markdown, HTML or JSON.

use std::io::Write as _;
use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;
use query::brief::BriefAsk;
use query::value::date;

use super::Desk;
use crate::error::{Failure, exit, note};

pub(crate) const EXAMPLES: &str = "Examples:
  dateline brief                                        the last day that the record has reports of
  dateline brief --since 2025-12-05 --until 2025-12-07
  dateline brief --place Ukraine --format html -o brief.html
  dateline brief --new-since 1204                       with what changed since this line of the log";

#[derive(clap::Args)]
pub(crate) struct BriefOptions {
    /// First day [default: the last day with reports]
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<Date>,
    /// Last day [default: the last day with reports]
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<Date>,
    /// Where: a name, a country's ISO code, or an id such as geonames:703448
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// Form of the output
    #[arg(long, value_name = "FORM", default_value = "markdown")]
    format: BriefForm,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The line of the log up to which the last brief went; see `dateline changes`
    #[arg(long, value_name = "CURSOR")]
    new_since: Option<u64>,
}

#[derive(Clone, Copy, ValueEnum)]
enum BriefForm {
    Markdown,
    /// One file to read or print, with a map and charts
    Html,
    Json,
}

pub(crate) fn run(desk: &Desk, options: &BriefOptions) -> Result<u8, Failure> {
    let store = desk.open()?;
    let ask = BriefAsk {
        since: options.since,
        until: options.until,
        place: options.place.clone(),
        new_since: options.new_since,
    };
    let found = query::brief::brief(&desk.data, &store, &ask)?;
    found.notes.iter().for_each(|line| note(line));
    let (brief, entries) = found.value;
    let text = match options.format {
        BriefForm::Markdown => export::brief::markdown(&brief),
        BriefForm::Html => export::brief::html(&brief),
        BriefForm::Json => export::brief::json(&brief, &entries),
    };
    match &options.output {
        Some(path) => std::fs::write(path, text)?,
        None => anstream::stdout().lock().write_all(text.as_bytes())?,
    }
    Ok(exit::DONE)
}
