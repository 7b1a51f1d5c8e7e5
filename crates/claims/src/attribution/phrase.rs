//! Telling without a verb: "according to X", "X's claim that …", "reports that …", and the colon of a headline.

use analysis::{MentionKind, Relation, TokenId, Upos, Xpos};

use super::chunk;
use super::content::{segment, sentence_end};
use super::cue::Frames;
use super::scene::{Found, Scene};
use super::source::{source, source_of_words};
use super::tree::Range;
use super::verb::{cue, cut};
use super::{Attribution, Cue, CueKind};

/// How many tokens a speaker before a colon has at most.
const LABEL: usize = 7;

/// Attributions by phrases and nouns of one sentence; `first` is the sentence's first in `found`.
pub(super) fn phrases(scene: &Scene<'_>, index: usize, first: usize, found: &mut Vec<Found>) {
    let sentence = scene.sentence(index);
    for token in sentence.first..sentence.last {
        let sense = scene.sense(token);
        if sense.phrase.any(Frames::ACCORDING) {
            according(scene, index, (token, sense.last as usize), first, found);
        } else if sense.frames.any(Frames::NOUN.or(Frames::REPORT)) && scene.token(token).upos == Upos::Noun {
            noun(scene, index, token, found);
        }
    }
}

fn told(scene: &Scene<'_>, head: TokenId, cue: Cue, ranges: &[Range], rule: &'static str) -> Attribution {
    Attribution {
        sources: vec![source(scene, head, cue.token)],
        cue: Some(cue),
        content: ranges.iter().map(|&range| scene.content_span(range)).collect(),
        quoted: Vec::new(),
        outer: None,
        rule,
    }
}

fn according(scene: &Scene<'_>, index: usize, words: Range, first: usize, found: &mut Vec<Found>) {
    let Some(name) = chunk::behind_with_apposition(scene, words.1 + 1) else { return };
    let plain = chunk::behind_with_brackets(scene, words.1 + 1).unwrap_or(name);
    let name = if holds(scene, index, words.0, plain, name) { name } else { plain };
    let whole = (words.0, name.full.1);
    let own = scene.token(name.words.0).xpos == Xpos::PrpPoss;
    let (ranges, outer) = clause_around(scene, index, whole, own, first, found);
    let ranges: Vec<Range> = ranges.into_iter().filter_map(|range| scene.trimmed(range)).collect();
    let cue = Cue { span: scene.span(words), full: scene.span(words), token: words.0, kind: CueKind::Asserts };
    let attribution = Attribution {
        sources: vec![source_of_words(scene, name)],
        cue: Some(cue),
        content: ranges.iter().map(|&range| scene.content_span(range)).collect(),
        quoted: Vec::new(),
        outer,
        rule: "according-to",
    };
    found.push(Found { attribution, sentence: index, ranges, react: false });
}

/// Whether what follows the noun phrase belongs to the source. Where the phrase opens its sentence, the comma behind it
/// begins what is told, unless the tree shows an apposition.
fn holds(scene: &Scene<'_>, index: usize, cue: TokenId, plain: chunk::Chunk, name: chunk::Chunk) -> bool {
    let comma = plain.full.1 + 1;
    if name.full.1 <= comma || !scene.is_comma(comma) {
        return true;
    }
    let next = scene.token(comma + 1);
    let apposed = |token: TokenId| {
        let head = scene.head(token).filter(|_| scene.relation(token) == Relation::Appos);
        head.is_some_and(|head| (plain.words.0..=plain.words.1).contains(&head))
    };
    let opens = !first_told(scene, index, cue) && (next.upos == Upos::Det || next.xpos == Xpos::Wp);
    opens || (comma + 1..=name.full.1).any(apposed)
}

/// The phrase opens its sentence.
fn first_told(scene: &Scene<'_>, index: usize, at: TokenId) -> bool {
    (scene.sentence(index).first..at)
        .all(|token| matches!(scene.token(token).upos, Upos::Punct | Upos::Cconj | Upos::Adv))
}

/// What a phrase inside a sentence speaks for, and the attribution it stands in. At the end of a sentence it speaks
/// for all of it, another's saying too, unless its source is that speaker's own ("… , according to its spokesman").
fn clause_around(
    scene: &Scene<'_>,
    index: usize,
    whole: Range,
    own: bool,
    first: usize,
    found: &mut [Found],
) -> (Vec<Range>, Option<usize>) {
    let sentence = scene.sentence(index);
    let end = sentence_end(scene, sentence);
    let outer = (first..found.len()).rev().find(|&at| {
        let before = found[at].attribution.cue.as_ref().is_some_and(|cue| cue.token < whole.0);
        before && found[at].ranges.iter().any(|range| (range.0..=range.1).contains(&whole.0))
    });
    let last = whole.1 >= end;
    if let Some(outer) = outer.filter(|_| last && !own) {
        cut(scene, &mut found[outer], whole.0);
    } else if let Some(outer) = outer {
        let inside = found[outer].ranges.iter().copied().find(|range| (range.0..=range.1).contains(&whole.0));
        let (from, to) = inside.unwrap_or(whole);
        return (around((from, to), whole), Some(outer));
    }
    let start = segment(scene, sentence, whole.0);
    let stop = (whole.1..=end).find(|&token| scene.lower(token) == ";" && !scene.in_quotes(token));
    let end = stop.map_or(end, |token| token - 1);
    if let Some(clause) = relative(scene, start, whole.0) {
        let right = scene.tree.extent(clause).1;
        return (vec![(whole.1 + 1, right.min(end).max(whole.1 + 1).min(end))], None);
    }
    (around((start, end), whole), None)
}

/// The parts of a range before and behind a hole.
fn around((from, to): Range, hole: Range) -> Vec<Range> {
    let mut parts = Vec::new();
    if from < hole.0 {
        parts.push((from, hole.0 - 1));
    }
    if hole.1 < to {
        parts.push((hole.1 + 1, to));
    }
    parts
}

/// ", which according to X was …": the verb of the relative clause.
fn relative(scene: &Scene<'_>, start: TokenId, at: TokenId) -> Option<TokenId> {
    let before = (start..at).rev().find(|&token| !scene.is_punct(token))?;
    let pronoun = matches!(scene.token(before).xpos, Xpos::Wdt | Xpos::Wp);
    pronoun.then(|| scene.head(before)).flatten().filter(|&verb| verb > at)
}

/// "X's claim that …", "a warning by X that …", "reports that …", "reports were of …".
fn noun(scene: &Scene<'_>, index: usize, token: TokenId, found: &mut Vec<Found>) {
    let clause = scene.tree.children(token).find(|&child| {
        child > token
            && matches!(scene.relation(child), Relation::Acl | Relation::Ccomp | Relation::AclRelcl)
            && scene.child(child, &[Relation::Mark]).is_some()
            && scene.is_finite(child)
    });
    let unnamed = scene.is(token, Frames::REPORT) && scene.token(token).xpos == Xpos::Nns;
    let Some(clause) = clause else {
        if let Some((owner, range)) = warned(scene, token) {
            let mut attribution =
                told(scene, owner.head, cue(scene, (token, token), CueKind::Asserts), &[range], "noun");
            attribution.sources = vec![source_of_words(scene, owner)];
            found.push(Found { attribution, sentence: index, ranges: vec![range], react: false });
            return;
        }
        if unnamed && let Some(range) = equated(scene, token) {
            push_unnamed(scene, index, token, range, found);
        }
        return;
    };
    let range = scene.tree.extent(clause);
    let owner = scene.tree.children(token).find(|&child| {
        child < clause
            && matches!(scene.relation(child), Relation::NmodPoss | Relation::Nmod | Relation::OblAgent)
            && matches!(scene.token(child).upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && is_owner(scene, child)
    });
    match owner {
        Some(owner) if scene.is(token, Frames::NOUN) => {
            let attribution = told(scene, owner, cue(scene, (token, token), CueKind::Asserts), &[range], "noun");
            found.push(Found { attribution, sentence: index, ranges: vec![range], react: false });
        }
        None if unnamed => push_unnamed(scene, index, token, range, found),
        _ => {}
    }
}

/// "A warning from the ministry that dams may burst", by word order: the phrase right behind the noun and its
/// preposition, and the clause behind that, whatever the tree hangs them on.
fn warned(scene: &Scene<'_>, noun: TokenId) -> Option<(chunk::Chunk, Range)> {
    let last = scene.analysis.sentence_of(noun).last;
    let case = (noun + 1 < last && scene.is(noun + 1, Frames::FROM)).then_some(noun + 1)?;
    let owner = chunk::behind_with_brackets(scene, case + 1)?;
    let that = owner.full.1 + 1;
    let marked = that + 2 < last && scene.is(that, Frames::THAT) && scene.relation(that) == Relation::Mark;
    let verb = marked.then(|| scene.head(that)).flatten().filter(|&verb| verb > that)?;
    let speaks = scene.mention(owner.head).is_some_and(|id| {
        matches!(
            scene.analysis.mentions[id].kind,
            MentionKind::Person | MentionKind::Organisation | MentionKind::State | MentionKind::Group
        )
    });
    speaks.then(|| (owner, (that, scene.tree.extent(verb).1)))
}

/// "by X", "of X", "X's": no time, nor what another preposition adds.
fn is_owner(scene: &Scene<'_>, noun: TokenId) -> bool {
    let case = scene.child(noun, &[Relation::Case]);
    let from = case.is_none_or(|case| case > noun || scene.is(case, Frames::FROM));
    from && scene.time_ending(noun).is_none()
}

/// "The first reports were of drone attacks": what the noun is said to be of.
fn equated(scene: &Scene<'_>, token: TokenId) -> Option<Range> {
    let head = scene.head(token).filter(|&head| head > token && scene.relation(token) == Relation::Nsubj)?;
    let copula = scene.child(head, &[Relation::Cop])?;
    let case = scene.child(head, &[Relation::Case])?;
    (case > copula).then(|| (case, scene.tree.extent(head).1))
}

/// The noun is source and cue in one; the contract wants it as the source.
fn push_unnamed(scene: &Scene<'_>, index: usize, token: TokenId, range: Range, found: &mut Vec<Found>) {
    let attribution = Attribution {
        sources: vec![source(scene, token, range.0)],
        cue: None,
        content: vec![scene.content_span(range)],
        quoted: Vec::new(),
        outer: None,
        rule: "unnamed-report",
    };
    found.push(Found { attribution, sentence: index, ranges: vec![range], react: false });
}

/// "Zelensky: talks were useful" and "The army has updated its count: 31 fired".
pub(super) fn colon(scene: &Scene<'_>, index: usize, found: &mut Vec<Found>) {
    let sentence = scene.sentence(index);
    let Some(at) = (sentence.first..sentence.last).find(|&token| scene.lower(token) == ":" && !scene.in_quotes(token))
    else {
        return;
    };
    let end = sentence_end(scene, sentence);
    if at == sentence.first || at + 2 > end {
        return;
    }
    let start = segment(scene, sentence, at);
    let range = (at + 1, end);
    if at > start && at - start <= LABEL && !scene.has_finite((start, at - 1)) {
        if let Some(head) = labelled(scene, (start, at - 1)) {
            let attribution = Attribution {
                sources: vec![source(scene, head, at)],
                cue: None,
                content: vec![scene.content_span(range)],
                quoted: Vec::new(),
                outer: None,
                rule: "colon",
            };
            found.push(Found { attribution, sentence: index, ranges: vec![range], react: false });
        }
        return;
    }
    if let Some((speaker, word)) = led_in(scene, (start, at - 1)).filter(|_| scene.has_finite(range)) {
        let attribution = told(scene, speaker, cue(scene, (word, word), CueKind::Asserts), &[range], "noun-and-colon");
        found.push(Found { attribution, sentence: index, ranges: vec![range], react: false });
    }
}

/// "Talks failed – minister" and "“We will stay.” ― Ana Ruiz": a free dash, and who speaks behind it.
pub(super) fn dash(scene: &Scene<'_>, index: usize, first: usize, found: &mut Vec<Found>) {
    let sentence = scene.sentence(index);
    let end = sentence_end(scene, sentence);
    let from = sentence.first.max(1).max(end.saturating_sub(LABEL + 1));
    let Some(at) = (from..end).rev().find(|&token| is_dash(scene, token)) else { return };
    let start = segment(scene, sentence, at);
    let before = scene.trimmed((start, at - 1)).filter(|_| start < at);
    let quote = scene.quotation_at(scene.token(at - 1).span.start).filter(|_| scene.is_quote(at - 1));
    let (content, ranges) = match (quote, before) {
        (Some(quote), _) => (quote.span, Vec::new()),
        (None, Some(range)) if found.len() == first && sentence.heading && scene.has_finite(range) => {
            (scene.content_span(range), vec![range])
        }
        _ => return,
    };
    let words = (at + 1, end);
    let named = scene.mentions_in(scene.span(words)).any(|mention| mention.kind == MentionKind::Person);
    let Some(head) = labelled(scene, words).or(named.then_some(end)) else { return };
    let attribution = Attribution {
        sources: vec![source_of_words(scene, chunk::Chunk { words, head, full: words })],
        cue: None,
        content: vec![content],
        quoted: Vec::new(),
        outer: None,
        rule: "dash",
    };
    found.push(Found { attribution, sentence: index, ranges, react: false });
}

/// Stands free, as no hyphen does.
fn is_dash(scene: &Scene<'_>, token: TokenId) -> bool {
    let dashed = scene.lower(token).chars().all(|c| "-–—―".contains(c));
    let free = |other: TokenId| scene.token(other).span;
    let apart = free(token - 1).end < free(token).start || scene.is_quote(token - 1);
    dashed && apart && free(token).end < free(token + 1).start
}

/// The one who speaks where only a name stands before the colon.
fn labelled(scene: &Scene<'_>, (first, last): Range) -> Option<TokenId> {
    let speaks = |token: &TokenId| {
        let mention = scene.mention(*token).map(|id| &scene.analysis.mentions[id]);
        mention.is_some_and(|mention| {
            matches!(
                mention.kind,
                MentionKind::Person | MentionKind::Organisation | MentionKind::State | MentionKind::Group
            )
        })
    };
    let nominal = (first..=last).all(|token| {
        matches!(scene.token(token).upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Part | Upos::Punct | Upos::Det)
    });
    nominal.then(|| (first..=last).rev().find(speaks)).flatten()
}

/// Subject of the clause before the colon, and the noun of telling that is its object.
fn led_in(scene: &Scene<'_>, (first, last): Range) -> Option<(TokenId, TokenId)> {
    let word =
        (first..=last).rev().find(|&token| scene.token(token).upos == Upos::Noun && scene.is(token, Frames::NOUN))?;
    let verb = scene.head(word).filter(|_| scene.relation(word) == Relation::Obj)?;
    Some((super::subject::own_subject(scene, verb)?, word))
}
