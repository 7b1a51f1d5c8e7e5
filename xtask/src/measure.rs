//! `(gold, found) -> Tally`: how well found claims agree with gold, after the contract's scorer.
//!
//! Claims are paired one to one where the types are the same and the triggers overlap, the longest
//! overlap first. Sources, arguments and figures are compared in order, first fit first. Every choice,
//! ties among them, is that of `score.py`; a test runs both on the same answers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::gold::{Argument, Claim, Figure, Said, Words};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) hit: usize,
    pub(crate) found: usize,
    pub(crate) gold: usize,
}

/// What is counted, in the order it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Claims,
    TypeBlind,
    SaidBy,
    Args,
    Ids,
    Figures,
    Status,
    SaidByAll,
    ArgsAll,
}

/// Counts of one document or of many.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    parts: BTreeMap<Part, Count>,
    /// Claims by type, arguments by role, figures by measure: each end to end.
    pub(crate) types: BTreeMap<String, Count>,
    pub(crate) roles: BTreeMap<String, Count>,
    pub(crate) measures: BTreeMap<String, Count>,
}

/// Which gold item meets which found item, as indices into the two lists.
pub(crate) struct Agreement {
    pub(crate) claims: Vec<(usize, usize)>,
    pub(crate) figures: Vec<(Figured, Figured)>,
}

/// A figure by the index of its claim and its own index there.
pub(crate) type Figured = (usize, usize);

impl Count {
    pub(crate) fn precision(self) -> f64 {
        share(self.hit, self.found)
    }

    pub(crate) fn recall(self) -> f64 {
        share(self.hit, self.gold)
    }

    pub(crate) fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    pub(crate) fn sum(&mut self, other: Count) {
        self.add(other.hit, other.found, other.gold);
    }

    pub(crate) fn add(&mut self, hit: usize, found: usize, gold: usize) {
        self.hit += hit;
        self.found += found;
        self.gold += gold;
    }

    pub(crate) fn line(self, name: &str) -> String {
        format!(
            "{name:14} P {:.3}  R {:.3}  F1 {:.3}   ({} of {} gold, {} found)",
            self.precision(),
            self.recall(),
            self.f1(),
            self.hit,
            self.gold,
            self.found
        )
    }
}

impl Part {
    const ALL: [Part; 9] = [
        Part::Claims,
        Part::TypeBlind,
        Part::SaidBy,
        Part::Args,
        Part::Ids,
        Part::Figures,
        Part::Status,
        Part::SaidByAll,
        Part::ArgsAll,
    ];

    const fn name(self) -> &'static str {
        match self {
            Part::Claims => "claims",
            Part::TypeBlind => "type-blind",
            Part::SaidBy => "said_by",
            Part::Args => "args",
            Part::Ids => "ids",
            Part::Figures => "figures",
            Part::Status => "status",
            Part::SaidByAll => "said_by (all)",
            Part::ArgsAll => "args (all)",
        }
    }
}

impl Tally {
    pub(crate) fn part(&self, part: Part) -> Count {
        self.parts.get(&part).copied().unwrap_or_default()
    }

    /// The mean F1 of claims, said_by, args and figures, end to end.
    pub(crate) fn mean(&self) -> f64 {
        [Part::Claims, Part::SaidByAll, Part::ArgsAll, Part::Figures]
            .map(|part| self.part(part).f1())
            .iter()
            .sum::<f64>()
            / 4.0
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        Part::ALL.map(|part| self.part(part).line(part.name())).to_vec()
    }

    pub(crate) fn merge(&mut self, other: &Tally) {
        for (part, count) in &other.parts {
            self.parts.entry(*part).or_default().add(count.hit, count.found, count.gold);
        }
        let kinds =
            [(&mut self.types, &other.types), (&mut self.roles, &other.roles), (&mut self.measures, &other.measures)];
        for (into, from) in kinds {
            for (name, count) in from {
                into.entry(name.clone()).or_default().add(count.hit, count.found, count.gold);
            }
        }
    }

    fn add(&mut self, part: Part, hit: usize, found: usize, gold: usize) {
        self.parts.entry(part).or_default().add(hit, found, gold);
    }
}

pub(crate) fn compare(gold: &[Claim], found: &[Claim]) -> (Tally, Agreement) {
    let mut tally = Tally::default();
    let pairs = pair(gold, found, |wanted, have| wanted.kind == have.kind);
    let blind = pair(gold, found, |_, _| true);
    tally.add(Part::Claims, pairs.len(), found.len(), gold.len());
    tally.add(Part::TypeBlind, blind.len(), found.len(), gold.len());
    for &(wanted, have) in &pairs {
        tally_pair(&mut tally, &gold[wanted], &found[have]);
    }
    tally_lists(&mut tally, gold, found);
    let figures = pair_figures(gold, found);
    tally.add(Part::Figures, figures.len(), number_of_figures(found), number_of_figures(gold));
    for ((claim, figure), _) in &figures {
        tally.measures.entry(gold[*claim].figures[*figure].measure.clone()).or_default().hit += 1;
    }
    (tally, Agreement { claims: pairs, figures })
}

/// Indices of the layers that agree: of gold, of found.
pub(crate) fn same_sources(gold: &[Said], found: &[Said]) -> Vec<(usize, usize)> {
    first_fit(gold, found, |wanted, have| match (&wanted.source, &have.source) {
        (Some(wanted), Some(have)) => overlap(wanted, have),
        _ => false,
    })
}

/// Indices of the arguments that agree: of gold, of found.
pub(crate) fn same_args(gold: &[Argument], found: &[Argument]) -> Vec<(usize, usize)> {
    first_fit(gold, found, |wanted, have| {
        let dated = wanted.first_day().is_some();
        wanted.role == have.role
            && overlap(&wanted.words, &have.words)
            && (!dated || (wanted.first_day(), wanted.last_day()) == (have.first_day(), have.last_day()))
    })
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn overlap(one: &Words, other: &Words) -> bool {
    one.start < other.end && other.start < one.end
}

/// Greedy, one to one; among equal overlaps the later gold claim, then the later found claim, goes first.
pub(crate) fn pair(gold: &[Claim], found: &[Claim], same: impl Fn(&Claim, &Claim) -> bool) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, wanted) in gold.iter().enumerate() {
        for (j, have) in found.iter().enumerate() {
            if overlap(&wanted.trigger, &have.trigger) && same(wanted, have) {
                let end = wanted.trigger.end.min(have.trigger.end);
                candidates.push(Reverse((end - wanted.trigger.start.max(have.trigger.start), i, j)));
            }
        }
    }
    candidates.sort();
    let (mut gold_taken, mut found_taken) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut pairs = Vec::new();
    for Reverse((_, i, j)) in candidates {
        if !gold_taken[i] && !found_taken[j] {
            (gold_taken[i], found_taken[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs
}

fn first_fit<T>(gold: &[T], found: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    let mut taken = vec![false; found.len()];
    let mut hits = Vec::new();
    for (i, wanted) in gold.iter().enumerate() {
        if let Some(j) = (0..found.len()).find(|&j| !taken[j] && same(wanted, &found[j])) {
            taken[j] = true;
            hits.push((i, j));
        }
    }
    hits
}

fn tally_pair(tally: &mut Tally, wanted: &Claim, have: &Claim) {
    let layers = same_sources(&wanted.said_by, &have.said_by).len();
    tally.add(Part::SaidBy, layers, have.said_by.len(), wanted.said_by.len());
    tally.add(Part::SaidByAll, layers, 0, 0);
    let args = same_args(&wanted.args, &have.args);
    tally.add(Part::Args, args.len(), have.args.len(), wanted.args.len());
    tally.add(Part::ArgsAll, args.len(), 0, 0);
    for &(i, j) in &args {
        let (wanted, have) = (&wanted.args[i], &have.args[j]);
        tally.roles.entry(wanted.role.clone()).or_default().hit += 1;
        if let Some(id) = wanted.id.as_deref().filter(|id| !id.is_empty()) {
            tally.add(Part::Ids, usize::from(state(id) == state(have.id.as_deref().unwrap_or_default())), 1, 1);
        }
    }
    tally.add(Part::Status, usize::from(wanted.status == have.status), 1, 1);
    tally.types.entry(wanted.kind.clone()).or_default().hit += 1;
}

/// What stands on either side, whether or not it was paired.
fn tally_lists(tally: &mut Tally, gold: &[Claim], found: &[Claim]) {
    for claim in gold {
        tally.types.entry(claim.kind.clone()).or_default().gold += 1;
        tally.add(Part::SaidByAll, 0, 0, claim.said_by.len());
        tally.add(Part::ArgsAll, 0, 0, claim.args.len());
        for arg in &claim.args {
            tally.roles.entry(arg.role.clone()).or_default().gold += 1;
        }
        for figure in &claim.figures {
            tally.measures.entry(figure.measure.clone()).or_default().gold += 1;
        }
    }
    for claim in found {
        tally.types.entry(claim.kind.clone()).or_default().found += 1;
        tally.add(Part::SaidByAll, 0, claim.said_by.len(), 0);
        tally.add(Part::ArgsAll, 0, claim.args.len(), 0);
        for arg in &claim.args {
            tally.roles.entry(arg.role.clone()).or_default().found += 1;
        }
        for figure in &claim.figures {
            tally.measures.entry(figure.measure.clone()).or_default().found += 1;
        }
    }
}

/// Figures are compared over all claims of the document, paired or not.
fn pair_figures(gold: &[Claim], found: &[Claim]) -> Vec<(Figured, Figured)> {
    let (gold, found) = (all_figures(gold), all_figures(found));
    let same = |wanted: &(Figured, &Figure), have: &(Figured, &Figure)| {
        let (wanted, have) = (wanted.1, have.1);
        wanted.measure == have.measure
            && overlap(&wanted.words, &have.words)
            && (wanted.low, wanted.high) == (have.low, have.high)
    };
    first_fit(&gold, &found, same).into_iter().map(|(i, j)| (gold[i].0, found[j].0)).collect()
}

fn all_figures(claims: &[Claim]) -> Vec<(Figured, &Figure)> {
    let of = |(i, claim): (usize, &'_ Claim)| -> Vec<Figured> { (0..claim.figures.len()).map(|j| (i, j)).collect() };
    claims.iter().enumerate().flat_map(of).map(|(i, j)| ((i, j), &claims[i].figures[j])).collect()
}

fn number_of_figures(claims: &[Claim]) -> usize {
    claims.iter().map(|claim| claim.figures.len()).sum()
}

/// The state or body of an id, without the sector.
fn state(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}
