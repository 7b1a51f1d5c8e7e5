//! Noun phrases by word order alone, for where the tree is wrong: right before a verb, and right behind a phrase.

use analysis::{Relation, TokenId, Upos, Xpos};

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
    if scene.is_comma(end) {
        return before_parenthesis(scene, first, end);
    }
    let chunk = phrase_ending(scene, first, without_brackets(scene, first, end))?;
    Some(Chunk { full: (chunk.full.0, end), ..chunk })
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
    let name = (inside.0..=inside.1).all(|token| matches!(scene.token(token).upos, Upos::Propn | Upos::Punct));
    let whole = (chunk.words.0, inside.1);
    if name && scene.token(chunk.head).upos == Upos::Noun {
        return Some(Chunk { words: whole, head: inside.0, full: whole });
    }
    let circumstance = matches!(scene.token(inside.0).xpos, Xpos::Vbg | Xpos::Vbn | Xpos::Vbd | Xpos::In | Xpos::Rb);
    Some(if circumstance { chunk } else { Chunk { full: whole, ..chunk } })
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
    let words = (start, end);
    Some(Chunk { words, head: head_of(scene, words), full: words })
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

/// As [`behind`], with the apposition or relative clause that follows between commas.
pub(super) fn behind_with_apposition(scene: &Scene<'_>, first: TokenId) -> Option<Chunk> {
    let chunk = behind(scene, first)?;
    let last = scene.analysis.sentence_of(first).last;
    let comma = chunk.words.1 + 1;
    if comma + 1 >= last || !scene.is_comma(comma) {
        return Some(chunk);
    }
    let start = comma + 1;
    let closing = (start..last).find(|&token| scene.is_comma(token) || scene.lower(token) == ";").unwrap_or(last - 1);
    let relative = matches!(scene.token(start).xpos, Xpos::Wp | Xpos::WpPoss);
    let noun = matches!(scene.token(start).upos, Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj)
        && !scene.has_finite((start, closing.max(start)));
    let end = (start..closing).rev().find(|&token| !scene.is_punct(token)).unwrap_or(chunk.words.1);
    Some(if relative || noun { Chunk { full: (first, end), ..chunk } } else { chunk })
}

/// Whether the phrase whose last noun so far is `last` goes on with this token.
fn continues(scene: &Scene<'_>, token: TokenId, last: Option<TokenId>) -> bool {
    let word = scene.token(token);
    let fresh = last.is_none_or(|last| last + 1 < token);
    if scene.is(token, Frames::AS.or(Frames::ACCORDING)) {
        return false;
    }
    if nominal(scene, token) {
        return true;
    }
    match word.upos {
        Upos::Sym => true,
        Upos::Adj | Upos::Num | Upos::Det => fresh || named_adjective(scene, token),
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
