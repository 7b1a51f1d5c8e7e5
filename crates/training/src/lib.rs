//! Treebanks in, weights out: the trainer of the model that ships with the program.
//!
//! The same treebanks and the same [`Schedule`] give the same bytes: every sum is of integers, every order is fixed
//! by a seed, and nothing depends on the threads.

mod conllu;
mod encode;
mod lemma;
mod ner;
mod oracle;
mod parser;
mod perceptron;
mod random;
mod tagger;
mod train;

pub use conllu::{Gold, GoldToken, Opening, TreebankError, Word, read};
pub use ner::{Example, NamePlan, train_names};
pub use train::{Schedule, train};
