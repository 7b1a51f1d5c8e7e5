//! Why a question has no answer. Messages name no option and no address: each edge says where to look instead.

use store::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// `what` is the kind of thing: `report`, `claim`, `event`, `series`, `talks`.
    #[error("no {what} `{words}` in the record")]
    NotFound { what: &'static str, words: String },
    /// At least two fit; `candidates` are those that an answer has room for.
    #[error("`{words}` begins more than one {what}: {}{}", candidates.join(", "), if *more { ", …" } else { "" })]
    Ambiguous { what: &'static str, words: String, candidates: Vec<String>, more: bool },
    /// The problem says what to give instead.
    #[error("{problem}")]
    Wrong { name: &'static str, problem: String },
    #[error("`{first}` {from} is later than `{second}` {to}")]
    Backwards { first: &'static str, from: jiff::civil::Date, second: &'static str, to: jiff::civil::Date },
    #[error("the data that ships with the program is damaged: {0}; install it again")]
    Builtin(#[from] reader::ReaderError),
    #[error(transparent)]
    Store(#[from] StoreError),
}
