//! `cargo xtask train-names`: annotated names to `models/names.bin`, and its card `models/names.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use analysis::Analysis;
use analysis::mention::ner::{self, Heard, Label, Ner};
use anyhow::Context;
use clap::Args;
use lexicon::Lexicon;
use rayon::prelude::*;
use reader::Reader;
use report::{About, Report};
use sha2::{Digest, Sha256};
use training::{ClusterPlan, Example, NamePlan, train_names};

use crate::data::reader;
use crate::entity_corpora::{Document, columns, iob2, untagged};
use crate::{name_corpora, raw_text};

const COARSE: ClusterPlan = ClusterPlan { clusters: 100, rounds: 12, count_min: 4 };
const FINE: ClusterPlan = ClusterPlan { clusters: 1000, rounds: 12, count_min: 4 };
/// Parts of the documents; each is labelled by weights learnt from the others.
const FOLDS: usize = 4;
const FOLD_EPOCHS: usize = 6;

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
    let documents = documents(&options.corpora, &reader.lexicon)?;
    let trainer = Trainer { reader, documents, plan };
    let raw = raw_text::read(&options.corpora)?;
    let heard = training::heard(&raw, &COARSE, &FINE);
    eprintln!("{:6.1} s  {} forms heard", start.elapsed().as_secs_f64(), heard.len());
    let folds = trainer.folds(&heard);
    eprintln!("{:6.1} s  {FOLDS} folds", start.elapsed().as_secs_f64());
    let examples = trainer.examples(&heard, Some(&folds));
    let weights = train_names(&examples, &plan, |epoch, loss| {
        eprintln!("{:6.1} s  epoch {epoch}: loss {loss:.4} a sentence", start.elapsed().as_secs_f64());
    });
    let bytes = weights.encode(&heard);
    Ner::load(bytes.clone()).context("the trained weights do not load")?;
    std::fs::write(&options.output, &bytes).with_context(|| format!("cannot write {}", options.output.display()))?;
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let card =
        format!(include_str!("names_card.toml"), sha256 = digest, bytes = bytes.len(), sentences = examples.len());
    std::fs::write(options.output.with_extension("toml"), card)?;
    println!("{} bytes in {:.0} s", bytes.len(), start.elapsed().as_secs_f64());
    Ok(())
}

/// Labels of a document's tokens.
type Labels = Vec<Label>;

struct Trainer {
    reader: Reader,
    documents: Vec<Document>,
    plan: NamePlan,
}

impl Trainer {
    /// Labels of each document by weights that have not seen it: what a first pass will find in new text.
    fn folds(&self, heard: &BTreeMap<u64, Heard>) -> Vec<Labels> {
        let examples = self.by_document(heard, None);
        let plan = NamePlan { epochs: FOLD_EPOCHS, ..self.plan };
        let mut found = vec![Vec::new(); self.documents.len()];
        for fold in 0..FOLDS {
            let others = examples.iter().enumerate().filter(|(index, _)| index % FOLDS != fold);
            let others: Vec<Example> = others.flat_map(|(_, examples)| examples.iter().cloned()).collect();
            let bytes = train_names(&others, &plan, |_, _| ()).encode(heard);
            let Ok(ner) = Ner::load(bytes) else { continue };
            let held: Vec<usize> = (fold..self.documents.len()).step_by(FOLDS).collect();
            let label = |&index: &usize| {
                let (report, analysis) = self.analysis(&self.documents[index]);
                ner::labels(&ner, &self.reader.names, &self.reader.gazetteer, &report, &analysis)
            };
            let labels: Vec<Labels> = held.par_iter().map(label).collect();
            for (index, labels) in held.into_iter().zip(labels) {
                found[index] = labels;
            }
        }
        found
    }

    fn examples(&self, heard: &BTreeMap<u64, Heard>, labels: Option<&[Labels]>) -> Vec<Example> {
        self.by_document(heard, labels).into_iter().flatten().collect()
    }

    fn by_document(&self, heard: &BTreeMap<u64, Heard>, labels: Option<&[Labels]>) -> Vec<Vec<Example>> {
        let words = training::heard_words(heard);
        let of = |(index, document): (usize, &Document)| -> Vec<Example> {
            let (report, analysis) = self.analysis(document);
            let known = (&self.reader.names, &words, &self.reader.gazetteer);
            let first = labels.map(|labels| labels[index].as_slice());
            let rows = ner::rows(known, &report, &analysis, first, self.plan.bits);
            let labels = document.sentences.iter().filter(|words| !words.is_empty());
            let labels = labels.map(|words| words.iter().map(|span| label(document, span.start)).collect());
            let rows = rows.sentences.into_iter().zip(rows.document);
            rows.zip(labels).map(|((rows, document), labels)| Example { rows, document, labels }).collect()
        };
        self.documents.par_iter().enumerate().map(of).collect()
    }

    fn analysis(&self, document: &Document) -> (Report, Analysis) {
        let report = Report::new(document.text.clone(), About::default());
        let mut analysis = untagged(&report, document);
        self.reader.model.annotate(&report, &mut analysis);
        (report, analysis)
    }
}

fn documents(corpora: &Path, lexicon: &Lexicon) -> anyhow::Result<Vec<Document>> {
    let mut all = iob2(&corpora.join("uner-english-ewt/en_ewt-ud-train.2022-12-02.iob2"))?;
    all.extend(columns(&corpora.join("wikigold/CONLL-format/data/wikigold.conll.txt"), common)?);
    all.extend(columns(&corpora.join("crossner-politics/train.txt"), common)?);
    all.extend(columns(&corpora.join("wnut17/wnut17train.conll"), common)?);
    all.extend(name_corpora::gum(&corpora.join("ud-english-gum/en_gum-noNC-train.conllu"), lexicon)?);
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
