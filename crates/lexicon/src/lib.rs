//! `&str -> Lexicon`: words of a language, as data.
//!
//! A lexicon is a set of tables read from tab-separated files and named by their path without the
//! ending (`words/assault`, `states`). Lines that start with `#` are the head: source, date, licence and the
//! line `# columns:` that names the columns. A user's file of the same path adds rows; a row whose first
//! column starts with `-` takes rows out.
//!
//! The tables under `words/` are read here into [`Words`], which answers "which word classes does this
//! lemma belong to". Other tables are read by the stage that knows what they mean.

mod builtin;
mod derived;
mod table;
mod words;

pub use builtin::FILES as BUILTIN_FILES;
pub use table::{Row, Table, TableError};
pub use words::{ClassId, Entry, Pos, Words};

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;

use derived::Derived;

/// Tables of things whose names are word classes too.
const THINGS: &[&str] = &["facilities", "people", "weapons"];

/// All tables of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    tables: BTreeMap<String, Table>,
    pub words: Words,
    derived: Derived,
}

impl Lexicon {
    /// `files` are (path below the language's folder without `.tsv`, text). Later files of one path add to earlier.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Lexicon, TableError> {
        let mut tables: BTreeMap<String, Table> = BTreeMap::new();
        for (path, text) in files {
            let table = Table::parse(path, text)?;
            match tables.get_mut(path) {
                Some(base) => base.extend(table)?,
                None => {
                    tables.insert(path.to_string(), table);
                }
            }
        }
        let wordy = tables.iter().filter(|(path, _)| path.starts_with("words/") || THINGS.contains(&path.as_str()));
        let words = Words::new(wordy.map(|(path, table)| (path.as_str(), table)))?;
        Ok(Lexicon { tables, words, derived: Derived::default() })
    }

    /// The tables that ship with the program.
    pub fn builtin() -> Result<Lexicon, TableError> {
        Lexicon::new(BUILTIN_FILES.iter().copied())
    }

    /// Rows of a table; none where there is no such table.
    pub fn rows(&self, path: &str) -> impl Iterator<Item = Row<'_>> {
        self.tables.get(path).into_iter().flat_map(Table::rows)
    }

    /// What a stage makes of its tables for look-up, made once for each type and kept. `build` must be pure.
    pub fn derived<T: Any + Send + Sync>(&self, build: impl FnOnce(&Lexicon) -> T) -> Arc<T> {
        self.derived.get_or_insert(|| build(self))
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }
}
