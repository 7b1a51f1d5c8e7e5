//! `cargo xtask series`: reads a collection into a record in memory and prints its series, comparisons and checks.
//!
//! For reading through what comes out: which series there are, what is told to disagree, which checks speak up.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use events::{Entry, Filed};
use jiff::civil::Date;
use record::series::{self, Check, Comparison, SeriesId, Value};

use crate::bulk;
use crate::data::reader;

#[derive(Args)]
pub(crate) struct Options {
    /// Files of JSON lines (.jsonl, .jsonl.gz), CSV files, folders of .txt
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Only reports published on this day or later
    #[arg(long)]
    since: Option<Date>,
    /// Only reports published on this day or earlier
    #[arg(long)]
    until: Option<Date>,
    /// Only reports that hold this text
    #[arg(long)]
    with: Option<String>,
    /// Print the comparisons of the series that these words find
    #[arg(long, value_name = "WORDS")]
    compare: Option<String>,
    /// Print only comparisons that are disputed
    #[arg(long)]
    disputed: bool,
    /// Print the occurrences of the series that these words find
    #[arg(long, value_name = "WORDS")]
    occurrences: Option<String>,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let reports = reports(options)?;
    println!("{} reports", reports.len());
    let reader = reader()?;
    let entries = reader::gather::entries(&reader, reports);
    let values = series::values(&reader.lexicon, &entries);
    let mut counts: BTreeMap<SeriesId, usize> = BTreeMap::new();
    for value in &values {
        *counts.entry(value.series.clone()).or_default() += 1;
    }
    let figures: usize = entries.iter().map(|entry| entry.claim().figures.len()).sum();
    println!("{} claims, {figures} figures, {} in {} series", entries.len(), values.len(), counts.len());
    match (&options.compare, &options.occurrences) {
        (None, None) => print_series(&counts),
        (Some(words), _) => {
            let known: Vec<SeriesId> = counts.into_keys().collect();
            for id in series::find(&known, words) {
                let comparisons = series::compare(&values, id);
                let wanted = |comparison: &&Comparison<'_>| !options.disputed || comparison.is_disputed();
                println!("== {}", id.0);
                comparisons.iter().filter(wanted).for_each(print_comparison);
            }
        }
        (None, Some(words)) => print_occurrences(&entries, words),
    }
    println!("== checks");
    series::checks(&values).iter().for_each(print_check);
    Ok(())
}

fn reports(options: &Options) -> anyhow::Result<Vec<Filed>> {
    let mut reports = Vec::new();
    for path in &options.paths {
        for item in bulk::load(path)? {
            let published: Option<Date> = item.date.as_deref().and_then(|day| day.parse().ok());
            let late = options.since.is_some_and(|since| published < Some(since));
            let early = options.until.is_some_and(|until| published > Some(until));
            if !late && !early && options.with.as_ref().is_none_or(|words| item.text.contains(words.as_str())) {
                reports.push(Filed::new(item.text, published));
            }
        }
    }
    Ok(reports)
}

fn print_series(counts: &BTreeMap<SeriesId, usize>) {
    let mut counts: Vec<(&SeriesId, &usize)> = counts.iter().collect();
    counts.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    counts.iter().for_each(|(id, count)| println!("{count:6} {}", id.0));
}

fn print_comparison(comparison: &Comparison<'_>) {
    let day = comparison.day.map_or(String::new(), |day| day.to_string());
    let mark = if comparison.is_disputed() { "disputed" } else { "" };
    let spot = format!("{:?} {:?}", comparison.reach, comparison.whom);
    println!(
        "{day} {} {spot} {} events {mark} {:?}",
        comparison.period.kind.name(),
        comparison.events.len(),
        comparison.camps
    );
    for row in &comparison.rows {
        println!("   {}{}", value(&row.values[0]), if row.superseded { " superseded" } else { "" });
        row.earlier.iter().for_each(|row| println!("      before: {}", value(&row.values[0])));
    }
}

fn value(value: &Value<'_>) -> String {
    let name = value.speaker.name.as_deref().unwrap_or("-");
    let text = &value.entry.report.text;
    let lent = if value.lent { " (scope of its event)" } else { "" };
    let words = value.entry.words(value.entry.claim().evidence).replace('\n', " ");
    let from = value.period.from.map_or("…".to_string(), |day| day.to_string());
    let report = text.chars().take(60).collect::<String>().replace('\n', " ");
    format!("{:?} {name} {:?} since {from}{lent} [{words}] <{report}>", value.words(), value.speaker.ids)
}

fn print_occurrences(entries: &[Entry], words: &str) {
    let occurring = series::occurring(entries);
    let told: Vec<SeriesId> = occurring.iter().filter(|(_, (_, told))| *told).map(|(id, _)| id.clone()).collect();
    for id in series::find(&told, words) {
        println!("== {} {:?}", id.0, occurring[id]);
        for occurrence in series::occurrences(entries, id) {
            let words: Vec<&str> = occurrence.told.iter().map(|entry| entry.words(entry.claim().evidence)).collect();
            println!("{:?}..{:?} {} {words:?}", occurrence.from, occurrence.to, occurrence.event.0);
            for ordinal in &occurrence.ordinals {
                println!(
                    "   ordinal {:?}: {} on record, {} not",
                    ordinal.bounds().low,
                    ordinal.listed,
                    ordinal.missing()
                );
            }
        }
    }
}

fn print_check(check: &Check<'_>) {
    println!("{} {:?}", check.kind.name(), check.share);
    check.values.iter().for_each(|item| println!("   {} {}", item.series.0, value(item)));
}
