//! Trains the model of names: a conditional random field over a chain (Lafferty 2001) with hashed rows, by AdaGrad
//! (Duchi 2011), where each pass leaves out features by chance.
//!
//! The same examples in the same order and the same plan give the same weights on one machine.

use std::collections::BTreeMap;

use analysis::mention::ner::{Heard, HeardWords, LABELS, Label, Ner};

use crate::cluster::{ClusterPlan, clusters};
use crate::random::Random;
use crate::raw::RawText;

/// One sentence: the feature rows and the right label of each token.
#[derive(Clone, Default)]
pub struct Example {
    pub rows: Vec<Vec<u32>>,
    /// Rows for what the same words are elsewhere in the report.
    pub document: Vec<Vec<u32>>,
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
    /// The first step of each weight.
    pub rate: f32,
    /// How much a weight shrinks each time that it is used.
    pub decay: f32,
    /// Taken from the weight of no name, after training: a name missed costs as much as one too many.
    pub lean: f32,
}

impl Default for NamePlan {
    fn default() -> NamePlan {
        NamePlan { bits: 20, epochs: 10, seed: 1, dropped: 600, rate: 0.03, decay: 2e-6, lean: 0.5 }
    }
}

/// The trained weights, by row and label, and those between labels.
pub struct NameWeights {
    pub bits: u32,
    rows: Vec<f32>,
    transitions: Vec<f32>,
}

/// What raw text tells of its forms.
pub fn heard(raw: &RawText, coarse: &ClusterPlan, fine: &ClusterPlan) -> BTreeMap<u64, Heard> {
    let mut heard = BTreeMap::<u64, Heard>::new();
    for (form, cluster) in clusters(raw, coarse) {
        heard.entry(form).or_default().coarse = cluster as u8;
    }
    for (form, cluster) in clusters(raw, fine) {
        heard.entry(form).or_default().fine = cluster;
    }
    for (form, habit) in raw.habits() {
        heard.entry(form).or_default().habit = habit;
    }
    heard
}

/// A weight and the sum of the squares of its gradients.
#[derive(Clone, Copy, Default)]
struct Cell {
    weight: f32,
    squares: f32,
}

struct Learner {
    plan: NamePlan,
    rows: Vec<[Cell; LABELS]>,
    transitions: [[Cell; LABELS]; LABELS + 1],
    random: Random,
}

/// `done` is told of each epoch and the mean loss of its sentences.
pub fn train_names(examples: &[Example], plan: &NamePlan, mut done: impl FnMut(usize, f64)) -> NameWeights {
    let mut learner = Learner {
        plan: *plan,
        rows: vec![Default::default(); 1 << plan.bits],
        transitions: Default::default(),
        random: Random::new(plan.seed),
    };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut sum = vec![0.0; LABELS << plan.bits];
    let mut sum_between = vec![0.0; LABELS * (LABELS + 1)];
    let mut counted = 0.0;
    for epoch in 0..plan.epochs {
        learner.random.shuffle(&mut order);
        let loss: f64 = order.iter().map(|&index| f64::from(learner.learn(&examples[index]))).sum();
        if epoch * 2 >= plan.epochs {
            counted += 1.0;
            for (sum, cell) in sum.iter_mut().zip(learner.rows.as_flattened()) {
                *sum += cell.weight;
            }
            for (sum, cell) in sum_between.iter_mut().zip(learner.transitions.as_flattened()) {
                *sum += cell.weight;
            }
        }
        done(epoch, loss / examples.len().max(1) as f64);
    }
    for sum in sum.iter_mut().chain(&mut sum_between) {
        *sum /= counted;
    }
    for outside in sum_between.iter_mut().step_by(LABELS) {
        *outside -= plan.lean;
    }
    NameWeights { bits: plan.bits, rows: sum, transitions: sum_between }
}

impl Learner {
    /// One step on a sentence; its loss before the step.
    fn learn(&mut self, example: &Example) -> f32 {
        if example.rows.is_empty() {
            return 0.0;
        }
        let (rows, kept) = self.thinned(example);
        let scores: Vec<[f32; LABELS]> = rows.iter().map(|rows| self.scores(rows, kept)).collect();
        let chain = Chain::new(&scores, &self.transitions);
        let NamePlan { rate, decay, .. } = self.plan;
        let mut between = [[0.0_f32; LABELS]; LABELS + 1];
        let mut before = None;
        for (at, (rows, &wanted)) in rows.iter().zip(&example.labels).enumerate() {
            let mut gradient = chain.here(at);
            gradient[wanted as usize] -= 1.0;
            chain.add_between(at, &mut between);
            between[before.map_or(LABELS, |before: Label| before as usize)][wanted as usize] -= 1.0;
            before = Some(wanted);
            if gradient.iter().all(|part| part.abs() < 1e-3) {
                continue;
            }
            for &row in rows {
                for (cell, part) in self.rows[row as usize].iter_mut().zip(gradient) {
                    cell.step(part * kept, rate, decay);
                }
            }
        }
        for (cell, part) in self.transitions.as_flattened_mut().iter_mut().zip(between.as_flattened()) {
            cell.step(*part, rate, 0.0);
        }
        chain.loss(&scores, &example.labels, &self.transitions)
    }

    /// The sentence's rows without some, and by how much those that stay count for more.
    fn thinned(&mut self, example: &Example) -> (Vec<Vec<u32>>, f32) {
        let Learner { plan, random, .. } = self;
        let alone = random.chance(500);
        let mut thin = |(rows, document): (&Vec<u32>, &Vec<u32>)| {
            let document = document.iter().filter(|_| !alone);
            rows.iter().chain(document).copied().filter(|_| !random.chance(plan.dropped)).collect()
        };
        let rows = example.rows.iter().zip(&example.document).map(&mut thin).collect();
        (rows, 1000.0 / (1000 - plan.dropped) as f32)
    }

    fn scores(&self, rows: &[u32], kept: f32) -> [f32; LABELS] {
        let mut scores = [0.0; LABELS];
        for &row in rows {
            for (score, cell) in scores.iter_mut().zip(&self.rows[row as usize]) {
                *score += cell.weight * kept;
            }
        }
        scores
    }
}

impl Cell {
    fn step(&mut self, gradient: f32, rate: f32, decay: f32) {
        self.squares += gradient * gradient;
        if self.squares > 0.0 {
            self.weight -= rate * gradient / self.squares.sqrt();
        }
        self.weight -= self.weight.signum() * decay.min(self.weight.abs());
    }
}

/// Forward and backward sums over a sentence, scaled at each token.
struct Chain {
    forward: Vec<[f32; LABELS]>,
    backward: Vec<[f32; LABELS]>,
    /// `exp` of the scores less the largest of the token.
    here: Vec<[f32; LABELS]>,
    /// `exp` of the weights between labels; 0 where one cannot follow.
    between: [[f32; LABELS]; LABELS + 1],
    log_sum: f32,
}

impl Chain {
    fn new(scores: &[[f32; LABELS]], transitions: &[[Cell; LABELS]; LABELS + 1]) -> Chain {
        let mut between = [[0.0; LABELS]; LABELS + 1];
        for (before, row) in between.iter_mut().enumerate() {
            for (label, cell) in row.iter_mut().enumerate() {
                if Label::ALL[label].follows(Label::ALL.get(before).copied()) {
                    *cell = transitions[before][label].weight.exp();
                }
            }
        }
        let mut log_sum = 0.0;
        let mut here = Vec::with_capacity(scores.len());
        let mut forward: Vec<[f32; LABELS]> = Vec::with_capacity(scores.len());
        for (at, scores) in scores.iter().enumerate() {
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            let exp = scores.map(|score| (score - most).exp());
            let mut next = [0.0; LABELS];
            for label in 0..LABELS {
                let from: f32 = match at {
                    0 => between[LABELS][label],
                    _ => (0..LABELS).map(|before| forward[at - 1][before] * between[before][label]).sum(),
                };
                next[label] = from * exp[label];
            }
            let sum: f32 = next.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            log_sum += most + sum.ln();
            forward.push(next.map(|part| part / sum));
            here.push(exp);
        }
        let mut backward = vec![[1.0; LABELS]; scores.len()];
        for at in (0..scores.len().saturating_sub(1)).rev() {
            let mut sums = [0.0; LABELS];
            for (label, sum) in sums.iter_mut().enumerate() {
                *sum = (0..LABELS).map(|next| between[label][next] * here[at + 1][next] * backward[at + 1][next]).sum();
            }
            let all: f32 = sums.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            backward[at] = sums.map(|sum| sum / all);
        }
        Chain { forward, backward, here, between, log_sum }
    }

    /// How likely each label is at a token.
    fn here(&self, at: usize) -> [f32; LABELS] {
        let mut parts = [0.0; LABELS];
        for (label, part) in parts.iter_mut().enumerate() {
            *part = self.forward[at][label] * self.backward[at][label];
        }
        let sum = parts.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        parts.map(|part| part / sum)
    }

    /// Adds how likely each pair of labels is, at a token and the one before it.
    fn add_between(&self, at: usize, into: &mut [[f32; LABELS]; LABELS + 1]) {
        let Some(before) = at.checked_sub(1) else {
            for (cell, part) in into[LABELS].iter_mut().zip(self.here(0)) {
                *cell += part;
            }
            return;
        };
        let mut parts = [[0.0; LABELS]; LABELS];
        let mut sum = f32::MIN_POSITIVE;
        for (one, row) in parts.iter_mut().enumerate() {
            for (label, part) in row.iter_mut().enumerate() {
                *part = self.forward[before][one]
                    * self.between[one][label]
                    * self.here[at][label]
                    * self.backward[at][label];
                sum += *part;
            }
        }
        for (cell, part) in into.as_flattened_mut().iter_mut().zip(parts.as_flattened()) {
            *cell += part / sum;
        }
    }

    fn loss(&self, scores: &[[f32; LABELS]], labels: &[Label], transitions: &[[Cell; LABELS]; LABELS + 1]) -> f32 {
        let mut before = LABELS;
        let mut wanted = 0.0;
        for (scores, &label) in scores.iter().zip(labels) {
            wanted += scores[label as usize] + transitions[before][label as usize].weight;
            before = label as usize;
        }
        self.log_sum - wanted
    }
}

/// One weight in a thousand may be cut at the largest byte; the others keep their proportions.
const CUT: usize = 1000;

impl NameWeights {
    /// The bytes that [`Ner::load`] reads.
    pub fn encode(&self, heard: &BTreeMap<u64, Heard>) -> Vec<u8> {
        let mut sizes: Vec<f32> = self.rows.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / CUT)).copied().unwrap_or(1.0);
        let scale = 127.0 / largest.max(f32::MIN_POSITIVE);
        let byte = |weight: &f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
        let mut table = [[0; LABELS]; LABELS + 1];
        for (cell, weight) in table.as_flattened_mut().iter_mut().zip(&self.transitions) {
            *cell = (weight * scale).round().clamp(-32_000.0, 32_000.0) as i16;
        }
        let bytes: Vec<i8> = self.rows.iter().map(byte).collect();
        Ner::encode(self.bits, &table, &heard_words(heard), &bytes)
    }
}

/// The table of the forms.
pub fn heard_words(heard: &BTreeMap<u64, Heard>) -> HeardWords {
    let entries: Vec<(u64, Heard)> = heard.iter().map(|(form, heard)| (*form, *heard)).collect();
    HeardWords::new(&entries)
}
