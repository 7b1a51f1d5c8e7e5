//! Trains the tagger, and tags the treebank as an unseen text would be.

use std::collections::BTreeMap;

use analysis::model::template::{NO_TAG, Rows, tag_rows};
use analysis::model::word::{Known, Word, form_hash, view};
use analysis::token::folded;
use compact_str::CompactString;
use rayon::prelude::*;

use crate::conllu::Gold;
use crate::perceptron::{Averages, Perceptron, best};
use crate::random::Random;

/// A form seen less often has no class.
const CLASS_COUNT_MIN: usize = 5;
/// A part of speech that is rarer than one in so many of a form's is no part of its class.
const CLASS_SHARE: usize = 20;
/// A tag seen less often is not learnt.
const TAG_COUNT_MIN: usize = 4;

/// The tags of the treebanks, `UPOS\tXPOS`, sorted; a tag's number is its place.
pub(crate) struct TagSet {
    pub(crate) names: Vec<String>,
}

impl TagSet {
    pub(crate) fn of(sentences: &[Gold]) -> TagSet {
        let mut counts = BTreeMap::<String, usize>::new();
        for word in sentences.iter().flat_map(|sentence| &sentence.words) {
            *counts.entry(name(word)).or_default() += 1;
        }
        let names = counts.into_iter().filter(|&(_, count)| count >= TAG_COUNT_MIN).map(|(name, _)| name);
        TagSet { names: names.take(analysis::model::table::OUTCOMES_MAX).collect() }
    }

    pub(crate) fn number(&self, word: &crate::conllu::Word) -> Option<u8> {
        self.names.binary_search(&name(word)).ok().map(|number| number as u8)
    }

    /// For each tag, the place of its part of speech in [`analysis::Upos::ALL`].
    pub(crate) fn upos(&self) -> Vec<u8> {
        let upos = |name: &String| name.split('\t').next().and_then(analysis::Upos::parse);
        self.names.iter().map(|name| upos(name).map_or(0, |upos| upos as u8)).collect()
    }
}

fn name(word: &crate::conllu::Word) -> String {
    format!("{}\t{}", word.upos.name(), word.xpos)
}

/// What is known of forms, by their hash.
pub(crate) type Vocabulary = BTreeMap<u64, Known>;

/// What raw text tells of forms, and their ambiguity classes: forms that can be the same parts of speech share one.
pub(crate) fn vocabulary<'a>(sentences: impl Iterator<Item = &'a Gold>, raw: &Vocabulary) -> Vocabulary {
    let mut counts = BTreeMap::<u64, BTreeMap<u8, usize>>::new();
    for word in sentences.flat_map(|sentence| &sentence.words) {
        *counts.entry(form_hash(&word.form)).or_default().entry(word.upos as u8).or_default() += 1;
    }
    let mut vocabulary = raw.clone();
    for (form, counts) in counts {
        let total: usize = counts.values().sum();
        if total >= CLASS_COUNT_MIN {
            let members = counts.iter().filter(|&(_, &count)| count * CLASS_SHARE >= total);
            // A class is named by its members, so that it means the same in every fold.
            let name = members.fold(0_u32, |name, (&upos, _)| name | 1 << upos);
            vocabulary.entry(form).or_default().class = (name ^ (name >> 16) << 15) as u16;
        }
    }
    vocabulary
}

/// A sentence's words as the templates see them.
pub(crate) fn views(sentence: &Gold, vocabulary: &Vocabulary) -> Vec<Word> {
    let lowers: Vec<CompactString> = sentence.words.iter().map(|word| folded(&word.form)).collect();
    let forms = sentence.words.iter().map(|word| word.form.as_str());
    let known = |form: u64| vocabulary.get(&form).copied().unwrap_or_default();
    let mut words = Vec::new();
    view(forms, lowers.iter().map(CompactString::as_str), known, &mut words);
    words
}

pub(crate) struct Tagger {
    weights: Averages,
    tags: usize,
}

/// How to train a tagger.
#[derive(Clone, Copy, Debug)]
pub struct TaggerPlan {
    /// The table has `2^bits` rows.
    pub bits: u32,
    pub epochs: usize,
    /// The right tag is to lead by more than this.
    pub margin: i32,
    pub seed: u64,
}

/// `data` holds each sentence's words and tags; a word without a tag is passed over.
pub(crate) fn train(data: &[(Vec<Word>, Vec<Option<u8>>)], tags: usize, plan: &TaggerPlan) -> Averages {
    let mut model = Perceptron::new(tags, plan.bits);
    let mut random = Random::new(plan.seed);
    let mut order: Vec<usize> = (0..data.len()).collect();
    let mut rows = Rows::new(plan.bits);
    let mut scores = vec![0; tags];
    for _ in 0..plan.epochs {
        random.shuffle(&mut order);
        for &index in &order {
            let (words, gold) = &data[index];
            let (mut before, mut before_that) = (NO_TAG, NO_TAG);
            for (at, wanted) in gold.iter().enumerate() {
                tag_rows(words, at, before, before_that, &mut rows);
                model.scores(rows.as_slice(), &mut scores);
                let found = best(&scores, |_| true);
                model.step();
                if let Some(wanted) = wanted.map(usize::from) {
                    let rival = if wanted == found { best(&scores, |tag| tag != wanted) } else { found };
                    if scores[wanted] - scores[rival] <= plan.margin {
                        model.update(rows.as_slice(), wanted, rival);
                    }
                }
                (before_that, before) = (before, found as u64);
            }
        }
    }
    model.averages()
}

impl Tagger {
    fn tag(&self, words: &[Word], rows: &mut Rows) -> Vec<u8> {
        let mut tags = Vec::with_capacity(words.len());
        let (mut before, mut before_that) = (NO_TAG, NO_TAG);
        let mut scores = vec![0_f32; self.tags];
        for at in 0..words.len() {
            tag_rows(words, at, before, before_that, rows);
            scores.fill(0.0);
            for &row in rows.as_slice() {
                let start = row as usize * self.tags;
                for (score, weight) in scores.iter_mut().zip(&self.weights.weights[start..start + self.tags]) {
                    *score += weight;
                }
            }
            let mut found = 0;
            for (tag, score) in scores.iter().enumerate() {
                if *score > scores[found] {
                    found = tag;
                }
            }
            tags.push(found as u8);
            (before_that, before) = (before, found as u64);
        }
        tags
    }
}

/// Tags of every sentence, each by a tagger that has not seen it: the parser must learn from tags as bad as those
/// it will meet. `groups` tells which fold a sentence is in; copies of a sentence share theirs.
pub(crate) fn jackknife(
    sentences: &[Gold],
    groups: &[usize],
    folds: usize,
    raw: &Vocabulary,
    tags: &TagSet,
    plan: &TaggerPlan,
) -> Vec<Vec<u8>> {
    let fold = |fold: usize| {
        let inside = |index: &usize| groups[*index] % folds == fold;
        let rest: Vec<usize> = (0..sentences.len()).filter(|index| !inside(index)).collect();
        let vocabulary = vocabulary(rest.iter().map(|&index| &sentences[index]), raw);
        let data: Vec<_> = rest.iter().map(|&index| example(&sentences[index], &vocabulary, tags)).collect();
        let weights = train(&data, tags.names.len(), plan);
        let tagger = Tagger { weights, tags: tags.names.len() };
        let mut rows = Rows::new(plan.bits);
        let tagged = (0..sentences.len()).filter(inside);
        tagged.map(|index| (index, tagger.tag(&views(&sentences[index], &vocabulary), &mut rows))).collect()
    };
    let parts: Vec<Vec<(usize, Vec<u8>)>> = (0..folds).into_par_iter().map(fold).collect();
    let mut all = vec![Vec::new(); sentences.len()];
    for (index, tags) in parts.into_iter().flatten() {
        all[index] = tags;
    }
    all
}

/// What the tagger learns from one sentence.
pub(crate) fn example(sentence: &Gold, vocabulary: &Vocabulary, tags: &TagSet) -> (Vec<Word>, Vec<Option<u8>>) {
    (views(sentence, vocabulary), sentence.words.iter().map(|word| tags.number(word)).collect())
}
