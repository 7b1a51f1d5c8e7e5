//! `dateline brief`: the situation report of a period, as Markdown, HTML or JSON.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;

use claims::Role;
use clap::ValueEnum;
use events::Entry;
use jiff::ToSpan as _;
use jiff::civil::Date;
use query::place;
use query::value::date;
use record::brief::{Ask, Wording};
use record::{Filter, PlaceFilter};
use report::ReportId;
use store::{Happened, Store, Subject};

use super::Desk;
use crate::error::{Failure, exit, note};

pub(crate) const EXAMPLES: &str = "Examples:
  dateline brief                                        the last day that the record has reports of
  dateline brief --since 2025-12-05 --until 2025-12-07
  dateline brief --place Ukraine --format html -o brief.html
  dateline brief --new-since 1204                       with what changed since this line of the log";

/// Reports of this many days after the period still count, where they date what they tell into it.
const LATER_DAYS: i64 = 2;

/// Lines of the log that are held at once.
const PAGE_LINES: usize = 1000;

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
    let (from, to) = period(&store, options)?;
    let place = options.place.as_deref().map(|words| place::resolve(&desk.data, words)).transpose()?;
    place.iter().flat_map(|place| &place.notes).for_each(|line| note(line));
    let place = place.map(|place| place.value);
    let entries = entries(&store, from, to, place.as_ref())?;
    let ask =
        Ask { from: Some(from), to: Some(to), place: options.place.clone(), new: new(&store, options.new_since)? };
    if entries.is_empty() {
        return Err(Failure::NotFound(format!("no report of {} tells any claim{}", days(from, to), there(options))));
    }
    let lexicon = super::lexicon()?;
    let brief = record::brief::brief(&entries, &ask, &Wording::new(&lexicon));
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

fn period(store: &dyn Store, options: &BriefOptions) -> Result<(Date, Date), Failure> {
    let last = store.last_day()?;
    let nothing = || Failure::NotFound("the record has no report with a day; give --since and --until".to_string());
    let to = options.until.or(last).ok_or_else(nothing)?;
    let from = options.since.unwrap_or(to);
    if from > to {
        return Err(Failure::Usage(format!("--since {from} is later than --until {to}")));
    }
    Ok((from, to))
}

/// What reports of the period tell, and what later ones date into it.
fn entries(store: &dyn Store, from: Date, to: Date, place: Option<&PlaceFilter>) -> Result<Vec<Entry>, Failure> {
    let place = place.cloned();
    let published = Filter { published_from: Some(from), published_to: Some(to), place, ..Filter::default() };
    let mut found = store.entries(&published)?;
    let last = to.checked_add(LATER_DAYS.days()).unwrap_or(to);
    let later = Filter {
        published_from: to.checked_add(1.day()).ok(),
        published_to: Some(last),
        from: Some(from),
        to: Some(to),
        ..published
    };
    let dated = |entry: &Entry| {
        let times = entry.claim().args.iter().filter(|arg| arg.role == Role::Time).filter_map(|arg| arg.days);
        times.into_iter().any(|(first, last)| first.is_some_and(|day| day >= from) && last.is_some_and(|day| day <= to))
    };
    found.extend(store.entries(&later)?.into_iter().filter(dated));
    Ok(found)
}

/// Reports that came in behind this line of the log.
fn new(store: &dyn Store, since: Option<u64>) -> Result<Option<BTreeSet<ReportId>>, Failure> {
    let Some(mut cursor) = since else { return Ok(None) };
    let mut found = BTreeSet::new();
    loop {
        let lines = store.log(cursor, PAGE_LINES)?;
        let Some(last) = lines.last() else { return Ok(Some(found)) };
        cursor = last.cursor;
        found.extend(lines.into_iter().filter(|line| line.what == Happened::ReportAdded).filter_map(|line| {
            match line.subject {
                Subject::Report(id) => Some(id),
                Subject::Record | Subject::Event(_) => None,
            }
        }));
    }
}

fn days(from: Date, to: Date) -> String {
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}

fn there(options: &BriefOptions) -> String {
    options.place.as_ref().map_or(String::new(), |place| format!(" of {place}"))
}
