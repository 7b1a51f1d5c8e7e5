//! What can go wrong, each in one line that says what to do, and the exit code that goes with it.

use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use query::QueryError;
use server::ServeError;
use store::StoreError;

/// Exit codes.
pub(crate) mod exit {
    pub(crate) const DONE: u8 = 0;
    pub(crate) const NOTHING: u8 = 1;
    pub(crate) const USAGE: u8 = 2;
    pub(crate) const SOME_FAILED: u8 = 3;
    /// By a safety rule.
    pub(crate) const REFUSED: u8 = 4;
}

/// Ends the program.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{0}")]
    Usage(String),
    #[error("{option} {path}: {problem}", path = path.display())]
    Data { option: &'static str, path: PathBuf, problem: String },
    #[error("the data that ships with the program is damaged: {0}; install it again")]
    Builtin(reader::ReaderError),
    #[error("cannot write the output: {0}")]
    Output(#[from] std::io::Error),
    #[error("{folder}: no record here or above; make one with `dateline init`, or name one with --record", folder = .0.display())]
    NoRecord(PathBuf),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    NotFound(String),
    #[error("{0}")]
    Refused(String),
}

/// Says which command lists what there is, and names options as the command line does.
impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Failure {
        match error {
            QueryError::NotFound { what: what @ ("report" | "event"), .. } => {
                Failure::NotFound(format!("{error}; see `dateline ls {what}s`"))
            }
            QueryError::NotFound { what: "series", .. } => {
                Failure::NotFound(format!("{error}; see `dateline ls series`"))
            }
            QueryError::NotFound { .. } => Failure::NotFound(error.to_string()),
            QueryError::Backwards { first, from, second, to } => {
                Failure::Usage(format!("--{first} {from} is later than --{second} {to}"))
            }
            QueryError::NoDay => {
                Failure::NotFound("the record has no report with a day; give --since and --until".to_string())
            }
            QueryError::Wrong { name: "next", .. } => Failure::Usage(
                "--next is no token of this list with these filters; give it as the page before ended with it"
                    .to_string(),
            ),
            QueryError::Nothing(what) => Failure::NotFound(what),
            QueryError::Ambiguous { .. } | QueryError::Several { .. } | QueryError::Wrong { .. } => {
                Failure::Usage(error.to_string())
            }
            QueryError::Builtin(error) => Failure::Builtin(error),
            QueryError::Store(error) => Failure::Store(error),
        }
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Failure {
        match error {
            ServeError::Store(error) => Failure::Store(error),
            ServeError::Listen { .. } => Failure::Usage(error.to_string()),
            ServeError::Open(_) => Failure::Refused(error.to_string()),
            ServeError::Start(source) => Failure::Output(source),
        }
    }
}

impl Failure {
    pub(crate) fn code(&self) -> u8 {
        match self {
            Failure::Usage(_) | Failure::Data { .. } => exit::USAGE,
            Failure::NoRecord(_) => exit::USAGE,
            Failure::NotFound(_) => exit::NOTHING,
            Failure::Refused(_) => exit::REFUSED,
            Failure::Store(StoreError::Refused { .. }) => exit::REFUSED,
            Failure::Store(error) => store_code(error),
            Failure::Builtin(_) | Failure::Output(_) => exit::SOME_FAILED,
        }
    }
}

fn store_code(error: &StoreError) -> u8 {
    match error {
        StoreError::NoRecord { .. }
        | StoreError::Exists { .. }
        | StoreError::NotARecord { .. }
        | StoreError::Newer { .. }
        | StoreError::NoPlace { .. }
        | StoreError::Undecidable { .. } => exit::USAGE,
        StoreError::Unknown { .. } => exit::NOTHING,
        _ => exit::SOME_FAILED,
    }
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const NOTE: Style = AnsiColor::Yellow.on_default();

/// One line on standard error.
pub(crate) fn say(message: &str) {
    anstream::eprintln!("{ERROR}error:{ERROR:#} {message}");
}

pub(crate) fn note(message: &str) {
    anstream::eprintln!("{NOTE}note:{NOTE:#} {message}");
}
