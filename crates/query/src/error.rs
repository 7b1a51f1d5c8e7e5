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
    /// Words that fit several series.
    #[error("`{words}` fits several series; give one of{}{}", below(candidates), if *more { "\n  …" } else { "" })]
    Several { words: String, candidates: Vec<String>, more: bool },
    /// What was asked for is empty, and that is told in words.
    #[error("{0}")]
    Nothing(String),
    /// A period was asked for by nothing, and the record has none.
    #[error("the record has no report with a day; give `since` and `until`")]
    NoDay,
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

fn below(candidates: &[String]) -> String {
    candidates.iter().map(|candidate| format!("\n  {candidate}")).collect()
}
