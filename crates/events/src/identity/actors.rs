//! `entries -> Vec<Identity>`: who acts, is acted upon or speaks, each once, under all spellings.

use std::collections::{BTreeMap, BTreeSet};

use analysis::Actor;
use compact_str::CompactString;
use report::{ReportId, Span, one_line};

use super::links::{Groups, join};
use super::people::{People, Why, base, blocks};
use super::person::{Likeness, PersonKey};
use crate::entry::Entry;

/// A group of names of one skeleton is compared pair by pair up to so many names.
const BLOCK_MAX: usize = 400;

#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// `person:volodymyr-zelensky`; of bodies and states their canonical id.
    pub id: String,
    pub kind: Kind,
    /// The lexicon's, else the one that most claims have.
    pub name: String,
    /// For whom they act or speak, the most frequent first.
    pub acts_for: Vec<CompactString>,
    /// As the reports write the name, with the number of claims; most frequent first. Pronouns and offices count under none.
    pub spellings: Vec<(String, usize)>,
    pub why: Vec<Why>,
    /// Claims that name them or mean them.
    pub claims: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Person,
    /// An international body or a group.
    Body,
    /// A state, or a sector of it.
    State,
}

/// Everybody in these entries, most claims first.
pub fn actors(people: &People, entries: &[Entry]) -> Vec<Identity> {
    let mut cast = Cast::default();
    for entry in entries {
        cast.add(people, entry);
    }
    let mut found = cast.persons(people);
    found.extend(cast.bodies(people));
    found.sort_by(|a, b| b.claims.cmp(&a.claims).then_with(|| a.id.cmp(&b.id)));
    found
}

/// One name with one state behind it.
#[derive(Debug, Default)]
struct Node {
    claims: usize,
    ids: BTreeMap<CompactString, usize>,
    spelled: BTreeMap<String, usize>,
    reports: BTreeSet<ReportId>,
}

type NameOf = (String, Option<CompactString>);

#[derive(Default)]
struct Cast {
    persons: BTreeMap<NameOf, Node>,
    bodies: BTreeMap<CompactString, Node>,
    /// Last words of phrases that name nobody in full, with their base, report and the phrase's claims.
    bare: BTreeMap<(ReportId, Option<CompactString>, String), usize>,
    days: BTreeMap<ReportId, Option<jiff::civil::Date>>,
}

impl Cast {
    fn add(&mut self, people: &People, entry: &Entry) {
        let claim = entry.claim();
        let sources = claim.said_by.iter().flat_map(|said| said.who.iter().map(|who| (Some(who), said.source)));
        let args = claim.args.iter().filter(|arg| arg.place.is_none() && arg.days.is_none());
        let args = args.map(|arg| (arg.actor.as_ref(), arg.span));
        let mut seen = BTreeSet::new();
        for (actor, span) in sources.chain(args) {
            let fresh = seen.insert((actor.and_then(|actor| actor.id.clone()), actor.and_then(|a| a.name.clone())));
            match actor {
                Some(Actor { name: Some(name), id }) => self.person(people, entry, name, id.as_ref(), span, fresh),
                Some(Actor { id: Some(id), .. }) => {
                    self.bodies.entry(id.clone()).or_default().add(entry, id, Some(entry.words(span)), fresh);
                    self.bare(people, entry, Some(id), span);
                }
                _ => self.bare(people, entry, None, span),
            }
        }
        self.days.insert(entry.report.id.clone(), entry.report.published);
    }

    fn person(
        &mut self,
        people: &People,
        entry: &Entry,
        name: &str,
        id: Option<&CompactString>,
        span: Span,
        fresh: bool,
    ) {
        let node = self.persons.entry((name.to_string(), id.map(|id| base(id)))).or_default();
        let spelled = people.spelled(entry.words(span), &people.person_key(name));
        node.add(entry, id.map_or("", |id| id), spelled, fresh);
    }

    fn bare(&mut self, people: &People, entry: &Entry, id: Option<&CompactString>, span: Span) {
        let last = entry.words(span).split_whitespace().next_back().map(|word| people.without_clitic(word));
        if let Some(last) = last.filter(|word| word.starts_with(char::is_uppercase)) {
            let key = (entry.report.id.clone(), id.map(|id| base(id)), last.to_string());
            *self.bare.entry(key).or_default() += 1;
        }
    }

    fn persons(&self, people: &People) -> Vec<Identity> {
        let nodes: Vec<(&NameOf, &Node)> = self.persons.iter().collect();
        let keys: Vec<PersonKey> = nodes.iter().map(|((name, _), _)| people.person_key(name)).collect();
        let names = Names { people, nodes: &nodes, keys: &keys };
        let holder = |((name, state), key): (&NameOf, &PersonKey)| people.holder(name, key, state.as_ref());
        let anchors: Vec<Option<usize>> = nodes.iter().map(|(name, _)| *name).zip(&keys).map(holder).collect();
        let (yes, maybe) = names.links();
        let mut groups = join(&anchors, &yes);
        let by_form = names.attach(&mut groups, &anchors, &maybe);
        let families = self.families(&names, &groups);
        let all = groups.all();
        all.into_iter()
            .map(|(root, members)| names.identity(&members, &anchors, &by_form, families.get(&root)))
            .collect()
    }

    /// Family names alone: whose they are, by group, with their claims.
    fn families(&self, names: &Names<'_>, groups: &Groups) -> BTreeMap<usize, BTreeMap<String, usize>> {
        let mut in_report: BTreeMap<&ReportId, BTreeSet<usize>> = BTreeMap::new();
        for (at, (_, node)) in names.nodes.iter().enumerate() {
            node.reports.iter().for_each(|report| _ = in_report.entry(report).or_default().insert(at));
        }
        let mut on_day: BTreeMap<jiff::civil::Date, BTreeSet<usize>> = BTreeMap::new();
        for (report, day) in &self.days {
            let (Some(day), Some(found)) = (day, in_report.get(report)) else { continue };
            on_day.entry(*day).or_default().extend(found);
        }
        let mut found: BTreeMap<usize, BTreeMap<String, usize>> = BTreeMap::new();
        for ((report, base, word), count) in &self.bare {
            let key = names.people.person_key(word);
            let fits = |at: &&usize, strict: bool| {
                let state = &names.nodes[**at].0.1;
                let agree =
                    if strict { base.is_some() && state == base } else { compatible(state.as_ref(), base.as_ref()) };
                agree && names.is_family(**at, &key)
            };
            let roots = |near: Option<&BTreeSet<usize>>, strict: bool| -> BTreeSet<usize> {
                near.into_iter().flatten().filter(|at| fits(at, strict)).map(|at| groups.root(*at)).collect()
            };
            let mut near = roots(in_report.get(report), false);
            if near.is_empty() {
                let day = self.days.get(report).copied().flatten();
                near = roots(day.and_then(|day| on_day.get(&day)), true);
            }
            if let (1, Some(root)) = (near.len(), near.first()) {
                *found.entry(*root).or_default().entry(word.clone()).or_default() += count;
            }
        }
        found
    }

    /// Bodies of one name in other letters are one; so is what goes by the first letters of a name in the same report.
    fn bodies(&self, people: &People) -> Vec<Identity> {
        let nodes: Vec<(&CompactString, &Node)> = self.bodies.iter().collect();
        let mut groups = Groups::new(nodes.len());
        let mut why: BTreeMap<usize, BTreeSet<Why>> = BTreeMap::new();
        let mut by_letters: BTreeMap<String, usize> = BTreeMap::new();
        let mut by_initials: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let own = |id: &str| id.split_once(':').map(|(_, name)| name.to_string());
        for (at, (id, _)) in nodes.iter().enumerate() {
            let Some(name) = own(id) else { continue };
            let first = *by_letters.entry(people.letters(&name)).or_insert(at);
            if first != at {
                groups.join(first, at);
                why.entry(first).or_default().insert(Why::Spelling);
            }
            by_initials.entry(initials(&name)).or_default().insert(at);
        }
        for (at, (id, node)) in nodes.iter().enumerate() {
            let Some(long) = own(id).and_then(|name| by_initials.get(&name)) else { continue };
            let near = |other: &&usize| **other != at && !nodes[**other].1.reports.is_disjoint(&node.reports);
            let roots: BTreeSet<usize> = long.iter().filter(near).map(|other| groups.root(*other)).collect();
            if let (1, Some(root)) = (roots.len(), roots.first()) {
                groups.join(at, *root);
                why.entry(groups.root(at)).or_default().insert(Why::Letters);
            }
        }
        let all = groups.all();
        all.into_values().map(|members| body(people, &nodes, &members, &why)).collect()
    }
}

impl Node {
    fn add(&mut self, entry: &Entry, id: &str, spelled: Option<&str>, fresh: bool) {
        self.reports.insert(entry.report.id.clone());
        if !fresh {
            return;
        }
        self.claims += 1;
        if !id.is_empty() {
            *self.ids.entry(CompactString::from(id)).or_default() += 1;
        }
        if let Some(spelled) = spelled {
            *self.spelled.entry(one_line(spelled)).or_default() += 1;
        }
    }
}

struct Names<'a> {
    people: &'a People,
    nodes: &'a [(&'a NameOf, &'a Node)],
    keys: &'a [PersonKey],
}

type Links = BTreeSet<(usize, usize)>;

impl Names<'_> {
    /// Pairs that are one by name and state, and pairs that may be one.
    fn links(&self) -> (Links, Links) {
        let mut by_block: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, key) in self.keys.iter().enumerate() {
            blocks(key).into_iter().for_each(|block| by_block.entry(block).or_default().push(at));
        }
        let (mut yes, mut maybe) = (Links::new(), Links::new());
        for block in by_block.values() {
            for (place, &a) in block.iter().enumerate().take(BLOCK_MAX) {
                for &b in block[place + 1..].iter().take(BLOCK_MAX) {
                    match self.people.forms.likeness(&self.keys[a], &self.keys[b]) {
                        Likeness::Same if self.agree(a, b) => _ = yes.insert((a.min(b), a.max(b))),
                        Likeness::Near if self.is_near(a, b) => _ = yes.insert((a.min(b), a.max(b))),
                        Likeness::Form | Likeness::Bare if self.is_near(a, b) => _ = maybe.insert((a.min(b), a.max(b))),
                        _ => {}
                    }
                }
            }
        }
        (yes, maybe)
    }

    /// Nothing speaks against one state behind both.
    fn agree(&self, a: usize, b: usize) -> bool {
        let (one, other) = (self.nodes[a].0, self.nodes[b].0);
        one.0 == other.0 || compatible(one.1.as_ref(), other.1.as_ref())
    }

    /// One state is behind both, or one report names both.
    fn is_near(&self, a: usize, b: usize) -> bool {
        let ((one, other), (left, right)) = ((self.nodes[a].0, self.nodes[b].0), (self.nodes[a].1, self.nodes[b].1));
        (one.1.is_some() && one.1 == other.1) || (self.agree(a, b) && !left.reports.is_disjoint(&right.reports))
    }

    /// Joins a group to the only other that its names may belong to; returns the names that were joined so.
    fn attach(&self, groups: &mut Groups, anchors: &[Option<usize>], maybe: &Links) -> BTreeSet<usize> {
        let mut near: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for &(a, b) in maybe {
            let (one, other) = (groups.root(a), groups.root(b));
            if one != other {
                near.entry(one).or_default().insert(other);
                near.entry(other).or_default().insert(one);
            }
        }
        let members = groups.all();
        let held = |root: usize| members[&root].iter().find_map(|at| anchors[*at]);
        let less = |root: usize| {
            let claims: usize = members[&root].iter().map(|at| self.nodes[*at].1.claims).sum();
            let initials = members[&root].iter().map(|at| self.keys[*at].initials()).min();
            (initials, std::cmp::Reverse(claims), root)
        };
        let mut joined = BTreeSet::new();
        for (one, others) in &near {
            let (1, Some(other)) = (others.len(), others.first()) else { continue };
            // The name with less to it joins; somebody known joins nobody.
            let is_lesser = held(*other).is_some() || (near[other].len() == 1 && less(*one) > less(*other));
            if held(*one).is_none() && is_lesser {
                groups.join(*one, *other);
                joined.extend(&members[one]);
            }
        }
        joined
    }

    fn is_family(&self, at: usize, key: &PersonKey) -> bool {
        match (&key.parts[..], self.keys[at].parts.last()) {
            ([part], Some(family)) => part.key == family.key,
            _ => false,
        }
    }

    fn identity(
        &self,
        members: &[usize],
        anchors: &[Option<usize>],
        by_form: &BTreeSet<usize>,
        families: Option<&BTreeMap<String, usize>>,
    ) -> Identity {
        let known = members.iter().find_map(|at| anchors[*at]).map(|at| &self.people.known[at]);
        let rank = |at: &&usize| {
            let key = &self.keys[**at];
            (self.nodes[**at].1.claims, std::cmp::Reverse((key.initials(), key.parts.len(), **at)))
        };
        let most = members.iter().max_by_key(rank);
        let name = known.map_or_else(|| most.map_or("", |at| &self.nodes[*at].0.0), |known| &known.name);
        let mut ids: BTreeMap<CompactString, usize> = BTreeMap::new();
        let mut spelled: BTreeMap<String, usize> = families.cloned().unwrap_or_default();
        let mut why: BTreeSet<Why> = families.map(|_| Why::Family).into_iter().collect();
        for &at in members {
            let ((own, _), node) = self.nodes[at];
            add(&mut ids, &node.ids);
            add(&mut spelled, &node.spelled);
            if own != name {
                let by_table = known.is_some_and(|known| known.keys.contains(&self.keys[at]));
                let by_letters = if by_form.contains(&at) { Why::Form } else { Why::Spelling };
                why.insert(if by_table { Why::Table } else { by_letters });
            }
        }
        let of_table = |word: &String| known.is_some() && word != name;
        if spelled.keys().any(of_table) {
            why.insert(Why::Table);
        }
        let claims: usize = members.iter().map(|at| self.nodes[*at].1.claims).sum();
        Identity {
            id: format!("person:{}", gazetteer::fold(name).replace(' ', "-")),
            kind: Kind::Person,
            name: name.to_string(),
            acts_for: by_count(ids).into_iter().map(|(id, _)| id).collect(),
            spellings: by_count(spelled),
            why: why.into_iter().collect(),
            claims: claims + families.map_or(0, |families| families.values().sum::<usize>()),
        }
    }
}

fn body(
    people: &People,
    nodes: &[(&CompactString, &Node)],
    members: &[usize],
    why: &BTreeMap<usize, BTreeSet<Why>>,
) -> Identity {
    let most = members.iter().max_by_key(|at| (nodes[**at].1.claims, std::cmp::Reverse(**at)));
    let id = most.map_or("", |at| nodes[*at].0.as_str());
    let mut spelled = BTreeMap::new();
    members.iter().for_each(|at| add(&mut spelled, &nodes[*at].1.spelled));
    let state = people.states.get(base(id).as_str());
    let bare = id.split_once(':').map_or(id, |(_, name)| name);
    Identity {
        id: id.to_string(),
        kind: if id.contains(':') { Kind::Body } else { Kind::State },
        name: state.or_else(|| people.bodies.get(id)).map_or(bare, |name| name).to_string(),
        acts_for: members.iter().map(|at| nodes[*at].0.clone()).collect(),
        spellings: by_count(spelled),
        why: members
            .iter()
            .filter_map(|at| why.get(at))
            .flatten()
            .copied()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        claims: members.iter().map(|at| nodes[*at].1.claims).sum(),
    }
}

/// Nobody's state, or the same.
fn compatible(a: Option<&CompactString>, b: Option<&CompactString>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Capitals of the words; nothing for a name of one word.
fn initials(name: &str) -> String {
    let words = name.split([' ', '-']);
    let letters: String = words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    if letters.len() > 1 { letters } else { String::new() }
}

fn add<K: Clone + Ord>(to: &mut BTreeMap<K, usize>, from: &BTreeMap<K, usize>) {
    from.iter().for_each(|(key, count)| *to.entry(key.clone()).or_default() += count);
}

fn by_count<K: Clone + Ord>(counts: BTreeMap<K, usize>) -> Vec<(K, usize)> {
    let mut found: Vec<(K, usize)> = counts.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found
}
