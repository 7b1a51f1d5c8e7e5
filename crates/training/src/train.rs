//! The whole run: treebanks to the bytes of a model file.

use std::collections::BTreeMap;

use analysis::model::file::pack;
use analysis::model::table::Dictionary;

use crate::conllu::Gold;
use crate::oracle::Arcs;
use crate::parser::{self, Example, ParserPlan};
use crate::tagger::{self, TagSet, TaggerPlan, Vocabulary};
use crate::{encode, lemma};

/// How to train. The default is how the shipped model was made.
#[derive(Clone, Debug)]
pub struct Schedule {
    pub tag_bits: u32,
    pub action_bits: u32,
    pub label_bits: u32,
    pub tagger_epochs: usize,
    pub jackknife_epochs: usize,
    pub parser_epochs: usize,
    /// The sentences are tagged by so many taggers, each trained on the others.
    pub folds: usize,
    /// Runs of different seed whose weights are summed.
    pub runs: usize,
    /// Weights left out, per mille: of tags, of actions, of relations.
    pub prune: [usize; 3],
}

impl Default for Schedule {
    fn default() -> Schedule {
        Schedule {
            tag_bits: 18,
            action_bits: 22,
            label_bits: 18,
            tagger_epochs: 8,
            jackknife_epochs: 4,
            parser_epochs: 10,
            folds: 5,
            runs: 1,
            prune: [700, 600, 700],
        }
    }
}

/// Neighbours in the treebank, often of one document, are in one fold.
const FOLD_BLOCK: usize = 50;

/// `progress` is told what has been done.
pub fn train(sentences: &[Gold], schedule: &Schedule, progress: impl Fn(&str)) -> Vec<u8> {
    let tags = TagSet::of(sentences);
    let clusters = BTreeMap::new();
    let vocabulary = tagger::vocabulary(sentences.iter(), &clusters);
    let data: Vec<_> = sentences.iter().map(|sentence| tagger::example(sentence, &vocabulary, &tags)).collect();
    progress(&format!("{} sentences, {} tags", sentences.len(), tags.names.len()));

    let runs = 0..schedule.runs as u64;
    let plan = |seed| TaggerPlan { bits: schedule.tag_bits, epochs: schedule.tagger_epochs, seed };
    let tagger_runs = runs.clone().map(|run| tagger::train(&data, tags.names.len(), &plan(42 + run)));
    let Some(tag_weights) = tagger_runs.reduce(|sum, run| sum.join(&run)) else { return Vec::new() };
    progress("tagger trained");

    let groups: Vec<usize> = (0..sentences.len()).map(|index| index / FOLD_BLOCK).collect();
    let plan = TaggerPlan { bits: schedule.tag_bits, epochs: schedule.jackknife_epochs, seed: 7 };
    let found = tagger::jackknife(sentences, &groups, schedule.folds, &clusters, &tags, &plan);
    progress("treebanks tagged");

    let examples: Vec<Example> = sentences
        .iter()
        .zip(&data)
        .zip(found)
        .map(|((gold, (words, _)), tags)| {
            let labels = [0].into_iter().chain(gold.words.iter().map(|word| word.relation as u8)).collect();
            Example { words: words.clone(), tags, arcs: Arcs::new(gold.words.iter().map(|word| word.head)), labels }
        })
        .collect();
    let plan = |seed| ParserPlan {
        action_bits: schedule.action_bits,
        label_bits: schedule.label_bits,
        epochs: schedule.parser_epochs,
        seed,
    };
    let upos = tags.upos();
    let parser_runs = runs.map(|run| parser::train(&examples, &upos, &plan(99 + run)));
    let sum = parser_runs.reduce(|sum, run| (sum.0.join(&run.0), sum.1.join(&run.1)));
    let Some((action_weights, label_weights)) = sum else { return Vec::new() };
    progress("parser trained");

    let lemma_examples: Vec<_> = sentences.iter().zip(data).map(|(gold, (words, tags))| (gold, words, tags)).collect();
    let [endings, rules, forms, suffixes] = lemma::tables(&lemma_examples);
    pack(&[
        tags.names.join("\n").into_bytes(),
        words(&vocabulary),
        encode::lists(&tag_weights, schedule.prune[0]),
        encode::pairs(&action_weights, schedule.prune[1]),
        encode::lists(&label_weights, schedule.prune[2]),
        endings,
        rules,
        forms,
        suffixes,
    ])
}

fn words(vocabulary: &Vocabulary) -> Vec<u8> {
    let value = |known: &analysis::model::word::Known| u32::from(known.class) | u32::from(known.cluster) << 16;
    Dictionary::encode(&vocabulary.iter().map(|(&form, known)| (form, value(known))).collect::<Vec<_>>())
}
