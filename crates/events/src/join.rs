//! `known, new claims -> Outcome`: new claims are linked with those they share a key with, and what their links touch
//! is grouped anew.
//!
//! The outcome is a function of the set of claims and verdicts, whatever the order and the batches in which they come:
//! - two claims can be linked where they share a key (or one of the bucket before or after) that no more than
//!   [`Caps::carriers`] claims carry and one of the two is among the key's first [`Caps::hubs`] by rank; whether they are
//!   depends on the two alone;
//! - a claim's *component* is what links connect it to, at the lowest strength of links at which that is no more than
//!   [`Caps::component`] claims; components at different strengths never overlap;
//! - a component is grouped in the order that its claims' own keys give.
//!
//! Cost: by the claims that share a key with a new one and by the components that its links reach; both have caps, so that
//! it does not grow with the claims that are there, however much alike they are.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use crate::entry::EventId;
use crate::group::{Pair, group};
use crate::keys::{keys, rank};
use crate::known::{Known, Newcomer, Outcome, Verdict};
use crate::score::{LEVELS, level, score};
use crate::traits::Traits;

/// What bounds the work. All are laws of the outcome, too: another value is another record.
#[derive(Clone, Copy, Debug)]
pub struct Caps {
    /// Claims of a key that all others of the key are compared with.
    pub hubs: usize,
    /// A key that more claims carry tells nothing: nobody meets under it.
    pub carriers: usize,
    /// A component of more claims is taken apart by asking for stronger links.
    pub component: usize,
    /// Claims that the strongest links connect are one event while they are no more than this; else each stands alone.
    pub crowd: usize,
}

impl Default for Caps {
    fn default() -> Caps {
        Caps { hubs: 160, carriers: 4000, component: 200, crowd: 4000 }
    }
}

/// Links new claims and groups what they touch. Claims that `known` holds already must not be among them.
pub(crate) fn join<K: Known>(known: &mut K, caps: Caps, new: &[Newcomer<K::Id>]) -> Result<Outcome<K::Id>, K::Error> {
    let mut work = Work::new(known, caps, new);
    work.find_links()?;
    work.drop_links()?;
    let touched = work.touched()?;
    work.finish(touched)
}

/// Groups anew what the verdicts of these pairs connect or part, once they came or went.
pub(crate) fn regroup<K: Known>(
    known: &mut K,
    caps: Caps,
    changed: &[(K::Id, K::Id)],
) -> Result<Outcome<K::Id>, K::Error> {
    let mut work = Work::new(known, caps, &[]);
    work.changed = changed.iter().map(|(a, b)| ordered(*a, *b)).collect();
    let mut touched = BTreeSet::new();
    for end in changed.iter().flat_map(|(a, b)| [*a, *b]) {
        touched.insert(end);
        touched.extend(work.component(end, true)?);
    }
    work.finish(touched)
}

type Key = u64;
/// A claim's links or verdicts, by the other claim.
type Ends<Id, Told> = Rc<Vec<(Id, Told)>>;
/// A claim's rank and keys.
type Filing = Rc<(u32, Vec<Key>)>;
/// An event, and its claims.
type Group<Id> = (EventId, Vec<Id>);

/// Those who carry a key once the new claims are in.
struct Carriers<Id> {
    /// Those that all others of the key are compared with; none where the key is crowded.
    hubs: Vec<Id>,
    /// Carriers of a lower rank are hubs.
    cutoff: u64,
    /// Hubs that the new claims drove out.
    evicted: Vec<Id>,
    /// Nobody meets under the key.
    crowded: bool,
    /// It is so since the new claims came.
    closed: bool,
}

struct Work<'a, K: Known> {
    known: &'a mut K,
    caps: Caps,
    new: BTreeMap<K::Id, &'a Traits>,
    new_keys: BTreeMap<K::Id, (u32, Vec<Key>)>,
    /// New claims by key, with their ranks.
    arrivals: BTreeMap<Key, Vec<(u32, K::Id)>>,
    carriers: HashMap<Key, Rc<Carriers<K::Id>>>,
    traits: HashMap<K::Id, Rc<Traits>>,
    stored_links: HashMap<K::Id, Ends<K::Id, u8>>,
    verdicts: HashMap<K::Id, Ends<K::Id, Verdict>>,
    link: BTreeMap<(K::Id, K::Id), u8>,
    /// The same links, by either end.
    linked: BTreeMap<K::Id, Vec<(K::Id, u8)>>,
    unlink: BTreeSet<(K::Id, K::Id)>,
    /// Claims that links of a strength connect with more than the cap: before the change, or after.
    too_many: HashMap<(bool, u8), HashSet<K::Id>>,
    /// Pairs whose verdicts came or went.
    changed: BTreeSet<(K::Id, K::Id)>,
}

impl<'a, K: Known> Work<'a, K> {
    fn new(known: &'a mut K, caps: Caps, new: &'a [Newcomer<K::Id>]) -> Work<'a, K> {
        let of = |claim: &Newcomer<K::Id>| (claim.id, (rank(&claim.traits.key), keys(&claim.traits)));
        let new_keys: BTreeMap<K::Id, (u32, Vec<Key>)> = new.iter().map(of).collect();
        let mut arrivals: BTreeMap<Key, Vec<(u32, K::Id)>> = BTreeMap::new();
        for (id, (rank, keys)) in &new_keys {
            keys.iter().for_each(|key| arrivals.entry(*key).or_default().push((*rank, *id)));
        }
        Work {
            known,
            caps,
            new: new.iter().map(|claim| (claim.id, &claim.traits)).collect(),
            new_keys,
            arrivals,
            carriers: HashMap::new(),
            traits: HashMap::new(),
            stored_links: HashMap::new(),
            verdicts: HashMap::new(),
            link: BTreeMap::new(),
            linked: BTreeMap::new(),
            unlink: BTreeSet::new(),
            too_many: HashMap::new(),
            changed: BTreeSet::new(),
        }
    }

    fn traits(&mut self, id: K::Id) -> Result<Rc<Traits>, K::Error> {
        if let Some(traits) = self.traits.get(&id) {
            return Ok(traits.clone());
        }
        let traits = match self.new.get(&id) {
            Some(traits) => Rc::new((*traits).clone()),
            None => Rc::new(self.known.traits(id)?),
        };
        self.traits.insert(id, traits.clone());
        Ok(traits)
    }

    fn carriers(&mut self, key: Key) -> Result<Rc<Carriers<K::Id>>, K::Error> {
        if let Some(carriers) = self.carriers.get(&key) {
            return Ok(carriers.clone());
        }
        let hubs = self.caps.hubs;
        let before = self.known.carriers(key, hubs + 1)?;
        let (was_crowded, crowded) = self.crowded(key, before.len())?;
        let cutoff = |carriers: &[(u32, K::Id)]| carriers.get(hubs).map_or(u64::MAX, |(rank, _)| u64::from(*rank));
        let mut first = before.clone();
        first.extend(self.arrivals.get(&key).into_iter().flatten());
        first.sort_unstable();
        first.truncate(hubs + 1);
        let old = if was_crowded { 0 } else { cutoff(&before) };
        let new = if crowded { 0 } else { cutoff(&first) };
        let below = |cutoff: u64| move |(rank, _): &&(u32, K::Id)| u64::from(*rank) < cutoff;
        let evicted = before.iter().filter(below(old)).filter(|carrier| !below(new)(carrier)).map(|(_, id)| *id);
        let carriers = Rc::new(Carriers {
            hubs: first.iter().filter(below(new)).map(|(_, id)| *id).collect(),
            cutoff: new,
            evicted: evicted.collect(),
            crowded,
            closed: crowded && !was_crowded,
        });
        self.carriers.insert(key, carriers.clone());
        Ok(carriers)
    }

    /// Whether too many claims carried the key before, and do now; `first` of those before are known.
    fn crowded(&mut self, key: Key, first: usize) -> Result<(bool, bool), K::Error> {
        let most = self.caps.carriers;
        let before = if first > self.caps.hubs { self.known.count(key, most + 1)? } else { first };
        let arrived = self.arrivals.get(&key).map_or(0, Vec::len);
        Ok((before > most, before + arrived > most))
    }

    fn find_links(&mut self) -> Result<(), K::Error> {
        let new: Vec<(K::Id, u32, Vec<Key>)> =
            self.new_keys.iter().map(|(id, (rank, keys))| (*id, *rank, keys.clone())).collect();
        for (id, rank, keys) in new {
            let mut others = BTreeSet::new();
            for key in keys {
                self.meet(rank, key, &mut others)?;
            }
            others.remove(&id);
            let mine = self.traits(id)?;
            for other in others {
                let pair = ordered(id, other);
                if self.link.contains_key(&pair) {
                    continue;
                }
                let theirs = self.traits(other)?;
                if let Some(level) = score(&mine, &theirs).and_then(level) {
                    self.link.insert(pair, level);
                    self.linked.entry(id).or_default().push((other, level));
                    self.linked.entry(other).or_default().push((id, level));
                }
            }
        }
        Ok(())
    }

    /// Whom a new claim with this key is compared with.
    fn meet(&mut self, rank: u32, key: Key, others: &mut BTreeSet<K::Id>) -> Result<(), K::Error> {
        let carriers = self.carriers(key)?;
        if carriers.crowded {
            return Ok(());
        }
        let is_hub = u64::from(rank) < carriers.cutoff;
        for near in near(key) {
            let carriers = self.carriers(near)?;
            others.extend(&carriers.hubs);
            if is_hub && !carriers.crowded && carriers.cutoff < u64::MAX {
                others.extend(self.known.carriers(near, usize::MAX)?.into_iter().map(|(_, id)| id));
                others.extend(self.arrivals.get(&near).into_iter().flatten().map(|(_, id)| *id));
            }
        }
        Ok(())
    }

    /// Links that only a hub held that is none any more, or a key under which nobody meets any more.
    fn drop_links(&mut self) -> Result<(), K::Error> {
        let arrived: Vec<Key> = self.arrivals.keys().copied().collect();
        let mut loosened = BTreeSet::new();
        for key in arrived {
            let carriers = self.carriers(key)?;
            loosened.extend(carriers.evicted.iter().copied());
            if carriers.closed {
                for near in near(key) {
                    let theirs = self.carriers(near)?;
                    loosened.extend(theirs.hubs.iter().filter(|id| !self.new.contains_key(id)));
                }
            }
        }
        let mut keys = HashMap::new();
        for id in loosened {
            for (other, _) in self.known.links(id)? {
                if !self.still_meet(id, other, &mut keys)? {
                    self.unlink.insert(ordered(id, other));
                }
            }
        }
        Ok(())
    }

    fn still_meet(&mut self, a: K::Id, b: K::Id, filed: &mut HashMap<K::Id, Filing>) -> Result<bool, K::Error> {
        let (mine, theirs) = (self.filed(a, filed)?, self.filed(b, filed)?);
        for key in &mine.1 {
            for other in near(*key).filter(|near| theirs.1.contains(near)) {
                let (first, second) = (self.carriers(*key)?, self.carriers(other)?);
                let is_hub = u64::from(mine.0) < first.cutoff || u64::from(theirs.0) < second.cutoff;
                if is_hub && !first.crowded && !second.crowded {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn filed(&mut self, id: K::Id, filed: &mut HashMap<K::Id, Filing>) -> Result<Filing, K::Error> {
        if let Some(known) = filed.get(&id) {
            return Ok(known.clone());
        }
        let traits = self.traits(id)?;
        let found: Filing = Rc::new((rank(&traits.key), keys(&traits)));
        filed.insert(id, found.clone());
        Ok(found)
    }

    /// Claims whose component may be another one than before.
    fn touched(&mut self) -> Result<BTreeSet<K::Id>, K::Error> {
        let mut touched: BTreeSet<K::Id> = self.new.keys().copied().collect();
        touched.extend(self.unlink.iter().flat_map(|(a, b)| [*a, *b]));
        let mut ends: BTreeSet<K::Id> = self.link.keys().flat_map(|(a, b)| [*a, *b]).collect();
        for id in self.new.keys().copied().collect::<Vec<_>>() {
            let told = self.verdicts(id)?;
            ends.extend(told.iter().filter(|(_, verdict)| *verdict == Verdict::Join).map(|(other, _)| *other));
        }
        let mut reached = BTreeSet::new();
        for end in ends {
            if !self.new.contains_key(&end) && !reached.contains(&end) {
                reached.extend(self.component(end, true)?);
            }
        }
        touched.extend(reached);
        Ok(touched)
    }

    fn finish(mut self, touched: BTreeSet<K::Id>) -> Result<Outcome<K::Id>, K::Error> {
        let mut done = BTreeSet::new();
        let mut events = Vec::new();
        for id in touched {
            if done.contains(&id) {
                continue;
            }
            let component = self.component(id, false)?;
            done.extend(component.iter().copied());
            events.extend(self.events(component)?);
        }
        events.sort();
        Ok(Outcome { keys: self.new_keys, link: self.link, unlink: self.unlink.into_iter().collect(), events })
    }

    /// The events of one component.
    fn events(&mut self, component: BTreeSet<K::Id>) -> Result<Vec<Group<K::Id>>, K::Error> {
        let mut claims = Vec::new();
        for id in component {
            claims.push((id, self.traits(id)?));
        }
        claims.sort_by(|(_, a), (_, b)| canonical(a, b));
        let mut verdicts = HashMap::new();
        for (id, _) in &claims {
            verdicts.extend(self.verdicts(*id)?.iter().map(|(other, verdict)| (ordered(*id, *other), *verdict)));
        }
        let groups = match claims.len() > self.caps.component {
            true => crowd(&claims, &verdicts),
            false => group(claims.len(), |a, b| {
                let ((first, mine), (second, theirs)) = (&claims[a], &claims[b]);
                match verdicts.get(&ordered(*first, *second)) {
                    Some(Verdict::Join) => Pair::Always,
                    Some(Verdict::Part) => Pair::Never,
                    None => score(mine, theirs).map_or(Pair::Never, Pair::Points),
                }
            }),
        };
        let named = groups.into_iter().map(|group| {
            let ids = group.iter().map(|at| claims[*at].0).collect();
            (EventId::of(&claims[group[0]].1.key), ids)
        });
        Ok(named.collect())
    }

    /// What links connect the claim to, itself among them: before the change, or after.
    fn component(&mut self, id: K::Id, before: bool) -> Result<BTreeSet<K::Id>, K::Error> {
        for level in 0..LEVELS {
            let cap = if level + 1 == LEVELS { self.caps.crowd.max(self.caps.component) } else { self.caps.component };
            if let Some(component) = self.reach(id, level as u8, cap, before)? {
                return Ok(component);
            }
        }
        Ok(BTreeSet::from([id]))
    }

    /// All that links of this strength or more connect; None where they are more than the cap. Whoever is known to be
    /// among too many is not followed again, so that a crowd is walked through once and not once for each new claim.
    fn reach(&mut self, id: K::Id, level: u8, cap: usize, before: bool) -> Result<Option<BTreeSet<K::Id>>, K::Error> {
        let too_many = self.too_many.entry((before, level)).or_default();
        if too_many.contains(&id) {
            return Ok(None);
        }
        let mut reached = BTreeSet::from([id]);
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            for (other, strength) in self.ends(next, before)? {
                if strength < level || !reached.insert(other) {
                    continue;
                }
                open.push(other);
                let too_many = self.too_many.entry((before, level)).or_default();
                if reached.len() > cap || too_many.contains(&other) {
                    too_many.extend(reached);
                    return Ok(None);
                }
            }
        }
        Ok(Some(reached))
    }

    /// Where a claim's links and the verdicts that join it lead.
    fn ends(&mut self, id: K::Id, before: bool) -> Result<Vec<(K::Id, u8)>, K::Error> {
        let is_new = self.new.contains_key(&id);
        let mut ends: Vec<(K::Id, u8)> = Vec::new();
        if !is_new {
            let stored = self.stored(id)?;
            let kept = |(other, _): &&(K::Id, u8)| before || !self.unlink.contains(&ordered(id, *other));
            ends.extend(stored.iter().filter(kept));
        }
        if !before {
            ends.extend(self.linked.get(&id).into_iter().flatten());
        }
        let joined = self.verdicts(id)?;
        let strongest = LEVELS as u8;
        let joins =
            joined.iter().filter(|(_, verdict)| *verdict == Verdict::Join).map(|(other, _)| (*other, strongest));
        let stood = |other: K::Id| !self.new.contains_key(&other) && !self.changed.contains(&ordered(id, other));
        ends.extend(joins.filter(|(other, _)| !before || stood(*other)));
        Ok(ends)
    }

    fn stored(&mut self, id: K::Id) -> Result<Ends<K::Id, u8>, K::Error> {
        if let Some(links) = self.stored_links.get(&id) {
            return Ok(links.clone());
        }
        let links = Rc::new(self.known.links(id)?);
        self.stored_links.insert(id, links.clone());
        Ok(links)
    }

    fn verdicts(&mut self, id: K::Id) -> Result<Ends<K::Id, Verdict>, K::Error> {
        if let Some(verdicts) = self.verdicts.get(&id) {
            return Ok(verdicts.clone());
        }
        let verdicts = Rc::new(self.known.verdicts(id)?);
        self.verdicts.insert(id, verdicts.clone());
        Ok(verdicts)
    }
}

/// More than can be compared, all linked as strongly as can be: one event but for claims that a person took out.
fn crowd<Id: Copy + Ord + std::hash::Hash>(
    claims: &[(Id, Rc<Traits>)],
    verdicts: &HashMap<(Id, Id), Verdict>,
) -> Vec<Vec<usize>> {
    let place: HashMap<Id, usize> = claims.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    let parted = verdicts.iter().filter(|(_, verdict)| **verdict == Verdict::Part);
    let later = |(a, b): &(Id, Id)| Some((*place.get(a)?).max(*place.get(b)?));
    let alone: BTreeSet<usize> = parted.filter_map(|(pair, _)| later(pair)).collect();
    let together: Vec<usize> = (0..claims.len()).filter(|at| !alone.contains(at)).collect();
    let apart = alone.iter().map(|at| vec![*at]);
    std::iter::once(together).filter(|group| !group.is_empty()).chain(apart).collect()
}

/// The order of an event's claims: by day of publication, report and number.
pub(crate) fn canonical(a: &Traits, b: &Traits) -> Ordering {
    (a.published, &a.key).cmp(&(b.published, &b.key))
}

fn near(key: Key) -> impl Iterator<Item = Key> {
    [key.wrapping_sub(1), key, key.wrapping_add(1)].into_iter()
}

fn ordered<Id: Ord>(a: Id, b: Id) -> (Id, Id) {
    if a < b { (a, b) } else { (b, a) }
}
