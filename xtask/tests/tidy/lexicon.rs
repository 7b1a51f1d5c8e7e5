//! Lexicon files say where they come from and hold each fact once.

use std::collections::BTreeSet;

use crate::source::{assert_none, files};

const HEAD: [&str; 4] = ["# source:", "# date:", "# licence:", "# columns:"];

#[test]
fn every_table_has_its_head() {
    let mut faults = Vec::new();
    for file in files("lexicon", ".tsv") {
        let lacks = HEAD.iter().filter(|line| !file.text.lines().any(|have| have.starts_with(**line)));
        faults.extend(lacks.map(|line| format!("{}: {line}", file.path)));
    }
    assert_none(&faults, "add these lines to the head of the table:");
}

#[test]
fn no_fact_stands_twice() {
    let mut faults = Vec::new();
    for file in files("lexicon", ".tsv") {
        let mut seen = BTreeSet::new();
        let rows = file.text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        faults.extend(rows.filter(|row| !seen.insert(*row)).map(|row| format!("{}: {row:?}", file.path)));
    }
    assert_none(&faults, "take out the second one:");
}
