//! Sentence boundaries of the gold texts, against those a reader confirmed.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that reads the corpus")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use analysis::sentence;
use lexicon::Lexicon;
use report::{About, CharIndex, Report};

/// Of the boundaries, how many must be right: F1 in percent.
const F1_MIN: f64 = 98.0;

#[test]
fn boundaries_of_the_gold_texts() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let table = std::fs::read_to_string(corpus.join("sentences.tsv")).unwrap();
    let mut wanted: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (text, start) = (cells.next().unwrap(), cells.next().unwrap());
        wanted.entry(text).or_default().insert(start.parse().unwrap());
    }
    let lexicon = Lexicon::builtin().unwrap();
    let (mut right, mut found_all, mut wanted_all) = (0, 0, 0);
    let mut wrong = Vec::new();
    for (name, starts) in wanted {
        let text = std::fs::read_to_string(corpus.join("gold").join(format!("{name}.txt"))).unwrap();
        let report = Report::new(text, About::default());
        let index = CharIndex::new(&report.text);
        let sentences = sentence::split(&report, &lexicon).sentences;
        let found: BTreeSet<u32> = sentences.iter().map(|sentence| index.chars(sentence.span).start).collect();
        right += found.intersection(&starts).count();
        found_all += found.len();
        wanted_all += starts.len();
        wrong.extend(found.symmetric_difference(&starts).map(|start| format!("{name} {start}")));
    }
    assert!(wanted_all > 500, "{wanted_all} sentences are not the corpus");
    let f1 = 200.0 * right as f64 / (found_all + wanted_all) as f64;
    assert!(f1 >= F1_MIN, "{f1:.1} % of the boundaries are right; wrong: {wrong:?}");
}
