//! Texts with annotated names, as several corpora write them, in one form.

use std::collections::BTreeSet;
use std::path::Path;

use analysis::{Analysis, Sentence};
use anyhow::Context;
use report::{Report, Span};
use serde_json::Value;

/// Bytes of the text and the type.
pub(crate) type Entity = (u32, u32, &'static str);

/// A text with its entities, and its tokens where the file gives them.
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) sentences: Vec<Vec<Span>>,
    pub(crate) entities: BTreeSet<Entity>,
}

/// The document's own sentences and tokens, without tags.
pub(crate) fn untagged(report: &Report, document: &Document) -> Analysis {
    let mut analysis = Analysis::default();
    for words in document.sentences.iter().filter(|words| !words.is_empty()) {
        let first = analysis.tokens.len();
        analysis.tokens.extend(words.iter().map(|&span| analysis::token::bare(&report.text, span)));
        let span = words[0].join(words[words.len() - 1]);
        let last = analysis.tokens.len();
        let blank = Sentence { span, first, last, block: 0, heading: false, lead_in: None, unparsed: false };
        analysis.sentences.push(blank);
    }
    analysis
}

/// Columns of token and tag, sentences parted by empty lines, documents by `-DOCSTART-`. Tags of the kind B-, I-
/// or I- alone; `kind` says which type a corpus' own type is.
pub(crate) fn columns(path: &Path, kind: impl Fn(&str) -> Option<&'static str>) -> anyhow::Result<Vec<Document>> {
    let file = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut documents = vec![blank()];
    let mut rows: Vec<(&str, String)> = Vec::new();
    let mut before = "O";
    for line in file.lines().chain([""]) {
        let mut cells = line.split_whitespace();
        let (token, tag) = (cells.next(), cells.next_back());
        match (token, tag) {
            (Some("-DOCSTART-"), _) => documents.push(blank()),
            (Some(token), Some(tag)) => {
                let begins = tag.starts_with("B-")
                    || before == "O"
                    || before.split_once('-').map(|part| part.1) != tag.split_once('-').map(|part| part.1);
                let own = tag.split_once('-').and_then(|(_, name)| kind(name));
                rows.push((
                    token,
                    own.map_or("O".to_string(), |own| format!("{}-{own}", if begins { "B" } else { "I" })),
                ));
                before = tag;
            }
            _ => {
                if let Some(document) = documents.last_mut().filter(|_| !rows.is_empty()) {
                    let words: Vec<&str> = rows.iter().map(|row| row.0).collect();
                    let pairs: Vec<(&str, &str)> = rows.iter().map(|row| (row.0, row.1.as_str())).collect();
                    add(document, &words.join(" "), &pairs);
                }
                rows.clear();
                before = "O";
            }
        }
    }
    documents.retain(|document| !document.text.is_empty());
    Ok(documents)
}

/// One document for each `# newdoc`; the text is the sentences', a line each.
pub(crate) fn iob2(path: &Path) -> anyhow::Result<Vec<Document>> {
    let file = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut documents = vec![blank()];
    let mut rows: Vec<(&str, &str)> = Vec::new();
    let mut line_text = "";
    for line in file.lines().chain([""]) {
        if line.starts_with("# newdoc") && documents.last().is_some_and(|document| !document.text.is_empty()) {
            documents.push(blank());
        } else if let Some(text) = line.strip_prefix("# text = ") {
            line_text = text;
        } else if line.is_empty() {
            if let Some(document) = documents.last_mut().filter(|_| !rows.is_empty()) {
                add(document, line_text, &rows);
            }
            rows.clear();
        } else if !line.starts_with('#') {
            let mut cells = line.split('\t').skip(1);
            if let (Some(token), Some(tag)) = (cells.next(), cells.next()) {
                rows.push((token, tag));
            }
        }
    }
    Ok(documents)
}

fn blank() -> Document {
    Document { text: String::new(), sentences: Vec::new(), entities: BTreeSet::new() }
}

fn add(document: &mut Document, line: &str, rows: &[(&str, &str)]) {
    let base = document.text.len();
    let mut at = 0;
    let mut spans = Vec::new();
    for (token, _) in rows {
        let start = line[at..].find(token).map_or(at, |skip| at + skip);
        let end = (start + token.len()).min(line.len());
        spans.push(Span::new((base + start) as u32, (base + end) as u32));
        at = end;
    }
    let mut open: Option<Entity> = None;
    for (span, (_, tag)) in spans.iter().zip(rows) {
        match (tag.split_once('-'), &mut open) {
            (Some(("I", _)), Some(entity)) => entity.1 = span.end,
            (Some(("B", kind)), _) => {
                document.entities.extend(open.take());
                let kind = ["PER", "ORG", "LOC"].into_iter().find(|known| *known == kind);
                open = kind.map(|kind| (span.start, span.end, kind));
            }
            _ => document.entities.extend(open.take()),
        }
    }
    document.entities.extend(open);
    document.text.push_str(line);
    document.text.push('\n');
    document.sentences.push(spans);
}

pub(crate) fn folder_documents(folder: &Path, split: &str) -> anyhow::Result<Vec<Document>> {
    let rows = std::fs::read_to_string(folder.join("split.tsv")).context("split.tsv")?;
    let mut documents = Vec::new();
    for row in rows.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>()) {
        let &[id, source, of, ..] = row.as_slice() else { continue };
        if of == split {
            documents.push(folder_document(&folder.join(source), id)?);
        }
    }
    Ok(documents)
}

fn folder_document(folder: &Path, id: &str) -> anyhow::Result<Document> {
    let lines = |name: &str| -> anyhow::Result<Vec<Value>> {
        let text = std::fs::read_to_string(folder.join(name)).with_context(|| format!("{name} for {id}"))?;
        Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
    };
    let text = lines("documents.json")?.into_iter().find(|document| document["_id"] == id);
    let text = text.and_then(|document| document["text"].as_str().map(str::to_string)).unwrap_or_default();
    // Offsets there count UTF-16 units.
    let mut bytes: Vec<u32> = Vec::new();
    for (at, c) in text.char_indices() {
        bytes.extend(std::iter::repeat_n(at as u32, c.len_utf16()));
    }
    bytes.push(text.len() as u32);
    let mut entities = BTreeSet::new();
    for entity in lines("entities.json")?.iter().filter(|entity| entity["documentId"] == id) {
        let at = |name: &str| entity[name].as_u64().and_then(|at| bytes.get(at as usize)).copied();
        let kind = match entity["type"].as_str() {
            Some("Organisation") => "Organisation",
            Some("Person") => "Person",
            Some("Location") => "Location",
            Some("Nationality") => "Nationality",
            Some("Weapon" | "MilitaryPlatform" | "Vehicle") => "Weapon",
            _ => continue,
        };
        if let (Some(start), Some(end)) = (at("begin"), at("end")) {
            entities.insert((start, end, kind));
        }
    }
    Ok(Document { text, sentences: Vec::new(), entities })
}
