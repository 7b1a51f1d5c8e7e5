//! The project's own files, as the other tests read them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Folders that hold nothing of ours to check.
const SKIPPED: [&str; 4] = [".git", "target", "node_modules", "corpus"];

pub(crate) struct File {
    /// Below the root, with `/` between folders.
    pub(crate) path: String,
    pub(crate) text: String,
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// Every file below `folder` whose name ends so, in order of path; none where there is no such folder.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<File> {
    let mut paths = Vec::new();
    walk(&root().join(folder), ending, &mut paths);
    paths.sort();
    let file = |path: PathBuf| File {
        text: std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        path: path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"),
    };
    paths.into_iter().map(file).collect()
}

/// Rust outside tests and outside the files that hold examples.
pub(crate) fn product_code(folder: &str) -> Vec<File> {
    let mut found = files(folder, ".rs");
    found.retain(|file| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let tests = ["/tests/", "/benches/", "/examples/"].iter().any(|part| file.path.contains(part));
        !tests && !name.starts_with("corpus") && name != "tests.rs"
    });
    for file in &mut found {
        file.text = without_tests(&file.text);
    }
    found
}

/// The crates below `crates/`, by name.
pub(crate) fn crates() -> BTreeSet<String> {
    let entries = std::fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.path().join("Cargo.toml").exists());
    folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// The keys of `[dependencies]` in a crate's manifest.
pub(crate) fn dependencies(manifest: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join(manifest)).unwrap();
    let table: toml::Table = text.parse().unwrap();
    table
        .get("dependencies")
        .and_then(|value| value.as_table())
        .into_iter()
        .flat_map(|table| table.keys().cloned())
        .collect()
}

#[track_caller]
pub(crate) fn assert_none(faults: &[String], what_to_do: &str) {
    assert!(faults.is_empty(), "{what_to_do}\n  {}\n", faults.join("\n  "));
}

/// Up to the test module at the end, without lines that are comments.
fn without_tests(text: &str) -> String {
    let code = text.split("mod tests {").next().unwrap_or_default();
    code.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line }).collect::<Vec<_>>().join("\n")
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !SKIPPED.contains(&name.as_str()) {
            walk(&path, ending, found);
        } else if path.is_file() && name.ends_with(ending) {
            found.push(path);
        }
    }
}
