//! `bench/runs.ndjson`: figures of quality and speed, one line each, only appended to.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One figure of one run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Run {
    pub(crate) date: String,
    /// With a `+` where files differed from the commit.
    pub(crate) commit: String,
    pub(crate) machine: String,
    pub(crate) name: String,
    pub(crate) value: f64,
    pub(crate) unit: String,
}

/// A figure that was just measured.
pub(crate) struct Measured {
    pub(crate) name: String,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
}

pub(crate) fn measured(name: impl Into<String>, value: f64, unit: &'static str) -> Measured {
    Measured { name: name.into(), value, unit }
}

/// The last value under each name; none where nothing was recorded.
pub(crate) fn last() -> anyhow::Result<BTreeMap<String, Run>> {
    let Ok(text) = std::fs::read_to_string(file()) else { return Ok(BTreeMap::new()) };
    let mut found = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        let run: Run = serde_json::from_str(line).with_context(|| format!("bench/runs.ndjson, line {}", number + 1))?;
        found.insert(run.name.clone(), run);
    }
    Ok(found)
}

/// Appends under today's date, this commit and this machine.
pub(crate) fn record(figures: &[Measured]) -> anyhow::Result<()> {
    let (date, commit, machine) = (today(), commit(), machine());
    let mut out = OpenOptions::new().create(true).append(true).open(file()).context("bench/runs.ndjson")?;
    for figure in figures {
        let run = Run {
            date: date.clone(),
            commit: commit.clone(),
            machine: machine.clone(),
            name: figure.name.clone(),
            value: (figure.value * 10_000.0).round() / 10_000.0,
            unit: figure.unit.to_string(),
        };
        writeln!(out, "{}", serde_json::to_string(&run)?)?;
    }
    println!("{} figures recorded in bench/runs.ndjson", figures.len());
    Ok(())
}

/// One line a figure, beside the last one recorded under its name.
pub(crate) fn print(figures: &[Measured]) -> anyhow::Result<()> {
    let last = last()?;
    let width = figures.iter().map(|figure| figure.name.len()).max().unwrap_or_default();
    for figure in figures {
        let before = last.get(&figure.name).map(|run| format!("(was {} at {})", short(run.value), run.commit));
        let (value, before) = (short(figure.value), before.unwrap_or_default());
        println!("{:width$}  {value:>12} {:10} {before}", figure.name, figure.unit);
    }
    Ok(())
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Three digits behind the point where they tell something.
fn short(value: f64) -> String {
    if value.abs() >= 100.0 { format!("{value:.0}") } else { format!("{value:.3}") }
}

fn file() -> PathBuf {
    root().join("bench/runs.ndjson")
}

fn today() -> String {
    Timestamp::now().to_string().chars().take(10).collect()
}

fn commit() -> String {
    let git = |args: &[&str]| Command::new("git").args(args).current_dir(root()).output().ok();
    let text = |output: std::process::Output| String::from_utf8_lossy(&output.stdout).trim().to_string();
    let commit = git(&["rev-parse", "--short", "HEAD"]).map(text).filter(|commit| !commit.is_empty());
    let changed =
        git(&["status", "--porcelain", "--untracked-files=no"]).map(text).is_some_and(|list| !list.is_empty());
    format!("{}{}", commit.unwrap_or_else(|| "unknown".to_string()), if changed { "+" } else { "" })
}

/// Processor and number of cores.
fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let name = name.map_or("unknown processor", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{name}, {cores} cores")
}
