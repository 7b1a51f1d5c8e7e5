//! Every span lies in the text, on character boundaries; every figure reads again from its own words.

use analysis::Analysis;
use claims::Claim;
use proptest::prelude::*;
use report::{Report, Span};

use crate::texts::{REPORTS, SEED, noise, patchwork, read};

#[test]
fn every_span_of_the_reports_lies_in_the_text() {
    for text in REPORTS.iter() {
        assert_spans(text);
    }
}

/// Whatever looks at the next word must not look past the last.
#[test]
fn a_text_that_breaks_off_anywhere_is_read() {
    for text in REPORTS.iter().filter(|text| text.len() < 1000) {
        text.match_indices(' ').for_each(|(at, _)| assert_spans(&text[..at]));
    }
    assert_spans("The ban comes into effect after an announcement by President Thomas Remengesau Jr.");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, rng_seed: SEED, ..ProptestConfig::default() })]

    #[test]
    fn every_span_lies_in_the_text(text in patchwork()) {
        assert_spans(&text);
    }

    #[test]
    fn any_characters_are_read_without_a_panic(text in noise()) {
        assert_spans(&text);
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        assert_spans(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn every_figure_reads_again_from_its_span() {
    let (mut figures, mut faults) = (0, Vec::new());
    for text in REPORTS.iter() {
        let (report, reading) = read(text);
        for figure in reading.claims.iter().flat_map(|claim| &claim.figures) {
            let words = figure.span.of(&report.text);
            figures += 1;
            if !FRAMES.iter().any(|frame| reads(&frame.replace('_', words), (figure.low, figure.high))) {
                faults.push(format!("{words:?}: {:?}..{:?}", figure.low, figure.high));
            }
        }
    }
    assert!(faults.is_empty(), "of {figures} figures these read otherwise on their own: {faults:#?}");
}

/// Where a number's words may stand alone: "third" counts only before a noun, "most" only before a
/// whole, "over three years" is a bound only after a verb.
const FRAMES: [&str; 4] = ["_", "It was the _ time.", "They hit _ of the towns.", "The war has lasted _."];

fn reads(text: &str, interval: (Option<f64>, Option<f64>)) -> bool {
    read(text).1.analysis.quantities.iter().any(|quantity| (quantity.low, quantity.high) == interval)
}

#[track_caller]
fn assert_spans(text: &str) {
    let (report, reading) = read(text);
    let spans = analysis_spans(&reading.analysis).into_iter().chain(reading.claims.iter().flat_map(claim_spans));
    for (what, span) in spans {
        let words = report.text.get(span.start as usize..span.end as usize);
        assert!(words.is_some_and(|words| !words.is_empty()), "{what} {span:?} in {text:?}");
    }
    assert_tokens(&report, &reading.analysis);
}

/// Tokens and sentences stand in order, do not overlap, and leave out nothing but white space.
fn assert_tokens(report: &Report, analysis: &Analysis) {
    for pair in analysis.tokens.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{:?} and {:?}", pair[0], pair[1]);
    }
    for sentence in &analysis.sentences {
        let tokens = &analysis.tokens[sentence.first..sentence.last];
        assert!(tokens.iter().all(|token| sentence.span.contains(token.span)), "{sentence:?}");
        for token in tokens {
            assert!(token.head.is_none_or(|head| (sentence.first..sentence.last).contains(&head)), "{token:?}");
        }
    }
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let in_blocks: usize = report.blocks.iter().map(|block| letters(block.span.of(&report.text))).sum();
    let in_tokens: usize = analysis.tokens.iter().map(|token| letters(token.span.of(&report.text))).sum();
    assert!(in_tokens <= in_blocks, "tokens hold {in_tokens} characters, the blocks {in_blocks}");
}

fn analysis_spans(analysis: &Analysis) -> Vec<(&'static str, Span)> {
    let mut spans: Vec<(&'static str, Span)> = analysis.tokens.iter().map(|token| ("token", token.span)).collect();
    spans.extend(analysis.times.iter().map(|time| ("time", time.span)));
    spans.extend(analysis.quantities.iter().map(|quantity| ("quantity", quantity.span)));
    spans.extend(analysis.mentions.iter().flat_map(|mention| [("mention", mention.span), ("phrase", mention.full)]));
    spans
}

fn claim_spans(claim: &Claim) -> Vec<(&'static str, Span)> {
    let mut spans = vec![("trigger", claim.trigger), ("evidence", claim.evidence)];
    spans.extend(claim.said_by.iter().map(|said| ("source", said.source)));
    spans.extend(claim.said_by.iter().filter_map(|said| said.cue).map(|cue| ("cue", cue)));
    spans.extend(claim.args.iter().map(|arg| (arg.role.name(), arg.span)));
    spans.extend(claim.figures.iter().map(|figure| ("figure", figure.span)));
    spans
}
