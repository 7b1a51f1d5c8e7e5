//! `cargo xtask score`: every gold set in one table, beside the last run that was recorded.
//!
//! The sets are the folders of `corpus/gold` and those under `gold/` of a shared folder beside the repository, and
//! the treebanks under its `corpora/`. What is not there is skipped, with a line that says so.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::data;
use crate::eval_claims::{evaluate, sum};
use crate::eval_ud::score_gold;
use crate::measure::{Part, Tally};
use crate::runs::{self, Measured, measured};
use crate::train;

#[derive(Args)]
pub(crate) struct Options {
    /// A folder whose `gold/` holds more sets
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// Append the figures to bench/runs.ndjson
    #[arg(long)]
    record: bool,
}

const COLUMNS: [(&str, Option<Part>); 8] = [
    ("mean", None),
    ("claims", Some(Part::Claims)),
    ("type-blind", Some(Part::TypeBlind)),
    ("said_by", Some(Part::SaidByAll)),
    ("args", Some(Part::ArgsAll)),
    ("ids", Some(Part::Ids)),
    ("figures", Some(Part::Figures)),
    ("status", Some(Part::Status)),
];

const TREEBANKS: [(&str, &str); 2] = [
    ("ewt-dev", "corpora/ud-english-ewt/en_ewt-ud-dev.conllu"),
    ("gum-dev", "corpora/ud-english-gum/en_gum-noNC-dev.conllu"),
];

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let reader = data::reader()?;
    let last = runs::last()?;
    let mut figures = Vec::new();
    print!("{:20}", "set");
    COLUMNS.iter().for_each(|(title, _)| print!("{title:>12}"));
    println!("   mean, before");
    for (name, folder) in sets(&shared(options))? {
        let tally = sum(&evaluate(&reader, &folder, None)?);
        print!("{name:20}");
        COLUMNS.iter().for_each(|(_, part)| print!("{:12.3}", value(&tally, *part)));
        let before = last.get(&format!("claims/{name}/mean"));
        println!(
            "   {}",
            before.map_or("not recorded".to_string(), |run| format!("{:.3} at {}", run.value, run.commit))
        );
        figures.extend(COLUMNS.iter().map(|(title, part)| figure(&name, title, value(&tally, *part))));
    }
    for (name, file) in TREEBANKS {
        figures.extend(score_treebank(name, &shared(options).join(file))?);
    }
    if options.record { runs::record(&figures) } else { Ok(()) }
}

/// Gold sentences and tokens, no tags given.
fn score_treebank(name: &str, file: &Path) -> anyhow::Result<Vec<Measured>> {
    if !file.exists() {
        println!("skipped: {} is not there", file.display());
        return Ok(Vec::new());
    }
    let scores = score_gold(&reader::model()?, &train::read(file)?);
    println!("{name:20} {scores}");
    let figure = |part: &str, value, unit| measured(format!("trees/{name}/{part}"), value, unit);
    Ok(vec![
        figure("upos", scores.upos, "%"),
        figure("uas", scores.uas, "%"),
        figure("las", scores.las, "%"),
        figure("speed", scores.speed, "tokens/s"),
    ])
}

fn shared(options: &Options) -> PathBuf {
    runs::root().join(&options.shared)
}

fn value(tally: &Tally, part: Option<Part>) -> f64 {
    part.map_or_else(|| tally.mean(), |part| tally.part(part).f1())
}

fn figure(set: &str, title: &str, value: f64) -> Measured {
    measured(format!("claims/{set}/{title}"), value, "F1")
}

/// Sets by name; one of the repository wins over one of the same name beside it.
fn sets(shared: &Path) -> anyhow::Result<BTreeMap<String, PathBuf>> {
    let mut found = BTreeMap::new();
    for folder in [shared.join("gold"), runs::root().join("corpus/gold")] {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            println!("skipped: {} is not there", folder.display());
            continue;
        };
        for entry in entries {
            let path = entry?.path();
            if let (true, Some(name)) = (path.is_dir(), path.file_name()) {
                found.insert(name.to_string_lossy().into_owned(), path);
            }
        }
    }
    Ok(found)
}
