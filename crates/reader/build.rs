//! Hashes the data that readings are made with, so that a record can say what its claims were read by.
#![allow(clippy::disallowed_methods, reason = "a build script reads the source tree")]

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Folders and files, below the root of the source tree.
const RULES: &[&str] = &["rules", "lexicon", "data/gazetteer.bin"];
const MODELS: &[&str] = &["models"];

fn main() -> std::io::Result<()> {
    let manifest = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").map_err(std::io::Error::other)?);
    let root = manifest.join("../..").canonicalize()?;
    for (name, parts, endings) in [("RULES", RULES, ["toml", "tsv"]), ("MODELS", MODELS, ["bin", "bin"])] {
        let mut files = Vec::new();
        for part in parts {
            collect(&root.join(part), &endings, &mut files)?;
        }
        files.sort();
        println!("cargo::rustc-env=DATELINE_{name}={}", hash(&root, &files)?);
    }
    Ok(())
}

/// Of names and contents, in 16 hexadecimal digits.
fn hash(root: &Path, files: &[PathBuf]) -> std::io::Result<String> {
    let mut hasher = Sha256::new();
    for file in files {
        let name = file.strip_prefix(root).map_err(std::io::Error::other)?;
        let bytes = std::fs::read(file)?;
        hasher.update(format!("{} {}\n", name.display(), bytes.len()));
        hasher.update(&bytes);
    }
    Ok(hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

fn collect(path: &Path, endings: &[&str], files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    println!("cargo::rerun-if-changed={}", path.display());
    if path.is_file() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    for entry in std::fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, endings, files)?;
        } else if path.extension().and_then(|have| have.to_str()).is_some_and(|have| endings.contains(&have)) {
            files.push(path);
        }
    }
    Ok(())
}
