//! Clusters of words that stand between the same neighbours, from raw text: the exchange algorithm over class bigrams
//! (Martin, Liermann and Ney 1998). A word goes to the class where the text becomes likeliest, round after round.

use std::collections::BTreeMap;

use crate::raw::RawText;

/// How to cluster.
#[derive(Clone, Copy, Debug)]
pub struct ClusterPlan {
    pub clusters: usize,
    pub rounds: usize,
    /// A rarer word has no cluster.
    pub count_min: u32,
}

/// Word 0 is the sentence's edge, word 1 every rare word; each has a class of its own that it never leaves.
const FIXED: usize = 2;

struct Bigrams {
    /// Of each word, the others before and after it, with counts.
    before: Vec<Vec<(u32, u32)>>,
    after: Vec<Vec<(u32, u32)>>,
    /// How often a word follows itself.
    itself: Vec<u32>,
}

struct Classes {
    count: usize,
    of: Vec<usize>,
    /// Row by row: how often a word of one class is followed by one of another.
    pairs: Vec<u32>,
    first: Vec<u32>,
    second: Vec<u32>,
    /// `n ln n` for small n.
    entropy: Vec<f64>,
}

/// Numbers of clusters, from 1 up, by form hash.
pub(crate) fn clusters(text: &RawText, plan: &ClusterPlan) -> BTreeMap<u64, u16> {
    let mut counts = BTreeMap::<u64, u32>::new();
    for &form in text.sentences.iter().flatten() {
        *counts.entry(form).or_default() += 1;
    }
    let mut words: Vec<(u64, u32)> = counts.into_iter().filter(|&(_, count)| count >= plan.count_min).collect();
    words.sort_by_key(|&(form, count)| (std::cmp::Reverse(count), form));
    let ids: BTreeMap<u64, u32> =
        words.iter().enumerate().map(|(rank, &(form, _))| (form, (rank + FIXED) as u32)).collect();
    let bigrams = bigrams(text, &ids);
    let mut classes = Classes::new(words.len() + FIXED, plan.clusters + FIXED, &bigrams);
    for _ in 0..plan.rounds {
        let moved = (FIXED..words.len() + FIXED).filter(|&word| classes.exchange(word, &bigrams)).count();
        if moved * 1000 < words.len() {
            break;
        }
    }
    ids.into_iter().map(|(form, id)| (form, (classes.of[id as usize] - FIXED + 1) as u16)).collect()
}

fn bigrams(text: &RawText, ids: &BTreeMap<u64, u32>) -> Bigrams {
    let mut pairs = Vec::new();
    for sentence in &text.sentences {
        let mut before = 0;
        let known = sentence.iter().map(|form| ids.get(form).copied().unwrap_or(1));
        for word in known.chain([0]) {
            pairs.push((before, word));
            before = word;
        }
    }
    pairs.sort_unstable();
    let size = ids.len() + FIXED;
    let mut bigrams = Bigrams { before: vec![Vec::new(); size], after: vec![Vec::new(); size], itself: vec![0; size] };
    for run in pairs.chunk_by(|left, right| left == right) {
        let ((left, right), count) = (run[0], run.len() as u32);
        if left == right {
            bigrams.itself[left as usize] = count;
        } else {
            bigrams.after[left as usize].push((right, count));
            bigrams.before[right as usize].push((left, count));
        }
    }
    bigrams
}

/// A word's neighbours by class: only those that occur.
struct Around {
    before: Vec<(usize, u32)>,
    after: Vec<(usize, u32)>,
    itself: u32,
    before_total: u32,
    after_total: u32,
}

impl Classes {
    fn new(words: usize, count: usize, bigrams: &Bigrams) -> Classes {
        let of = (0..words).map(|word| if word < FIXED { word } else { FIXED + word % (count - FIXED) }).collect();
        let entropy = (0..1 << 16).map(|n| if n == 0 { 0.0 } else { f64::from(n) * f64::from(n).ln() }).collect();
        let (first, second) = (vec![0; count], vec![0; count]);
        let mut classes = Classes { count, of, pairs: vec![0; count * count], first, second, entropy };
        for left in 0..words {
            let itself = (left as u32, bigrams.itself[left]);
            for &(right, times) in bigrams.after[left].iter().chain([&itself]) {
                let (left, right) = (classes.of[left], classes.of[right as usize]);
                classes.pairs[left * count + right] += times;
                classes.first[left] += times;
                classes.second[right] += times;
            }
        }
        classes
    }

    fn weight(&self, n: u32) -> f64 {
        self.entropy.get(n as usize).copied().unwrap_or_else(|| f64::from(n) * f64::from(n).ln())
    }

    fn around(&self, word: usize, bigrams: &Bigrams) -> Around {
        let by_class = |neighbours: &[(u32, u32)]| {
            let mut counts = vec![0; self.count];
            for &(other, times) in neighbours {
                counts[self.of[other as usize]] += times;
            }
            counts.into_iter().enumerate().filter(|&(_, times)| times > 0).collect::<Vec<_>>()
        };
        let (before, after) = (by_class(&bigrams.before[word]), by_class(&bigrams.after[word]));
        let itself = bigrams.itself[word];
        let total = |side: &[(usize, u32)]| side.iter().map(|&(_, times)| times).sum::<u32>() + itself;
        Around { before_total: total(&before), after_total: total(&after), before, after, itself }
    }

    /// Moves a word to its best class; tells whether that is another one.
    fn exchange(&mut self, word: usize, bigrams: &Bigrams) -> bool {
        let around = self.around(word, bigrams);
        let home = self.of[word];
        self.place(&around, home, u32::wrapping_sub);
        let mut best = (home, self.gain(&around, home));
        for class in FIXED..self.count {
            let gain = self.gain(&around, class);
            if gain > best.1 + 1e-7 {
                best = (class, gain);
            }
        }
        self.of[word] = best.0;
        self.place(&around, best.0, u32::wrapping_add);
        best.0 != home
    }

    fn place(&mut self, around: &Around, class: usize, change: impl Fn(u32, u32) -> u32) {
        let count = self.count;
        for &(other, times) in &around.before {
            let pair = &mut self.pairs[other * count + class];
            *pair = change(*pair, times);
        }
        for &(other, times) in &around.after {
            let pair = &mut self.pairs[class * count + other];
            *pair = change(*pair, times);
        }
        let pair = &mut self.pairs[class * count + class];
        *pair = change(*pair, around.itself);
        self.first[class] = change(self.first[class], around.after_total);
        self.second[class] = change(self.second[class], around.before_total);
    }

    /// How much likelier the text is with the word in that class, up to what is the same for all classes.
    fn gain(&self, around: &Around, class: usize) -> f64 {
        let more = |there: u32, times: u32| self.weight(there + times) - self.weight(there);
        let mut gain = 0.0;
        let mut inner = around.itself;
        for &(other, times) in &around.before {
            if other == class {
                inner += times;
            } else {
                gain += more(self.pairs[other * self.count + class], times);
            }
        }
        for &(other, times) in &around.after {
            if other == class {
                inner += times;
            } else {
                gain += more(self.pairs[class * self.count + other], times);
            }
        }
        gain += more(self.pairs[class * self.count + class], inner);
        gain - more(self.first[class], around.after_total) - more(self.second[class], around.before_total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use analysis::model::word::form_hash;

    #[test]
    fn words_of_equal_neighbours_share_a_cluster() {
        let mut text = RawText::default();
        for who in ["drones", "missiles", "rockets"] {
            for act in ["hit", "struck", "damaged"] {
                for what in ["depots", "bridges", "ports"] {
                    text.add([who, act, what].into_iter());
                }
            }
        }
        let found = clusters(&text, &ClusterPlan { clusters: 3, rounds: 20, count_min: 1 });
        let of = |form| found[&form_hash(form)];
        assert!(of("drones") == of("missiles") && of("hit") == of("struck") && of("depots") == of("ports"));
        assert!(of("drones") != of("hit") && of("hit") != of("depots"));
    }
}
