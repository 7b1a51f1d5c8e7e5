//! What can go wrong with a record on disk: each says where, and what to do.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{path}: no record there; make one with `dateline init`")]
    NoRecord { path: PathBuf },
    #[error("{path}: there is a file already; choose another place")]
    Exists { path: PathBuf },
    #[error("{path}: not a record of Dateline")]
    NotARecord { path: PathBuf },
    #[error("{path}: the record has version {found} and this program knows {known}; use a newer program")]
    Newer { path: PathBuf, found: u32, known: u32 },
    #[error("{path}: the record has version {found}; open it once for writing to bring it to {known}")]
    Older { path: PathBuf, found: u32, known: u32 },
    #[error("{path}: the record can only be read; look at the rights of the file and its folder")]
    ReadOnly { path: PathBuf },
    #[error("{path}: another program is writing to it; nothing was changed, try again")]
    Busy { path: PathBuf },
    #[error("{path}: no room left on the disk; what was not yet acknowledged is not in the record")]
    Full { path: PathBuf },
    #[error("{path}: the record is damaged ({what}); take the last copy of the file")]
    Damaged { path: PathBuf, what: String },
    #[error("report {id} does not bear the hash of its text; take the id from `report::Report`")]
    WrongId { id: String },
    #[error("no {what} {id} in the record")]
    Unknown { what: &'static str, id: String },
    #[error("`{token}` is no place in this list; give `next` as the page before ended with it")]
    NoPlace { token: String },
    #[error("{what}")]
    Undecidable { what: String },
    /// What a person says is not borne out by the report's words, or nobody could check it later. `field` is the part of
    /// it that is at fault.
    #[error("{what}")]
    Refused { field: String, what: String },
    #[error("the question was given up before it was answered")]
    GivenUp,
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: std::io::Error },
    #[error("{path}: {source}")]
    Sql { path: PathBuf, source: rusqlite::Error },
    #[error("{path}: the record could not be brought to this version: {source}")]
    Migration { path: PathBuf, source: Box<refinery::Error> },
}

/// A fault before it is known which file it happened in.
#[derive(Debug)]
pub(crate) enum Fault {
    Sql(rusqlite::Error),
    Damaged(String),
    Told(Box<StoreError>),
}

pub(crate) type Tried<T> = Result<T, Fault>;

impl From<rusqlite::Error> for Fault {
    fn from(source: rusqlite::Error) -> Fault {
        Fault::Sql(source)
    }
}

impl From<StoreError> for Fault {
    fn from(told: StoreError) -> Fault {
        Fault::Told(Box::new(told))
    }
}

impl Fault {
    pub(crate) fn at(self, path: &Path) -> StoreError {
        let path = path.to_path_buf();
        match self {
            Fault::Told(told) => *told,
            Fault::Damaged(what) => StoreError::Damaged { path, what },
            Fault::Sql(source) => match source.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { path },
                Some(ErrorCode::OperationInterrupted) => StoreError::GivenUp,
                Some(ErrorCode::DiskFull) => StoreError::Full { path },
                Some(ErrorCode::NotADatabase) => StoreError::NotARecord { path },
                Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly { path },
                Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path, what: source.to_string() },
                _ => StoreError::Sql { path, source },
            },
        }
    }
}
