//! The program's words and rules, built in or read from a source tree: rules are tried without a build.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::Context;
use reader::{Additions, Reader};

static ROOT: OnceLock<PathBuf> = OnceLock::new();

/// Reads `root/lexicon/en/**/*.tsv` and `root/rules/en/*.toml` from now on, instead of what is built in.
pub(crate) fn read_from(root: PathBuf) {
    ROOT.get_or_init(|| root);
}

pub(crate) fn reader() -> anyhow::Result<Reader> {
    let Some(root) = ROOT.get() else { return Reader::builtin().context("the built-in data do not load") };
    let lexicon = files(&root.join("lexicon/en"), "tsv", |path| path.with_extension(""))?;
    let rules = files(&root.join("rules/en"), "toml", |path| Path::new("en").join(path))?;
    Ok(Reader::instead(&Additions { lexicon, rules, gazetteer: None })?)
}

fn files(folder: &Path, ending: &str, name: impl Fn(&Path) -> PathBuf) -> anyhow::Result<Vec<(String, String)>> {
    let mut paths = Vec::new();
    collect(folder, ending, &mut paths)?;
    paths.sort();
    let read = |path: PathBuf| -> anyhow::Result<(String, String)> {
        Ok((name(path.strip_prefix(folder)?).display().to_string(), fs::read_to_string(&path)?))
    };
    paths.into_iter().map(read).collect()
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, ending, found)?;
        } else if path.extension().is_some_and(|have| have == ending) {
            found.push(path);
        }
    }
    Ok(())
}
