//! `claims -> outlets, origins`: how many printed it, and how many of them can have known it by themselves.
//!
//! What a report says by itself begins with its text's first report; what it cites begins with whom it cites, so two
//! outlets that cite one ministry are of one origin. So are claims in the same words (eight or more), and a claim that
//! cites an outlet with that outlet's own. A body is one speaker whoever speaks for it; of a state's, a person is one by
//! name, others by id and last word ("the ministry", "Ukraine's energy ministry"). More origins than one means no more
//! than that nothing here shows them to be one.

use std::collections::{BTreeMap, BTreeSet};

use analysis::Actor;

use super::keys;
use super::words::{plain, text_hash};
use crate::entry::Entry;

/// Shorter stretches are the same by chance.
const SAME_WORDS_MIN: usize = 8;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origins {
    pub outlets: usize,
    pub origins: usize,
}

/// Reports without an outlet go by the host of their address; all that have neither count as one outlet.
pub fn origins(entries: &[&Entry]) -> Origins {
    let outlets: BTreeSet<Option<String>> = entries.iter().map(|entry| outlet(entry)).collect();
    let mut groups = Groups { first: (0..entries.len()).collect(), by_mark: BTreeMap::new() };
    for (at, entry) in entries.iter().enumerate() {
        marks(entry).into_iter().for_each(|mark| groups.add(at, mark));
    }
    let roots = (0..entries.len()).filter(|&at| groups.first[at] == at);
    Origins { outlets: outlets.len(), origins: roots.count() }
}

/// Entries that share one are of one origin.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Text(String),
    Words(u64),
    Speaker(String),
}

struct Groups {
    first: Vec<usize>,
    by_mark: BTreeMap<Mark, usize>,
}

impl Groups {
    fn add(&mut self, at: usize, mark: Mark) {
        let other = *self.by_mark.entry(mark).or_insert(at);
        let (a, b) = (self.root(at), self.root(other));
        self.first[a.max(b)] = a.min(b);
    }

    fn root(&self, mut at: usize) -> usize {
        while self.first[at] != at {
            at = self.first[at];
        }
        at
    }
}

/// Whoever is cited is the origin, not the report that cites them; what a report tells by itself is its text's.
fn marks(entry: &Entry) -> Vec<Mark> {
    let text = entry.report.origin.0.as_str();
    let mut found: Vec<Mark> =
        text_hash(entry.words(entry.claim().evidence), SAME_WORDS_MIN).map(Mark::Words).into_iter().collect();
    if entry.claim().said_by.is_empty() {
        found.push(Mark::Text(text.to_string()));
        found.extend(outlet(entry).map(Mark::Speaker));
    }
    for (layer, said) in entry.claim().said_by.iter().enumerate() {
        let told = entry.kept.telling.speakers.get(layer).filter(|span| !span.of(&entry.report.text).is_empty());
        let words = plain(entry.words(*told.unwrap_or(&said.source)));
        if said.who.is_empty() {
            found.push(Mark::Speaker(words.clone()));
        }
        for actor in &said.who {
            found.push(Mark::Speaker(speaker(actor, &words)));
            // "The minister said … he added": within a text an id is one speaker.
            found.extend(actor.id.as_ref().map(|id| Mark::Text(format!("{text} {id}"))));
        }
    }
    found
}

fn speaker(actor: &Actor, words: &str) -> String {
    let last = words.rsplit(' ').next().unwrap_or_default();
    match (actor.id.as_deref(), &actor.name) {
        (Some(id), name) => match (id.split_once(':'), name) {
            (Some((_, body)), _) => plain(body),
            (None, Some(name)) => format!("{id} {}", plain(name)),
            (None, None) => format!("{id} {last}"),
        },
        (None, Some(name)) => plain(name),
        (None, None) => words.to_string(),
    }
}

fn outlet(entry: &Entry) -> Option<String> {
    keys::outlet(&entry.report).or_else(|| {
        let address = keys::address(&entry.report)?;
        address.split_once('/').map(|(host, _)| host.to_string())
    })
}
