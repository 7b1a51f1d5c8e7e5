//! `cargo xtask eval-times PATH…`: expressions of time and quantities against annotated text.
//!
//! Three kinds of path: a folder of MEANTIME's CAT files (`*.xml`: every TIMEX3 of type DATE with a value, in its text),
//! timenorm's datasets (`*.tsv`: expressions one by one, after the date they are said on), and folders of gold claims
//! (`*.gold.json`: every `time` argument and every figure). A value is right where the days are the same at both ends;
//! TIMEX3 keeps "early", "mid", "late", "end" outside the value, so with such words days inside it are right, too;
//! and it marks the day in "since Friday" alone, where ours holds the bound: there the bounded end must be the same.
//! Values that are no days ("PAST_REF", "1989-WXX") and durations are left out.

mod cat;
mod gold_args;
mod timex;
mod tsv;

use std::path::{Path, PathBuf};

use analysis::{Analysis, TimeKind};
use anyhow::Context;
use clap::Args;
use jiff::civil::Date;
use reader::Reader;
use report::{About, Report, Span};

use crate::data::reader;

#[derive(Args)]
pub(crate) struct Options {
    /// Folders of CAT files, timenorm's datasets, gold claims; or such files
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Print what is missed and what differs
    #[arg(long)]
    show: bool,
}

/// Found of asked, right of found.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    asked: usize,
    found: usize,
    right: usize,
    /// Read where there is annotation, and of those, marked there as times.
    read: usize,
    marked: usize,
}

/// An expression that was annotated: its words, and the days it stands for.
struct Wanted {
    span: Span,
    from: Date,
    to: Date,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let reader = reader()?;
    for path in &options.paths {
        let files = files(path)?;
        let ends = |ending: &str| files.iter().filter(|file| file.to_string_lossy().ends_with(ending)).collect();
        let (xml, tsv, gold): (Vec<&PathBuf>, Vec<&PathBuf>, Vec<&PathBuf>) =
            (ends(".xml"), ends(".tsv"), ends(".gold.json"));
        if !xml.is_empty() {
            cat::evaluate(&reader, &xml, options.show)?.print(&format!("{} (TIMEX3 dates)", path.display()));
        }
        if !tsv.is_empty() {
            tsv::evaluate(&reader, &tsv, options.show)?.print(&format!("{} (expressions)", path.display()));
        }
        if !gold.is_empty() {
            gold_args::evaluate(&reader, &gold, &path.display().to_string(), options.show)?;
        }
        anyhow::ensure!(xml.len() + tsv.len() + gold.len() > 0, "{}: no .xml, .tsv or .gold.json file", path.display());
    }
    Ok(())
}

/// The share of the annotated dates whose value is right, over CAT files and datasets below the path.
pub(crate) fn measure(reader: &Reader, path: &Path) -> anyhow::Result<f64> {
    let files = files(path)?;
    let ends = |ending: &str| files.iter().filter(|file| file.to_string_lossy().ends_with(ending)).collect();
    let (xml, tsv): (Vec<&PathBuf>, Vec<&PathBuf>) = (ends(".xml"), ends(".tsv"));
    let tallies = [cat::evaluate(reader, &xml, false)?, tsv::evaluate(reader, &tsv, false)?];
    let (right, asked) = tallies.iter().fold((0, 0), |(right, asked), one| (right + one.right, asked + one.asked));
    Ok(right as f64 / asked.max(1) as f64)
}

/// Every file below the path, by name. Of several languages' datasets, only English ones.
fn files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).with_context(|| format!("{}", path.display()))? {
        let entry = entry?.path();
        let other_language = entry.is_dir() && entry.file_name().is_some_and(|name| name == "es");
        let again = entry.file_name().is_some_and(|name| name == "intra_cross-doc_annotation");
        if !other_language && !again {
            found.extend(files(&entry)?);
        }
    }
    found.sort();
    Ok(found)
}

fn read(reader: &Reader, text: String, published: Option<Date>) -> (Report, Analysis) {
    let report = Report::new(text, About { published, ..About::default() });
    let analysis = reader.read(&report).analysis;
    (report, analysis)
}

/// Compares what was read with one annotated expression.
fn compare(report: &Report, analysis: &Analysis, wanted: &Wanted, show: bool, tally: &mut Tally) {
    tally.asked += 1;
    let overlap = |span: Span| span.end.min(wanted.span.end).saturating_sub(span.start.max(wanted.span.start));
    let best = analysis.times.iter().filter(|time| overlap(time.span) > 0).max_by_key(|time| overlap(time.span));
    let words = wanted.span.of(&report.text);
    let Some(best) = best else {
        if show {
            println!("missed   {words:?} {}..{}  {}", wanted.from, wanted.to, around(&report.text, wanted.span));
        }
        return;
    };
    tally.found += 1;
    let same = best.from == Some(wanted.from) && best.to == Some(wanted.to);
    let inside = best.from.is_some_and(|from| from >= wanted.from) && best.to.is_some_and(|to| to <= wanted.to);
    let part = ["early", "earlier", "mid", "late", "end", "beginning", "start", "close"];
    let in_part = part.iter().any(|word| best.span.of(&report.text).to_lowercase().contains(word));
    let bounded = best.kind != TimeKind::Date && best.span.contains(wanted.span) && best.span != wanted.span;
    let bound = bounded && (best.from == Some(wanted.from) || best.to == Some(wanted.to));
    if same || bound || (inside && in_part) {
        tally.right += 1;
    } else if show {
        let got = format!("{:?}..{:?}", best.from.map(|day| day.to_string()), best.to.map(|day| day.to_string()));
        let read = best.span.of(&report.text);
        println!(
            "differs  {words:?} {}..{} read {read:?} {got}  {}",
            wanted.from,
            wanted.to,
            around(&report.text, wanted.span)
        );
    }
}

fn around(text: &str, span: Span) -> String {
    let edge = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let (from, to) = (edge((span.start as usize).saturating_sub(50)), edge(span.end as usize + 40));
    text[from..to].replace('\n', " / ")
}

impl Tally {
    fn print(self, label: &str) {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        println!(
            "{label}: asked {}, found {:.3}, value right {:.3} of found, {:.3} of asked; of {} read {:.3} marked",
            self.asked,
            share(self.found, self.asked),
            share(self.right, self.found),
            share(self.right, self.asked),
            self.read,
            share(self.marked, self.read),
        );
    }
}
