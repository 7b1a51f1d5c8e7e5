//! Noun phrases by word order alone, for where the tree is wrong: right before a verb, and right behind a phrase.

use analysis::{Form, MentionKind, Relation, TokenId, Upos, Xpos};

use super::cue::Frames;
use super::scene::Scene;
use super::tree::Range;

/// How long a noun phrase is at most, in tokens.
const LONGEST: usize = 24;

/// A noun phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub(super) words: Range,
    pub(super) head: TokenId,
    /// With brackets, apposition and relative clause.
    pub(super) full: Range,
}

/// The phrase that can be the subject of a tensed verb: it ends right before it, or before a parenthesis between
/// commas.
pub(super) fn before(scene: &Scene<'_>, verb: TokenId) -> Option<Chunk> {
    let first = scene.analysis.sentence_of(verb).first;
    let end = skip_verb_group(scene, first, verb)?;
    let near = without_time(scene, first, end)?;
    if scene.is_comma(near) {
        return before_parenthesis(scene, first, near);
    }
    let noun = if near > first && reduced(scene, near) { near - 1 } else { near };
    let chunk = phrase_ending(scene, first, without_brackets(scene, first, noun))?;
    Some(Chunk { full: (chunk.full.0, if noun < near { end } else { near }), ..chunk })
}

/// The token before "on Friday" or "last year"; None where a time is all there is.
fn without_time(scene: &Scene<'_>, first: TokenId, end: TokenId) -> Option<TokenId> {
    let Some(start) = scene.time_ending(end) else { return Some(end) };
    let before = start.checked_sub(1).filter(|&before| before >= first)?;
    let marked = scene.token(before).upos == Upos::Adp && before > first;
    Some(if marked { before - 1 } else { before })
}

/// "the Forces (SDF)": the token before the bracket.
fn without_brackets(scene: &Scene<'_>, first: TokenId, end: TokenId) -> TokenId {
    if scene.lower(end) != ")" {
        return end;
    }
    let open = (first + 1..end).rev().take(LONGEST).find(|&token| scene.lower(token) == "(");
    open.map_or(end, |open| open - 1)
}

/// Last token before the auxiliaries and adverbs of a verb.
fn skip_verb_group(scene: &Scene<'_>, first: TokenId, verb: TokenId) -> Option<TokenId> {
    let group = |token: TokenId| {
        let word = scene.token(token);
        matches!(word.upos, Upos::Aux | Upos::Adv)
            || word.relation == Relation::Aux
            || word.xpos == Xpos::Md
            || (word.upos == Upos::Part && word.xpos != Xpos::Pos && word.xpos != Xpos::To)
    };
    (first..verb).rev().find(|&token| !group(token))
}

/// "X, who …, said" and "X, Y's spokesman, said": `comma` closes the parenthesis.
fn before_parenthesis(scene: &Scene<'_>, first: TokenId, comma: TokenId) -> Option<Chunk> {
    if scene.in_quotes(comma) {
        return None;
    }
    let opening = (first + 1..comma).rev().find(|&token| scene.is_comma(token) && !scene.in_quotes(token))?;
    let inside = (opening + 1, comma - 1);
    if inside.0 > inside.1 {
        return None;
    }
    let relative = matches!(scene.token(inside.0).xpos, Xpos::Wp | Xpos::Wdt | Xpos::WpPoss | Xpos::Wrb);
    if scene.has_finite(inside) && !relative {
        return None;
    }
    let chunk = phrase_ending(scene, first, without_brackets(scene, first, opening - 1))?;
    if let Some(named) = before_apposition(scene, first, chunk) {
        return Some(Chunk { full: (named.words.0, inside.1), ..named });
    }
    let name = (inside.0..=inside.1).all(|token| matches!(scene.token(token).upos, Upos::Propn | Upos::Punct));
    let whole = (chunk.words.0, inside.1);
    if name && scene.token(chunk.head).upos == Upos::Noun {
        return Some(Chunk { words: whole, head: inside.0, full: whole });
    }
    let circumstance = matches!(scene.token(inside.0).xpos, Xpos::Vbg | Xpos::Vbn | Xpos::Vbd | Xpos::In | Xpos::Rb);
    Some(if circumstance { chunk } else { Chunk { full: whole, ..chunk } })
}

/// "Ana Ruiz, the mayor, one of the accused, said": the person in front of a first apposition.
fn before_apposition(scene: &Scene<'_>, first: TokenId, apposition: Chunk) -> Option<Chunk> {
    let comma = apposition.words.0.checked_sub(1).filter(|&comma| comma > first && scene.is_comma(comma))?;
    let chunk = phrase_ending(scene, first, without_brackets(scene, first, comma - 1))?;
    let person = scene
        .mentions_in(scene.span(chunk.words))
        .any(|mention| mention.kind == MentionKind::Person && mention.form == Form::Name);
    let free = chunk.words.0 == first || scene.is_punct(chunk.words.0 - 1);
    (person && free && scene.token(apposition.head).upos == Upos::Noun).then_some(chunk)
}

/// The noun phrase whose last token is `end`.
fn phrase_ending(scene: &Scene<'_>, first: TokenId, end: TokenId) -> Option<Chunk> {
    let word = scene.token(end);
    if word.upos == Upos::Pron {
        let subject = !matches!(word.xpos, Xpos::PrpPoss | Xpos::Wdt | Xpos::Wp);
        return subject.then_some(Chunk { words: (end, end), head: end, full: (end, end) });
    }
    let adjective = word.upos == Upos::Adj && end > first && matches!(scene.token(end - 1).upos, Upos::Det | Upos::Adj);
    if !nominal(scene, end) && word.upos != Upos::Num && !named_adjective(scene, end) && !adjective {
        return None;
    }
    let floor = first.max(end.saturating_sub(LONGEST));
    let mut start = end;
    let mut at = end;
    while at > floor {
        let next = at - 1;
        if !joins(scene, next, at, floor) {
            break;
        }
        at = next;
        if !matches!(scene.token(at).upos, Upos::Adp | Upos::Cconj | Upos::Punct | Upos::Part) {
            start = at;
        }
    }
    let words = (subject_start(scene, first, (start, end)), end);
    Some(Chunk { words, head: head_of(scene, words), full: words })
}

/// "Last week Ruiz", "In an interview Ruiz": what stands in front of the subject without a comma is left out.
fn subject_start(scene: &Scene<'_>, first: TokenId, (start, end): Range) -> TokenId {
    if let Some(last) = scene.time_starting(start).filter(|&last| last < end)
        && scene.token(last + 1).xpos != Xpos::Pos
    {
        return last + 1;
    }
    let charge = |token: &TokenId| {
        scene.token(*token).upos == Upos::Noun
            && scene.is(*token, Frames::CHARGE.or(Frames::NOUN))
            && scene.token(token + 1).upos == Upos::Propn
    };
    if let Some(claim) = (start..end).find(charge).filter(|_| scene.token(start).upos == Upos::Det) {
        return claim + 1;
    }
    if start == first || scene.token(start - 1).upos != Upos::Adp {
        return start;
    }
    let place = scene.token(end).span;
    let named = scene.mentions_in(scene.span((start, end))).find(|mention| {
        mention.form == Form::Name
            && matches!(mention.kind, MentionKind::Person | MentionKind::Organisation)
            && mention.span.contains(place)
    });
    let name =
        named.and_then(|mention| (start + 1..=end).find(|&token| scene.token(token).span.start >= mention.span.start));
    name.filter(|&name| matches!(scene.token(name - 1).upos, Upos::Noun | Upos::Propn | Upos::Num)).unwrap_or(start)
}

/// Whether the token belongs to the phrase that goes on at `right`.
fn joins(scene: &Scene<'_>, token: TokenId, right: TokenId, floor: TokenId) -> bool {
    let word = scene.token(token);
    let opens = matches!(scene.token(right).upos, Upos::Det | Upos::Pron);
    if nominal(scene, token) {
        return !opens;
    }
    match word.upos {
        Upos::Num | Upos::Sym | Upos::Adj | Upos::Det => !opens,
        Upos::Pron => word.xpos == Xpos::PrpPoss && !opens,
        Upos::Part => word.xpos == Xpos::Pos,
        Upos::Adp => token > floor + 1 && (nominal(scene, token - 1) || reduced(scene, token - 1)),
        Upos::Cconj => token > floor && nominal(scene, token - 1) && scene.token(right).upos != Upos::Verb,
        Upos::Punct => matches!(&*word.lower, "-" | ")" | "(" | "/"),
        Upos::Verb => {
            let bare = matches!(word.xpos, Xpos::Vbn | Xpos::Vbg | Xpos::Vb | Xpos::Vbd);
            let hyphen = token > floor && scene.lower(token - 1) == "-";
            let reduced = scene.token(right).upos == Upos::Adp && token > floor && reduced(scene, token);
            bare && (hyphen || reduced || (word.xpos == Xpos::Vbn && scene.relation(token) == Relation::Amod))
        }
        _ => false,
    }
}

/// "the team based at": a participle right behind its noun.
fn reduced(scene: &Scene<'_>, token: TokenId) -> bool {
    token > 0 && matches!(scene.token(token).xpos, Xpos::Vbn) && nominal(scene, token - 1)
}

fn nominal(scene: &Scene<'_>, token: TokenId) -> bool {
    let word = scene.token(token);
    matches!(word.upos, Upos::Noun | Upos::Propn) || matches!(word.xpos, Xpos::Nnp | Xpos::Nnps)
}

/// An unknown name that the tagger took for an adjective or a verb.
fn named_adjective(scene: &Scene<'_>, token: TokenId) -> bool {
    let word = scene.token(token);
    matches!(word.upos, Upos::Adj | Upos::Verb | Upos::X | Upos::Sym)
        && word.span.of(&scene.report.text).starts_with(char::is_uppercase)
}

/// The last noun before the first preposition, participle or "and".
fn head_of(scene: &Scene<'_>, (first, last): Range) -> TokenId {
    let stop = (first + 1..=last)
        .find(|&token| {
            let word = scene.token(token);
            matches!(word.upos, Upos::Adp | Upos::Cconj) || (word.upos == Upos::Verb && scene.lower(token - 1) != "-")
        })
        .unwrap_or(last + 1);
    (first..stop).rev().find(|&token| nominal(scene, token)).unwrap_or(last)
}

/// The noun phrase that starts at `first`.
pub(super) fn behind(scene: &Scene<'_>, first: TokenId) -> Option<Chunk> {
    let limit = scene.analysis.sentence_of(first).last.min(first + LONGEST);
    let mut last = None;
    let mut at = first;
    while at < limit && continues(scene, at, last) {
        if nominal(scene, at) || scene.token(at).upos == Upos::Pron || named_adjective(scene, at) {
            last = Some(at);
        }
        at += 1;
    }
    let words = (first, last?);
    Some(Chunk { words, head: head_of(scene, words), full: words })
}

/// As [`behind`], with the bracket that follows: "Ana Ruiz (Labour)".
pub(super) fn behind_with_brackets(scene: &Scene<'_>, first: TokenId) -> Option<Chunk> {
    let chunk = behind(scene, first)?;
    let end = behind_brackets(scene, chunk.words.1, scene.analysis.sentence_of(first).last);
    Some(Chunk { full: (first, end), ..chunk })
}

/// As [`behind`], with brackets, and the apposition or relative clause that follows.
pub(super) fn behind_with_apposition(scene: &Scene<'_>, first: TokenId) -> Option<Chunk> {
    let chunk = behind_with_brackets(scene, first)?;
    let (end, last) = (chunk.full.1, scene.analysis.sentence_of(first).last);
    if end + 2 >= last {
        return Some(chunk);
    }
    if reduced(scene, end + 1)
        && let Some(time) = scene.time_starting(end + 2)
    {
        return Some(Chunk { full: (first, time), ..chunk });
    }
    let comma = scene.is_comma(end + 1);
    let start = if comma { end + 2 } else { end + 1 };
    let closing = (start..last).find(|&token| scene.is_comma(token) || scene.lower(token) == ";").unwrap_or(last - 1);
    let relative = matches!(scene.token(start).xpos, Xpos::Wp | Xpos::WpPoss);
    let noun = comma
        && matches!(scene.token(start).upos, Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj)
        && is_nominal_only(scene, (start, closing.max(start)));
    let end = (start..closing).rev().find(|&token| !scene.is_punct(token)).unwrap_or(end);
    Some(if relative || noun { Chunk { full: (first, end), ..chunk } } else { chunk })
}

/// Last token of "(Labour)" behind a phrase; of the phrase, where no bracket follows.
fn behind_brackets(scene: &Scene<'_>, end: TokenId, last: TokenId) -> TokenId {
    if end + 2 >= last || scene.lower(end + 1) != "(" {
        return end;
    }
    (end + 2..last).take(LONGEST).find(|&token| scene.lower(token) == ")").unwrap_or(end)
}

/// No tensed verb but those of relative clauses.
fn is_nominal_only(scene: &Scene<'_>, (first, last): Range) -> bool {
    let tensed = |token: &TokenId| matches!(scene.token(*token).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    let Some(verb) = (first..=last).find(tensed) else { return true };
    (first..verb).any(|token| matches!(scene.token(token).xpos, Xpos::Wp | Xpos::Wdt | Xpos::WpPoss | Xpos::Wrb))
}

/// "sources close to the palace", "people familiar with the talks": an adjective with its own preposition.
fn leads_on(scene: &Scene<'_>, token: TokenId) -> bool {
    let next = scene.analysis.tokens.get(token + 1);
    scene.token(token).upos == Upos::Adj && next.is_some_and(|next| next.upos == Upos::Adp)
}

/// Whether the phrase whose last noun so far is `last` goes on with this token.
fn continues(scene: &Scene<'_>, token: TokenId, last: Option<TokenId>) -> bool {
    let word = scene.token(token);
    let modifier = |last: TokenId| last > 1 && scene.lower(last - 1) == "-";
    let fresh = last.is_none_or(|last| last + 1 < token || modifier(last));
    if scene.is(token, Frames::AS.or(Frames::ACCORDING)) {
        return false;
    }
    if nominal(scene, token) {
        return true;
    }
    match word.upos {
        Upos::Sym => true,
        Upos::Adj | Upos::Num | Upos::Det => fresh || named_adjective(scene, token) || leads_on(scene, token),
        Upos::Pron => fresh && word.xpos != Xpos::Wdt && word.xpos != Xpos::Wp,
        Upos::Part => word.xpos == Xpos::Pos,
        Upos::Adp => last.is_some(),
        Upos::Cconj => {
            last.is_some() && scene.analysis.tokens.get(token + 1).is_some_and(|next| next.upos != Upos::Verb)
        }
        Upos::Punct => matches!(&*word.lower, "-" | "/" | "."),
        Upos::Verb => {
            let participle = matches!(word.xpos, Xpos::Vbn | Xpos::Vbg | Xpos::Vb);
            let behind = reduced(scene, token)
                && scene.analysis.tokens.get(token + 1).is_some_and(|next| next.upos == Upos::Adp);
            let hyphen = scene.lower(token.saturating_sub(1)) == "-";
            participle && (hyphen || behind || scene.relation(token) == Relation::Amod)
        }
        _ => false,
    }
}
