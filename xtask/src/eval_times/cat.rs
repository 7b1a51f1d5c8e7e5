//! MEANTIME's CAT files: tokens, and marks that point at them.

use std::collections::HashMap;
use std::path::PathBuf;

use analysis::Time;
use reader::Reader;
use report::Span;

use super::{Tally, Wanted, compare, read, timex};

pub(crate) fn evaluate(reader: &Reader, files: &[&PathBuf], show: bool) -> anyhow::Result<Tally> {
    let mut tally = Tally::default();
    for file in files {
        let document = parse(&std::fs::read_to_string(file)?);
        let published = document.published.as_deref().and_then(timex::days).map(|(from, _)| from);
        let (report, analysis) = read(reader, document.text, published);
        // Only the first sentences of each article are annotated.
        let extent = document.marks.iter().map(|span| span.end).max().unwrap_or(0);
        let read: Vec<&Time> = analysis.times.iter().filter(|time| time.span.end <= extent).collect();
        tally.read += read.len();
        tally.marked += read.iter().filter(|time| document.marks.iter().any(|mark| mark.overlaps(time.span))).count();
        for (span, value) in document.dates {
            if let Some((from, to)) = timex::days(&value) {
                compare(&report, &analysis, &Wanted { span, from, to }, show, &mut tally);
            }
        }
    }
    Ok(tally)
}

#[derive(Default)]
struct Document {
    text: String,
    /// Value of the creation time.
    published: Option<String>,
    /// Marks of type DATE besides the creation time.
    dates: Vec<(Span, String)>,
    /// Every mark, of whatever type.
    marks: Vec<Span>,
}

/// The files hold one tag a line, as the annotation tool writes them.
fn parse(xml: &str) -> Document {
    let mut document = Document::default();
    let mut places: HashMap<&str, Span> = HashMap::new();
    let mut sentence = "";
    let mut open: Option<(bool, String, Option<Span>)> = None;
    for line in xml.lines() {
        if line.contains("<token ") {
            let (Some(id), Some(number)) = (attribute(line, "t_id"), attribute(line, "sentence")) else { continue };
            let word =
                line.split_once('>').and_then(|(_, rest)| rest.split_once("</token>")).map_or("", |(word, _)| word);
            let fresh = number != sentence;
            sentence = number;
            places.insert(id, add(&mut document.text, &decoded(word), fresh && matches!(number, "1" | "2")));
        } else if line.contains("<TIMEX3 ") {
            let date = attribute(line, "type") == Some("DATE");
            let value = attribute(line, "value").unwrap_or_default().to_string();
            if attribute(line, "functionInDocument") == Some("CREATION_TIME") {
                document.published = Some(value.clone());
            }
            let dated = date && attribute(line, "functionInDocument") != Some("CREATION_TIME");
            open = Some((dated, value, None));
        } else if line.contains("<token_anchor") {
            let place = attribute(line, "t_id").and_then(|id| places.get(id)).copied();
            if let (Some((_, _, span)), Some(place)) = (&mut open, place) {
                *span = Some(span.map_or(place, |span| span.join(place)));
            }
        } else if line.contains("</TIMEX3>")
            && let Some((date, value, Some(span))) = open.take()
        {
            document.marks.push(span);
            if date {
                document.dates.push((span, value));
            }
        }
    }
    document
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let start = line.find(&format!(" {name}=\""))? + name.len() + 3;
    line[start..].split('"').next()
}

fn decoded(word: &str) -> String {
    word.replace("&quot;", "\"").replace("&apos;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Headline and date stand on lines of their own; marks of punctuation touch the word before.
fn add(text: &mut String, word: &str, line: bool) -> Span {
    let tight = word.starts_with([',', '.', ';', ':', '!', '?', ')', '%', '\'']) || word == "n't";
    let opened = text.ends_with(['(', '$', '£', '€']);
    if line {
        text.push_str("\n\n");
    } else if !tight && !opened && !text.is_empty() {
        text.push(' ');
    }
    let start = text.len() as u32;
    text.push_str(word);
    Span::new(start, text.len() as u32)
}
