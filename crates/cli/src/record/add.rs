//! `dateline add`: reports in, their claims into the record, an acknowledgement out once they are safely there.
//!
//! Three things go on at once: inputs are opened and cut into reports, reports are read on all cores, and what was read
//! is written. Each hands on batches of a bounded size, so memory does not grow with the number of reports.

mod skipped;
mod told;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use events::Filed;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;
use report::ReportId;
use store::{Added, New, Sqlite, Store, What};

use super::inputs::{self, Incoming};
use super::output::{Form, OutputOptions};
use super::reading::{Read, Reading};
use super::{Desk, stamp};
use query::value::day_of;

use crate::args::DataOptions;
use crate::error::{Failure, exit, note, say};
use crate::input::{Input, InputError};
use skipped::Skipped;
use told::Teller;

pub(crate) const EXAMPLES: &str = "Examples:
  dateline add night.txt --outlet \"Example News\" --published 2025-12-06 --url https://example.org/news/1
  dateline add reports/ --side UKR
  dateline add items.jsonl.gz            one report a line: text, date, title, url, outlet, side, language
  curl -s https://example.org/feed.jsonl | dateline add -
  dateline add --dry-run reports/        what would be added

The same report twice changes nothing. What is acknowledged is safely in the record.";

/// Reports that are read while others are written.
const BATCH: usize = 512;
/// So that a batch of long reports is not a large one.
const BATCH_BYTES: usize = 8 << 20;

#[derive(clap::Args)]
pub(crate) struct AddOptions {
    /// Plain text, JSON lines or JSON, packed by gzip or not; of a folder every .txt, .md, .jsonl and .ndjson below it;
    /// `-` is standard input
    #[arg(required = true, value_name = "FILE|DIR|-")]
    inputs: Vec<PathBuf>,
    /// Day that the reports were published, where they do not say so themselves
    #[arg(long, value_name = "DATE", value_parser = day_of)]
    published: Option<Date>,
    /// Who published them
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Heading
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Address
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Whom the outlet speaks for: an actor's id, such as RUS or UKR
    #[arg(long, value_name = "ID")]
    side: Option<String>,
    /// Language, as BCP 47 has it [default: en]
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// Encoding of plain text, as the web names it [default: utf-8]
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Read, and print what would be added; change nothing
    #[arg(long)]
    dry_run: bool,
    /// Who adds them, for the log
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// How many reports are read at once [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    #[command(flatten)]
    output: OutputOptions,
    #[command(flatten)]
    data: DataOptions,
}

/// Reports that were cut out of the inputs, and the inputs that gave none.
#[derive(Default)]
struct Batch {
    reports: Vec<Filed>,
    problems: Vec<String>,
    bytes: usize,
}

pub(crate) fn run(desk: &Desk, options: &AddOptions) -> Result<u8, Failure> {
    if let Some(name) = &options.encoding {
        report::encoding(name).map_err(|error| Failure::Usage(error.to_string()))?;
    }
    if matches!(options.output.form(), Form::Csv | Form::Tsv) {
        return Err(Failure::Usage("acknowledgements are a table or lines of JSON; use --json".to_string()));
    }
    let store = if options.dry_run { desk.open()? } else { desk.open_to_write()? };
    let reading = Reading::new(&options.data, options.threads)?;
    let inputs = inputs::expand(&options.inputs);
    let empty = inputs.iter().filter(|input| matches!(input, Err(InputError::NoReports(_)))).count();
    let mut work = Work {
        options,
        reading: &reading,
        store,
        teller: Teller::new(options.output.form(), options.dry_run),
        skipped: Skipped::default(),
        bar: progress(options.output.form()),
    };
    let done = work.all(inputs);
    work.bar.finish_and_clear();
    done?;
    let sums = work.teller.end()?;
    if let Some(told) = work.skipped.told(&sums).filter(|_| !options.dry_run) {
        work.store.tell_skipped(&told, &stamp(options.by.as_deref(), None))?;
    }
    Ok(match work.skipped.inputs {
        0 => exit::DONE,
        failed if sums.reports == 0 && failed == empty => exit::NOTHING,
        _ => exit::SOME_FAILED,
    })
}

struct Work<'a> {
    options: &'a AddOptions,
    reading: &'a Reading,
    store: Sqlite,
    teller: Teller,
    skipped: Skipped,
    bar: ProgressBar,
}

impl Work<'_> {
    fn all(&mut self, inputs: Vec<Result<Input, InputError>>) -> Result<(), Failure> {
        let about = inputs::About {
            published: self.options.published,
            title: self.options.title.clone(),
            outlet: self.options.outlet.clone(),
            url: self.options.url.clone(),
            side: self.options.side.clone(),
            language: self.options.lang.clone(),
            encoding: self.options.encoding.clone(),
        };
        let reading = self.reading;
        thread::scope(|scope| {
            let (send, batches) = mpsc::sync_channel(1);
            scope.spawn(move || cut(inputs, &about, &send));
            let mut before = Vec::new();
            loop {
                let batch = batches.recv().ok();
                let more = batch.is_some();
                let batch = batch.unwrap_or_default();
                self.complain(&batch.problems);
                let known = self.known(&batch.reports)?;
                // The next batch is read while the one before it is written.
                let reader = scope.spawn(move || read(reading, batch.reports, &known));
                self.write(std::mem::take(&mut before))?;
                before = reader.join().map_err(|_| Failure::Usage("a report could not be read".into()))?;
                if !more {
                    return Ok(());
                }
            }
        })
    }

    /// Those whose text is in the record: they are not read again.
    fn known(&self, reports: &[Filed]) -> Result<BTreeSet<ReportId>, Failure> {
        let ids: Vec<ReportId> = reports.iter().map(|filed| filed.id.clone()).collect();
        Ok(if ids.is_empty() { BTreeSet::new() } else { self.store.known(&ids)? })
    }

    fn write(&mut self, read: Vec<(Filed, Read)>) -> Result<(), Failure> {
        if read.is_empty() {
            return Ok(());
        }
        let batch: Vec<New> =
            read.iter().map(|(filed, read)| New { filed: filed.clone(), kept: read.kept.clone() }).collect();
        let added = if self.options.dry_run {
            self.imagined(&batch)?
        } else {
            let Reading { linker, made, .. } = self.reading;
            self.store.add(batch, linker, made, &stamp(self.options.by.as_deref(), None))?
        };
        self.bar.inc(added.len() as u64);
        let teller = &mut self.teller;
        self.bar.suspend(|| teller.batch(&read, &added))
    }

    /// What adding these would bring, as far as it can be told without doing it.
    fn imagined(&self, batch: &[New]) -> Result<Vec<Added>, Failure> {
        let filed: Vec<Filed> = batch.iter().map(|new| new.filed.clone()).collect();
        let known = self.known(&filed)?;
        let added = |new: &New| Added {
            id: new.filed.id.clone(),
            what: if known.contains(&new.filed.id) { What::Known } else { What::New },
            claims: new.kept.len(),
            events_new: 0,
            events_joined: 0,
        };
        Ok(batch.iter().map(added).collect())
    }

    fn complain(&mut self, problems: &[String]) {
        problems.iter().for_each(|problem| self.skipped.note(problem));
        self.bar.suspend(|| problems.iter().for_each(|problem| say(problem)));
    }
}

/// In the order of the reports; those that are known have no claims here.
fn read(reading: &Reading, reports: Vec<Filed>, known: &BTreeSet<ReportId>) -> Vec<(Filed, Read)> {
    let fresh: Vec<&Filed> = reports.iter().filter(|filed| !known.contains(&filed.id)).collect();
    let mut fresh = reading.all(&fresh).into_iter();
    let mut take = |filed: &Filed| if known.contains(&filed.id) { None } else { fresh.next() };
    let read: Vec<Read> = reports.iter().map(|filed| take(filed).unwrap_or_default()).collect();
    reports.into_iter().zip(read).collect()
}

/// Cuts the inputs into reports until nobody wants more.
fn cut(inputs: Vec<Result<Input, InputError>>, about: &inputs::About, send: &mpsc::SyncSender<Batch>) {
    let mut batch = Batch::default();
    let mut wanted = true;
    for input in inputs {
        let mut take = |incoming: Incoming| {
            match incoming {
                Ok(filed) => {
                    batch.bytes += filed.text.len();
                    batch.reports.push(filed);
                }
                Err(problem) => batch.problems.push(problem),
            }
            if batch.reports.len() >= BATCH || batch.bytes >= BATCH_BYTES || batch.problems.len() >= BATCH {
                wanted = send.send(std::mem::take(&mut batch)).is_ok();
            }
            wanted
        };
        match input {
            Ok(input) => inputs::each(&input, about, &mut take),
            Err(error) => {
                take(Err(error.to_string()));
            }
        }
        if !wanted {
            return;
        }
    }
    // If nobody takes the last batch, the writer has failed and said so.
    let _ = send.send(batch);
}

/// A bar on standard error, if that is a terminal and acknowledgements do not come there.
fn progress(form: Form) -> ProgressBar {
    use std::io::IsTerminal as _;
    let shared = form != Form::Table && std::io::stdout().is_terminal();
    if !std::io::stderr().is_terminal() || shared {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
    let style = ProgressStyle::with_template("{spinner} {human_pos} reports  {per_sec}  {elapsed}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}

/// Tells of figures that were left out.
pub(crate) fn note_refused(refused: usize) {
    if refused > 0 {
        note(&format!("{refused} figures left out: their number does not stand in the words they point to"));
    }
}
