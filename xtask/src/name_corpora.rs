//! Names out of corpora whose annotators marked whole noun phrases: GUM's entities, cut to the name inside.
//!
//! A phrase counts where the token that heads it is a proper noun. Its name is the run of proper nouns around that
//! token; a body's goes on over "of", "for" and "and". Titles before a person's name are left out.

use std::path::Path;

use anyhow::Context;
use lexicon::Lexicon;
use report::Span;

use crate::entity_corpora::Document;

struct Row<'a> {
    form: &'a str,
    upos: &'a str,
    head: usize,
    entity: &'a str,
    space_after: bool,
}

/// An annotated phrase: tokens of one sentence, end exclusive.
struct Phrase {
    kind: &'static str,
    first: usize,
    last: usize,
}

/// The documents of a CoNLL-U file with `Entity=` in its last column; its sentences are joined by line ends.
pub(crate) fn gum(path: &Path, lexicon: &Lexicon) -> anyhow::Result<Vec<Document>> {
    let file = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut documents = Vec::new();
    for part in file.split("# newdoc").skip(1) {
        let mut document = Document { text: String::new(), sentences: Vec::new(), entities: Default::default() };
        for sentence in part.split("\n\n") {
            let rows: Vec<Row<'_>> = sentence.lines().filter_map(row).collect();
            add(&mut document, &rows, lexicon);
        }
        documents.push(document);
    }
    Ok(documents)
}

/// None for comments, ranges of tokens and empty nodes.
fn row(line: &str) -> Option<Row<'_>> {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[id, form, _, upos, _, _, head, _, _, misc] = cells.as_slice() else { return None };
    id.parse::<usize>().ok()?;
    let part = |name: &str| misc.split('|').find_map(|part| part.strip_prefix(name));
    Some(Row {
        form,
        upos,
        head: head.parse().ok()?,
        entity: part("Entity=").unwrap_or_default(),
        space_after: part("SpaceAfter=") != Some("No"),
    })
}

fn add(document: &mut Document, rows: &[Row<'_>], lexicon: &Lexicon) {
    let mut spans = Vec::new();
    for row in rows {
        let start = document.text.len() as u32;
        document.text.push_str(row.form);
        spans.push(Span::new(start, document.text.len() as u32));
        if row.space_after {
            document.text.push(' ');
        }
    }
    document.text.push('\n');
    let mut taken = vec![false; rows.len()];
    for phrase in phrases(rows) {
        if let Some((first, last)) = name(rows, &phrase, lexicon)
            && !taken[first..last].iter().any(|taken| *taken)
        {
            taken[first..last].fill(true);
            document.entities.insert((spans[first].start, spans[last - 1].end, phrase.kind));
        }
    }
    document.sentences.push(spans);
}

/// Phrases of people, bodies and places, longer ones first.
fn phrases(rows: &[Row<'_>]) -> Vec<Phrase> {
    let mut open: Vec<(&str, Option<&'static str>, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut rest = row.entity;
        while let Some(next) = rest.find(['(', ')']) {
            let (number, closes) = (&rest[..next], rest.as_bytes()[next] == b')');
            rest = &rest[next + 1..];
            if closes {
                close(&mut open, number, at + 1, &mut found);
                continue;
            }
            let end = rest.find(['(', ')']).unwrap_or(rest.len());
            let mut cells = rest[..end].split('-');
            let number = cells.next().unwrap_or_default();
            let kind = match cells.next() {
                Some("person") => Some("PER"),
                Some("organization") => Some("ORG"),
                Some("place") => Some("LOC"),
                _ => None,
            };
            open.push((number, kind, at));
            rest = &rest[end..];
            if let Some(closed) = rest.strip_prefix(')') {
                close(&mut open, number, at + 1, &mut found);
                rest = closed;
            }
        }
    }
    found.sort_by_key(|phrase| (std::cmp::Reverse(phrase.last - phrase.first), phrase.first));
    found
}

fn close(open: &mut Vec<(&str, Option<&'static str>, usize)>, number: &str, last: usize, found: &mut Vec<Phrase>) {
    let Some(index) = open.iter().rposition(|one| one.0 == number) else { return };
    let (_, kind, first) = open.remove(index);
    found.extend(kind.map(|kind| Phrase { kind, first, last }));
}

fn name(rows: &[Row<'_>], phrase: &Phrase, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let range = phrase.first..phrase.last;
    let outside = |at: &usize| rows[*at].head == 0 || !range.contains(&(rows[*at].head - 1));
    let head = range.clone().find(outside).filter(|&head| rows[head].upos == "PROPN")?;
    let capital = |at: usize| rows[at].form.starts_with(|c: char| c.is_uppercase());
    let named = |at: usize| rows[at].upos == "PROPN" || (rows[at].form == "-" && at + 1 < phrase.last);
    let goes_on =
        |at: usize| phrase.kind == "ORG" && matches!(rows[at].form, "of" | "for" | "and" | "&" | "the" | "on");
    let body = |at: usize| phrase.kind == "ORG" && capital(at) && matches!(rows[at].upos, "NOUN" | "ADJ");
    let mut first = head;
    while first > range.start && (named(first - 1) || body(first - 1)) {
        first -= 1;
    }
    let mut last = head + 1;
    let mut at = last;
    while at < range.end && (named(at) || body(at) || goes_on(at)) {
        at += 1;
        if !goes_on(at - 1) {
            last = at;
        }
    }
    while phrase.kind == "PER" && first + 1 < last && is_title(rows[first].form, lexicon) {
        first += 1;
    }
    Some((first, last))
}

fn is_title(form: &str, lexicon: &Lexicon) -> bool {
    let same = |title: &str| title.trim_end_matches('.').eq_ignore_ascii_case(form.trim_end_matches('.'));
    lexicon.rows("titles").any(|row| same(row.get("title")))
        || lexicon.rows("offices").any(|row| same(row.get("phrase")))
}
