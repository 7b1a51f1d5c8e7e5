//! `cargo xtask bench`: the release binary as its users meet it: speed, start, memory, size.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use clap::Args;

use crate::runs::{self, measured};

#[derive(Args)]
pub(crate) struct Options {
    /// The program
    #[arg(long, default_value = "target/release/dateline")]
    binary: PathBuf,
    /// The report for start and memory
    #[arg(long, default_value = "samples/night.txt")]
    report: PathBuf,
    /// Append the figures to bench/runs.ndjson
    #[arg(long)]
    record: bool,
}

const REPORTS: usize = 1000;
const WORDS: usize = 500;
/// Starts of the program; the median counts.
const STARTS: usize = 21;

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let binary = runs::root().join(&options.binary);
    let size = std::fs::metadata(&binary)
        .with_context(|| format!("{}: build it with `cargo build --release -p cli`", binary.display()))?
        .len();
    let report = runs::root().join(&options.report);
    let folder = write_reports()?;
    let (start, peak) = (start_up(&binary, &report)?, peak_memory(&binary, &report)?);
    let (one, all) = (speed(&binary, &folder, 1)?, speed(&binary, &folder, 0)?);
    let figures = [
        measured("read/one core", one, "reports/s"),
        measured("read/all cores", all, "reports/s"),
        measured("read/start to first claim", start.as_secs_f64() * 1000.0, "ms"),
        measured("read/peak memory", peak as f64 / 1024.0, "MB"),
        measured("binary/size", size as f64 / 1e6, "MB"),
    ];
    runs::print(&figures)?;
    if options.record { runs::record(&figures) } else { Ok(()) }
}

/// Reports of 500 words each, cut from the gold texts one after another.
fn write_reports() -> anyhow::Result<PathBuf> {
    let folder = runs::root().join("target/bench-reports");
    std::fs::create_dir_all(&folder)?;
    let mut paragraphs = Vec::new();
    for set in ["elsewhere", "wikinews", "assault-2025-12-06", "briefs"] {
        for file in crate::gold::files(&runs::root().join("corpus/gold").join(set))? {
            let text = crate::gold::load(&file)?.text;
            paragraphs.extend(text.split("\n\n").map(|part| part.trim().to_string()));
        }
    }
    let mut parts = paragraphs.iter().cycle();
    for number in 0..REPORTS {
        let (mut text, mut words) = (String::new(), 0);
        while words < WORDS {
            let part = parts.next().context("no gold texts")?;
            words += part.split_whitespace().count();
            text = text + part + "\n\n";
        }
        std::fs::write(folder.join(format!("{number:04}.txt")), text)?;
    }
    Ok(folder)
}

/// Reports a second, the start of the program among the time; 0 threads means all cores.
fn speed(binary: &Path, folder: &Path, threads: usize) -> anyhow::Result<f64> {
    let mut command = read(binary, folder, "jsonl");
    if threads > 0 {
        command.args(["--threads", &threads.to_string()]);
    }
    let start = Instant::now();
    finish(command.spawn()?)?;
    Ok(REPORTS as f64 / start.elapsed().as_secs_f64())
}

/// From the start of the process to its end on one short report: the median.
fn start_up(binary: &Path, report: &Path) -> anyhow::Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        finish(read(binary, report, "json").spawn()?)?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times[STARTS / 2])
}

/// Kilobytes of the largest resident set that was seen, asked of the system while the program runs.
fn peak_memory(binary: &Path, report: &Path) -> anyhow::Result<u64> {
    let mut peak = 0;
    for _ in 0..STARTS {
        let mut child = read(binary, report, "json").spawn()?;
        let status = PathBuf::from(format!("/proc/{}/status", child.id()));
        while child.try_wait()?.is_none() {
            let text = std::fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
            peak = peak.max(kilobytes.unwrap_or(0));
        }
        finish(child)?;
    }
    Ok(peak)
}

fn read(binary: &Path, input: &Path, format: &str) -> Command {
    let mut command = Command::new(binary);
    command.args(["read", "--published", "2025-12-06", "--format", format]).arg(input);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn finish(mut child: Child) -> anyhow::Result<()> {
    let status = child.wait()?;
    ensure!(status.success(), "the program ended with {status}");
    Ok(())
}
