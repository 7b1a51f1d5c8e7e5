//! Treebanks in, weights out: the trainer of the model that ships with the program.
//!
//! The same treebanks and the same [`Schedule`] give the same bytes: every sum is of integers, every order is fixed
//! by a seed, and nothing depends on the threads.

mod cluster;
mod conllu;
mod encode;
mod headline;
mod lemma;
mod ner;
mod oracle;
mod parser;
mod perceptron;
mod present;
mod random;
mod raw;
mod tagger;
mod train;

pub use cluster::ClusterPlan;
pub use conllu::{Gold, GoldToken, Opening, TreebankError, Word, read};
pub use ner::{Example, NamePlan, NameWeights, heard, heard_words, train_names};
pub use parser::ParserPlan;
pub use raw::RawText;
pub use tagger::TaggerPlan;
pub use train::{Schedule, train};
