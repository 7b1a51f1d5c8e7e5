//! `DataOptions -> Reader`: what ships with the program, and what the user adds to it.

use std::fs;
use std::path::{Path, PathBuf};

use reader::{Additions, Reader, ReaderError};

use crate::args::DataOptions;
use crate::error::Failure;

pub(crate) fn reader(options: &DataOptions) -> Result<Reader, Failure> {
    let additions = Additions {
        lexicon: options.lexicon.as_deref().map_or(Ok(Vec::new()), |dir| files("--lexicon", dir, "tsv"))?,
        rules: options.rules.as_deref().map_or(Ok(Vec::new()), |dir| files("--rules", dir, "toml"))?,
        gazetteer: options.gazetteer.as_deref().map(gazetteer).transpose()?,
    };
    Reader::with(&additions).map_err(|error| failure(options, error))
}

/// Names the option whose files are at fault.
fn failure(options: &DataOptions, error: ReaderError) -> Failure {
    let (option, path) = match &error {
        ReaderError::Lexicon(_) => ("--lexicon", &options.lexicon),
        // A rule may name a class that a word list took out.
        ReaderError::Rules(_) if options.rules.is_some() => ("--rules", &options.rules),
        ReaderError::Rules(_) => ("--lexicon", &options.lexicon),
        ReaderError::UserGazetteer(_) => ("--gazetteer", &options.gazetteer),
        ReaderError::Model(_) | ReaderError::Names(_) | ReaderError::Gazetteer(_) => return Failure::Builtin(error),
    };
    match path {
        Some(path) => Failure::Data { option, path: path.clone(), problem: error.to_string() },
        None => Failure::Builtin(error),
    }
}

/// Every file with this ending below `dir`, sorted, each with its name and its text.
fn files(option: &'static str, dir: &Path, ending: &str) -> Result<Vec<(String, String)>, Failure> {
    let fail = |path: &Path, problem: String| Failure::Data { option, path: path.to_path_buf(), problem };
    let mut paths = Vec::new();
    collect(dir, ending, &mut paths).map_err(|error| fail(dir, error.to_string()))?;
    if paths.is_empty() {
        return Err(fail(dir, format!("no *.{ending} file lies there")));
    }
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).map_err(|error| fail(&path, error.to_string()))?;
        Ok((name(dir, &path, ending), text))
    };
    paths.into_iter().map(read).collect()
}

/// A word list goes by its path below `dir` without the ending, which says what it adds to; a rule file by its path.
fn name(dir: &Path, path: &Path, ending: &str) -> String {
    if ending != "tsv" {
        return path.display().to_string();
    }
    let below = path.strip_prefix(dir).unwrap_or(path).with_extension("");
    let parts: Vec<String> = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    parts.join("/")
}

fn collect(dir: &Path, ending: &str, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, ending, found)?;
        } else if path.extension().is_some_and(|have| have == ending) {
            found.push(path);
        }
    }
    Ok(())
}

fn gazetteer(path: &Path) -> Result<(String, String), Failure> {
    let fail = |error: std::io::Error| Failure::Data {
        option: "--gazetteer",
        path: path.to_path_buf(),
        problem: error.to_string(),
    };
    Ok((path.display().to_string(), fs::read_to_string(path).map_err(fail)?))
}
