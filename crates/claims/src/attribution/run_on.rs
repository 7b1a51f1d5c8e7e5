//! Quotations over sentences: a quotation belongs whole to the cue that touches it, and one that stands alone to the
//! speaker before it.

use analysis::{Form, Upos};
use report::Span;

use super::cue::Frames;
use super::quotation::Quotation;
use super::scene::{Found, Scene};
use super::{CueKind, Source};

/// Words that a quotation needs to be more than a phrase, when no cue is beside it.
const SPEECH: usize = 4;

/// Gives every quotation its speaker, then resolves speakers that a quotation or another cue has already named.
pub(super) fn extend(scene: &Scene<'_>, found: &mut [Found]) {
    let mut last: Option<(usize, usize)> = None;
    for at in 0..scene.quotations.len() {
        let quote = scene.quotations[at];
        let (from, to) = (scene.sentence_at(quote.span.start), scene.sentence_at(quote.inner.end.saturating_sub(1)));
        if from >= scene.analysis.sentences.len() {
            continue;
        }
        let owner = beside(found, &quote, from, to)
            .or_else(|| led_in(scene, found, &quote, from))
            .or_else(|| alone(scene, found, &quote, (from, to), last));
        if let Some(owner) = owner {
            take(&mut found[owner], quote.span);
            last = Some((owner, at));
        }
    }
    name_again(scene, found);
}

/// The attributions of sentences `from..=to`.
fn of_sentences(found: &[Found], from: usize, to: usize) -> std::ops::Range<usize> {
    let start = found.partition_point(|item| item.sentence < from);
    let end = found.partition_point(|item| item.sentence <= to);
    start..end
}

/// One whose content reaches into the quotation and whose cue stands outside.
fn beside(found: &[Found], quote: &Quotation, from: usize, to: usize) -> Option<usize> {
    of_sentences(found, from, to).find(|&index| {
        let attribution = &found[index].attribution;
        let inside = attribution.cue.as_ref().is_some_and(|cue| quote.span.contains(cue.span));
        !inside && attribution.content.iter().any(|part| part.overlaps(quote.inner))
    })
}

/// "…, justified the strike: “…”" and "“…!” he said" cut off as a sentence of its own.
fn led_in(scene: &Scene<'_>, found: &[Found], quote: &Quotation, from: usize) -> Option<usize> {
    let before = scene.report.text.get(..quote.span.start as usize)?.trim_end();
    if before.ends_with(':') {
        return of_sentences(found, from, from)
            .rev()
            .find(|&index| found[index].attribution.cue.as_ref().is_some_and(|cue| cue.span.end <= quote.span.start));
    }
    let after = scene.sentence_at(quote.span.end + 1);
    let next = of_sentences(found, after, after).find(|&index| found[index].react)?;
    let sentence = scene.sentence(after);
    let near = sentence.span.start <= quote.span.end + 2 && sentence.span.start >= quote.inner.end;
    let small = sentence.span.of(&scene.report.text).starts_with(char::is_lowercase);
    (near && small).then_some(next)
}

/// A quotation of whole sentences without a cue: the last speaker's.
fn alone(
    scene: &Scene<'_>,
    found: &[Found],
    quote: &Quotation,
    (from, to): (usize, usize),
    last: Option<(usize, usize)>,
) -> Option<usize> {
    let (first, end) = (scene.sentence(from), scene.sentence(to));
    let whole = quote.span.start <= first.span.start + 1 && quote.span.end + 1 >= end.span.end;
    let words = quote.inner.of(&scene.report.text).split_whitespace().count();
    if !whole || words < SPEECH || first.heading {
        return None;
    }
    let block = first.block;
    if let Some((owner, at)) = last {
        let before = scene.quotations[at];
        let ended = scene.sentence_at(before.inner.end.saturating_sub(1)).max(found[owner].sentence);
        let follows = ended + 1 >= from && (before.block == block || before.open || opens_block(scene, quote, block));
        if follows && before.block + 1 >= block {
            return Some(owner);
        }
    }
    let previous = from.checked_sub(1)?;
    let near = scene.sentence(previous).block == block || opens_block(scene, quote, block);
    let speaks = |index: &usize| {
        let kind = found[*index].attribution.cue.as_ref().map(|cue| cue.kind);
        found[*index].react || !matches!(kind, Some(CueKind::Withholds))
    };
    of_sentences(found, previous, previous).rev().filter(|_| near).find(speaks)
}

fn opens_block(scene: &Scene<'_>, quote: &Quotation, block: usize) -> bool {
    scene.report.blocks.get(block).is_some_and(|layout| quote.span.start <= layout.span.start + 1)
}

/// Adds a quotation. A verb that told only its subject's own act (criticised it: "…") tells the quotation instead.
fn take(found: &mut Found, span: Span) {
    found.react = false;
    if let Some(cue) = &mut found.attribution.cue
        && cue.kind == CueKind::Wills
        && !found.attribution.content.iter().any(|part| part.overlaps(span))
    {
        cue.kind = CueKind::Asserts;
        found.attribution.content.clear();
    }
    add(&mut found.attribution.content, span);
}

/// Adds a span, joining those that touch it.
fn add(content: &mut Vec<Span>, span: Span) {
    content.push(span);
    content.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(content.len());
    for &part in content.iter() {
        match joined.last_mut() {
            Some(last) if part.start <= last.end => *last = last.join(part),
            _ => joined.push(part),
        }
    }
    *content = joined;
}

/// "I" inside a quotation is its speaker, and so is "he" told by a cue before him when nothing else is known.
fn name_again(scene: &Scene<'_>, found: &mut [Found]) {
    for index in 0..found.len() {
        let Some(head) = found[index].attribution.sources.first().map(|source| source.head) else { continue };
        if scene.token(head).upos != Upos::Pron {
            continue;
        }
        let mention = scene.mention(head).map(|id| &scene.analysis.mentions[id]);
        let known = mention.is_some_and(|mention| mention.form == Form::Pronoun && mention.antecedent.is_some());
        let own = scene.is(head, Frames::SELF);
        if known && !own {
            continue;
        }
        let place = scene.token(head).span;
        let sentence = found[index].sentence;
        let near = of_sentences(found, sentence.saturating_sub(1), sentence + 1);
        let outer = near.rev().find(|&other| {
            let attribution = &found[other].attribution;
            let before = attribution.cue.as_ref().is_some_and(|cue| own || cue.token < head);
            other != index && before && attribution.content.iter().any(|part| part.contains(place))
        });
        let sources: Option<Vec<Source>> = outer.map(|outer| found[outer].attribution.sources.clone());
        if let Some(sources) = sources {
            found[index].attribution.sources = sources;
        }
    }
}
