//! `cargo xtask train-names`: annotated names to `models/names.bin`, and its card `models/names.toml`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use analysis::mention::ner::{self, Label};
use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use report::{About, Report};
use sha2::{Digest, Sha256};
use training::{Example, NamePlan, train_names};

use crate::data::reader;
use crate::entity_corpora::{Document, columns, iob2, untagged};

#[derive(Args)]
pub(crate) struct Options {
    /// Where the annotated texts lie
    #[arg(long, default_value = "../shared/corpora")]
    corpora: PathBuf,
    /// Where the weights go; their card goes beside them
    #[arg(long, default_value = "models/names.bin")]
    output: PathBuf,
    #[arg(long)]
    epochs: Option<usize>,
    /// The table has 2^bits rows of seven bytes
    #[arg(long)]
    bits: Option<u32>,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let start = Instant::now();
    let mut plan = NamePlan::default();
    plan.epochs = options.epochs.unwrap_or(plan.epochs);
    plan.bits = options.bits.unwrap_or(plan.bits);
    let reader = reader()?;
    let documents = documents(&options.corpora)?;
    let of = |document: &Document| -> Vec<Example> {
        let report = Report::new(document.text.clone(), About::default());
        let mut analysis = untagged(&report, document);
        reader.model.tag_all(&report, &mut analysis);
        let rows = ner::examples(&reader.names, &reader.gazetteer, &report, &analysis, plan.bits);
        let labels = document.sentences.iter().filter(|words| !words.is_empty());
        let labels = labels.map(|words| words.iter().map(|span| label(document, span.start)).collect());
        rows.into_iter().zip(labels).map(|(rows, labels)| Example { rows, labels }).collect()
    };
    let examples: Vec<Example> = documents.par_iter().flat_map_iter(of).collect();
    eprintln!("{:6.1} s  {} sentences", start.elapsed().as_secs_f64(), examples.len());
    let bytes = train_names(&examples, &plan, |epoch, wrong| {
        eprintln!("{:6.1} s  epoch {epoch}: {wrong} tokens wrong", start.elapsed().as_secs_f64());
    });
    ner::Ner::load(bytes.clone()).context("the trained weights do not load")?;
    std::fs::write(&options.output, &bytes).with_context(|| format!("cannot write {}", options.output.display()))?;
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let card =
        format!(include_str!("names_card.toml"), sha256 = digest, bytes = bytes.len(), sentences = examples.len());
    std::fs::write(options.output.with_extension("toml"), card)?;
    println!("{} bytes in {:.0} s", bytes.len(), start.elapsed().as_secs_f64());
    Ok(())
}

fn documents(corpora: &Path) -> anyhow::Result<Vec<Document>> {
    let mut all = iob2(&corpora.join("uner-english-ewt/en_ewt-ud-train.2022-12-02.iob2"))?;
    all.extend(columns(&corpora.join("wikigold/CONLL-format/data/wikigold.conll.txt"), common)?);
    all.extend(columns(&corpora.join("crossner-politics/train.txt"), common)?);
    all.extend(columns(&corpora.join("wnut17/wnut17train.conll"), common)?);
    Ok(all)
}

/// The corpora's own types as the three of the model.
fn common(kind: &str) -> Option<&'static str> {
    match kind {
        "PER" | "person" | "politician" => Some("PER"),
        "ORG" | "organisation" | "politicalparty" | "corporation" | "group" => Some("ORG"),
        "LOC" | "location" | "country" => Some("LOC"),
        _ => None,
    }
}

fn label(document: &Document, start: u32) -> Label {
    let entity = document.entities.iter().find(|entity| entity.0 <= start && start < entity.1);
    let Some(entity) = entity else { return Label::Outside };
    match (entity.2, entity.0 == start) {
        ("PER", true) => Label::BeginPerson,
        ("PER", false) => Label::InPerson,
        ("ORG", true) => Label::BeginBody,
        ("ORG", false) => Label::InBody,
        ("LOC", true) => Label::BeginPlace,
        ("LOC", false) => Label::InPlace,
        _ => Label::Outside,
    }
}
