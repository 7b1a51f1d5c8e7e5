//! `Analysis, attributions, Claim -> Kept`: what later stages need of the words, so that a report need not be analysed again.

use analysis::Analysis;
use analysis::tagset::Upos;
use claims::{Attribution, Claim};
use compact_str::CompactString;
use report::Span;

use crate::entry::{Kept, Words};
use crate::telling::telling;

/// A phrase longer than this is kept to its first words.
const LEMMAS_MAX: usize = 24;

pub fn keep(analysis: &Analysis, attributions: &[Attribution], claim: Claim) -> Kept {
    let telling = telling(analysis, attributions, &claim);
    let args = claim.args.iter().map(|arg| lemmas(analysis, arg.span)).collect();
    let words = Words { trigger: lemmas(analysis, claim.trigger), args };
    Kept { claim, words, telling }
}

/// The head of the phrase, then its other content words.
fn lemmas(analysis: &Analysis, span: Span) -> Vec<CompactString> {
    let first = analysis.tokens.partition_point(|token| token.span.start < span.start);
    let inside = || analysis.tokens[first..].iter().enumerate().take_while(|(_, token)| token.span.end <= span.end);
    let last = first + inside().count();
    let outside = |head: Option<usize>| head.is_none_or(|head| !(first..last).contains(&head));
    let head = inside().find(|(_, token)| outside(token.head) && is_content(token.upos)).map(|(at, _)| at);
    let rest = inside().filter(|(at, token)| Some(*at) != head && is_content(token.upos)).map(|(at, _)| at);
    let order = head.into_iter().chain(rest).take(LEMMAS_MAX);
    order.map(|at| analysis.tokens[first + at].lemma.to_lowercase()).collect()
}

fn is_content(tag: Upos) -> bool {
    matches!(tag, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num)
}
