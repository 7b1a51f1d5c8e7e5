//! `dateline read`: reports in, claims out, in the order of the inputs.
//!
//! Reports are read by all cores, a batch at a time, so that memory does not grow with their number.

use std::io::{IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use reader::Reader;

use crate::args::{Format, ReadOptions};
use crate::error::{Failure, exit, note, say};
use crate::input::{Input, InputError, Source, expand, is_text, load};
use crate::table::Legend;
use crate::{markdown, settings, table, terminal};

/// Reports that one thread has in hand before their output is written.
const BATCH_PER_THREAD: usize = 32;

/// What became of one input.
struct Outcome {
    text: String,
    refused: usize,
    legend: Legend,
}

#[derive(Default)]
struct Tally {
    read: usize,
    failed: usize,
    /// Directories without reports among the failed.
    empty: usize,
    refused: usize,
    legend: Legend,
}

pub(crate) fn run(options: &ReadOptions) -> Result<u8, Failure> {
    if let Some(name) = &options.encoding {
        report::encoding(name).map_err(|error| Failure::Usage(error.to_string()))?;
    }
    let inputs = expand(&options.inputs, is_text);
    let format = format(options);
    if format == Format::Brat && inputs.len() > 1 {
        let problem = format!("--format brat annotates one report, and here are {}", inputs.len());
        return Err(Failure::Usage(format!("{problem}; run it once for each")));
    }
    if format == Format::Json && inputs.len() > 1 {
        let problem = format!("--format json is one object for one report, and here are {}", inputs.len());
        return Err(Failure::Usage(format!("{problem}; use --format jsonl for one object on each line")));
    }
    let reader = settings::reader(&options.data)?;
    let work = Work { reader: &reader, options, format, width: terminal::width() };
    let tally = work.all(inputs)?;
    if tally.refused > 0 {
        note(&format!("{} figures left out: their number does not stand in the words they point to", tally.refused));
    }
    Ok(match tally {
        Tally { failed: 0, .. } => exit::DONE,
        Tally { read: 0, failed, empty, .. } if failed == empty => exit::NOTHING,
        _ => exit::SOME_FAILED,
    })
}

fn format(options: &ReadOptions) -> Format {
    match options.format {
        Some(format) => format,
        None if options.json => Format::Json,
        None if std::io::stdout().is_terminal() => Format::Table,
        None => Format::Jsonl,
    }
}

struct Work<'a> {
    reader: &'a Reader,
    options: &'a ReadOptions,
    format: Format,
    width: usize,
}

impl Work<'_> {
    fn all(&self, inputs: Vec<Result<Input, InputError>>) -> Result<Tally, Failure> {
        let mut tally = Tally::default();
        // A single report needs no pool of threads.
        if inputs.len() == 1 {
            for input in inputs {
                let outcome = self.one(input);
                self.write(outcome, &mut tally)?;
            }
        } else {
            self.many(inputs, &mut tally)?;
        }
        if self.format == Format::Table && !tally.legend.is_empty() {
            writeln!(anstream::stdout().lock(), "\n{}", tally.legend)?;
        }
        Ok(tally)
    }

    fn many(&self, inputs: Vec<Result<Input, InputError>>, tally: &mut Tally) -> Result<(), Failure> {
        let threads = usize::from(self.options.threads.unwrap_or(0));
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|error| Failure::Usage(format!("cannot start {threads} threads: {error}; use --threads 1")))?;
        let bar = progress(inputs.len());
        let batch = BATCH_PER_THREAD * pool.current_num_threads();
        let mut rest = inputs.into_iter();
        loop {
            let inputs: Vec<_> = rest.by_ref().take(batch).collect();
            if inputs.is_empty() {
                break;
            }
            let outcomes: Vec<_> = pool.install(|| {
                let each = |input| {
                    let outcome = self.one(input);
                    bar.inc(1);
                    outcome
                };
                inputs.into_par_iter().map(each).collect()
            });
            for outcome in outcomes {
                bar.suspend(|| self.write(outcome, tally))?;
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    fn one(&self, input: Result<Input, InputError>) -> Result<Outcome, InputError> {
        let source = load(&input?, self.options.encoding.as_deref(), self.options.published)?;
        Ok(self.render(&source))
    }

    fn render(&self, source: &Source) -> Outcome {
        let reading = self.reader.read(&source.report);
        let document = export::document(&source.report, source.id.as_deref(), &reading);
        let (document, refused) = (document.document, document.refused);
        let text = match self.format {
            Format::Json => export::pretty(&document),
            Format::Jsonl => export::line(&document),
            Format::Brat => export::brat::annotations(&source.report, &reading.attributions),
            Format::Markdown => markdown::markdown(&source.name, &document),
            Format::Table => table::table(&source.name, &document, self.width, self.options.spans),
        };
        let mut legend = Legend::default();
        legend.note(&document);
        Outcome { text, refused, legend }
    }

    fn write(&self, outcome: Result<Outcome, InputError>, tally: &mut Tally) -> Result<(), Failure> {
        match outcome {
            Ok(outcome) => {
                let gap = tally.read > 0 && matches!(self.format, Format::Table | Format::Markdown);
                tally.read += 1;
                tally.refused += outcome.refused;
                tally.legend.join(&outcome.legend);
                let mut out = anstream::stdout().lock();
                if gap {
                    writeln!(out)?;
                }
                out.write_all(outcome.text.as_bytes())?;
            }
            Err(error) => {
                tally.failed += 1;
                tally.empty += usize::from(matches!(error, InputError::NoReports(_)));
                say(&error.to_string());
            }
        }
        Ok(())
    }
}

/// A bar on standard error, if that is a terminal that the output does not go to.
fn progress(length: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() || std::io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr_with_hz(10));
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} reports  {per_sec}  {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
