//! `a question in somebody's words + a record -> rows of export`.
//!
//! The command line prints what comes out of here and the server sends it: one set of filters, fields and faults.
//! Nothing is printed or parsed from options here, and no form of output is known. What a word was taken for, where it
//! could be taken for something else, is returned as a note.

mod ask;
pub mod brief;
pub mod compare;
pub mod coverage;
mod data;
pub mod desk;
pub mod edit;
mod error;
pub mod id;
pub mod lists;
pub mod log;
mod names;
pub mod occurrences;
pub mod one;
pub mod place;
pub mod reviews;
mod seal;
pub mod series;
pub mod talks;
pub mod value;
pub mod views;

pub use ask::Ask;
pub use data::Data;
pub use error::QueryError;
pub use names::Names;
pub use seal::Seal;

/// An answer, and what whoever asked should be told about how the question was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Noted<T> {
    pub value: T,
    pub notes: Vec<String>,
}
