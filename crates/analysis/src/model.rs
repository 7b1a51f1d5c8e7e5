//! Tags, lemmas and the dependency tree, by a compact linear model.

use report::Report;

use crate::analysis::Analysis;

#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    #[error("the model file is damaged or was made by another version of the trainer: {0}")]
    Format(&'static str),
}

pub struct Model {}

impl Model {
    pub fn load(_bytes: &[u8]) -> Result<Model, ModelError> {
        Ok(Model {})
    }

    /// Fills lemma, tags, head and relation of every token, sentence by sentence.
    pub fn annotate(&self, _report: &Report, _analysis: &mut Analysis) {}
}
