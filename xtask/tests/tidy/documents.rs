//! The documents tell of what is there: crates, tests, files and decisions.

use std::path::Path;

use crate::source::{File, assert_none, crates, files, root};

const DECISION_LINES_MAX: usize = 40;
const ARCHITECTURE_LINES_MAX: usize = 250;

#[test]
fn architecture_lists_every_crate() {
    let text = read("ARCHITECTURE.md");
    assert!(text.lines().count() <= ARCHITECTURE_LINES_MAX, "ARCHITECTURE.md is longer than a reader's patience");
    let faults: Vec<String> = crates().into_iter().filter(|name| !text.contains(&format!("`crates/{name}`"))).collect();
    assert_none(&faults, "tell in ARCHITECTURE.md what these crates yield:");
}

/// Invariants name the tests that hold them as `test_name` after "Held by".
#[test]
fn every_invariant_is_held_by_a_test() {
    let text = read("ARCHITECTURE.md");
    let code: String =
        ["crates", "xtask"].iter().flat_map(|folder| files(folder, ".rs")).map(|file| file.text).collect();
    let holders = text.lines().filter_map(|line| line.split_once("Held by ")).map(|(_, tests)| tests);
    let mut names = holders.flat_map(|tests| tests.split('`').skip(1).step_by(2)).peekable();
    assert!(names.peek().is_some(), "ARCHITECTURE.md names no test");
    let missing = names.filter(|name| !code.contains(&format!("fn {name}(")));
    let faults: Vec<String> = missing.map(ToString::to_string).collect();
    assert_none(&faults, "no such test:");
}

#[test]
fn links_lead_somewhere() {
    let mut faults = Vec::new();
    for file in documents() {
        let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
        let prose: Vec<&str> = file.text.split("```").step_by(2).collect();
        for target in prose.iter().flat_map(|text| text.split("](").skip(1)).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap_or_default();
            if !path.is_empty() && !path.contains("://") && !root().join(folder).join(path).exists() {
                faults.push(format!("{}: {target}", file.path));
            }
        }
    }
    assert_none(&faults, "these links lead nowhere:");
}

#[test]
fn decisions_are_short_and_say_when_to_reopen() {
    let mut faults = Vec::new();
    for file in files("decisions", ".md").iter().filter(|file| !file.path.ends_with("README.md")) {
        let parts = ["**Question.**", "**Decision.**", "**Why.**", "**Rejected.**", "**Reopen when**"];
        faults.extend(
            parts.iter().filter(|part| !file.text.contains(**part)).map(|part| format!("{}: {part}", file.path)),
        );
        if file.text.lines().count() > DECISION_LINES_MAX {
            faults.push(format!("{}: over {DECISION_LINES_MAX} lines", file.path));
        }
    }
    assert_none(&faults, "a decision is at most a page and has five parts:");
}

fn documents() -> Vec<File> {
    let mut found = files("", ".md");
    found.extend(files("corpus", ".md"));
    found
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}
