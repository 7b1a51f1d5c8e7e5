//! `dateline rebuild`: every report read again under this program's rules and models; what people decided is kept.

use std::io::IsTerminal as _;
use std::thread;

use claims::Claim;
use events::Filed;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use record::Filter;
use report::ReportId;
use store::{Counts, Store};

use super::add::note_refused;
use super::reading::Reading;
use super::{Desk, stamp};
use crate::args::DataOptions;
use crate::cells::grouped;
use crate::error::{Failure, exit};

pub(crate) const EXAMPLES: &str = "Examples:
  dateline rebuild                       after a new version of the program
  dateline rebuild --rules my-rules/

Reports stay as they are, and so does what was split and joined by hand. It can be broken off and begun again.";

/// Reports that are read while others are written.
const BATCH: usize = 512;

#[derive(clap::Args)]
pub(crate) struct RebuildOptions {
    /// Who does it, for the log
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Why, for the log
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// How many reports are read at once [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    #[command(flatten)]
    data: DataOptions,
}

pub(crate) fn run(desk: &Desk, options: &RebuildOptions) -> Result<u8, Failure> {
    let mut store = desk.open_to_write()?;
    let reading = Reading::new(&options.data, options.threads)?;
    let stamp = stamp(options.by.as_deref(), options.why.as_deref());
    let before = store.counts()?;
    let bar = progress(before.reports);
    let (mut refused, mut changed) = (0, 0_u64);
    let mut batch = store.arrived(0, BATCH)?;
    while let Some((last, _)) = batch.last() {
        let last = *last;
        let reports: Vec<Filed> = batch.into_iter().map(|(_, filed)| filed).collect();
        // The next reports are fetched while these are read.
        let (read, next) = thread::scope(|scope| {
            let work = scope.spawn(|| reading.all(&reports.iter().collect::<Vec<_>>()));
            let next = store.arrived(last, BATCH);
            (work.join(), next)
        });
        let read = read.map_err(|_| Failure::Usage("a report could not be read".into()))?;
        batch = next?;
        refused += read.iter().map(|read| read.refused).sum::<usize>();
        for (filed, read) in reports.iter().zip(&read) {
            let claims: Vec<&Claim> = read.kept.iter().map(|kept| &kept.claim).collect();
            changed += u64::from(differs(&store, &filed.id, &claims)?);
        }
        let count = reports.len() as u64;
        let made = reports.into_iter().zip(read).map(|(filed, read)| (filed.id, read.kept)).collect();
        store.replace(made, &reading.made, &stamp)?;
        bar.inc(count);
    }
    bar.finish_and_clear();
    note_refused(refused);
    let after = store.counts()?;
    anstream::println!("{}", told(&before, &after, changed));
    Ok(exit::DONE)
}

fn differs(store: &impl Store, report: &ReportId, claims: &[&Claim]) -> Result<bool, Failure> {
    let entries = store.entries(&Filter { report: Some(report.clone()), ..Filter::default() })?;
    Ok(!entries.iter().map(|entry| entry.claim()).eq(claims.iter().copied()))
}

/// "6 reports read again, 1 of them otherwise. Claims: 80, before 79. Events: 62 as before."
fn told(before: &Counts, after: &Counts, changed: u64) -> String {
    let count = |count: u64| grouped(i64::try_from(count).unwrap_or(i64::MAX));
    let both = |what: &str, before: u64, after: u64| {
        if before == after {
            format!("{what}: {} as before.", count(after))
        } else {
            format!("{what}: {}, before {}.", count(after), count(before))
        }
    };
    let changed = if changed == 0 { "none".to_string() } else { count(changed) };
    let (claims, events) = (both("Claims", before.claims, after.claims), both("Events", before.events, after.events));
    format!("{} reports read again, {changed} of them otherwise. {claims} {events}", count(after.reports))
}

fn progress(reports: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(reports), ProgressDrawTarget::stderr_with_hz(10));
    let style = ProgressStyle::with_template("{bar:32} {human_pos}/{human_len} reports  {per_sec}  {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
