//! Word classes: which lemmas, alone or as phrases, belong to `@strike-verb`, `@weapon`, `@talks`.

use std::collections::{BTreeSet, HashMap};

use crate::table::{Table, TableError};

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

/// Built from the tables under `words/`, whose columns are `class word pos`.
#[derive(Debug, Default)]
pub struct Words {
    names: Vec<String>,
    by_name: HashMap<String, ClassId>,
    entries: HashMap<String, Vec<Entry>>,
}

impl Words {
    pub fn new<'a>(tables: impl Iterator<Item = &'a Table>) -> Result<Words, TableError> {
        let tables: Vec<&Table> = tables.collect();
        let classes: BTreeSet<&str> =
            tables.iter().flat_map(|table| table.rows()).map(|row| row.get("class")).collect();
        let names: Vec<String> = classes.into_iter().map(str::to_string).collect();
        let by_name = names.iter().enumerate().map(|(id, name)| (name.clone(), ClassId(id as u16))).collect();
        let mut words = Words { names, by_name, entries: HashMap::new() };
        for row in tables.iter().flat_map(|table| table.rows()) {
            let pos = match row.get("pos") {
                "noun" => Pos::Noun,
                "verb" => Pos::Verb,
                "adj" => Pos::Adjective,
                "adv" => Pos::Adverb,
                "any" | "" => Pos::Any,
                _ => return Err(row.wrong("pos", "part of speech (noun, verb, adj, adv, any)")),
            };
            let mut parts = row.get("word").split_whitespace().map(str::to_string);
            let first = parts.next().ok_or_else(|| row.wrong("word", "word"))?;
            let entry = Entry { class: words.by_name[row.get("class")], pos, rest: parts.collect() };
            words.entries.entry(first).or_default().push(entry);
        }
        Ok(words)
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
