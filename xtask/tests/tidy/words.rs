//! Words of a natural language and names of the world stand in lexicons and rules, not in Rust.

use std::collections::BTreeSet;

use crate::source::{assert_none, files, product_code};

/// Names from the report that the project began with. A rule or a line of code that knows one of them knows
/// the report. Examples inside rules and tests may name them.
const NAMES: [&str; 10] =
    ["Fastiv", "Zelensk", "Witkoff", "Umerov", "Kushner", "Sybiha", "Zaporizhzhia", "Donbas", "Putin", "Kremlin"];

/// Words that are ids of the contract or of the rule language as well as English: one a line, everywhere or in the
/// file named behind it; `*` is any word of that file.
const VOCABULARY: &str = include_str!("vocabulary.txt");

/// Calls whose argument names a table, a column or a class.
const LOOKUPS: [&str; 7] = [".rows(\"", ".get(\"", ".list(\"", ".class(\"", ".wrong(\"", "class(\"", "rows(\""];

/// Columns whose values are ids of ours.
const SORTING: [&str; 8] = ["class", "kind", "sense", "when", "pos", "what", "place", "bound"];

#[test]
fn no_code_knows_the_first_report() {
    let mut faults = Vec::new();
    for file in product_code("crates") {
        for (number, line) in file.text.lines().enumerate() {
            faults.extend(found_name(line).map(|name| format!("{}:{}: {name}", file.path, number + 1)));
        }
    }
    assert_none(&faults, "names live in lexicons:");
}

#[test]
fn no_rule_knows_the_first_report() {
    let mut faults = Vec::new();
    for file in files("rules", ".toml") {
        let table: toml::Table = file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path));
        let mut texts = Vec::new();
        strings_outside_examples(&toml::Value::Table(table), &mut texts);
        let known = texts.iter().filter_map(|text| found_name(text));
        faults.extend(known.map(|name| format!("{}: {name}", file.path)));
    }
    assert_none(&faults, "a rule comes from grammar; names live in lexicons:");
}

/// A literal of Rust that is a word of the lexicon, too, probably decides about words.
#[test]
fn no_word_of_a_language_decides_in_code() {
    let words = lexicon_words();
    let ids = lexicon_ids();
    let allowed = |literal: &str, file: &str| ids.contains(literal) || in_vocabulary(literal, file);
    let mut faults = Vec::new();
    for folder in ["report", "analysis", "claims", "events", "record", "reader"] {
        for file in product_code(&format!("crates/{folder}/src")) {
            for literal in literals(&file.text) {
                if words.contains(literal) && !allowed(literal, &file.path) {
                    faults.push(format!("{}: {literal:?}", file.path));
                }
            }
        }
    }
    assert_none(&faults, "move the word to a lexicon table, or add it to vocabulary.txt if it is an id:");
}

fn in_vocabulary(literal: &str, file: &str) -> bool {
    let entries = VOCABULARY.lines().map(|line| line.split_once(' ').unwrap_or((line, file)));
    entries.into_iter().any(|(word, place)| place == file && (word == literal || word == "*"))
}

fn found_name(text: &str) -> Option<&'static str> {
    NAMES.into_iter().find(|name| text.contains(name))
}

fn strings_outside_examples(value: &toml::Value, texts: &mut Vec<String>) {
    if let Some(text) = value.as_str() {
        texts.push(text.to_string());
    }
    value.as_array().into_iter().flatten().for_each(|item| strings_outside_examples(item, texts));
    for (key, item) in value.as_table().into_iter().flatten() {
        if !matches!(key.as_str(), "yes" | "no") {
            texts.push(key.clone());
            strings_outside_examples(item, texts);
        }
    }
}

/// The single words of the classes under `words/`.
fn lexicon_words() -> BTreeSet<String> {
    let tables = files("lexicon", ".tsv").into_iter().filter(|file| file.path.contains("/words/"));
    let rows = tables.flat_map(|file| {
        let rows = file.text.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| row.split('\t').nth(1)).map(str::to_string).collect::<Vec<_>>()
    });
    rows.filter(|word| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase())).collect()
}

/// Names of columns and of word classes, and the values of columns that sort the rows of a table.
fn lexicon_ids() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in files("lexicon", ".tsv") {
        let head = file.text.lines().find_map(|line| line.strip_prefix("# columns:")).unwrap_or_default();
        let columns: Vec<&str> = head.split_whitespace().collect();
        found.extend(columns.iter().map(ToString::to_string));
        for row in file.text.lines().filter(|line| !line.starts_with('#')) {
            let cells = columns.iter().zip(row.split('\t')).filter(|(column, _)| SORTING.contains(column));
            found.extend(cells.map(|(_, value)| value.trim().to_string()));
        }
    }
    found
}

/// String literals of one line each, but for those that name a table, a column or a class.
fn literals(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in code.lines() {
        let mut rest = line;
        while let Some(open) = rest.find('"') {
            let Some(length) = rest[open + 1..].find('"') else { break };
            let close = open + 1 + length;
            let before = &rest[..=open];
            if !LOOKUPS.iter().any(|lookup| before.ends_with(lookup)) {
                found.push(&rest[open + 1..close]);
            }
            rest = &rest[close + 1..];
        }
    }
    found
}
