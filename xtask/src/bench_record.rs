//! `cargo xtask bench-record`: adds a collection to a new record and tells what it costs: seconds, memory, bytes, and the
//! time of one more report in a small record and in a large one.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, ensure};
use clap::Args;
use events::{Kept, Linker};
use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;
use reader::Reader;
use record::{Filter, PlaceFilter};
use store::{Made, New, Page, Sqlite, Stamp, Store};

use crate::bulk::{Item, load};
use crate::data::reader;
use crate::runs::{self, measured};

#[derive(Args)]
pub(crate) struct Options {
    /// A file of JSON lines, packed by gzip or not, a CSV file or a folder of .txt
    path: PathBuf,
    /// Add only the first so many
    #[arg(long)]
    limit: Option<usize>,
    /// Where the record is made; it is left there
    #[arg(long, value_name = "FILE", default_value = "/tmp/bench.dateline")]
    at: PathBuf,
    /// Append the figures under this name to bench/runs.ndjson
    #[arg(long, value_name = "NAME")]
    record: Option<String>,
}

const BATCH: usize = 512;
/// Reports that are added one by one once the record has reached a mark.
const SINGLE: usize = 50;
/// The sizes whose times are compared.
const MARKS: [usize; 2] = [10_000, 100_000];

struct Bench<'a> {
    reader: &'a Reader,
    linker: Linker,
    store: Sqlite,
    reading_s: f64,
    storing_s: f64,
    /// Milliseconds for one report, with how many there were before it.
    single: Vec<(usize, f64)>,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    ensure!(!options.at.exists(), "{} is there already", options.at.display());
    let reader = reader()?;
    let mut items = load(&options.path)?;
    items.truncate(options.limit.unwrap_or(usize::MAX));
    let characters: usize = items.iter().map(|item| item.text.chars().count()).sum();
    let bytes: usize = items.iter().map(|item| item.text.len()).sum();
    let store = Sqlite::create(&options.at, &stamp())?;
    let linker = Linker::new(&reader.lexicon);
    let mut bench = Bench { reader: &reader, linker, store, reading_s: 0.0, storing_s: 0.0, single: Vec::new() };
    bench.all(&items)?;
    let counts = bench.store.counts()?;
    println!("{counts:?}; {characters} characters, {bytes} bytes of text");
    println!("reading {:.1} s, storing {:.1} s, one after the other", bench.reading_s, bench.storing_s);
    bench.single.iter().for_each(|(size, ms)| println!("one report more than {size}: {ms:.1} ms"));
    bench.queries()?;
    let Bench { store, reading_s, storing_s, single, .. } = bench;
    drop(store);
    let size = std::fs::metadata(&options.at)?.len();
    println!("{size} bytes on disk, {:.2} times the text; peak memory {} MB", size as f64 / bytes as f64, peak_mb()?);
    if let Some(name) = &options.record {
        let mut figures = vec![
            measured(format!("record/{name}/reading"), reading_s, "s"),
            measured(format!("record/{name}/storing"), storing_s, "s"),
            measured(format!("record/{name}/size"), size as f64 / bytes as f64, "times the text"),
            measured(format!("record/{name}/memory"), peak_mb()? as f64, "MB"),
        ];
        figures.extend(single.iter().map(|(at, ms)| measured(format!("record/{name}/one-at-{at}"), *ms, "ms")));
        runs::record(&figures)?;
    }
    Ok(())
}

impl Bench<'_> {
    fn all(&mut self, items: &[Item]) -> anyhow::Result<()> {
        let mut done = 0;
        while done < items.len() {
            let mark = MARKS.into_iter().find(|mark| (done.saturating_sub(SINGLE)..=done).contains(mark));
            if let Some(mark) = mark.filter(|mark| self.single.iter().all(|(at, _)| at != mark)) {
                let some = &items[done..items.len().min(done + SINGLE)];
                self.one_by_one(mark, some)?;
                done += some.len();
                continue;
            }
            let next = MARKS.into_iter().find(|mark| *mark > done).unwrap_or(usize::MAX);
            let end = (done + BATCH).min(next).min(items.len());
            self.add(&items[done..end])?;
            done = end;
        }
        Ok(())
    }

    /// Seconds that the store took.
    fn add(&mut self, items: &[Item]) -> anyhow::Result<f64> {
        let start = Instant::now();
        let read = |item: &Item| {
            let filed = item.filed();
            let kept: Vec<Kept> = reader::gather::kept(self.reader, &filed);
            New { filed, kept }
        };
        let batch: Vec<New> = items.par_iter().map(read).collect();
        self.reading_s += start.elapsed().as_secs_f64();
        let start = Instant::now();
        let count = batch.len();
        let added = self.store.add(batch, &self.linker, &Made::default(), &stamp())?;
        ensure!(added.len() == count, "{count} reports went in and {} came back", added.len());
        let seconds = start.elapsed().as_secs_f64();
        self.storing_s += seconds;
        Ok(seconds)
    }

    fn one_by_one(&mut self, mark: usize, items: &[Item]) -> anyhow::Result<()> {
        let mut times = Vec::new();
        for item in items {
            times.push(self.add(std::slice::from_ref(item))? * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        println!("at {mark}: {:.1} ms at most", times.last().context("no report left")?);
        self.single.push((mark, times[times.len() / 2]));
        Ok(())
    }

    fn queries(&self) -> anyhow::Result<()> {
        let day = Date::constant(2022, 3, 1);
        let of = Filter::default;
        let three = Filter {
            kinds: vec![claims::ClaimType::Assault],
            place: Some(PlaceFilter::Country("UKR".into())),
            from: Some(day),
            ..of()
        };
        let published = Filter { published_from: Some(day), published_to: Some(day), ..of() };
        let happened = Filter { from: Some(day), to: Some(day), ..of() };
        let timed = |what: &str, work: &dyn Fn() -> anyhow::Result<u64>| -> anyhow::Result<()> {
            let start = Instant::now();
            let found = work()?;
            println!("{what}: {found} in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
            Ok(())
        };
        let page = Page::first(50);
        timed("events with three filters", &|| Ok(self.store.events(&three, &page)?.total))?;
        timed("events of any kind", &|| Ok(self.store.events(&of(), &page)?.total))?;
        timed("claims with three filters", &|| Ok(self.store.claims(&three, &page)?.total))?;
        timed("claims of any kind", &|| Ok(self.store.claims(&of(), &page)?.total))?;
        timed("reports", &|| Ok(self.store.reports(&of(), &page)?.total))?;
        timed("entries published on a day", &|| Ok(self.store.entries(&published)?.len() as u64))?;
        timed("entries of a day", &|| Ok(self.store.entries(&happened)?.len() as u64))?;
        timed("actors", &|| Ok(self.store.actors(&of(), &page)?.total))?;
        timed("series", &|| Ok(self.store.series(&of(), &page)?.total))?;
        timed("counts", &|| Ok(self.store.counts()?.events))
    }
}

/// The moment does not matter here.
fn stamp() -> Stamp {
    Stamp { at: Timestamp::UNIX_EPOCH, by: None, why: None }
}

/// The most memory that this process ever held.
fn peak_mb() -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(Path::new("/proc/self/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let kib: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib / 1024)
}
