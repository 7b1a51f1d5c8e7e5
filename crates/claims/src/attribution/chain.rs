//! Attributions -> the chain of sources of one claim, outermost first.

use report::Span;

use super::{Attribution, AttributionId, CueKind};
use crate::claim::{Manner, Said};

/// The attributions whose content holds this span, outermost first. Those that tell the speaker's own will and those
/// that tell nothing (`did not confirm`) are among them.
pub fn covering(attributions: &[Attribution], span: Span) -> Vec<AttributionId> {
    let until = attributions.partition_point(|item| item.content.first().is_some_and(|part| part.start <= span.start));
    let found: Vec<AttributionId> = (0..until).filter(|&id| covers(&attributions[id], span)).collect();
    let size = |id: AttributionId| attributions[id].content.iter().map(|part| part.len()).sum::<u32>();
    let depth =
        |id: AttributionId| found.iter().filter(|&&outer| outer != id && stands_in(attributions, id, outer)).count();
    let mut order: Vec<(usize, std::cmp::Reverse<u32>, AttributionId)> =
        found.iter().map(|&id| (depth(id), std::cmp::Reverse(size(id)), id)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, _, id)| id).collect()
}

/// Who tells a claim, outermost first, and what the innermost cue does to it. `words` are the claim's arguments and
/// figures: how much of them and of the trigger stands in quotation marks decides the manner.
pub fn chain(attributions: &[Attribution], trigger: Span, words: &[Span]) -> (Vec<Said>, Option<CueKind>) {
    let mut said: Vec<(AttributionId, Said)> = Vec::new();
    let mut innermost = None;
    for id in covering(attributions, trigger) {
        let attribution = &attributions[id];
        let kind = attribution.cue.as_ref().map(|cue| cue.kind);
        let silent = matches!(kind, Some(CueKind::Wills | CueKind::Withholds));
        if silent || said.iter().any(|(outer, _)| same_source(&attributions[*outer], attribution)) {
            continue;
        }
        innermost = kind;
        let manner = manner(attribution, trigger, words);
        for source in &attribution.sources {
            let cue = attribution.cue.as_ref().map(|cue| cue.span);
            said.push((id, Said { source: source.span, cue, who: source.who.clone(), manner }));
        }
    }
    (said.into_iter().map(|(_, said)| said).collect(), innermost)
}

fn covers(attribution: &Attribution, span: Span) -> bool {
    let cue = attribution.cue.as_ref().is_some_and(|cue| cue.span.overlaps(span));
    !cue && attribution.content.iter().any(|part| part.overlaps(span))
}

fn stands_in(attributions: &[Attribution], inner: AttributionId, outer: AttributionId) -> bool {
    let mut at = attributions[inner].outer;
    for _ in 0..8 {
        match at {
            Some(id) if id == outer => return true,
            Some(id) => at = attributions[id].outer,
            None => break,
        }
    }
    let place =
        attributions[inner].cue.as_ref().map(|cue| cue.span).or(attributions[inner].sources.first().map(|s| s.span));
    place.is_some_and(|place| attributions[outer].content.iter().any(|part| part.contains(place)))
}

fn same_source(one: &Attribution, other: &Attribution) -> bool {
    one.sources.iter().any(|a| other.sources.iter().any(|b| a.head == b.head || a.span.overlaps(b.span)))
}

fn manner(attribution: &Attribution, trigger: Span, words: &[Span]) -> Manner {
    let inside = |span: &Span| attribution.quoted.iter().any(|quote| quote.contains(*span));
    let touches = |span: &Span| attribution.quoted.iter().any(|quote| quote.overlaps(*span));
    let all = || std::iter::once(&trigger).chain(words);
    if all().all(inside) {
        Manner::Direct
    } else if all().any(touches) {
        Manner::Mixed
    } else {
        Manner::Indirect
    }
}
