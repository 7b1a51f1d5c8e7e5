//! `Report -> Reading`: the stages joined, with the data that ships with the program.

use analysis::mention::Names;
use analysis::model::{Model, ModelError};
use analysis::{Analysis, Resources, analyse};
use claims::{Attribution, Claim, attributions};
use gazetteer::Gazetteer;
use lexicon::{Lexicon, TableError};
use report::Report;

pub struct Reader {
    pub model: Model,
    pub lexicon: Lexicon,
    pub gazetteer: Gazetteer,
    pub names: Names,
}

/// What was found in one report.
pub struct Reading {
    pub analysis: Analysis,
    pub attributions: Vec<Attribution>,
    pub claims: Vec<Claim>,
}

#[derive(Debug)]
pub enum ReaderError {
    Model(ModelError),
    Lexicon(TableError),
}

impl Reader {
    pub fn builtin() -> Result<Reader, ReaderError> {
        let model = Model::load(&[]).map_err(ReaderError::Model)?;
        let lexicon = Lexicon::builtin().map_err(ReaderError::Lexicon)?;
        let names = Names::new(&lexicon);
        Ok(Reader { model, lexicon, gazetteer: Gazetteer::default(), names })
    }

    pub fn read(&self, report: &Report) -> Reading {
        let Reader { model, lexicon, gazetteer, names } = self;
        let resources = Resources { model, lexicon, gazetteer, names };
        let analysis = analyse(&resources, report);
        let attributions = attributions(report, &analysis, &self.lexicon);
        Reading { analysis, attributions, claims: Vec::new() }
    }
}
