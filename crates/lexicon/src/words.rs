//! Word classes: which lemmas, alone or as phrases, belong to `@strike-verb`, `@weapon`, `@talks`.

use std::collections::{BTreeSet, HashMap};

use crate::table::{Row, Table, TableError};

/// Index of a class in [`Words::name`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u16);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pos {
    Noun,
    Verb,
    Adjective,
    Adverb,
    Any,
}

/// One line of a word file. For a phrase, `rest` holds the words that belong to the first:
/// "shoot down" is found by "shoot", "according to" by "according".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub class: ClassId,
    pub pos: Pos,
    pub rest: Vec<String>,
}

/// Built from the tables under `words/`, whose columns are `class word pos`, and from the tables of things
/// (weapons, facilities, people), whose words make classes by themselves.
#[derive(Debug, Default)]
pub struct Words {
    names: Vec<String>,
    by_name: HashMap<String, ClassId>,
    entries: HashMap<String, Vec<Entry>>,
}

impl Words {
    pub fn new<'a>(tables: impl Iterator<Item = (&'a str, &'a Table)>) -> Result<Words, TableError> {
        let mut facts: Vec<(String, &str, Pos)> = Vec::new();
        for (path, table) in tables {
            for row in table.rows() {
                match derived(path) {
                    Some(naming) => derive(row, naming, &mut facts),
                    None => facts.push((row.get("class").to_string(), row.get("word"), part_of_speech(row)?)),
                }
            }
        }
        let classes: BTreeSet<&str> = facts.iter().map(|(class, ..)| class.as_str()).collect();
        let names: Vec<String> = classes.into_iter().map(str::to_string).collect();
        let by_name = names.iter().enumerate().map(|(id, name)| (name.clone(), ClassId(id as u16))).collect();
        let mut words = Words { names, by_name, entries: HashMap::new() };
        for (class, word, pos) in facts {
            words.add(&class, word, pos);
        }
        Ok(words)
    }

    fn add(&mut self, class: &str, word: &str, pos: Pos) {
        let lower = word.to_lowercase();
        let mut parts = lower.split_whitespace().map(str::to_string);
        let Some(first) = parts.next() else { return };
        let entry = Entry { class: self.by_name[class], pos, rest: parts.collect() };
        let entries = self.entries.entry(first).or_default();
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }

    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.by_name.get(name).copied()
    }

    pub fn name(&self, class: ClassId) -> &str {
        &self.names[class.0 as usize]
    }

    /// Entries whose first word is this lemma, in lower case.
    pub fn entries(&self, lemma: &str) -> &[Entry] {
        self.entries.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// True where a single word, of that part of speech or of any, is in the class.
    pub fn is(&self, class: ClassId, lemma: &str, pos: Pos) -> bool {
        let fits = |entry: &Entry| {
            entry.class == class
                && entry.rest.is_empty()
                && (entry.pos == pos || entry.pos == Pos::Any || pos == Pos::Any)
        };
        self.entries(lemma).iter().any(fits)
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// How a table of things gives word classes: the class of all its words, the column of names, the columns whose
/// values make narrower classes (`weapon-aerial`).
struct Naming {
    class: &'static str,
    name: &'static str,
    narrower: &'static [&'static str],
}

fn derived(path: &str) -> Option<&'static Naming> {
    const WEAPONS: Naming = Naming { class: "weapon", name: "name", narrower: &["mode", "of"] };
    const FACILITIES: Naming = Naming { class: "facility", name: "name", narrower: &["kind"] };
    const PEOPLE: Naming = Naming { class: "person", name: "word", narrower: &["kind"] };
    match path {
        "weapons" => Some(&WEAPONS),
        "facilities" => Some(&FACILITIES),
        "people" => Some(&PEOPLE),
        _ => None,
    }
}

fn derive<'a>(row: Row<'a>, naming: &Naming, facts: &mut Vec<(String, &'a str, Pos)>) {
    for word in row.list(naming.name).chain(row.list("aliases")) {
        facts.push((naming.class.to_string(), word, Pos::Noun));
        for kind in naming.narrower.iter().flat_map(|column| row.list(column)) {
            facts.push((format!("{}-{}", naming.class, kind.replace(' ', "-")), word, Pos::Noun));
        }
    }
}

fn part_of_speech(row: Row<'_>) -> Result<Pos, TableError> {
    if row.get("word").is_empty() {
        return Err(row.wrong("word", "word"));
    }
    match row.get("pos") {
        "noun" => Ok(Pos::Noun),
        "verb" => Ok(Pos::Verb),
        "adj" => Ok(Pos::Adjective),
        "adv" => Ok(Pos::Adverb),
        "any" | "" => Ok(Pos::Any),
        _ => Err(row.wrong("pos", "part of speech (noun, verb, adj, adv, any)")),
    }
}
