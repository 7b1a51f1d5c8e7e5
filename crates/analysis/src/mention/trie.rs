//! Many-word names found in one walk: a trie whose edges are hashed atoms.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::fold::atoms;

/// How the letters of a name must stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Any,
    /// Some word starts with a capital.
    Capital,
    /// All letters are capitals: "US", "WHO".
    Upper,
}

/// One word of the text, or a wall that no name crosses (`hash` 0).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atom {
    pub(crate) hash: u64,
    /// Of the lemma where it is another word than the form, else 0.
    pub(crate) lemma: u64,
    pub(crate) token: u32,
    pub(crate) capital: bool,
    pub(crate) upper: bool,
    /// First, last atom of its token.
    pub(crate) first: bool,
    pub(crate) last: bool,
}

/// Names of `T`. A look-up costs one hash table access for each word walked.
#[derive(Debug)]
pub(crate) struct Trie<T> {
    edges: HashMap<(u32, u64), u32, BuildHasherDefault<Mix>>,
    /// Per node: index of its first value, or `NONE`.
    first: Vec<u32>,
    values: Vec<Value<T>>,
}

#[derive(Debug)]
struct Value<T> {
    value: T,
    case: Case,
    next: u32,
}

const NONE: u32 = u32::MAX;
/// Edges that the built-in tables fill, so that building does not grow the table.
const NAMES: usize = 40_000;

impl<T: Copy + PartialEq> Trie<T> {
    pub(crate) fn new() -> Trie<T> {
        Trie {
            edges: HashMap::with_capacity_and_hasher(NAMES, BuildHasherDefault::default()),
            first: vec![NONE],
            values: Vec::new(),
        }
    }

    pub(crate) fn insert(&mut self, name: &str, value: T, case: Case) {
        let mut node = 0;
        atoms(name, |hash| {
            let fresh = self.first.len() as u32;
            node = *self.edges.entry((node, hash)).or_insert(fresh);
            if node == fresh {
                self.first.push(NONE);
            }
        });
        if node == 0 || self.at(node).any(|known| known.value == value && known.case == case) {
            return;
        }
        let next = std::mem::replace(&mut self.first[node as usize], self.values.len() as u32);
        self.values.push(Value { value, case, next });
    }

    /// Calls `accept` with every name that starts at `atoms[0]` and ends with a token, shorter ones first: how
    /// many atoms it has, and what it can mean.
    pub(crate) fn walk(&self, atoms: &[Atom], mut accept: impl FnMut(usize, T)) {
        let mut node = 0;
        let (mut capital, mut upper) = (false, true);
        for (index, atom) in atoms.iter().enumerate() {
            let by_lemma = || if atom.lemma == 0 { None } else { self.edges.get(&(node, atom.lemma)) };
            let Some(&next) = self.edges.get(&(node, atom.hash)).or_else(by_lemma) else { return };
            node = next;
            capital |= atom.capital;
            upper &= atom.upper;
            if atom.last {
                for value in self.at(node).filter(|value| value.case.fits(capital, upper)) {
                    accept(index + 1, value.value);
                }
            }
        }
    }

    /// What this very name can mean, whatever its letters' case.
    pub(crate) fn exact(&self, name: &str) -> impl Iterator<Item = T> {
        let mut node = Some(0);
        atoms(name, |hash| node = node.and_then(|node| self.edges.get(&(node, hash)).copied()));
        let found = node.filter(|&node| node != 0).map(|node| self.at(node));
        found.into_iter().flatten().map(|value| value.value)
    }

    fn at(&self, node: u32) -> impl Iterator<Item = &Value<T>> {
        let get = |index: u32| self.values.get(index as usize);
        std::iter::successors(get(self.first[node as usize]), move |value| get(value.next))
    }
}

impl Case {
    const fn fits(self, capital: bool, upper: bool) -> bool {
        match self {
            Case::Any => true,
            Case::Capital => capital,
            Case::Upper => upper,
        }
    }

    /// How a name that a table writes so must stand in the text.
    pub(crate) fn of(name: &str) -> Case {
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        if letters().all(|c| !c.is_uppercase()) {
            return Case::Any;
        }
        let short = letters().count() <= 3 && letters().count() >= 2;
        if short && letters().all(char::is_uppercase) { Case::Upper } else { Case::Capital }
    }
}

/// Keys are hashes already; this only spreads the node over them.
#[derive(Debug, Default)]
pub(crate) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(26) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
