//! What a verb of telling tells: the stretch of its sentence, by the tree first, by word order where the tree is silent.

use analysis::{Relation, Sentence, TokenId, Upos, Xpos};

use super::cue::Frames;
use super::scene::Scene;
use super::subject::own_subject;
use super::tree::Range;

/// How the content hangs on the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    Clause,
    Quote,
    Object,
    Describe,
    Accuse,
    /// "rejected claims that …"
    Charge,
}

/// How far behind the cue a conjunction or a bare clause is looked for, in tokens.
const REACH: usize = 12;

/// The content after the cue. `last` is the last token of the cue's phrase.
pub(super) fn right(scene: &Scene<'_>, verb: TokenId, last: TokenId, frames: Frames) -> Option<(Range, Frame)> {
    let clause = Frames::SAY.or(Frames::TELL).or(Frames::HEDGE).or(Frames::DENY).or(Frames::SHOW).or(Frames::WILL);
    if frames.any(clause)
        && let Some(complement) = complement(scene, verb, last, frames)
    {
        let first = scene.tree.extent(complement).0.max(last + 1);
        return Some(((first, end(scene, verb, complement)), Frame::Clause));
    }
    if frames.any(Frames::DESCRIBE)
        && let Some(range) = described(scene, verb, last)
    {
        return Some((range, Frame::Describe));
    }
    if frames.any(Frames::ACCUSE)
        && let Some(range) = accused(scene, verb, last)
    {
        return Some((range, Frame::Accuse));
    }
    if frames.any(Frames::SAY.or(Frames::TELL).or(Frames::REACT).or(Frames::HEDGE))
        && let Some(range) = quoted(scene, verb, last)
    {
        return Some((range, Frame::Quote));
    }
    if frames.any(Frames::SAY.or(Frames::TELL).or(Frames::HEDGE))
        && let Some(first) = bare_clause(scene, verb, last)
    {
        let end = sentence_end(scene, scene.analysis.sentence_of(verb));
        return (first <= end).then_some(((first, end), Frame::Clause));
    }
    object(scene, verb, last, frames)
}

/// The clause that the tree hangs on the verb, after it.
fn complement(scene: &Scene<'_>, verb: TokenId, last: TokenId, frames: Frames) -> Option<TokenId> {
    let infinitive = frames.any(Frames::OBJECT.or(Frames::DENY).or(Frames::WILL));
    scene.tree.children(verb).filter(|&child| child > last).find(|&child| match scene.relation(child) {
        Relation::Ccomp => true,
        Relation::Xcomp => infinitive && scene.is_verb(child) && !scene.is(child, Frames::NOT),
        Relation::Parataxis => {
            let left = scene.tree.extent(child).0;
            !scene.is(child, Frames::VERBS) && (left == last + 1 || scene.in_quotes(left))
        }
        Relation::Advcl => infinitive && left_edge_is_gerund(scene, child, last),
        _ => false,
    })
}

fn left_edge_is_gerund(scene: &Scene<'_>, child: TokenId, last: TokenId) -> bool {
    child == last + 1 && scene.token(child).xpos == Xpos::Vbg
}

/// Last token of the clause: all that hangs on the verb after it, up to what begins another act of the speaker.
fn end(scene: &Scene<'_>, verb: TokenId, complement: TokenId) -> TokenId {
    let mut last = scene.tree.extent(complement).1;
    for child in scene.tree.children(verb).filter(|&child| child > complement) {
        if cuts(scene, child) {
            return last.min(scene.tree.extent(child).0.saturating_sub(1)).max(complement);
        }
        if scene.relation(child) != Relation::Punct {
            last = last.max(scene.tree.extent(child).1);
        }
    }
    last
}

/// Begins something that the cue before it does not tell.
fn cuts(scene: &Scene<'_>, child: TokenId) -> bool {
    let left = scene.tree.extent(child).0;
    match scene.relation(child) {
        Relation::Conj => {
            let comma = scene.is_comma(left) || (left > 0 && scene.is_comma(left - 1));
            let marked = scene.child(child, &[Relation::Mark]).is_some();
            let own = own_subject(scene, child).is_some();
            !marked && (!own || comma || scene.is(child, Frames::VERBS))
        }
        Relation::Parataxis => scene.is(child, Frames::VERBS) && own_subject(scene, child).is_some(),
        Relation::Advcl => scene.token(child).xpos == Xpos::Vbg && scene.is(child, Frames::SAY.or(Frames::CITE)),
        _ => false,
    }
}

/// "described A as B", "called A B", "what it called B".
fn described(scene: &Scene<'_>, verb: TokenId, last: TokenId) -> Option<Range> {
    let after = |child: &TokenId| *child > last;
    let object = scene.tree.children(verb).filter(after).find(|&child| scene.relation(child) == Relation::Obj);
    let as_phrase = |child: TokenId| {
        let marks = [Relation::Case, Relation::Mark];
        scene.tree.children(child).any(|mark| marks.contains(&scene.relation(mark)) && scene.is(mark, Frames::AS))
    };
    let predicate = scene.tree.children(verb).filter(after).find(|&child| match scene.relation(child) {
        Relation::Xcomp => true,
        Relation::Obl | Relation::Advcl | Relation::Nmod => as_phrase(child),
        _ => false,
    });
    let inside = object.is_some_and(|object| {
        let (left, right) = scene.tree.extent(object);
        (left..=right).any(|token| token > object && scene.is(token, Frames::AS))
    });
    let free = scene.child(verb, &[Relation::Obj]).is_some_and(|child| child < verb)
        || scene.head(verb).is_some_and(|head| head < verb && scene.token(head).xpos == Xpos::Wp);
    let head = match (object, predicate) {
        (Some(object), Some(_)) => object,
        (None, Some(predicate)) => predicate,
        (Some(object), None) if inside || free => object,
        _ => return None,
    };
    let start = scene.tree.extent(head).0.max(last + 1);
    Some((start, end(scene, verb, predicate.unwrap_or(head))))
}

/// "accused A of B", "blamed A for B", "blamed A".
fn accused(scene: &Scene<'_>, verb: TokenId, last: TokenId) -> Option<Range> {
    let object = scene.tree.children(verb).find(|&child| child > last && scene.relation(child) == Relation::Obj)?;
    let start = scene.tree.extent(object).0.max(last + 1);
    Some((start, end(scene, verb, object)))
}

/// A quotation that starts behind the cue with nothing but its own adjuncts between.
fn quoted(scene: &Scene<'_>, verb: TokenId, last: TokenId) -> Option<Range> {
    let sentence = scene.analysis.sentence_of(verb);
    let quote = scene.quotation_after(scene.token(last).span.end)?;
    if quote.span.start >= sentence.span.end || scene.in_quotes(verb) {
        return None;
    }
    let first = (last + 1..sentence.last).find(|&token| scene.token(token).span.start >= quote.span.start)?;
    let before = first - 1;
    let led_in = before == last
        || scene.is_comma(before)
        || scene.lower(before) == ":"
        || scene.relation(before) == Relation::Mark;
    let adjunct = (last + 1..first).all(|token| !scene.is_verb(token));
    if !led_in || !adjunct {
        return None;
    }
    let end = sentence_end(scene, sentence);
    let closing = (first..=end).find(|&token| scene.token(token).span.start >= quote.span.end);
    let until = match closing {
        Some(token) if scene.is_comma(token) || ends_quote(scene, quote.inner) => token - 1,
        _ => end,
    };
    Some((first, until.max(first)))
}

/// The quotation's last character closes a clause.
fn ends_quote(scene: &Scene<'_>, inner: report::Span) -> bool {
    inner.of(&scene.report.text).trim_end().ends_with(['.', ',', '!', '?', '…', ';'])
}

/// "said on Friday that …", "said Russia had …" where the tree shows no complement.
fn bare_clause(scene: &Scene<'_>, verb: TokenId, last: TokenId) -> Option<TokenId> {
    let sentence = scene.analysis.sentence_of(verb);
    let until = (last + REACH).min(sentence.last);
    let mark = |token: TokenId| scene.relation(token) == Relation::Mark && scene.token(token).upos == Upos::Sconj;
    for token in last + 1..until {
        if scene.is_verb(token) {
            break;
        }
        if mark(token) && !scene.is(token, Frames::AS.or(Frames::AFTER)) {
            return scene.has_finite((token, sentence.last - 1)).then_some(token);
        }
    }
    let next = last + 1;
    let starts = next < sentence.last
        && matches!(scene.token(next).upos, Upos::Det | Upos::Pron | Upos::Propn | Upos::Noun | Upos::Num | Upos::Adj);
    let subject = own_subject(scene, verb).is_some_and(|subject| subject < verb);
    let within = |token: &TokenId| scene.token(*token).span.start;
    let timed = scene.analysis.times.iter().any(|time| starts && time.span.start == within(&next));
    (starts && subject && !timed && scene.has_finite((next, sentence.last - 1))).then_some(next)
}

/// A noun phrase that is told: "reported an attack", "claimed responsibility", "put the toll at 31", "speaks of losses".
fn object(scene: &Scene<'_>, verb: TokenId, last: TokenId, frames: Frames) -> Option<(Range, Frame)> {
    let wanted = Frames::OBJECT.or(Frames::DENY).or(Frames::PUT).or(Frames::WILL).or(Frames::SHOW).or(Frames::REJECT);
    if !frames.any(wanted) {
        return None;
    }
    let phrase = last > verb;
    let object = scene.tree.children(verb).find(|&child| {
        child > last
            && match scene.relation(child) {
                Relation::Obj => true,
                Relation::Obl | Relation::Advcl | Relation::Xcomp | Relation::Ccomp | Relation::Nmod => {
                    phrase && scene.tree.extent(child).0 <= last
                }
                _ => false,
            }
    })?;
    let (left, right) = scene.tree.extent(object);
    let start = left.max(last + 1);
    if frames.any(Frames::PUT) && !frames.any(Frames::OBJECT.or(Frames::DENY)) {
        let toll = scene.is(object, Frames::TOLL);
        return toll.then(|| ((start, end(scene, verb, object)), Frame::Object));
    }
    let denies = frames.any(Frames::DENY.or(Frames::REJECT));
    if scene.is(object, Frames::CHARGE) && (denies || scene.is(object, Frames::NOUN)) {
        let clause = scene.child(object, &[Relation::Acl, Relation::Ccomp, Relation::AclRelcl])?;
        let told = denies && scene.child(clause, &[Relation::Mark]).is_some();
        return told.then(|| (scene.tree.extent(clause), Frame::Charge));
    }
    if !frames.any(wanted.without(Frames::REJECT)) {
        return None;
    }
    let predicate = scene.child(verb, &[Relation::Xcomp]).filter(|&child| child > object);
    let right = predicate.map_or(right, |child| scene.tree.extent(child).1.max(right));
    (start <= right).then_some(((start, right), Frame::Object))
}

/// The words before the cue's clause: "Y, X said" and "Y, said X". `first` is the clause's first token.
pub(super) fn left(scene: &Scene<'_>, verb: TokenId, first: TokenId) -> Option<Range> {
    let sentence = scene.analysis.sentence_of(verb);
    let start = segment(scene, sentence, first);
    let before = first.checked_sub(1).filter(|&before| before >= start)?;
    let closed = scene.is_punct(before) && scene.lower(before) != ":";
    let hangs = scene.relation(verb) == Relation::Parataxis
        || scene.tree.children(verb).any(|child| child < first && scene.relation(child) == Relation::Ccomp);
    if !closed && !hangs {
        return None;
    }
    scene.trimmed((start, before))
}

/// Where the text of a sentence begins: behind a dateline, behind the last semicolon before `until`.
pub(super) fn segment(scene: &Scene<'_>, sentence: &Sentence, until: TokenId) -> TokenId {
    let dateline = scene.report.blocks.get(sentence.block).and_then(|block| block.dateline.as_ref());
    let mut start = sentence.first;
    if let Some(dateline) = dateline {
        while start < until && scene.token(start).span.start < dateline.span.end {
            start += 1;
        }
    }
    let cut = (start..until).rev().find(|&token| scene.lower(token) == ";" && !scene.in_quotes(token));
    cut.map_or(start, |token| token + 1)
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

/// Last token of a sentence that is no closing punctuation, quotation marks aside.
pub(super) fn sentence_end(scene: &Scene<'_>, sentence: &Sentence) -> TokenId {
    let loose = |token: &TokenId| !scene.is_punct(*token);
    (sentence.first..sentence.last).rev().find(loose).unwrap_or(sentence.first)
}

/// Takes a closing "after …" clause with a subject of its own off content that a cue announces: news puts the
/// occasion there in its own voice.
pub(super) fn without_occasion(scene: &Scene<'_>, (first, last): Range) -> Range {
    let occasion = (first + 1..=last).rev().find(|&token| {
        scene.is(token, Frames::AFTER) && scene.relation(token) == Relation::Mark && !scene.in_quotes(token)
    });
    let Some(mark) = occasion else { return (first, last) };
    let Some(clause) = scene.head(mark) else { return (first, last) };
    let subject = own_subject(scene, clause).is_some_and(|subject| scene.token(subject).upos != Upos::Pron);
    if subject && scene.tree.extent(clause).1 + 1 >= last && mark > first + 1 {
        (first, mark - 1)
    } else {
        (first, last)
    }
}
