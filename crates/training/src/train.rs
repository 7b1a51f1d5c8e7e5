//! The whole run: treebanks and raw text to the bytes of a model file.

use analysis::model::file::pack;
use analysis::model::table::Dictionary;
use analysis::model::word::{Known, Word};
use rayon::prelude::*;

use crate::cluster::{ClusterPlan, clusters};
use crate::conllu::Gold;
use crate::oracle::Arcs;
use crate::parser::{self, Example, ParserPlan};
use crate::perceptron::Averages;
use crate::raw::RawText;
use crate::tagger::{self, TagSet, TaggerPlan, Vocabulary};
use crate::{encode, headline, lemma, present};

/// How to train. The default is how the shipped model was made.
#[derive(Clone, Debug)]
pub struct Schedule {
    pub clusters: ClusterPlan,
    pub tagger: TaggerPlan,
    /// For the taggers that tag the treebanks for the parser.
    pub jackknife_epochs: usize,
    /// Each is tagged by a tagger trained on the others.
    pub folds: usize,
    pub parser: ParserPlan,
    /// Runs of different seed whose weights are summed.
    pub runs: usize,
    /// Weights left out, per mille: of tags, of actions, of relations.
    pub prune: [usize; 3],
}

impl Default for Schedule {
    fn default() -> Schedule {
        Schedule {
            clusters: ClusterPlan { clusters: 256, rounds: 12, count_min: 4 },
            tagger: TaggerPlan { bits: 19, epochs: 8, margin: 40, seed: 42 },
            jackknife_epochs: 3,
            folds: 5,
            parser: ParserPlan { action_bits: 22, label_bits: 19, epochs: 10, margin: 60, seed: 99 },
            runs: 2,
            prune: [700, 600, 700],
        }
    }
}

/// Neighbours in the treebank, often of one document, are in one fold.
const FOLD_BLOCK: usize = 50;

/// What the tagger and the lemmatiser learn from one sentence.
type Tagged = (Vec<Word>, Vec<Option<u8>>);

/// `progress` is told what has been done.
pub fn train(sentences: &[Gold], raw: &RawText, schedule: &Schedule, progress: impl Fn(&str)) -> Vec<u8> {
    let tags = TagSet::of(sentences);
    let known = known_words(sentences, raw, &schedule.clusters);
    let copies = [headline::copies(sentences), present::copies(sentences)].concat();
    let places = (0..sentences.len()).chain(copies.iter().map(|copy| copy.0));
    let groups: Vec<usize> = places.map(|place| place / FOLD_BLOCK).collect();
    let all: Vec<Gold> = sentences.iter().cloned().chain(copies.into_iter().map(|copy| copy.1)).collect();
    let vocabulary = tagger::vocabulary(all.iter(), &known);
    progress(&format!("{} forms known, {} tags", vocabulary.len(), tags.names.len()));
    let data: Vec<Tagged> = all.iter().map(|sentence| tagger::example(sentence, &vocabulary, &tags)).collect();
    let tag_weights = runs(schedule.runs, |run| {
        tagger::train(&data, tags.names.len(), &TaggerPlan { seed: schedule.tagger.seed + run, ..schedule.tagger })
    });
    progress("tagger trained");

    let plan = TaggerPlan { epochs: schedule.jackknife_epochs, ..schedule.tagger };
    let found = tagger::jackknife(&all, &groups, schedule.folds, &known, &tags, &plan);
    progress("treebanks tagged");

    let examples: Vec<Example> =
        all.iter().zip(&data).zip(found).map(|((gold, data), tags)| example(gold, &data.0, tags)).collect();
    let parsers: Vec<(Averages, Averages)> = (0..schedule.runs as u64)
        .into_par_iter()
        .map(|run| {
            parser::train(&examples, &tags.upos(), &ParserPlan { seed: schedule.parser.seed + run, ..schedule.parser })
        })
        .collect();
    let (action, label): (Vec<Averages>, Vec<Averages>) = parsers.into_iter().unzip();
    progress("parser trained");

    let lemma_examples: Vec<_> =
        sentences.iter().zip(&data).map(|(gold, (words, tags))| (gold, words.as_slice(), tags.as_slice())).collect();
    let [endings, rules, forms, suffixes] = lemma::tables(&lemma_examples);
    pack(&[
        tags.names.join("\n").into_bytes(),
        words(&vocabulary),
        encode::lists(&tag_weights, schedule.prune[0]),
        encode::pairs(&sum(action), schedule.prune[1]),
        encode::lists(&sum(label), schedule.prune[2]),
        endings,
        rules,
        forms,
        suffixes,
    ])
}

/// Clusters and habits of case, from raw text and the treebanks' own.
fn known_words(sentences: &[Gold], raw: &RawText, plan: &ClusterPlan) -> Vocabulary {
    let mut raw = raw.clone();
    for sentence in sentences {
        raw.add(sentence.words.iter().map(|word| word.form.as_str()));
    }
    let mut known = Vocabulary::new();
    for (form, cluster) in clusters(&raw, plan) {
        known.entry(form).or_default().cluster = cluster;
    }
    for (form, habit) in raw.habits() {
        known.entry(form).or_default().habit = habit;
    }
    known
}

fn example(gold: &Gold, words: &[Word], tags: Vec<u8>) -> Example {
    let labels = [0].into_iter().chain(gold.words.iter().map(|word| word.relation as u8)).collect();
    Example { words: words.to_vec(), tags, arcs: Arcs::new(gold.words.iter().map(|word| word.head)), labels }
}

/// The sum of so many runs.
fn runs(count: usize, train: impl Fn(u64) -> Averages + Sync + Send) -> Averages {
    sum((0..count as u64).into_par_iter().map(train).collect())
}

/// In the order of the runs, for sums of `f32` depend on it. At least one.
fn sum(runs: Vec<Averages>) -> Averages {
    let mut runs = runs.into_iter();
    let first = runs.next().unwrap_or_default();
    runs.fold(first, |sum, run| sum.join(&run))
}

fn words(vocabulary: &Vocabulary) -> Vec<u8> {
    Dictionary::encode(
        &vocabulary.iter().map(|(&form, known): (_, &Known)| (form, known.to_bits())).collect::<Vec<_>>(),
    )
}
