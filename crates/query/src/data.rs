//! What answers are made with beside the record: words and places that ship with the program, each read when first asked for.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use events::identity::People;
use gazetteer::Gazetteer;
use lexicon::Lexicon;
use reader::Reader;
use record::Vocabulary;
use record::brief::Wording;

use crate::error::QueryError;
use crate::names::{self, Names, Numbered};

/// One serves any number of questions, from any thread.
#[derive(Default)]
pub struct Data {
    lexicon: OnceLock<Lexicon>,
    gazetteer: OnceLock<Gazetteer>,
    reader: OnceLock<Reader>,
    vocabulary: OnceLock<Vocabulary>,
    people: OnceLock<People>,
    wording: OnceLock<Wording>,
    names: OnceLock<Names>,
    numbered: OnceLock<Numbered>,
}

impl Data {
    pub fn lexicon(&self) -> Result<&Lexicon, QueryError> {
        made(&self.lexicon, || Ok(Lexicon::builtin().map_err(reader::ReaderError::from)?))
    }

    pub fn gazetteer(&self) -> Result<&Gazetteer, QueryError> {
        made(&self.gazetteer, || Ok(reader::gazetteer().map_err(reader::ReaderError::from)?))
    }

    /// Words of talks and issues.
    pub fn vocabulary(&self) -> Result<&Vocabulary, QueryError> {
        made(&self.vocabulary, || Ok(Vocabulary::of(self.lexicon()?)))
    }

    /// Who is who by the tables of names.
    pub fn people(&self) -> Result<&People, QueryError> {
        made(&self.people, || Ok(People::new(self.lexicon()?)))
    }

    /// Words of the brief.
    pub fn wording(&self) -> Result<&Wording, QueryError> {
        made(&self.wording, || Ok(Wording::new(self.lexicon()?)))
    }

    /// What states, bodies and groups are called.
    pub fn names(&self) -> Result<&Names, QueryError> {
        made(&self.names, || Ok(Names::of(self.lexicon()?)))
    }

    /// What the id is called: a state, a body, a group, or a place by its number (`geonames:N`); None where nothing tells.
    pub fn name(&self, id: &str) -> Result<Option<String>, QueryError> {
        let Some(number) = names::geonames(id) else {
            return Ok(self.names()?.known(id).map(str::to_string));
        };
        let gazetteer = self.gazetteer()?;
        let numbered = made(&self.numbered, || Ok(Numbered::of(gazetteer)))?;
        Ok(numbered.name(gazetteer, number).map(str::to_string))
    }

    /// Those ids that have a name, each once, with it.
    pub fn known<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> Result<BTreeMap<String, String>, QueryError> {
        let named = |id: &str| Ok(self.name(id)?.map(|name| (id.to_string(), name)));
        ids.into_iter().filter_map(|id| named(id).transpose()).collect()
    }

    /// Reads reports as today's rules and models do.
    pub fn reader(&self) -> Result<&Reader, QueryError> {
        made(&self.reader, || Ok(Reader::builtin()?))
    }
}

/// Two threads that come first may both make it; one of the two is kept.
fn made<T>(kept: &OnceLock<T>, make: impl FnOnce() -> Result<T, QueryError>) -> Result<&T, QueryError> {
    if let Some(value) = kept.get() {
        return Ok(value);
    }
    let value = make()?;
    Ok(kept.get_or_init(|| value))
}
