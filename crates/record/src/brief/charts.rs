//! The main series of the period, for a chart: who gives which interval.

use claims::Measure;
use report::{Span, one_line};

use super::disputed::{Saying, are_rivals, standing_by_measure};
use super::english;
use super::story::Story;
use super::voice::Voice;

const CHARTS_MAX: usize = 3;
const BARS_MAX: usize = 12;

/// One question and every answer to it. Nothing is averaged.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// "How many drones were launched".
    pub question: String,
    pub bars: Vec<Bar>,
    /// Some two of the answers cannot both be right.
    pub disputed: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub source: usize,
    /// Empty where nobody but the report says so.
    pub speaker: String,
    /// The figure as it is told.
    pub words: String,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub span: Span,
}

/// Questions with more than one answer, those with the most first.
pub(super) fn charts(stories: &[Story<'_>], voice: &mut Voice<'_>) -> Vec<Chart> {
    let mut found: Vec<(usize, f64, Chart)> = Vec::new();
    for story in stories {
        for ((measure, of), sayings) in standing_by_measure(story) {
            let Some(question) = question(measure, of) else { continue };
            let top = sayings.iter().filter_map(|(_, figure)| figure.low.or(figure.high)).fold(0.0, f64::max);
            if top < 2.0 || sayings.len() < 2 {
                continue;
            }
            let disputed = are_rivals(&sayings);
            let bars: Vec<Bar> = sayings.iter().take(BARS_MAX).map(|saying| bar(saying, voice)).collect();
            found.push((bars.len(), story.weight, Chart { question, bars, disputed }));
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.total_cmp(&a.1)).then_with(|| a.2.question.cmp(&b.2.question)));
    found.into_iter().map(|(_, _, chart)| chart).take(CHARTS_MAX).collect()
}

fn question(measure: Measure, of: &str) -> Option<String> {
    let mut question = english::how_many(measure, of)?;
    question[..1].make_ascii_uppercase();
    Some(question)
}

fn bar((entry, figure): &Saying<'_>, voice: &mut Voice<'_>) -> Bar {
    let source = voice.sources.number(&entry.report);
    Bar {
        source,
        speaker: voice.speaker_text(entry, source),
        words: one_line(entry.words(figure.span)),
        low: figure.low,
        high: figure.high,
        span: figure.span,
    }
}
