//! What answers are made with beside the record: words and places that ship with the program, each read when first asked for.

use std::sync::OnceLock;

use gazetteer::Gazetteer;
use lexicon::Lexicon;

use crate::error::QueryError;

/// One serves any number of questions, from any thread.
#[derive(Default)]
pub struct Data {
    lexicon: OnceLock<Lexicon>,
    gazetteer: OnceLock<Gazetteer>,
}

impl Data {
    pub fn lexicon(&self) -> Result<&Lexicon, QueryError> {
        made(&self.lexicon, || Ok(Lexicon::builtin().map_err(reader::ReaderError::from)?))
    }

    pub fn gazetteer(&self) -> Result<&Gazetteer, QueryError> {
        made(&self.gazetteer, || Ok(reader::gazetteer().map_err(reader::ReaderError::from)?))
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
