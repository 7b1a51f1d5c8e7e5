//! Claims of a record in memory, as the linker sees them: for views of a few reports, and for tests.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use crate::entry::EventId;
use crate::known::{Known, Newcomer, Outcome, Verdict};
use crate::linker::Linker;
use crate::traits::Traits;

/// A claim's id is its place in the order of arrival.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    traits: BTreeMap<usize, Traits>,
    carriers: BTreeMap<u64, BTreeSet<(u32, usize)>>,
    links: BTreeMap<usize, BTreeMap<usize, u8>>,
    verdicts: BTreeMap<usize, BTreeMap<usize, Verdict>>,
    events: BTreeMap<usize, EventId>,
}

impl Memory {
    /// Adds claims, in one go.
    pub fn add(&mut self, linker: &Linker, claims: Vec<Traits>) {
        let first = self.traits.len();
        let new: Vec<Newcomer<usize>> =
            claims.into_iter().enumerate().map(|(at, traits)| Newcomer { id: first + at, traits }).collect();
        let Ok(outcome) = linker.join(self, &new);
        self.take(new, outcome);
    }

    /// Writes down new claims and what joining them gave.
    pub fn take(&mut self, new: Vec<Newcomer<usize>>, outcome: Outcome<usize>) {
        self.traits.extend(new.into_iter().map(|claim| (claim.id, claim.traits)));
        self.write(outcome);
    }

    /// What a person decided of claims that are yet to come.
    pub fn promise(&mut self, verdicts: impl Iterator<Item = (usize, usize, Verdict)>) {
        for (a, b, verdict) in verdicts {
            self.verdicts.entry(a).or_default().insert(b, verdict);
            self.verdicts.entry(b).or_default().insert(a, verdict);
        }
    }

    /// What a person decides of two claims; None takes it back.
    pub fn decide(&mut self, linker: &Linker, a: usize, b: usize, verdict: Option<Verdict>) {
        for (one, other) in [(a, b), (b, a)] {
            let told = self.verdicts.entry(one).or_default();
            match verdict {
                Some(verdict) => told.insert(other, verdict),
                None => told.remove(&other),
            };
        }
        let Ok(outcome) = linker.regroup(self, &[(a, b)]);
        self.write(outcome);
    }

    /// The event of each claim, by its id.
    pub fn events(&self) -> &BTreeMap<usize, EventId> {
        &self.events
    }

    fn write(&mut self, outcome: Outcome<usize>) {
        for (id, (rank, keys)) in outcome.keys {
            for key in keys {
                self.carriers.entry(key).or_default().insert((rank, id));
            }
        }
        for ((a, b), strength) in outcome.link {
            self.links.entry(a).or_default().insert(b, strength);
            self.links.entry(b).or_default().insert(a, strength);
        }
        for (a, b) in outcome.unlink {
            self.links.entry(a).or_default().remove(&b);
            self.links.entry(b).or_default().remove(&a);
        }
        for (event, claims) in outcome.events {
            self.events.extend(claims.into_iter().map(|claim| (claim, event.clone())));
        }
    }
}

impl Known for Memory {
    type Id = usize;
    type Error = Infallible;

    fn carriers(&mut self, key: u64, most: usize) -> Result<Vec<(u32, usize)>, Infallible> {
        Ok(self.carriers.get(&key).into_iter().flatten().take(most).copied().collect())
    }

    fn count(&mut self, key: u64, most: usize) -> Result<usize, Infallible> {
        Ok(self.carriers.get(&key).map_or(0, BTreeSet::len).min(most))
    }

    fn traits(&mut self, id: usize) -> Result<Traits, Infallible> {
        Ok(self.traits[&id].clone())
    }

    fn links(&mut self, id: usize) -> Result<Vec<(usize, u8)>, Infallible> {
        Ok(self.links.get(&id).into_iter().flatten().map(|(other, strength)| (*other, *strength)).collect())
    }

    fn verdicts(&mut self, id: usize) -> Result<Vec<(usize, Verdict)>, Infallible> {
        Ok(self.verdicts.get(&id).into_iter().flatten().map(|(other, verdict)| (*other, *verdict)).collect())
    }
}
