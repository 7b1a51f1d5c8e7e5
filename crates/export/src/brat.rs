//! Attributions -> brat stand-off (`.ann`), by the convention of the attribution corpora: a source is the whole noun
//! phrase, a cue the verb with its auxiliaries and adverbs, or the colon, or the quotation mark alone, a content the
//! whole reported text with its marks. A word belongs to one attribution at most: what stands inside another's content
//! is left out.

use std::fmt::Write as _;

use report::{CharIndex, Report, Span};

use claims::Attribution;

/// The spans of one attribution, in text order each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
}

/// The outermost attributions, in the order of their first word.
pub fn parts(report: &Report, attributions: &[Attribution]) -> Vec<Parts> {
    let mut all: Vec<Parts> = attributions.iter().map(|attribution| of(report, attribution)).collect();
    let first =
        |parts: &Parts| parts.content.iter().chain(&parts.source).chain(&parts.cue).map(|span| span.start).min();
    all.sort_by_key(|parts| {
        (first(parts), std::cmp::Reverse(parts.content.iter().map(|span| span.len()).sum::<u32>()))
    });
    let mut kept: Vec<Parts> = Vec::new();
    let mut taken: Vec<Span> = Vec::new();
    for parts in all {
        let spans = || parts.source.iter().chain(&parts.cue).chain(&parts.content);
        let from = taken.partition_point(|span| span.end <= spans().map(|span| span.start).min().unwrap_or(0));
        if spans().any(|span| taken[from..].iter().any(|other| other.overlaps(*span))) {
            continue;
        }
        taken.extend(spans().copied());
        taken.sort_unstable();
        kept.push(parts);
    }
    kept
}

/// The text of a `.ann` file; offsets count characters.
pub fn annotations(report: &Report, attributions: &[Attribution]) -> String {
    let index = CharIndex::new(&report.text);
    let mut out = String::new();
    let mut bound = 0;
    for (event, parts) in parts(report, attributions).iter().enumerate() {
        let mut line = |out: &mut String, label: &str, spans: &[Span]| {
            bound += 1;
            let places: Vec<String> = spans
                .iter()
                .map(|&span| index.chars(span))
                .map(|span| format!("{} {}", span.start, span.end))
                .collect();
            let words: Vec<&str> = spans.iter().map(|span| span.of(&report.text)).collect();
            let _ = writeln!(out, "T{bound}\t{label} {}\t{}", places.join(";"), words.join(" ").replace('\n', " "));
            bound
        };
        let mut roles = String::new();
        for (label, spans) in [("Content", &parts.content), ("Cue", &parts.cue), ("Source", &parts.source)] {
            if !spans.is_empty() {
                let id = line(&mut out, label, spans);
                let _ = write!(roles, " {label}:T{id}");
            }
        }
        let anchor = if parts.cue.is_empty() { &parts.content } else { &parts.cue };
        let id = line(&mut out, "Attribution", anchor);
        let _ = writeln!(out, "E{}\tAttribution:T{id}{roles}", event + 1);
    }
    out
}

fn of(report: &Report, attribution: &Attribution) -> Parts {
    let text = &report.text;
    let lines = |span: Span| lines(text, span);
    let source = attribution.sources.iter().map(|source| with_comma(text, source.full)).flat_map(lines).collect();
    let cue = match (&attribution.cue, attribution.sources.first()) {
        (Some(cue), _) => Some(
            colon_after(text, cue.full).filter(|at| at.start == cue.full.end).map_or(cue.full, |at| cue.full.join(at)),
        ),
        (None, Some(source)) => colon_after(text, source.full).or_else(|| dash_before(text, source.full)),
        (None, None) => None,
    };
    let content = attribution.content.iter().copied().flat_map(lines).collect();
    Parts { source, cue: cue.into_iter().flat_map(lines).collect(), content }
}

/// The parts of a span on each line: an annotation holds no line break.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut start = span.start;
    let mut parts = Vec::new();
    for line in span.of(text).split('\n') {
        let words = line.trim();
        let from = start + (line.len() - line.trim_start().len()) as u32;
        if !words.is_empty() {
            parts.push(Span::new(from, from + words.len() as u32));
        }
        start += line.len() as u32 + 1;
    }
    parts
}

/// A source with an apposition holds the comma that closes it.
fn with_comma(text: &str, source: Span) -> Span {
    let closed = text.get(source.end as usize..).is_some_and(|rest| rest.starts_with(','));
    if closed && source.of(text).contains(',') { Span::new(source.start, source.end + 1) } else { source }
}

fn dash_before(text: &str, words: Span) -> Option<Span> {
    let before = text.get(..words.start as usize)?.trim_end();
    let dash = before.chars().next_back().filter(|c| "-–—―".contains(*c))?;
    Some(Span::new((before.len() - dash.len_utf8()) as u32, before.len() as u32))
}

fn colon_after(text: &str, words: Span) -> Option<Span> {
    let rest = text.get(words.end as usize..)?;
    let at = words.end + (rest.len() - rest.trim_start().len()) as u32;
    rest.trim_start().starts_with(':').then(|| Span::new(at, at + 1))
}
