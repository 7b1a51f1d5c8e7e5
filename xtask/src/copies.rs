//! `cargo xtask copies`: which reports of a collection are taken for one text, and how wide the net is cast.
//!
//! Prints groups of two and more with what each member is to the first, evenly spread, and counts at the end: look-ups
//! that found nothing and how many reports share a key are what `add` pays for.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use events::Filed;
use events::copies::{Doc, Relation, Standing, keys, look_up, relation, settle};

use crate::bulk::{load, spread};

#[derive(Args)]
pub(crate) struct Options {
    /// Files of JSON lines (.jsonl, .jsonl.gz), CSV files, folders of .txt
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Take only so many reports, the first ones
    #[arg(long)]
    limit: Option<usize>,
    /// Print at most so many groups
    #[arg(long, default_value_t = 20)]
    most: usize,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let mut reports: Vec<Filed> = Vec::new();
    for path in &options.paths {
        reports.extend(load(path)?.iter().map(|item| item.filed()));
    }
    reports.truncate(options.limit.unwrap_or(usize::MAX));
    let start = Instant::now();
    let standings = settle(&reports);
    let time = start.elapsed();
    let groups = groups(&reports, &standings);
    let copies: usize = groups.iter().map(|group| group.len() - 1).sum();
    let superseded = standings.iter().filter(|standing| standing.superseded_by.is_some()).count();
    let count = groups.len();
    for group in spread(groups, options.most) {
        print(&reports, &group);
    }
    println!(
        "{} reports, {count} groups, {copies} reports that are not the first, {superseded} superseded",
        reports.len()
    );
    println!("{:.1} s; {}", time.as_secs_f64(), width(&reports));
    Ok(())
}

/// Members of each origin with more than one, in the order of the reports.
fn groups(reports: &[Filed], standings: &[Standing]) -> Vec<Vec<usize>> {
    let mut by_origin: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, standing) in standings.iter().enumerate() {
        by_origin.entry(&standing.origin.0).or_default().push(at);
    }
    let different = |group: &Vec<usize>| group.iter().any(|&at| reports[at].id != reports[group[0]].id);
    let mut groups: Vec<Vec<usize>> = by_origin.into_values().filter(different).collect();
    groups.sort();
    groups
}

fn print(reports: &[Filed], group: &[usize]) {
    let first = Doc::new(&reports[group[0]]);
    for &at in group {
        let report = &reports[at];
        let what = match relation(&first, &Doc::new(report)) {
            Relation::None => "-",
            Relation::Copy => "copy",
            Relation::Update { newer } if newer == report.id => "newer",
            Relation::Update { .. } => "older",
            Relation::Part { .. } => "part",
        };
        let day = report.published.map(|day| day.to_string()).unwrap_or_default();
        let outlet = report.outlet.as_deref().unwrap_or("-");
        println!("{what:5} {day} [{outlet}] {}", report.text.replace('\n', " / "));
    }
    println!();
}

/// How many reports share a key with how many others.
fn width(reports: &[Filed]) -> String {
    let mut holders: BTreeMap<u32, u32> = BTreeMap::new();
    reports.iter().flat_map(keys).for_each(|key| *holders.entry(key).or_default() += 1);
    let near = |report: &Filed| look_up(report).iter().filter_map(|key| holders.get(key)).sum::<u32>();
    let mut found: Vec<u32> = reports.iter().map(|report| near(report) - keys(report).len() as u32).collect();
    found.sort_unstable();
    let at = |share: usize| found.get(found.len() * share / 100).copied().unwrap_or(0);
    let all: u64 = found.iter().map(|count| u64::from(*count)).sum();
    let largest = holders.values().max().copied().unwrap_or(0);
    format!(
        "found by keys, a report: {:.2} on average, {} at 90 %, {} at 99 %, at most {}; most reports of one key {largest}",
        all as f64 / found.len().max(1) as f64,
        at(90),
        at(99),
        found.last().copied().unwrap_or(0)
    )
}
