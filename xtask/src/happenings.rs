//! `cargo xtask happenings`: reads reports from JSON lines and prints which of their claims were joined, for reading.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use events::{Entry, EventId, Filed, summary};
use jiff::civil::Date;
use reader::gather;
use serde::Deserialize;

use crate::data::reader;
use crate::gold::around;

#[derive(Args)]
pub(crate) struct Options {
    /// One report a line: `text`, and `date` or `published`
    file: PathBuf,
    /// Only events that so many reports or more tell
    #[arg(long, default_value_t = 2)]
    reports: usize,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(alias = "published")]
    date: Option<String>,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let lines = std::fs::read_to_string(&options.file).with_context(|| format!("{}", options.file.display()))?;
    let mut reports = Vec::new();
    for line in lines.lines() {
        let line: Line = serde_json::from_str(line)?;
        let day = line.date.map(|day| day.parse::<Date>()).transpose()?;
        reports.push(Filed::new(line.text, day));
    }
    let entries = gather::entries(&reader()?, reports);
    let mut events: BTreeMap<&EventId, Vec<&Entry>> = BTreeMap::new();
    for entry in &entries {
        events.entry(&entry.event).or_default().push(entry);
    }
    println!("{} claims, {} events", entries.len(), events.len());
    let mut shown: Vec<Vec<&Entry>> = events.into_values().collect();
    shown.sort_by_key(|entries| (std::cmp::Reverse(entries.len()), entries[0].key()));
    for entries in &shown {
        let Some(summary) = summary(entries).filter(|summary| summary.reports >= options.reports) else { continue };
        let day = |day: Option<Date>| day.map_or_else(|| "?".to_string(), |day| day.to_string());
        let (from, to) = (day(summary.from), day(summary.to));
        println!("\n{} {from}..{to} {}: {}", summary.kind.name(), summary.id.0, summary.title);
        for entry in entries {
            let words = around(&entry.report.text, entry.claim().trigger, 60, 60);
            println!("  {} {:9} {words}", day(entry.report.published), entry.claim().kind.name());
        }
    }
    Ok(())
}
