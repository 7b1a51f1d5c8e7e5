//! Trains the parser: which action comes next, and which relation an arc has.

use analysis::Relation;
use analysis::model::template::{Rows, action_rows, label_rows};
use analysis::model::word::Word;
use analysis::model::{Action, State, WORDS_MAX};

use crate::oracle::Arcs;
use crate::perceptron::{Averages, Perceptron, best};
use crate::random::Random;

/// How to train a parser.
#[derive(Clone, Copy, Debug)]
pub struct ParserPlan {
    /// The tables have `2^bits` rows.
    pub action_bits: u32,
    pub label_bits: u32,
    pub epochs: usize,
    /// The right action and the right relation are to lead by more than this.
    pub margin: i32,
    pub seed: u64,
}

/// One sentence to learn from.
pub(crate) struct Example {
    pub(crate) words: Vec<Word>,
    pub(crate) tags: Vec<u8>,
    pub(crate) arcs: Arcs,
    /// The first is nobody's.
    pub(crate) labels: Vec<u8>,
}

/// From the second epoch on, the parser follows its own choice in so many of 1000 states, to learn to go on from its
/// mistakes.
const EXPLORE: u64 = 900;

struct Learner<'a> {
    upos: &'a [u8],
    action: Perceptron,
    label: Perceptron,
    action_rows: Rows,
    label_rows: Rows,
    scores: Vec<i32>,
    random: Random,
    margin: i32,
}

/// Weights for actions and for relations.
pub(crate) fn train(data: &[Example], upos: &[u8], plan: &ParserPlan) -> (Averages, Averages) {
    let relations = Relation::ALL.len();
    let mut learner = Learner {
        upos,
        action: Perceptron::new(Action::ALL.len(), plan.action_bits),
        label: Perceptron::new(relations, plan.label_bits),
        action_rows: Rows::new(plan.action_bits),
        label_rows: Rows::new(plan.label_bits),
        scores: vec![0; relations],
        random: Random::new(plan.seed),
        margin: plan.margin,
    };
    let mut order: Vec<usize> = (0..data.len()).filter(|&index| data[index].words.len() <= WORDS_MAX).collect();
    let mut state = State::default();
    for epoch in 0..plan.epochs {
        learner.random.shuffle(&mut order);
        for &index in &order {
            learner.sentence(&data[index], &mut state, epoch);
        }
    }
    (learner.action.averages(), learner.label.averages())
}

impl Learner<'_> {
    fn sentence(&mut self, example: &Example, state: &mut State, epoch: usize) {
        state.start(&example.words, &example.tags, self.upos);
        while !state.done() {
            match self.next(example, state, epoch) {
                Action::Shift => state.shift(),
                action => {
                    let (head, dependent) = state.reduce(action);
                    let found = self.relation(example, state, head, dependent);
                    let right = example.arcs.heads[dependent] == head;
                    let label = if epoch == 0 && right { example.labels[dependent] } else { found };
                    state.attach(head, dependent, label);
                }
            }
        }
    }

    /// Learns from one state, and chooses the action to go on with.
    fn next(&mut self, example: &Example, state: &State, epoch: usize) -> Action {
        let legal = state.legal();
        self.action.step();
        if legal.iter().filter(|&&legal| legal).count() == 1 {
            return Action::ALL[best(&[0; 3], |action| legal[action])];
        }
        let costs = example.arcs.costs(state);
        action_rows(state, &mut self.action_rows);
        let mut scores = [0; 3];
        self.action.scores(self.action_rows.as_slice(), &mut scores);
        let found = best(&scores, |action| legal[action]);
        let least = (0..3).filter(|&action| legal[action]).map(|action| costs[action]).min().unwrap_or_default();
        let wanted = best(&scores, |action| legal[action] && costs[action] == least);
        let wrong = |action: usize| legal[action] && costs[action] != least;
        if (0..3).any(wrong) {
            let rival = best(&scores, wrong);
            if scores[wanted] - scores[rival] <= self.margin {
                self.action.update(self.action_rows.as_slice(), wanted, rival);
            }
        }
        Action::ALL[if epoch > 0 && self.random.chance(EXPLORE) { found } else { wanted }]
    }

    fn relation(&mut self, example: &Example, state: &State, head: usize, dependent: usize) -> u8 {
        label_rows(state, head, dependent, &mut self.label_rows);
        self.label.scores(self.label_rows.as_slice(), &mut self.scores);
        let found = best(&self.scores, |_| true);
        self.label.step();
        let wanted = usize::from(example.labels[dependent]);
        if example.arcs.heads[dependent] == head {
            let rival = if wanted == found { best(&self.scores, |label| label != wanted) } else { found };
            if self.scores[wanted] - self.scores[rival] <= self.margin {
                self.label.update(self.label_rows.as_slice(), wanted, rival);
            }
        }
        found as u8
    }
}
