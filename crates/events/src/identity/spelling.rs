//! `word -> letters`: one form for the ways to spell a name in Latin letters, and how far two forms are apart.

use std::collections::BTreeMap;

use lexicon::Lexicon;

/// A letter that is another, or is not there; in quarters of a letter.
const WHOLE: u32 = 4;
/// Longer words are cut before they are compared.
const LETTERS_MAX: usize = 40;
/// Stands for no letter in the table of near letters.
const NOTHING: u8 = b'-';

#[derive(Debug)]
pub(super) struct Letters {
    /// What is rewritten, longest first; the flag: only at the end of a word.
    rewrites: Vec<(String, String, bool)>,
    near: BTreeMap<(u8, u8), u32>,
}

impl Letters {
    pub(super) fn new(lexicon: &Lexicon) -> Letters {
        let row = |row: lexicon::Row<'_>| {
            (row.get("from").to_string(), row.get("to").to_string(), !row.get("where").is_empty())
        };
        let mut rewrites: Vec<_> = lexicon.rows("spelling/letters").map(row).collect();
        // At the end of a word the rule for the end goes before others of its length.
        rewrites.sort_by_key(|(from, _, at_end)| (std::cmp::Reverse(from.len()), !at_end, from.clone()));
        let mut near = BTreeMap::new();
        for row in lexicon.rows("spelling/near") {
            let letter = |column| row.get(column).bytes().next().unwrap_or(NOTHING);
            let cost = row.get("cost").parse().unwrap_or(WHOLE);
            near.insert((letter("one"), letter("other")), cost);
            near.insert((letter("other"), letter("one")), cost);
        }
        Letters { rewrites, near }
    }

    /// Of a folded word; no letter twice in a row.
    pub(super) fn key(&self, word: &str) -> String {
        let mut key = String::with_capacity(word.len());
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let fits = |(from, _, at_end): &&(String, String, bool)| {
                if *at_end { rest == from } else { rest.starts_with(from.as_str()) }
            };
            let found = self.rewrites.iter().find(fits);
            let to = found.map_or(&rest[..first.len_utf8()], |(_, to, _)| to.as_str());
            to.chars().for_each(|c| push(&mut key, c));
            rest = &rest[found.map_or(first.len_utf8(), |(from, _, _)| from.len())..];
        }
        key
    }

    /// What the differences between two keys cost, in quarters of a letter.
    pub(super) fn distance(&self, a: &str, b: &str) -> u32 {
        let (a, b) = (cut(a), cut(b));
        let mut row: Vec<u32> = vec![0];
        for &letter in b {
            row.push(row[row.len() - 1] + self.cost(letter, NOTHING));
        }
        for &left in a {
            let mut diagonal = row[0];
            row[0] += self.cost(left, NOTHING);
            for (at, &right) in b.iter().enumerate() {
                let swapped = diagonal + self.cost(left, right);
                let dropped = row[at + 1] + self.cost(left, NOTHING);
                let added = row[at] + self.cost(right, NOTHING);
                diagonal = row[at + 1];
                row[at + 1] = swapped.min(dropped).min(added);
            }
        }
        row[b.len()]
    }

    /// Keys that may be one name: the longer, the more may differ.
    pub(super) fn is_near(&self, a: &str, b: &str) -> bool {
        let shorter = a.len().min(b.len());
        let allowed = match shorter {
            0..=3 => 0,
            4..=5 => 1,
            6..=8 => 2,
            _ => 3,
        };
        // A letter more at the end makes another name: a woman's, a plural's.
        let ends = |long: &str, short: &str| long.len() == short.len() + 1 && long.starts_with(short);
        let is_other = ends(a, b) || ends(b, a) || a.len().abs_diff(b.len()) > 2;
        a == b || (!is_other && self.distance(a, b) <= allowed)
    }

    fn cost(&self, a: u8, b: u8) -> u32 {
        if a == b { 0 } else { self.near.get(&(a, b)).copied().unwrap_or(WHOLE) }
    }
}

/// Consonants of a key, and each run of them with one left out: near keys mostly have one of these in common.
pub(super) fn skeletons(key: &str) -> Vec<String> {
    let whole: String = key.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'h')).collect();
    if whole.len() < 2 {
        return vec![if whole.is_empty() { key.to_string() } else { whole }];
    }
    let without = |skip: usize| whole.chars().enumerate().filter(|(at, _)| *at != skip).map(|(_, c)| c).collect();
    let mut found: Vec<String> = (0..whole.chars().count()).map(without).collect();
    found.push(whole);
    found
}

fn push(key: &mut String, c: char) {
    if !key.ends_with(c) {
        key.push(c);
    }
}

fn cut(key: &str) -> &[u8] {
    let bytes = key.as_bytes();
    &bytes[..bytes.len().min(LETTERS_MAX)]
}
