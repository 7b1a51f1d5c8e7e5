//! `dateline rebuild`: every report read again under this program's rules and models; what people decided is kept.

use std::io::IsTerminal as _;

use events::Filed;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use store::{Rebuilt, Store};

use super::add::note_refused;
use super::reading::Reading;
use super::{Desk, stamp};
use crate::args::DataOptions;
use crate::cells::grouped;
use crate::error::{Failure, exit};

pub(crate) const EXAMPLES: &str = "Examples:
  dateline rebuild                       after a new version of the program
  dateline rebuild --rules my-rules/

Reports stay as they are, and so does what was split and joined by hand. Until it is done, the record is as it was.";

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
    let bar = progress(store.counts()?.reports);
    let mut refused = 0;
    let mut read = |reports: &[Filed]| {
        let read = reading.all(&reports.iter().collect::<Vec<_>>());
        bar.inc(reports.len() as u64);
        refused += read.iter().map(|read| read.refused).sum::<usize>();
        read.into_iter().map(|read| read.kept).collect()
    };
    let rebuilt = store.rebuild(&mut read, &reading.linker, &reading.made, &stamp)?;
    bar.finish_and_clear();
    note_refused(refused);
    anstream::println!("{}", told(&rebuilt));
    Ok(exit::DONE)
}

/// "6 reports read again, 1 of them otherwise. Claims: 80, before 79. Events: 62 as before."
fn told(rebuilt: &Rebuilt) -> String {
    let count = |count: u64| grouped(i64::try_from(count).unwrap_or(i64::MAX));
    let both = |what: &str, before: u64, after: u64| {
        if before == after {
            format!("{what}: {} as before.", count(after))
        } else {
            format!("{what}: {}, before {}.", count(after), count(before))
        }
    };
    let Rebuilt { reports, changed, claims_before, claims, events_before, events } = *rebuilt;
    let changed = if changed == 0 { "none".to_string() } else { count(changed) };
    let (claims, events) = (both("Claims", claims_before, claims), both("Events", events_before, events));
    format!("{} reports read again, {changed} of them otherwise. {claims} {events}", count(reports))
}

fn progress(reports: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(reports), ProgressDrawTarget::stderr_with_hz(10));
    let style = ProgressStyle::with_template("{bar:32} {human_pos}/{human_len} reports  {per_sec}  {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
