//! Files are small, open with their contract, and hold nothing left over.

use crate::source::{File, assert_none, files};

const LINES_MAX: usize = 800;

/// Split, so that this file does not find itself.
const LEFT_OVER: [(&str, &str); 6] =
    [("db", "g!("), ("tod", "o!("), ("unimplemen", "ted!("), ("TO", "DO"), ("FIX", "ME"), ("#[ign", "ore")];

#[test]
fn no_file_is_longer_than_the_cap() {
    let mut found = rust();
    found.retain(|file| !name(file).starts_with("corpus_"));
    let long = found.iter().map(|file| (file, file.text.lines().count())).filter(|(_, lines)| *lines > LINES_MAX);
    let faults: Vec<String> = long.map(|(file, lines)| format!("{}: {lines} lines", file.path)).collect();
    assert_none(&faults, "split by what the parts mean:");
}

#[test]
fn every_file_opens_with_its_contract() {
    let opens = |file: &&File| !file.text.starts_with("//!");
    let faults: Vec<String> = rust().iter().filter(opens).map(|file| file.path.clone()).collect();
    assert_none(&faults, "say in `//!` what the file takes, gives and leaves to others:");
}

#[test]
fn nothing_is_left_over() {
    let mut faults = Vec::new();
    for file in rust().iter().chain(&files("rules", ".toml")) {
        for (number, line) in file.text.lines().enumerate() {
            let word =
                LEFT_OVER.iter().map(|(one, two)| format!("{one}{two}")).find(|word| line.contains(word.as_str()));
            faults.extend(word.map(|word| format!("{}:{}: {word}", file.path, number + 1)));
        }
    }
    assert_none(&faults, "finish it or take it out:");
}

fn rust() -> Vec<File> {
    ["crates", "xtask", "bench", "fuzz"].iter().flat_map(|folder| files(folder, ".rs")).collect()
}

fn name(file: &File) -> &str {
    file.path.rsplit('/').next().unwrap_or_default()
}
