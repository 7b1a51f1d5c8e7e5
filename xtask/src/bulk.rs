//! `cargo xtask bulk`: reads whole collections and counts what comes out.
//!
//! A collection is a file of JSON lines with `text` and `date`, packed by gzip or not; a CSV file with these
//! columns; or a folder of text files. A panic is caught, counted and told with its report, and the rest is read.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use claims::Claim;
use clap::Args;
use events::Filed;
use jiff::civil::Date;
use rayon::prelude::*;
use reader::Reader;
use report::{About, Report, Span};
use serde::Deserialize;

use crate::data::reader;
use crate::runs::{self, measured};

#[derive(Args)]
pub(crate) struct Options {
    /// Files of JSON lines (.jsonl, .jsonl.gz), CSV files, folders of .txt
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Read only so many reports, evenly spread
    #[arg(long)]
    limit: Option<usize>,
    /// Only claims by rules whose name holds this are printed, with their words
    #[arg(long, value_name = "RULE")]
    show: Option<String>,
    /// Print at most so many of them, evenly spread
    #[arg(long, default_value_t = 20)]
    most: usize,
    /// Append the figures under this name to bench/runs.ndjson
    #[arg(long, value_name = "NAME")]
    record: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Item {
    #[serde(default)]
    pub(crate) date: Option<String>,
    pub(crate) text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    outlet: Option<String>,
    /// Outlets that a brief rests on.
    #[serde(default)]
    sources: Vec<String>,
}

impl Item {
    /// As the record would keep it.
    pub(crate) fn filed(&self) -> Filed {
        let published = self.date.as_deref().and_then(|day| day.parse().ok());
        Filed {
            title: self.title.clone(),
            url: self.url.clone(),
            outlet: self.outlet.clone().or_else(|| self.sources.first().cloned()),
            ..Filed::new(self.text.clone(), published)
        }
    }

    fn new(date: Option<String>, text: String) -> Item {
        Item { date, text, title: None, url: None, outlet: None, sources: Vec::new() }
    }
}

/// What came of one report; None where reading it panicked.
struct Outcome {
    claims: Vec<Claim>,
    tokens: usize,
    time: Duration,
    /// Claims whose words do not lie in the text.
    astray: usize,
}

#[derive(Default)]
struct Total {
    reports: usize,
    characters: usize,
    tokens: usize,
    claims: usize,
    with_claims: usize,
    panics: usize,
    astray: usize,
    /// Time and characters of the report that took longest.
    slowest: (Duration, usize),
    rules: BTreeMap<String, usize>,
    types: BTreeMap<&'static str, usize>,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let reader = reader()?;
    let mut items = Vec::new();
    for path in &options.paths {
        items.extend(load(path)?);
    }
    let items = spread(items, options.limit.unwrap_or(usize::MAX));
    let start = Instant::now();
    let outcomes: Vec<Option<Outcome>> = items.par_iter().map(|item| read(&reader, item)).collect();
    let time = start.elapsed();
    let total = add_up(&items, &outcomes);
    print_total(&total, time);
    if let Some(part) = &options.show {
        print_claims(&items, &outcomes, part, options.most);
    }
    if let Some(name) = &options.record {
        let seconds = time.as_secs_f64();
        runs::record(&[
            measured(format!("bulk/{name}/reports"), total.reports as f64, "reports"),
            measured(format!("bulk/{name}/claims"), total.claims as f64, "claims"),
            measured(format!("bulk/{name}/panics"), total.panics as f64, "panics"),
            measured(format!("bulk/{name}/speed"), total.reports as f64 / seconds, "reports/s"),
            measured(format!("bulk/{name}/tokens"), total.tokens as f64 / seconds, "tokens/s"),
        ])?;
    }
    ensure!(total.panics == 0, "{} reports panicked", total.panics);
    ensure!(total.astray == 0, "{} claims point outside the text", total.astray);
    Ok(())
}

fn read(reader: &Reader, item: &Item) -> Option<Outcome> {
    let start = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let published: Option<Date> = item.date.as_deref().and_then(|day| day.parse().ok());
        let report = Report::new(item.text.clone(), About { published, ..About::default() });
        let reading = reader.read(&report);
        let astray = reading.claims.iter().filter(|claim| !lies_in(claim, &report.text)).count();
        (reading.analysis.tokens.len(), reading.claims, astray)
    }));
    let Ok((tokens, claims, astray)) = outcome else {
        println!("panicked on: {:?}", item.text);
        return None;
    };
    Some(Outcome { claims, tokens, time: start.elapsed(), astray })
}

fn lies_in(claim: &Claim, text: &str) -> bool {
    let mut spans: Vec<Span> = vec![claim.trigger, claim.evidence];
    spans.extend(claim.args.iter().map(|arg| arg.span));
    spans.extend(claim.figures.iter().map(|figure| figure.span));
    spans.extend(claim.said_by.iter().flat_map(|said| [Some(said.source), said.cue]).flatten());
    spans.iter().all(|span| !span.of(text).is_empty())
}

fn add_up(items: &[Item], outcomes: &[Option<Outcome>]) -> Total {
    let mut total = Total { reports: items.len(), ..Total::default() };
    for (item, outcome) in items.iter().zip(outcomes) {
        let characters = item.text.chars().count();
        total.characters += characters;
        let Some(outcome) = outcome else {
            total.panics += 1;
            continue;
        };
        total.tokens += outcome.tokens;
        total.claims += outcome.claims.len();
        total.with_claims += usize::from(!outcome.claims.is_empty());
        total.astray += outcome.astray;
        total.slowest = total.slowest.max((outcome.time, characters));
        for claim in &outcome.claims {
            *total.rules.entry(claim.rule.clone()).or_default() += 1;
            *total.types.entry(claim.kind.name()).or_default() += 1;
        }
    }
    total
}

fn print_total(total: &Total, time: Duration) {
    let seconds = time.as_secs_f64();
    let types = total.types.iter().map(|(name, count)| (name.to_string(), *count));
    print_counts("claims by type", types.collect());
    print_counts("claims by rule", total.rules.clone().into_iter().collect());
    println!(
        "{} reports, {} with claims, {} characters, {} tokens, {} claims, {} panics, {} claims astray",
        total.reports, total.with_claims, total.characters, total.tokens, total.claims, total.panics, total.astray
    );
    println!(
        "{seconds:.1} s on {} threads: {:.0} reports/s, {:.0} tokens/s; slowest report {:.1} ms for {} characters",
        rayon::current_num_threads(),
        total.reports as f64 / seconds,
        total.tokens as f64 / seconds,
        total.slowest.0.as_secs_f64() * 1000.0,
        total.slowest.1
    );
}

fn print_counts(title: &str, mut counts: Vec<(String, usize)>) {
    counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    println!("{title}");
    counts.iter().for_each(|(name, count)| println!("  {count:7} {name}"));
}

fn print_claims(items: &[Item], outcomes: &[Option<Outcome>], part: &str, most: usize) {
    let mut found = Vec::new();
    for (item, outcome) in items.iter().zip(outcomes) {
        let claims = outcome.iter().flat_map(|outcome| &outcome.claims).filter(|claim| claim.rule.contains(part));
        found.extend(claims.map(|claim| (item, claim)));
    }
    for (item, claim) in spread(found, most) {
        let words = |span: Span| span.of(&item.text);
        let parts: Vec<String> =
            claim.args.iter().map(|arg| format!("{}={:?}", arg.role.name(), words(arg.span))).collect();
        println!("{} [{}] {:?} {}", claim.kind.name(), claim.rule, words(claim.trigger), parts.join(" "));
        println!("    {}", item.text.replace('\n', " "));
    }
}

/// At most `most` of the items, at even distances.
pub(crate) fn spread<T>(items: Vec<T>, most: usize) -> Vec<T> {
    let step = items.len().div_ceil(most.max(1)).max(1);
    items.into_iter().step_by(step).collect()
}

/// The reports of a file or folder, as the head of this module says.
pub(crate) fn load(path: &Path) -> anyhow::Result<Vec<Item>> {
    let name = path.to_string_lossy().into_owned();
    let items = if path.is_dir() {
        folder(path)
    } else if name.ends_with(".csv") {
        table(&std::fs::read_to_string(path)?)
    } else if name.ends_with(".gz") {
        let output = Command::new("gzip").arg("-dc").arg(path).output().context("gzip")?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim());
        lines(&String::from_utf8(output.stdout)?)
    } else {
        lines(&std::fs::read_to_string(path)?)
    };
    items.with_context(|| name)
}

fn lines(text: &str) -> anyhow::Result<Vec<Item>> {
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn folder(path: &Path) -> anyhow::Result<Vec<Item>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(path)? {
        files.push(entry?.path());
    }
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    files.iter().map(|file| Ok(Item::new(None, std::fs::read_to_string(file)?))).collect()
}

fn table(text: &str) -> anyhow::Result<Vec<Item>> {
    let mut rows = records(text).into_iter();
    let head = rows.next().context("an empty table")?;
    let column = |name: &str| head.iter().position(|have| have == name).with_context(|| format!("no column `{name}`"));
    let (date, text) = (column("date")?, column("text")?);
    let item = |row: Vec<String>| Item::new(row.get(date).cloned(), row.get(text).cloned().unwrap_or_default());
    Ok(rows.map(item).collect())
}

/// Records of a CSV file; a quoted field may hold commas, line ends and doubled quotes.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => field.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            '\r' if !quoted => {}
            _ => field.push(c),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_fields_hold_commas_quotes_and_lines() {
        let text = "date,text\n2024-01-02,\"He said, \"\"no\"\".\nThen left.\"\r\n2024-01-03,short";
        let wanted =
            [vec!["date", "text"], vec!["2024-01-02", "He said, \"no\".\nThen left."], vec!["2024-01-03", "short"]];
        assert_eq!(records(text), wanted);
    }

    #[test]
    fn a_selection_is_spread_evenly() {
        assert_eq!(spread((0..10).collect(), 3), [0, 4, 8]);
        assert_eq!(spread(vec![1, 2], 5), [1, 2]);
    }
}
