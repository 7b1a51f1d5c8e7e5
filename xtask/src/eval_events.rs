//! `cargo xtask eval-events`: how well claims of several reports are joined into events, after the contract's scorer.
//!
//! Two measures: with gold's claims given to the linker, and with the program's own. Both are B-cubed over gold's
//! claims; a gold claim that was not found stands alone. `score_events.py` gives the same numbers from `--json`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use events::{ClaimKey, EventId, Kept, Linker, Memory, Traits, explain, keep};
use rayon::prelude::*;
use reader::Reader;
use report::{CharIndex, Report, Span};
use serde_json::{Value, json};

use crate::data::reader;
use crate::given;
use crate::gold::{self, Bytes, Sample};

#[derive(Args)]
pub(crate) struct Options {
    #[command(flatten)]
    gold: gold::Paths,
    /// Only the program's own claims
    #[arg(long, conflicts_with = "given")]
    own: bool,
    /// Only gold's claims, given to the linker
    #[arg(long = "gold")]
    given: bool,
    /// Only events that gold tells in more than one report
    #[arg(long)]
    cross: bool,
    /// Each path is a record of its own
    #[arg(long)]
    apart: bool,
    /// Print the events that were made, with gold's labels
    #[arg(long)]
    show: bool,
    /// Print what speaks for and against each pair of claims that was joined or parted wrongly
    #[arg(long)]
    explain: bool,
    /// Write every pair of gold's claims with its reasons as lines of JSON
    #[arg(long, value_name = "FILE")]
    pairs: Option<PathBuf>,
    /// Write the events as the contract's `events` prints them
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// A claim that was grouped.
struct Item {
    sample: usize,
    kind: &'static str,
    trigger: Span,
    words: String,
    traits: Traits,
    event: Option<EventId>,
    label: Option<String>,
}

/// Gold's label, and the event of the claim found for it.
type Pair = (String, Option<EventId>);

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let reader = reader()?;
    let mut files = Vec::new();
    for path in &options.gold.paths {
        files.push(gold::files(path)?);
    }
    if !options.apart {
        files = vec![files.concat()];
    }
    let records: Vec<Vec<Sample>> =
        files.iter().map(|files| files.iter().map(|file| gold::load(file)).collect()).collect::<anyhow::Result<_>>()?;
    for (name, given) in [("gold claims", true), ("own claims", false)] {
        if (given && options.own) || (!given && options.given) {
            continue;
        }
        for samples in &records {
            let items = linked(&reader, samples, given)?;
            if options.show {
                show(samples, &items);
            }
            if options.explain {
                explain_faults(samples, &items);
            }
            if let Some(file) = &options.pairs {
                write_pairs(file, samples, &items)?;
            }
            if let Some(file) = &options.json {
                std::fs::write(file, serde_json::to_string(&written(samples, &items)?)?)?;
            }
            let all = pairs(samples, &items, options.cross);
            println!("{name}: {}", line(&all));
        }
    }
    Ok(())
}

/// Claims of all samples with their events.
fn linked(reader: &Reader, samples: &[Sample], given: bool) -> anyhow::Result<Vec<Item>> {
    let linker = Linker::new(&reader.lexicon);
    let read = |(at, sample): (usize, &Sample)| items(reader, &linker, at, sample, given);
    let mut items: Vec<Item> =
        samples.par_iter().enumerate().map(read).collect::<anyhow::Result<Vec<_>>>()?.into_iter().flatten().collect();
    let mut memory = Memory::default();
    memory.add(&linker, items.iter().map(|item| item.traits.clone()).collect());
    for (claim, event) in memory.events() {
        items[*claim].event = Some(event.clone());
    }
    Ok(items)
}

fn items(reader: &Reader, linker: &Linker, at: usize, sample: &Sample, given: bool) -> anyhow::Result<Vec<Item>> {
    let report = sample.report()?;
    let reading = reader.read(&report);
    let bytes = Bytes::new(&sample.text);
    let labels = || sample.gold.claims.iter().map(|claim| (bytes.span(&claim.trigger), claim.event.clone()));
    let mut found = Vec::new();
    if given {
        for (claim, (_, label)) in sample.gold.claims.iter().zip(labels()) {
            found.push((given::claim(claim, &sample.text, &reading.analysis)?, label));
        }
    } else {
        let best = |span: Span| labels().filter_map(|(gold, label)| Some((overlap(gold, span)?, label))).max();
        found.extend(reading.claims.into_iter().map(|claim| {
            let label = best(claim.trigger).and_then(|(_, label)| label);
            (claim, label)
        }));
    }
    let of = |((claim, label), n): ((claims::Claim, Option<String>), u32)| {
        let (kind, trigger) = (claim.kind.name(), claim.trigger);
        let words = gold::around(&sample.text, claim.trigger, 40, 60);
        let kept: Kept = keep(&reading.analysis, &reading.attributions, claim);
        let key = ClaimKey { report: report.id.clone(), n };
        let traits = linker.traits(&key, report.about.published, &report.text, &kept);
        Item { sample: at, kind, trigger, words, traits, event: None, label }
    };
    Ok(found.into_iter().zip(1..).map(of).collect())
}

fn overlap(one: Span, other: Span) -> Option<u32> {
    let (start, end) = (one.start.max(other.start), one.end.min(other.end));
    (end > start).then(|| end - start)
}

/// For each gold claim with a label, the event of the found claim whose trigger overlaps most.
fn pairs(samples: &[Sample], items: &[Item], cross: bool) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut reports: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (at, sample) in samples.iter().enumerate() {
        let bytes = Bytes::new(&sample.text);
        for claim in &sample.gold.claims {
            let Some(label) = &claim.event else { continue };
            reports.entry(label).or_default().insert(at);
            let here = items.iter().filter(|item| item.sample == at);
            let met = here.filter_map(|item| Some((overlap(bytes.span(&claim.trigger), item.trigger)?, item)));
            let best = met.max_by_key(|(length, item)| (*length, item.event.clone()));
            pairs.push((label.clone(), best.and_then(|(_, item)| item.event.clone())));
        }
    }
    pairs.retain(|(label, _)| !cross || reports[label.as_str()].len() > 1);
    pairs
}

fn line(pairs: &[Pair]) -> String {
    let (precision, recall, f1) = b_cubed(pairs);
    let found = pairs.iter().filter(|pair| pair.1.is_some()).count();
    let events: BTreeSet<&str> = pairs.iter().map(|pair| pair.0.as_str()).collect();
    let (of, events) = (pairs.len(), events.len());
    format!("found {found} of {of}, {events} gold events; B-cubed P {precision:.3}  R {recall:.3}  F1 {f1:.3}")
}

/// Precision, recall and F1; a claim that was not found is an event of its own.
fn b_cubed(pairs: &[Pair]) -> (f64, f64, f64) {
    let count = |wanted: &dyn Fn(&Pair) -> bool| pairs.iter().filter(|pair| wanted(pair)).count() as f64;
    let (mut precision, mut recall) = (0.0, 0.0);
    for pair in pairs {
        let both = if pair.1.is_some() { count(&|other| other == pair) } else { 1.0 };
        let system = if pair.1.is_some() { count(&|other| other.1 == pair.1) } else { 1.0 };
        precision += both / system;
        recall += both / count(&|other| other.0 == pair.0);
    }
    let all = pairs.len().max(1) as f64;
    let (precision, recall) = (precision / all, recall / all);
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    (precision, recall, f1)
}

fn show(samples: &[Sample], items: &[Item]) {
    let mut events: BTreeMap<&EventId, Vec<&Item>> = BTreeMap::new();
    for item in items {
        events.entry(item.event.as_ref().unwrap_or(&NOBODY)).or_default().push(item);
    }
    for (event, items) in events {
        println!("\n{}", event.0);
        for item in items {
            println!("  {}", told(samples, item));
        }
    }
}

static NOBODY: EventId = EventId(compact_str::CompactString::const_new(""));

fn told(samples: &[Sample], item: &Item) -> String {
    let label = item.label.as_deref().unwrap_or("-");
    format!("{label:22} {:6} {:9} {}", samples[item.sample].name, item.kind, item.words)
}

/// Pairs that gold joins and the program does not, then those that only the program joins.
fn explain_faults(samples: &[Sample], items: &[Item]) {
    for (title, wanted) in [("not joined", true), ("joined wrongly", false)] {
        for (at, one) in items.iter().enumerate() {
            for other in &items[at + 1..] {
                let (Some(first), Some(second)) = (&one.label, &other.label) else { continue };
                let same = first == second;
                if same != wanted || same == (one.event == other.event) {
                    continue;
                }
                let reasons = explain(&one.traits, &other.traits);
                let points: Option<i32> = reasons.as_ref().map(|reasons| reasons.iter().map(|told| told.points).sum());
                println!("{title}: {points:?}\n  {}\n  {}\n  {reasons:?}", told(samples, one), told(samples, other));
            }
        }
    }
}

/// A line for each claim, in canonical order; then a line for each pair that may be joined.
fn write_pairs(file: &std::path::Path, samples: &[Sample], items: &[Item]) -> anyhow::Result<()> {
    let mut order: Vec<&Item> = items.iter().collect();
    order.sort_by(|one, other| {
        (one.traits.published, &one.traits.key).cmp(&(other.traits.published, &other.traits.key))
    });
    let mut lines = String::new();
    let mut write = |row: Value| lines.extend([row.to_string().as_str(), "\n"]);
    for item in &order {
        write(
            json!({"label": item.label, "sample": samples[item.sample].name, "kind": item.kind, "words": item.words}),
        );
    }
    for (at, one) in order.iter().enumerate() {
        for (place, other) in order.iter().enumerate().skip(at + 1) {
            let Some(told) = explain(&one.traits, &other.traits) else { continue };
            let reasons: Vec<Value> =
                told.iter().map(|told| json!([format!("{:?}", told.reason), told.amount, told.points])).collect();
            let (mine, theirs) = (events::keys(&one.traits), events::keys(&other.traits));
            let meet = mine.iter().any(|key| theirs.iter().any(|other| key.abs_diff(*other) <= 1));
            write(json!({"pair": [at, place], "meet": meet, "reasons": reasons}));
        }
    }
    std::fs::write(file, lines).with_context(|| format!("{}", file.display()))
}

/// As `events --format json`, without figures.
fn written(samples: &[Sample], items: &[Item]) -> anyhow::Result<Value> {
    let mut events: BTreeMap<&EventId, Vec<Value>> = BTreeMap::new();
    for item in items {
        let sample = &samples[item.sample];
        let report: Report = sample.report()?;
        let index = CharIndex::new(&report.text);
        let trigger = index.chars(item.trigger);
        let claim = json!({
            "report": {"id": report.id.0, "file": format!("{}.txt", sample.name)},
            "id": item.traits.key.n, "type": item.kind, "trigger": {"start": trigger.start, "end": trigger.end},
        });
        events.entry(item.event.as_ref().unwrap_or(&NOBODY)).or_default().push(claim);
    }
    let events: Vec<Value> = events.iter().map(|(id, claims)| json!({"id": id.0.as_str(), "claims": claims})).collect();
    Ok(json!({"schema": "events/1", "events": events}))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn f1(folder: &str, given: bool) -> f64 {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus").join(folder);
        let samples: Vec<Sample> = gold::files(&folder).unwrap().iter().map(|file| gold::load(file).unwrap()).collect();
        let items = linked(&reader().unwrap(), &samples, given).unwrap();
        b_cubed(&pairs(&samples, &items, false)).2
    }

    #[test]
    fn one_night_is_told_as_its_happenings() {
        let (given, own) = (f1("gold/assault-2025-12-06", true), f1("gold/assault-2025-12-06", false));
        assert!(given > 0.82 && own > 0.65, "given {given:.3}, own {own:.3}");
    }

    #[test]
    fn nights_of_other_conflicts_are_told_as_their_happenings() {
        let (sudan, punjab) = (f1("events/sudan-2024-08-27", false), f1("events/punjab-2025-05-08", false));
        assert!(sudan > 0.66 && punjab > 0.78, "{sudan:.3}, {punjab:.3}");
    }

    #[test]
    fn b_cubed_is_the_mean_over_claims() {
        let pair = |label: &str, event: Option<&str>| (label.to_string(), event.map(|event| EventId(event.into())));
        let (precision, recall, f1) =
            b_cubed(&[pair("a", Some("1")), pair("a", Some("1")), pair("b", Some("1")), pair("b", None)]);
        assert!((precision - (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-9);
        assert!((recall - 0.75).abs() < 1e-9);
        assert!((f1 - 2.0 * precision * recall / (precision + recall)).abs() < 1e-9);
    }
}
