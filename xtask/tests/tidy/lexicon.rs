//! Lexicon files say where they come from, hold each fact once, in order, and are used.

use std::collections::BTreeMap;

use crate::source::{assert_none, files, product_code};

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
fn rows_stand_in_order_and_once() {
    let mut faults = Vec::new();
    for file in files("lexicon", ".tsv") {
        let rows: Vec<&str> =
            file.text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).collect();
        let wrong = rows.windows(2).filter(|pair| pair[0] >= pair[1]);
        faults.extend(wrong.map(|pair| format!("{}: {:?} before {:?}", file.path, pair[0], pair[1])));
    }
    assert_none(&faults, "sort the rows by their bytes and take out doubles:");
}

#[test]
fn every_word_class_is_used() {
    let rules: String = files("rules", ".toml").into_iter().map(|file| file.text).collect();
    let code: String = product_code("crates").into_iter().map(|file| file.text).collect();
    let used = |class: &str| names_class(&rules, class) || code.contains(&format!("\"{class}\""));
    let unused = classes().into_iter().filter(|(class, _)| !used(class));
    let faults: Vec<String> = unused.map(|(class, file)| format!("{file}: {class}")).collect();
    assert_none(&faults, "no rule says `@class` and no code asks for it; take the class out or use it:");
}

/// `@class` not followed by more of a name.
fn names_class(rules: &str, class: &str) -> bool {
    let name = format!("@{class}");
    let ends = |at: usize| !rules[at + name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
    rules.match_indices(&name).any(|(at, _)| ends(at))
}

/// Classes of the tables under `words/`, and the first file that has each.
fn classes() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in files("lexicon", ".tsv").into_iter().filter(|file| file.path.contains("/words/")) {
        for row in file.text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let class = row.split('\t').next().unwrap_or_default().trim().to_string();
            found.entry(class).or_insert_with(|| file.path.clone());
        }
    }
    found
}
