//! Raw news for the trainer's clusters, split by the program's own sentences and tokens.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use analysis::sentence;
use anyhow::Context;
use flate2::read::GzDecoder;
use lexicon::Lexicon;
use report::{About, Report};
use serde::Deserialize;
use training::RawText;

/// A line of `current-events/items.jsonl.gz`.
#[derive(Deserialize)]
struct Brief {
    text: String,
}

const WIKINEWS: [&str; 2] = ["wikinews/data/wikinews_2019.csv", "wikinews/data/wikinews_2020.csv"];

pub(crate) fn read(corpora: &Path) -> anyhow::Result<RawText> {
    let lexicon = Lexicon::builtin()?;
    let mut raw = RawText::default();
    let path = corpora.join("current-events/items.jsonl.gz");
    let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
    for line in BufReader::new(GzDecoder::new(file)).lines() {
        let brief: Brief = serde_json::from_str(&line?).with_context(|| path.display().to_string())?;
        add(brief.text, &lexicon, &mut raw);
    }
    for name in WIKINEWS {
        let path = corpora.join(name);
        let table = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for cell in quoted(&table).filter(|cell| cell.contains('\n')) {
            add(cell, &lexicon, &mut raw);
        }
    }
    Ok(raw)
}

fn add(text: String, lexicon: &Lexicon, raw: &mut RawText) {
    let report = Report::new(text, About::default());
    let analysis = sentence::split(&report, lexicon);
    for sentence in &analysis.sentences {
        let tokens = &analysis.tokens[sentence.first..sentence.last];
        raw.add(tokens.iter().map(|token| token.span.of(&report.text)));
    }
}

/// The quoted cells of a CSV table.
fn quoted(table: &str) -> impl Iterator<Item = String> {
    let halves = table.replace("\"\"", "\u{1}");
    let cells: Vec<String> = halves.split('"').skip(1).step_by(2).map(|cell| cell.replace('\u{1}', "\"")).collect();
    cells.into_iter()
}
