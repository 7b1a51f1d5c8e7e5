//! Paths and standard input -> reports, or one line for each that is none.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use report::{About, Report};

/// Endings of plain text.
const ENDINGS: &[&str] = &["txt", "md"];

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    File(PathBuf),
    Stdin,
}

/// Why an input gives no report.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InputError {
    #[error("{}: no such file; check the path", .0.display())]
    Missing(PathBuf),
    #[error("{}: no reports in this directory; put .txt or .md files there or name files", .0.display())]
    NoReports(PathBuf),
    #[error("{name}: {error}")]
    Io { name: String, error: std::io::Error },
    #[error("{name}: {error}")]
    Decode { name: String, error: report::DecodeError },
}

pub(crate) struct Source {
    /// As errors and headings name it.
    pub(crate) name: String,
    /// The file's name without its ending; None for standard input.
    pub(crate) id: Option<String>,
    pub(crate) report: Report,
}

/// The files that the arguments stand for, in their order; those of a directory sorted.
/// `wanted` says which files of a directory are meant.
pub(crate) fn expand(paths: &[PathBuf], wanted: fn(&Path) -> bool) -> Vec<Result<Input, InputError>> {
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Ok(Input::Stdin));
        } else if path.is_dir() {
            directory(path, wanted, &mut found);
        } else if path.exists() {
            found.push(Ok(Input::File(path.clone())));
        } else {
            found.push(Err(InputError::Missing(path.clone())));
        }
    }
    found
}

pub(crate) fn is_text(path: &Path) -> bool {
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| ENDINGS.contains(&ending))
}

fn directory(path: &Path, wanted: fn(&Path) -> bool, found: &mut Vec<Result<Input, InputError>>) {
    let mut files = Vec::new();
    if let Err(error) = collect(path, wanted, &mut files) {
        found.push(Err(InputError::Io { name: path.display().to_string(), error }));
    } else if files.is_empty() {
        found.push(Err(InputError::NoReports(path.to_path_buf())));
    }
    files.sort();
    found.extend(files.into_iter().map(|file| Ok(Input::File(file))));
}

fn collect(dir: &Path, wanted: fn(&Path) -> bool, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let path = entry.path();
        // A link to a directory is not followed: it may lead back.
        if entry.file_type()?.is_dir() {
            collect(&path, wanted, found)?;
        } else if wanted(&path) {
            found.push(path);
        }
    }
    Ok(())
}

pub(crate) fn load(input: &Input, encoding: Option<&str>, published: Option<Date>) -> Result<Source, InputError> {
    let name = match input {
        Input::File(path) => path.display().to_string(),
        Input::Stdin => "standard input".to_string(),
    };
    let bytes = bytes(input).map_err(|error| InputError::Io { name: name.clone(), error })?;
    let text = report::decode(&bytes, encoding).map_err(|error| InputError::Decode { name: name.clone(), error })?;
    let id = match input {
        Input::File(path) => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
        Input::Stdin => None,
    };
    let about = About { published, ..About::default() };
    Ok(Source { name, id, report: Report::new(text, about) })
}

/// One byte more than a report may have is read, so that a larger file is refused and not held.
fn bytes(input: &Input) -> std::io::Result<Vec<u8>> {
    let limit = report::BYTES_MAX as u64 + 1;
    let mut bytes = Vec::new();
    match input {
        Input::File(path) => fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?,
        Input::Stdin => std::io::stdin().lock().take(limit).read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}
