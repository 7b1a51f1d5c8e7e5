//! What a cue tells that stands inside it: "Y, X said, Z".

use analysis::{Relation, TokenId, Upos, Xpos};

use super::content::{segment, sentence_end, turns};
use super::cue::Frames;
use super::scene::Scene;
use super::start;
use super::tree::Range;

/// Both parts of a clause that the cue's own clause interrupts between two commas: "Y, X said, Z". Where what stands
/// before is no clause yet, it is the subject only ("after India, it said, had struck").
pub(super) fn parts(scene: &Scene<'_>, (first, last): Range) -> Option<Vec<Range>> {
    let sentence = scene.analysis.sentence_of(first);
    let start = segment(scene, sentence, first);
    let opening = first.checked_sub(1).filter(|&token| token > start && scene.is_comma(token))?;
    let mut closing = last + 1;
    while closing < sentence.last && !scene.is_comma(closing) {
        closing = start::behind_adjunct(scene, closing).filter(|&next| next < sentence.last)?;
    }
    let next = closing + 1;
    let end = sentence_end(scene, sentence);
    if next > end || scene.in_quotes(opening) || scene.is_quote(next) || scene.is_quote(opening - 1) {
        return None;
    }
    let word = scene.token(next);
    let another = word.xpos == Xpos::Vbg && scene.is(next, Frames::SAY.or(Frames::CITE).or(Frames::DENY));
    if another || matches!(word.upos, Upos::Cconj | Upos::Sconj) || matches!(word.xpos, Xpos::Wp | Xpos::Wdt) {
        return None;
    }
    let joint = |token: TokenId| {
        let word = scene.token(token);
        matches!(word.upos, Upos::Cconj | Upos::Sconj)
            || matches!(word.xpos, Xpos::Wdt | Xpos::Wp)
            || scene.is(token, Frames::AFTER)
    };
    let last = (next + 1..=end).find(|&token| turns(scene, token, end)).map_or(end, |token| token - 1);
    let mut parts: Vec<Range> = Vec::new();
    let clause = scene.has_finite((start, opening - 1));
    let seam =
        (start..opening).rev().take_while(|&token| !clause || !scene.is_comma(token)).find(|&token| joint(token));
    let begun = seam.is_some_and(|seam| !scene.has_finite((seam, opening - 1)));
    let from = if begun { seam.map_or(start, |seam| seam + 1) } else { start };
    if from < opening {
        parts.extend(scene.trimmed((from, opening - 1)));
    }
    parts.extend(scene.trimmed((next, last)));
    Some(parts)
}

/// What follows a cue that interrupts: "Y, X said, Z".
pub(super) fn tail(scene: &Scene<'_>, verb: TokenId, clause: Range) -> Option<Range> {
    let sentence = scene.analysis.sentence_of(verb);
    let end = sentence_end(scene, sentence);
    let next = clause.1 + 1;
    if next >= end || !scene.is_punct(next) || scene.lower(next) == ";" {
        return None;
    }
    let first = (next..=end).find(|&token| !scene.is_punct(token))?;
    if scene.is_quote(first - 1) && scene.token(first - 1).span.end > scene.token(verb).span.end {
        let quote = scene.quotation_at(scene.token(first).span.start)?;
        let until = (first..=end).take_while(|&token| scene.token(token).span.start < quote.span.end).last()?;
        return Some((first, until));
    }
    let head = scene.head(verb).filter(|_| scene.relation(verb) == Relation::Parataxis)?;
    let until = scene.tree.extent(head).1.min(end);
    let starts_act = scene.is(first, Frames::SAY.or(Frames::CITE)) || scene.token(first).upos == Upos::Cconj;
    (until >= first && head > clause.1 && !starts_act)
        .then_some((first, until))
        .or_else(|| (until > first && !starts_act && scene.token(first).xpos != Xpos::Wdt).then_some((first, until)))
}
