//! Trains the model of names: a structured averaged perceptron (Collins 2002) over hashed rows.
//!
//! The same examples in the same order and the same plan give the same bytes.

use analysis::mention::ner::{LABELS, Label, Ner, best_path};

use crate::random::Random;

/// One sentence: the feature rows and the right label of each token.
pub struct Example {
    pub rows: Vec<Vec<u32>>,
    pub labels: Vec<Label>,
}

#[derive(Clone, Copy, Debug)]
pub struct NamePlan {
    /// The table has `2^bits` rows.
    pub bits: u32,
    pub epochs: usize,
    pub seed: u64,
    /// Share of the features, in 1000, that each pass leaves out by chance.
    pub dropped: u64,
}

impl Default for NamePlan {
    fn default() -> NamePlan {
        NamePlan { bits: 18, epochs: 12, seed: 1, dropped: 300 }
    }
}

/// Weights and what to subtract from them for the mean over all steps.
struct Weights {
    now: Vec<i32>,
    late: Vec<i64>,
    step: i64,
}

impl Weights {
    fn new(size: usize) -> Weights {
        Weights { now: vec![0; size], late: vec![0; size], step: 1 }
    }

    fn add(&mut self, index: usize, change: i32) {
        self.now[index] += change;
        self.late[index] += self.step * i64::from(change);
    }

    fn means(&self) -> Vec<f64> {
        let mean = |(&now, &late): (&i32, &i64)| f64::from(now) - late as f64 / self.step as f64;
        self.now.iter().zip(&self.late).map(mean).collect()
    }
}

/// The bytes that [`Ner::load`] reads. `done` is told of each epoch and how many tokens it got wrong.
pub fn train_names(examples: &[Example], plan: &NamePlan, mut done: impl FnMut(usize, usize)) -> Vec<u8> {
    let mut weights = Weights::new(LABELS << plan.bits);
    let mut transitions = Weights::new(LABELS * (LABELS + 1));
    let mut random = Random::new(plan.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..plan.epochs {
        random.shuffle(&mut order);
        let mut wrong = 0;
        for &index in &order {
            wrong += learn(&thinned(&examples[index], plan.dropped, &mut random), &mut weights, &mut transitions);
        }
        done(epoch, wrong);
    }
    encode(plan.bits, &weights.means(), &transitions.means())
}

/// The example without some of its features: what is learnt then does not hang on single words.
fn thinned(example: &Example, dropped: u64, random: &mut Random) -> Example {
    let mut thin = |rows: &Vec<u32>| rows.iter().copied().filter(|_| !random.chance(dropped)).collect();
    Example { rows: example.rows.iter().map(&mut thin).collect(), labels: example.labels.clone() }
}

/// How many tokens of the sentence were wrong.
fn learn(example: &Example, weights: &mut Weights, transitions: &mut Weights) -> usize {
    weights.step += 1;
    transitions.step += 1;
    let score = |rows: &Vec<u32>| {
        let mut scores = [0; LABELS];
        for &row in rows {
            for (label, score) in scores.iter_mut().enumerate() {
                *score += weights.now[row as usize * LABELS + label];
            }
        }
        scores
    };
    let scores: Vec<[i32; LABELS]> = example.rows.iter().map(score).collect();
    let mut table = [[0; LABELS]; LABELS + 1];
    for (cell, weight) in table.iter_mut().flatten().zip(&transitions.now) {
        *cell = *weight;
    }
    let found = best_path(&scores, &table);
    let wrong = found.iter().zip(&example.labels).filter(|(found, wanted)| found != wanted).count();
    if wrong == 0 {
        return 0;
    }
    let (mut found_before, mut wanted_before) = (LABELS, LABELS);
    for ((rows, &found), &wanted) in example.rows.iter().zip(&found).zip(&example.labels) {
        let (found, wanted) = (found as usize, wanted as usize);
        if found != wanted {
            for &row in rows {
                weights.add(row as usize * LABELS + wanted, 1);
                weights.add(row as usize * LABELS + found, -1);
            }
        }
        if (found, found_before) != (wanted, wanted_before) {
            transitions.add(wanted_before * LABELS + wanted, 1);
            transitions.add(found_before * LABELS + found, -1);
        }
        (found_before, wanted_before) = (found, wanted);
    }
    wrong
}

/// One weight in a thousand may be cut at the largest byte; the others keep their proportions.
const CUT: usize = 1000;

fn encode(bits: u32, weights: &[f64], transitions: &[f64]) -> Vec<u8> {
    let mut sizes: Vec<f64> = weights.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / CUT)).copied().unwrap_or(1.0);
    let scale = 127.0 / largest.max(f64::MIN_POSITIVE);
    let bytes: Vec<i8> = weights.iter().map(|weight| (weight * scale).round().clamp(-127.0, 127.0) as i8).collect();
    let mut table = [[0; LABELS]; LABELS + 1];
    for (cell, weight) in table.iter_mut().flatten().zip(transitions) {
        *cell = (weight * scale).round().clamp(-32_000.0, 32_000.0) as i16;
    }
    Ner::encode(bits, &table, &bytes)
}
