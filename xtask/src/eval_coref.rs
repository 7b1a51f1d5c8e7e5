//! `cargo xtask eval-coref`: what pronouns and short noun phrases are taken to refer to, against the entities of GUM
//! (`Entity=` in the last column of CoNLL-U). A reference is right where the phrase that it points to is of the same
//! entity; it is asked for where gold has an earlier phrase of that entity. Rows are the words themselves, nouns are one
//! row, and those that speak (sources of attributions) are counted once more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use analysis::{Form, Mention};
use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use reader::Reader;
use report::{About, Report, Span};

use crate::data::reader;
use crate::measure::Count;

#[derive(Args)]
pub(crate) struct Options {
    /// CoNLL-U with entities
    file: PathBuf,
    /// Only documents whose name holds this (GUM names the kind of text: news, interview)
    #[arg(long, value_name = "PART", default_value = "")]
    only: String,
    /// Print each reference that is wrong
    #[arg(long)]
    show: bool,
}

/// Words rarer than this among the references share one row.
const ROW: usize = 5;

#[derive(Default)]
struct Document {
    name: String,
    text: String,
    /// Entity and the bytes of one of its phrases, in the order of their ends.
    phrases: Vec<(String, Span)>,
}

type Rows = BTreeMap<String, Count>;

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let reader = reader()?;
    let file = &options.file;
    let text = std::fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))?;
    let mut documents = documents(&text);
    documents.retain(|document| document.name.contains(&options.only));
    let rows: Vec<(Rows, Vec<String>)> = documents.par_iter().map(|document| measure(&reader, document)).collect();
    let mut total = Rows::new();
    for (rows, wrong) in rows {
        for (name, count) in rows {
            total.entry(name).or_default().sum(count);
        }
        wrong.iter().filter(|_| options.show).for_each(|line| println!("{line}"));
    }
    let mut rare = Count::default();
    for (name, count) in &total {
        if count.found + count.gold < ROW {
            rare.sum(*count);
        } else {
            print(name, *count);
        }
    }
    print("other words", rare);
    Ok(())
}

fn print(name: &str, count: Count) {
    let (precision, recall) = (count.precision(), count.recall());
    println!(
        "{name:16} P {precision:.3} R {recall:.3} ({} right of {} told, {} in gold)",
        count.hit, count.found, count.gold
    );
}

fn measure(reader: &Reader, document: &Document) -> (Rows, Vec<String>) {
    let report = Report::new(document.text.clone(), About::default());
    let reading = reader.read(&report);
    let mentions = &reading.analysis.mentions;
    let speakers: BTreeSet<usize> =
        reading.attributions.iter().flat_map(|attribution| &attribution.sources).map(|source| source.head).collect();
    let (mut rows, mut wrong) = (Rows::new(), Vec::new());
    for mention in mentions.iter().filter(|mention| mention.form != Form::Name) {
        let Some((entity, place)) = smallest(document, mention.span) else { continue };
        let wanted = document.phrases.iter().any(|(other, span)| other == entity && span.end <= place.start);
        let found = mention.antecedent.map(|id| &mentions[id]);
        let right = found.is_some_and(|found| refers(document, &reading.analysis, found, entity));
        let pronoun = mention.form == Form::Pronoun;
        if !pronoun && found.is_none() {
            continue;
        }
        if let Some(found) = found.filter(|_| !right) {
            let sentence = reading.analysis.sentence_of(mention.head).span.of(&report.text).replace('\n', " ");
            let words = (mention.span.of(&report.text), found.full.of(&report.text));
            wrong.push(format!("{}: {} -> {} in {sentence}", document.name, words.0, words.1));
        }
        let name = if pronoun { mention.span.of(&report.text).to_lowercase() } else { "nouns".to_string() };
        let count = (usize::from(right), usize::from(found.is_some()), usize::from(wanted));
        rows.entry(name).or_default().add(count.0, count.1, count.2);
        if speakers.contains(&mention.head) {
            let group = if pronoun { "SPEAKING PRONOUN" } else { "SPEAKING NOUN" };
            rows.entry(group.to_string()).or_default().add(count.0, count.1, count.2);
        }
        let group = if pronoun { "ALL PRONOUNS" } else { "ALL NOUNS" };
        rows.entry(group.to_string()).or_default().add(count.0, count.1, count.2);
    }
    (rows, wrong)
}

/// The phrase is of that entity: the smallest that holds its span or its head.
fn refers(document: &Document, analysis: &analysis::Analysis, mention: &Mention, entity: &str) -> bool {
    let head = analysis.tokens[mention.head].span;
    [mention.span, mention.full, head]
        .into_iter()
        .any(|span| smallest(document, span).is_some_and(|(own, _)| own == entity))
}

/// The shortest phrase of gold that holds a span.
fn smallest(document: &Document, span: Span) -> Option<(&str, Span)> {
    let holds = document.phrases.iter().filter(|(_, phrase)| phrase.contains(span));
    holds.min_by_key(|(_, phrase)| phrase.len()).map(|(entity, phrase)| (entity.as_str(), *phrase))
}

/// Paragraphs are set apart by an empty line, sentences by a space.
fn documents(conllu: &str) -> Vec<Document> {
    let mut all: Vec<Document> = Vec::new();
    let mut open: Vec<(String, u32)> = Vec::new();
    let mut break_before = false;
    let mut cursor = 0;
    // Words of a contraction stand behind its own line, which alone is in the text.
    let mut inside: Option<(usize, Span)> = None;
    for line in conllu.lines() {
        if let Some(name) = line.strip_prefix("# newdoc id = ") {
            all.push(Document { name: name.to_string(), ..Document::default() });
            open.clear();
        }
        break_before |= line.starts_with("# newpar");
        let Some(document) = all.last_mut() else { continue };
        if let Some(text) = line.strip_prefix("# text = ") {
            if !document.text.is_empty() {
                document.text.push_str(if break_before { "\n\n" } else { " " });
            }
            break_before = false;
            cursor = document.text.len();
            document.text.push_str(text);
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let (Some(id), Some(form), Some(misc)) = (columns.first(), columns.get(1), columns.get(9)) else { continue };
        let place = match (id.split_once('-'), inside, id.parse::<usize>()) {
            (None, Some((last, place)), Ok(number)) if number <= last => place,
            (range, _, number) => {
                let Some(at) = document.text.get(cursor..).and_then(|rest| rest.find(form)) else { continue };
                let place = Span::new((cursor + at) as u32, (cursor + at + form.len()) as u32);
                cursor = place.end as usize;
                inside = range.and_then(|(_, last)| last.parse().ok()).map(|last| (last, place));
                if number.is_err() {
                    continue;
                }
                place
            }
        };
        let entities = misc.split('|').find_map(|part| part.strip_prefix("Entity="));
        if let Some(entities) = entities {
            note(entities, place, &mut open, &mut document.phrases);
        }
    }
    all
}

/// "(12-person-new…" opens, "12)" closes, "(12-person…)" does both.
fn note(entities: &str, place: Span, open: &mut Vec<(String, u32)>, phrases: &mut Vec<(String, Span)>) {
    let mut rest = entities;
    while !rest.is_empty() {
        if let Some(opened) = rest.strip_prefix('(') {
            let end = opened.find(['(', ')']).unwrap_or(opened.len());
            let entity = opened[..end].split('-').next().unwrap_or_default().to_string();
            let closes = opened[end..].starts_with(')');
            if closes {
                phrases.push((entity, place));
            } else {
                open.push((entity, place.start));
            }
            rest = &opened[end + usize::from(closes)..];
        } else {
            let end = rest.find(')').unwrap_or(rest.len());
            let entity = &rest[..end];
            if let Some(at) = open.iter().rposition(|(name, _)| name == entity) {
                let (name, start) = open.remove(at);
                phrases.push((name, Span::new(start, place.end)));
            }
            rest = rest.get(end + 1..).unwrap_or_default();
        }
    }
}
