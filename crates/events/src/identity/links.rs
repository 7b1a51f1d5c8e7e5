//! `pairs -> groups`: what yes-links connect, where somebody known stands for at most one group.

use std::collections::{BTreeMap, BTreeSet};

/// Indexes that are one; the least of a group leads.
#[derive(Clone, Debug)]
pub(super) struct Groups(Vec<usize>);

impl Groups {
    pub(super) fn new(count: usize) -> Groups {
        Groups((0..count).collect())
    }

    pub(super) fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }

    /// Members by their leader.
    pub(super) fn all(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        (0..self.0.len()).for_each(|at| found.entry(self.root(at)).or_default().push(at));
        found
    }
}

/// Joins linked items; those that carry a different anchor never meet, and a group between two anchors joins neither.
pub(super) fn join(anchors: &[Option<usize>], links: &BTreeSet<(usize, usize)>) -> Groups {
    let mut groups = Groups::new(anchors.len());
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, anchor) in anchors.iter().enumerate() {
        if let Some(anchor) = anchor {
            groups.join(at, *first.entry(*anchor).or_insert(at));
        }
    }
    let is_free = |at: usize| anchors[at].is_none();
    links.iter().filter(|(a, b)| is_free(*a) && is_free(*b)).for_each(|(a, b)| groups.join(*a, *b));
    let mut bridges: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for &(a, b) in links.iter().filter(|(a, b)| is_free(*a) != is_free(*b)) {
        let (free, held) = if is_free(a) { (a, b) } else { (b, a) };
        bridges.entry(groups.root(free)).or_default().insert(groups.root(held));
    }
    for (free, held) in bridges {
        if let (1, Some(held)) = (held.len(), held.first()) {
            groups.join(free, *held);
        }
    }
    groups
}
