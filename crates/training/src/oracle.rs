//! The dynamic oracle of arc-hybrid parsing (Goldberg and Nivre 2013): how many gold arcs each action loses.

use analysis::model::State;

/// A sentence's gold arcs, in the parser's numbering: words from 1, the root after the last.
pub(crate) struct Arcs {
    pub(crate) heads: Vec<usize>,
    dependents: Vec<Vec<usize>>,
}

impl Arcs {
    /// `heads[0]` is that of the first word, 0 for the root.
    pub(crate) fn new(heads: impl Iterator<Item = usize>) -> Arcs {
        let mut all: Vec<usize> = [0].into_iter().chain(heads).collect();
        let root = all.len();
        let mut dependents = vec![Vec::new(); root + 1];
        for (at, head) in all.iter_mut().enumerate().skip(1) {
            if *head == 0 {
                *head = root;
            }
            dependents[*head].push(at);
        }
        Arcs { heads: all, dependents }
    }

    /// For shift, left, right: the gold arcs that can no longer be built after it. Only for legal actions.
    pub(crate) fn costs(&self, state: &State) -> [usize; 3] {
        let next = state.next;
        let (top, below) = (state.stacked(0), state.stacked(1));
        let loose = |word: usize| state.nodes[word].head == 0;
        let lost = |word: &&usize| **word < next && loose(**word);
        let shift = if next < self.heads.len() {
            let head = self.heads[next];
            usize::from(head < next && head != top && loose(head)) + self.dependents[next].iter().filter(lost).count()
        } else {
            0
        };
        if top == 0 {
            return [shift, 0, 0];
        }
        let waiting = self.dependents[top].iter().filter(|&&word| word >= next).count();
        let head = self.heads[top];
        let left = waiting + usize::from((head == below && below > 0) || head > next);
        [shift, left, waiting + usize::from(head >= next)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use analysis::model::Action;
    use analysis::model::word::Word;

    #[test]
    fn following_the_oracle_rebuilds_the_tree() {
        let trees: [&[usize]; 3] = [&[2, 0, 5, 5, 2, 2], &[0], &[2, 3, 0, 5, 3]];
        for heads in trees {
            let arcs = Arcs::new(heads.iter().copied());
            let mut state = State::default();
            state.start(&vec![Word::default(); heads.len()], &vec![0; heads.len()], &[0]);
            while !state.done() {
                let (legal, costs) = (state.legal(), arcs.costs(&state));
                let free = Action::ALL.into_iter().find(|&it| legal[it as usize] && costs[it as usize] == 0);
                match free.expect("a projective tree has a free way") {
                    Action::Shift => state.shift(),
                    action => {
                        let (head, dependent) = state.reduce(action);
                        state.attach(head, dependent, 0);
                    }
                }
            }
            let built: Vec<usize> = (1..=heads.len()).map(|word| usize::from(state.nodes[word].head)).collect();
            assert_eq!(built, arcs.heads[1..]);
        }
    }
}
