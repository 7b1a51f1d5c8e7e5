//! `cargo xtask score`: every figure to reach in one table: value, what is asked, the last recorded run.
//!
//! The sets of gold are the folders of `corpus/gold` and those under `gold/` of a shared folder beside the repository;
//! coded sentences, attributions, entities, times and treebanks lie under its `corpora/`. What is not there is
//! skipped, with a line that says so. Figures that nothing is asked of are recorded too; `--all` prints them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use reader::Reader;

use crate::eval_claims::{evaluate, sum};
use crate::eval_ud::score_gold;
use crate::measure::{Part, Tally};
use crate::runs::{self, Measured, Run, measured};
use crate::{data, eval_attribution, eval_entities, eval_places, eval_plover, eval_times, train};

#[derive(Args)]
pub(crate) struct Options {
    /// A folder whose `gold/` and `corpora/` hold more sets
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// Print the figures that nothing is asked of, too
    #[arg(long)]
    all: bool,
    /// Append the figures to bench/runs.ndjson
    #[arg(long)]
    record: bool,
}

/// Figures of claims that each set has, by what they are called.
const PARTS: [(&str, Part); 7] = [
    ("claims", Part::Claims),
    ("type-blind", Part::TypeBlind),
    ("said_by", Part::SaidByAll),
    ("args", Part::ArgsAll),
    ("ids", Part::Ids),
    ("figures", Part::Figures),
    ("status", Part::Status),
];

/// What is asked of a figure, by its name.
const ASKED: [(&str, f64); 30] = [
    ("claims/seed/mean", 0.92),
    ("claims/assault-2025-12-06/mean", 0.82),
    ("claims/elsewhere/mean", 0.75),
    ("claims/wikinews/mean", 0.75),
    ("claims/briefs/mean", 0.75),
    ("claims/elsewhere/precision", 0.82),
    ("claims/wikinews/precision", 0.82),
    ("claims/briefs/precision", 0.82),
    ("claims/elsewhere/ids", 0.95),
    ("claims/wikinews/ids", 0.95),
    ("claims/briefs/ids", 0.95),
    ("claims/elsewhere/status", 0.92),
    ("claims/wikinews/status", 0.92),
    ("claims/briefs/status", 0.92),
    ("claims/all/figures", 0.90),
    ("attribution/polnear-dev/source", 51.0),
    ("attribution/polnear-dev/cue", 54.0),
    ("attribution/polnear-dev/content", 35.0),
    ("plover/type", 0.78),
    ("plover/actor", 0.75),
    ("plover/recipient", 0.70),
    ("entities/uner-ewt-dev", 0.82),
    ("entities/re3d-dev", 0.65),
    ("times/meantime", 0.80),
    ("times/timenorm", 0.80),
    ("places/all", 0.95),
    ("trees/ewt-dev/las", 83.5),
    ("trees/gum-dev/las", 84.0),
    ("trees/ewt-dev/speed", 120_000.0),
    ("trees/gum-dev/speed", 120_000.0),
];

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let reader = data::reader()?;
    let shared = runs::root().join(&options.shared);
    let corpora = shared.join("corpora");
    let mut figures = claims(&reader, &shared)?;
    figures.extend(attributions(&reader, &corpora)?);
    figures.extend(coded_events(&reader, &corpora)?);
    figures.extend(entities(&reader, &corpora)?);
    figures.extend(times(&reader, &corpora)?);
    figures.extend(trees(&corpora)?);
    print(&figures, &runs::last()?, options.all);
    if options.record { runs::record(&figures) } else { Ok(()) }
}

fn print(figures: &[Measured], last: &BTreeMap<String, Run>, all: bool) {
    println!("{:38} {:>9} {:>9}           last recorded", "figure", "value", "asked");
    for figure in figures {
        let asked = asked(&figure.name);
        if asked.is_some() || all {
            println!("{}", row(figure, asked, last.get(&figure.name)));
        }
    }
}

fn row(figure: &Measured, asked: Option<f64>, last: Option<&Run>) -> String {
    let short = |value: f64| {
        let digits = if value.abs() >= 1000.0 { 0 } else { 3 };
        format!("{value:.digits$}")
    };
    let mark = match asked {
        Some(asked) if figure.value >= asked => "reached",
        Some(_) => "short",
        None => "",
    };
    let asked = asked.map_or(String::new(), short);
    let last = last.map_or("none".to_string(), |run| format!("{} at {}", short(run.value), run.commit));
    format!("{:38} {:>9} {asked:>9}  {mark:8} {last}", figure.name, short(figure.value))
}

fn asked(name: &str) -> Option<f64> {
    ASKED.iter().find(|(figure, _)| *figure == name).map(|(_, asked)| *asked)
}

/// Every set by the contract's measures, then the figures and the places of all sets together.
fn claims(reader: &Reader, shared: &Path) -> anyhow::Result<Vec<Measured>> {
    let mut figures = Vec::new();
    let mut all = Tally::default();
    let sets = sets(shared)?;
    for (name, folder) in &sets {
        let tally = sum(&evaluate(reader, folder, None)?);
        let figure = |part: &str, value| measured(format!("claims/{name}/{part}"), value, "F1");
        figures.push(figure("mean", tally.mean()));
        figures.push(figure("precision", tally.part(Part::Claims).precision()));
        figures.extend(PARTS.iter().map(|(title, part)| figure(title, tally.part(*part).f1())));
        all.merge(&tally);
    }
    figures.push(measured("claims/all/figures", all.part(Part::Figures).f1(), "F1"));
    let folders: Vec<PathBuf> = sets.into_values().collect();
    figures.push(measured("places/all", eval_places::measure(reader, &folders)?, "share"));
    Ok(figures)
}

fn attributions(reader: &Reader, corpora: &Path) -> anyhow::Result<Vec<Measured>> {
    let Some(folder) = there(&corpora.join("polnear-dev")) else { return Ok(Vec::new()) };
    let counts = eval_attribution::measure(reader, &folder)?;
    let names = eval_attribution::ROLES.iter().zip(counts);
    let figure = |role: &str, f1: f64| measured(format!("attribution/polnear-dev/{role}"), 100.0 * f1, "exact F1");
    Ok(names.map(|(role, counts)| figure(role, counts[0].f1())).collect())
}

fn coded_events(reader: &Reader, corpora: &Path) -> anyhow::Result<Vec<Measured>> {
    let Some(file) = there(&corpora.join("plover/records.json")) else { return Ok(Vec::new()) };
    let shares = eval_plover::measure(reader, &file, false)?;
    let figure = |name: &str, value| measured(format!("plover/{name}"), value, "share");
    Ok(eval_plover::NAMES.iter().zip(shares).map(|(name, share)| figure(name, share.value())).collect())
}

fn entities(reader: &Reader, corpora: &Path) -> anyhow::Result<Vec<Measured>> {
    let mut figures = Vec::new();
    for (name, path) in [("uner-ewt-dev", "uner-english-ewt/en_ewt-ud-dev.iob2"), ("re3d-dev", "re3d")] {
        let Some(path) = there(&corpora.join(path)) else { continue };
        figures.push(measured(format!("entities/{name}"), eval_entities::measure(reader, &path, "dev")?, "F1"));
    }
    Ok(figures)
}

fn times(reader: &Reader, corpora: &Path) -> anyhow::Result<Vec<Measured>> {
    let mut figures = Vec::new();
    for name in ["meantime", "timenorm"] {
        let Some(path) = there(&corpora.join(name)) else { continue };
        figures.push(measured(format!("times/{name}"), eval_times::measure(reader, &path)?, "share"));
    }
    Ok(figures)
}

/// Gold sentences and tokens, no tags given.
fn trees(corpora: &Path) -> anyhow::Result<Vec<Measured>> {
    const TREEBANKS: [(&str, &str); 2] =
        [("ewt-dev", "ud-english-ewt/en_ewt-ud-dev.conllu"), ("gum-dev", "ud-english-gum/en_gum-noNC-dev.conllu")];
    let mut figures = Vec::new();
    for (name, file) in TREEBANKS {
        let Some(file) = there(&corpora.join(file)) else { continue };
        let scores = score_gold(&reader::model()?, &train::read(&file)?);
        let figure = |part: &str, value, unit| measured(format!("trees/{name}/{part}"), value, unit);
        figures.push(figure("upos", scores.upos, "%"));
        figures.push(figure("uas", scores.uas, "%"));
        figures.push(figure("las", scores.las, "%"));
        figures.push(figure("speed", scores.speed, "tokens/s"));
    }
    Ok(figures)
}

fn there(path: &Path) -> Option<PathBuf> {
    if path.exists() {
        return Some(path.to_path_buf());
    }
    println!("skipped: {} is not there", path.display());
    None
}

/// Sets by name; one of the repository wins over one of the same name beside it.
fn sets(shared: &Path) -> anyhow::Result<BTreeMap<String, PathBuf>> {
    let mut found = BTreeMap::new();
    for folder in [shared.join("gold"), runs::root().join("corpus/gold")].iter().filter_map(|folder| there(folder)) {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if let (true, Some(name)) = (path.is_dir(), path.file_name()) {
                found.insert(name.to_string_lossy().into_owned(), path);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_what_is_asked_and_what_was() {
        let last = Run {
            date: "2026-01-02".to_string(),
            commit: "abc1234".to_string(),
            machine: String::new(),
            name: "plover/type".to_string(),
            value: 0.5,
            unit: "share".to_string(),
        };
        let words = |line: String| line.split_whitespace().map(str::to_string).collect::<Vec<_>>();
        let short = row(&measured("plover/type", 0.7, "share"), asked("plover/type"), Some(&last));
        assert_eq!(words(short), ["plover/type", "0.700", "0.780", "short", "0.500", "at", "abc1234"]);
        let free = row(&measured("claims/new/args", 0.7, "F1"), asked("claims/new/args"), None);
        assert_eq!(words(free), ["claims/new/args", "0.700", "none"]);
    }

    #[test]
    fn nothing_is_asked_twice() {
        let mut names: Vec<&str> = ASKED.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ASKED.len());
    }
}
