//! A brief taken apart again: every number in it stands in the words that its sources are cited for, was counted here and
//! says so, or is a date; every sentence has a source; nothing is told twice.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that reads the corpus")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use events::{Entry, Filed};
use jiff::civil::Date;
use reader::Reader;
use record::brief::{Ask, Brief, Item, Part, SectionKind, Wording};

#[test]
fn every_number_of_a_brief_stands_in_its_source() {
    let reader = Reader::builtin().unwrap();
    let wording = Wording::new(&reader.lexicon);
    let day: Date = "2025-11-15".parse().unwrap();
    let mut sentences = 0;
    for folder in
        ["samples/one-night", "corpus/gold/assault-2025-12-06", "corpus/gold/elsewhere", "corpus/gold/wikinews"]
    {
        sentences +=
            check(&reader, &wording, texts(folder).into_iter().map(|text| Filed::new(text, Some(day))).collect());
    }
    for text in texts("corpus/gold/briefs") {
        sentences += check(&reader, &wording, vec![Filed::new(text, Some(day))]);
    }
    assert!(sentences > 250, "only {sentences} sentences were checked");
}

#[test]
fn the_sample_night_makes_a_brief() {
    let reader = Reader::builtin().unwrap();
    let day: Date = "2025-11-15".parse().unwrap();
    let reports = texts("samples/one-night").into_iter().map(|text| Filed::new(text, Some(day))).collect();
    let entries = reader::gather::entries(&reader, reports);
    let brief = brief(&entries, &Wording::new(&reader.lexicon));
    let text = export::brief::markdown(&brief);
    for wanted in [
        "# Situation report, 15 November 2025",
        "- Russia fired more than 430 drones and 18 missiles at Ukraine overnight, the Ukrainian air force said [1].",
        "denied that residential buildings had been targeted",
        "- The water supply was restored by noon, according to the city council",
        "- On the table: security guarantees; control of occupied territory; frozen Russian assets",
        "## What the sources cannot tell",
        "rests on 9 reports",
    ] {
        assert!(text.contains(wanted), "{wanted}\n---\n{text}");
    }
    assert_eq!(text, export::brief::markdown(&self::brief(&entries, &Wording::new(&reader.lexicon))));
}

/// Text of reports cannot become markup, and the page asks nothing of any server.
#[test]
fn the_page_is_self_contained_and_escaped() {
    let reader = Reader::builtin().unwrap();
    let day: Date = "2025-11-15".parse().unwrap();
    let text =
        "Rebels fired 20 rockets at <script>alert(1)</script> the town of Sumy, the army said. Six people were killed.";
    let mut filed = Filed::new(text.to_string(), Some(day));
    filed.outlet = Some("A & B <i>Wire</i>".to_string());
    filed.url = Some("javascript:alert(1)".to_string());
    let entries = reader::gather::entries(&reader, vec![filed]);
    let page = export::brief::html(&brief(&entries, &Wording::new(&reader.lexicon)));
    for forbidden in ["<script", "<i>", "javascript:", "<link", "src=", "url("] {
        assert!(!page.contains(forbidden), "{forbidden}\n{page}");
    }
    assert!(page.contains("A &amp; B &lt;i&gt;Wire&lt;/i&gt;"), "{page}");
    let reports = texts("samples/one-night").into_iter().map(|text| Filed::new(text, Some(day))).collect();
    let night = reader::gather::entries(&reader, reports);
    let page = export::brief::html(&brief(&night, &Wording::new(&reader.lexicon)));
    for wanted in
        ["<svg class=\"map\"", "Chernihiv, UKR</text>", "Places as a table", "class=\"disputed\"", "id=\"source-1\""]
    {
        assert!(page.contains(wanted), "{wanted}");
    }
    assert!(page.len() < 300_000, "{} bytes", page.len());
}

/// The words of every told part are those of its report, but for white space, the first letter and names withheld.
#[test]
fn spans_of_the_json_lead_to_the_words() {
    let reader = Reader::builtin().unwrap();
    let day: Date = "2025-12-06".parse().unwrap();
    let reports = texts("corpus/gold/assault-2025-12-06").into_iter().map(|text| Filed::new(text, Some(day))).collect();
    let entries = reader::gather::entries(&reader, reports);
    let text = export::brief::json(&brief(&entries, &Wording::new(&reader.lexicon)), &entries);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["schema"], "brief/1");
    let mut parts = 0;
    for section in json["sections"].as_array().unwrap() {
        for item in section["items"].as_array().unwrap() {
            let sentences = item["sentences"].as_array().unwrap().iter();
            for part in sentences.flat_map(|sentence| sentence["parts"].as_array().unwrap()) {
                if part["kind"] != "told" {
                    continue;
                }
                let source = &json["sources"][part["source"].as_u64().unwrap() as usize - 1]["report"];
                let entry = entries.iter().find(|entry| entry.report.id.0 == source.as_str().unwrap()).unwrap();
                let (start, end) = (part["start"].as_u64().unwrap() as usize, part["end"].as_u64().unwrap() as usize);
                let words: String = entry.report.text.chars().skip(start).take(end - start).collect();
                assert_eq!(plain(part["text"].as_str().unwrap()), plain(&words));
                parts += 1;
            }
        }
    }
    assert!(parts > 50, "{parts}");
}

fn plain(text: &str) -> String {
    let letters = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters.chars().take(120).collect()
}

fn check(reader: &Reader, wording: &Wording, reports: Vec<Filed>) -> usize {
    let entries = reader::gather::entries(reader, reports);
    let brief = brief(&entries, wording);
    let markdown = export::brief::markdown(&brief);
    let lines: Vec<&str> = markdown.lines().filter(|line| line.starts_with("- ")).collect();
    let items: Vec<(SectionKind, &Item)> =
        brief.sections.iter().flat_map(|section| section.items.iter().map(|item| (section.kind, item))).collect();
    assert_eq!(lines.len(), items.len(), "a line for each item:\n{markdown}");
    let mut told = BTreeSet::new();
    for (line, (kind, item)) in lines.iter().zip(&items) {
        let allowed =
            item.sentences.iter().flat_map(|sentence| &sentence.parts).flat_map(|part| spoken(part, &brief, &entries));
        let allowed: BTreeSet<String> = allowed.flat_map(|words| numbers(&words)).collect();
        for number in numbers(&without_marks(line)) {
            assert!(allowed.contains(&number), "{number} stands in no cited span: {line}");
        }
        for sentence in &item.sentences {
            assert!(*kind == SectionKind::Gaps || !sentence.cites.is_empty(), "no source: {line}");
            assert!(sentence.text().len() < 900, "{line}");
            let whole = sentence.text();
            let words = sentence.parts.iter().any(|part| matches!(part, Part::Told(_)));
            let fresh = !words || *kind == SectionKind::Disputed || told.insert(whole.clone());
            assert!(fresh, "told twice: {whole}");
        }
    }
    items.iter().map(|(_, item)| item.sentences.len()).sum()
}

/// The words that a part may take its numbers from. The brief's own words have none.
fn spoken(part: &Part, brief: &Brief, entries: &[Entry]) -> Vec<String> {
    match part {
        Part::Ours(text) => {
            assert!(!text.contains(|c: char| c.is_ascii_digit()), "a number of our own: {text}");
            Vec::new()
        }
        Part::Told(told) => {
            let id = &brief.sources[told.source - 1].report;
            let entry = entries.iter().find(|entry| entry.report.id == *id).unwrap();
            vec![entry.words(told.span).to_string()]
        }
        Part::Counted(text) | Part::Day(text) | Part::Name(text) => vec![text.clone()],
        Part::Mark(_) => Vec::new(),
    }
}

fn numbers(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')));
    parts.map(|part| part.trim_matches([',', '.']).to_string()).filter(|part| !part.is_empty()).collect()
}

fn without_marks(line: &str) -> String {
    let mut out = String::new();
    for (at, piece) in line.split(" [").enumerate() {
        let rest = if at == 0 { piece } else { piece.split_once(']').map_or(piece, |(_, rest)| rest) };
        out.push_str(rest);
        out.push(' ');
    }
    out
}

fn brief(entries: &[Entry], wording: &Wording) -> Brief {
    let day = entries.iter().filter_map(|entry| entry.report.published).max();
    record::brief::brief(entries, &Ask { from: day, to: day, ..Ask::default() }, wording)
}

fn texts(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}
