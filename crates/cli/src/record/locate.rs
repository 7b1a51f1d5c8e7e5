//! Where the record is: the file that was named, else the one in the current folder or the nearest above it.

use std::path::{Path, PathBuf};

use crate::error::Failure;

/// What a record's file is called where nobody names another.
pub(crate) const FILE_NAME: &str = "record.dateline";

/// `named` is the value of `--record`: a file, or a folder that holds one.
pub(crate) fn locate(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(path) = named {
        return Ok(if path.is_dir() { path.join(FILE_NAME) } else { path.to_path_buf() });
    }
    let here = std::env::current_dir()?;
    let found = here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file());
    found.ok_or(Failure::NoRecord(here))
}
