//! `dateline init`: an empty record in a folder.

use std::path::PathBuf;

use store::Sqlite;

use super::{Desk, locate, stamp};
use crate::error::{Failure, exit};

pub(crate) const EXAMPLES: &str = "Examples:
  dateline init                          record.dateline in this folder
  dateline init desk/                    in another one, which is made where there is none
  dateline --record night.dateline init  under another name";

#[derive(clap::Args)]
pub(crate) struct InitOptions {
    /// Folder of the record
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

pub(crate) fn run(desk: &Desk, options: &InitOptions) -> Result<u8, Failure> {
    let path = match &desk.named {
        Some(named) if named.is_dir() => named.join(locate::FILE_NAME),
        Some(named) => options.folder.join(named),
        None => options.folder.join(locate::FILE_NAME),
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Failure::Usage(format!("{}: {error}", folder.display())))?;
    }
    Sqlite::create(&path, &stamp(None, None))?;
    let path = path.strip_prefix(".").unwrap_or(&path).display().to_string();
    anstream::println!("{path}: a new record; add reports with `dateline add FILE`");
    Ok(exit::DONE)
}
