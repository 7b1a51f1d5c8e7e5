//! `claims that links connect -> events`: from the strongest pair of groups down, by the mean over all pairs.

use crate::score::JOINED;

/// What stands against or for joining two claims.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pair {
    Points(i32),
    /// Never in one event.
    Never,
    /// Always in one event.
    Always,
}

/// Groups of indices, each in rising order. `pair(a, b)` is asked once for each `a < b`.
///
/// Where pairs are equally strong, the one of the lower indices comes first, so that indices must stand in an order
/// that the claims themselves give. Cost: the square of `count` for the pairs, its cube at worst for merging.
pub(crate) fn group(count: usize, mut pair: impl FnMut(usize, usize) -> Pair) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(count);
    for a in 0..count {
        for b in a + 1..count {
            groups.between[a * count + b] = match pair(a, b) {
                Pair::Points(points) => Between { sum: i64::from(points), ..Between::default() },
                Pair::Never => Between { never: true, ..Between::default() },
                Pair::Always => Between { always: true, ..Between::default() },
            };
        }
    }
    while let Some((a, b)) = groups.best() {
        groups.merge(a, b);
    }
    groups.members.into_iter().filter(|members| !members.is_empty()).collect()
}

#[derive(Clone, Copy, Default)]
struct Between {
    sum: i64,
    never: bool,
    always: bool,
}

/// A group is named by its lowest member; the row of a merged group is empty.
struct Groups {
    count: usize,
    members: Vec<Vec<usize>>,
    between: Vec<Between>,
}

impl Groups {
    fn new(count: usize) -> Groups {
        let members = (0..count).map(|at| vec![at]).collect();
        Groups { count, members, between: vec![Between::default(); count * count] }
    }

    fn alive(&self) -> impl Iterator<Item = usize> {
        (0..self.count).filter(|at| !self.members[*at].is_empty())
    }

    /// The two groups to merge next; None where no two are close enough.
    fn best(&self) -> Option<(usize, usize)> {
        let alive: Vec<usize> = self.alive().collect();
        let mut best: Option<(bool, i64, i64, (usize, usize))> = None;
        for (place, &a) in alive.iter().enumerate() {
            for &b in &alive[place + 1..] {
                let between = self.between[a * self.count + b];
                let pairs = (self.members[a].len() * self.members[b].len()) as i64;
                if between.never || (!between.always && between.sum < i64::from(JOINED) * pairs) {
                    continue;
                }
                let better =
                    best.is_none_or(|(always, sum, of, _)| (between.always, between.sum * of) > (always, sum * pairs));
                if better {
                    best = Some((between.always, between.sum, pairs, (a, b)));
                }
            }
        }
        best.map(|(.., pair)| pair)
    }

    fn merge(&mut self, a: usize, b: usize) {
        let moved = std::mem::take(&mut self.members[b]);
        self.members[a].extend(moved);
        self.members[a].sort_unstable();
        for other in 0..self.count {
            if other == a || other == b || self.members[other].is_empty() {
                continue;
            }
            let from = self.between[other.min(b) * self.count + other.max(b)];
            let into = &mut self.between[other.min(a) * self.count + other.max(a)];
            into.sum += from.sum;
            into.never |= from.never;
            into.always |= from.always;
        }
    }
}
