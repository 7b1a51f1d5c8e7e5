//! `Lexicon -> Senses`: which nouns name much the same kind of thing, for telling two objects alike.

use std::collections::{BTreeMap, HashMap};

use compact_str::CompactString;
use lexicon::Lexicon;

/// A noun's group, by its lemma in lower case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Senses(HashMap<CompactString, u16>);

/// Tables of things and the column that groups them.
const TABLES: &[(&str, &str, &str)] = &[("senses", "word", "sense")];

impl Senses {
    pub(crate) fn new(lexicon: &Lexicon) -> Senses {
        let mut numbers: BTreeMap<String, u16> = BTreeMap::new();
        let mut senses = HashMap::new();
        for (table, word, group) in TABLES {
            for row in lexicon.rows(table) {
                let next = u16::try_from(numbers.len()).unwrap_or(u16::MAX);
                let number = *numbers.entry(format!("{table}/{}", row.get(group))).or_insert(next);
                senses.entry(CompactString::from(row.get(word).to_lowercase())).or_insert(number);
            }
        }
        Senses(senses)
    }

    pub(crate) fn of(&self, lemma: &str) -> Option<u16> {
        self.0.get(lemma).copied()
    }
}
