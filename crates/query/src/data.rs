//! What answers are made with beside the record: words and places that ship with the program, each read when first asked for.

use std::sync::OnceLock;

use events::identity::People;
use gazetteer::Gazetteer;
use lexicon::Lexicon;
use reader::Reader;
use record::Vocabulary;
use record::brief::Wording;

use crate::error::QueryError;
use crate::names::Names;

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
