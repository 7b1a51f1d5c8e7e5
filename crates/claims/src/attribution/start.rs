//! Where the content after a cue begins, by word order: behind time, place and the person told, and behind what stands
//! between commas.

use analysis::{Relation, TokenId, Upos, Xpos};

use super::chunk;
use super::cue::Frames;
use super::scene::Scene;

/// How sure the start is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// "that", or a colon
    Marked,
    Quote,
    /// a noun phrase and a tensed verb
    Bare,
}

/// How many phrases may stand between the cue and its content.
const STEPS: usize = 8;

pub(super) fn start(scene: &Scene<'_>, verb: TokenId, last: TokenId, frames: Frames) -> Option<(TokenId, Start)> {
    let sentence = scene.analysis.sentence_of(verb);
    let mut at = last + 1;
    let mut addressed = !frames.any(Frames::TELL);
    let mut free = true;
    for _ in 0..STEPS {
        if at + 1 >= sentence.last {
            return None;
        }
        if let Some(found) = marked(scene, verb, at) {
            return Some(found);
        }
        if scene.token(at).xpos == Xpos::Vbg && free && frames.any(Frames::DENY.or(Frames::OBJECT)) {
            return Some((at, Start::Marked));
        }
        if scene.is_comma(at) || (scene.lower(at) == ";" && scene.is_quote(at + 1)) {
            at = behind_parenthesis(scene, at, sentence.last)?;
            free = false;
            continue;
        }
        if let Some(next) = behind_adjunct(scene, at) {
            at = next;
            continue;
        }
        if at == last + 1 && starts_extracted(scene, verb, at) {
            return Some((at, Start::Marked));
        }
        let range = chunk::behind(scene, at)?.words;
        let tensed = tensed_after(scene, range.1, sentence.last);
        if !addressed && !tensed {
            addressed = true;
            at = range.1 + 1;
            continue;
        }
        let participle = scene.token(verb).xpos == Xpos::Vbn && !scene.tells(verb);
        let bare = free && !participle && frames.any(Frames::SAY.or(Frames::TELL).or(Frames::HEDGE).or(Frames::SHOW));
        let open = tensed || scene.is(verb, Frames::BARE);
        return (bare && open && sentence.last > at + 2).then_some((at, Start::Bare));
    }
    None
}

/// A conjunction, a colon or an opening quotation mark right here.
fn marked(scene: &Scene<'_>, verb: TokenId, at: TokenId) -> Option<(TokenId, Start)> {
    let word = scene.token(at);
    let next = scene.analysis.tokens.get(at + 1);
    let plural = next.is_some_and(|next| matches!(next.xpos, Xpos::Nns | Xpos::Nnps | Xpos::Dt | Xpos::Prp));
    if scene.is(at, Frames::THAT) && (matches!(word.xpos, Xpos::In | Xpos::Wdt) || plural) {
        return Some((at, Start::Marked));
    }
    if scene.is(at, Frames::WHAT) && scene.is(verb, Frames::SAY.or(Frames::TELL).or(Frames::SHOW)) {
        return Some((at, Start::Marked));
    }
    if &*word.lower == ":" {
        let quoted = scene.is_quote(at + 1);
        return Some((at + 1, if quoted { Start::Quote } else { Start::Marked }));
    }
    let quote = scene.quotation_at(word.span.start)?;
    let opens = quote.span.start == word.span.start && !quote.span.contains(scene.token(verb).span);
    opens.then_some((at, Start::Quote))
}

/// Behind ", citing the ministry," where a conjunction or a quotation follows; behind a lone comma before a quotation.
fn behind_parenthesis(scene: &Scene<'_>, comma: TokenId, last: TokenId) -> Option<TokenId> {
    if scene.is_quote(comma + 1) {
        return Some(comma + 1);
    }
    let closing = (comma + 1..last).find(|&token| scene.is_comma(token) && !scene.in_quotes(token))?;
    let next = closing + 1;
    if next + 1 >= last || scene.has_finite((comma + 1, closing)) {
        return None;
    }
    let follows = scene.is_quote(next) || (scene.is(next, Frames::THAT) && scene.token(next).xpos != Xpos::Dt);
    follows.then_some(next)
}

/// Behind an adverb, a time, or a preposition with its noun phrase.
pub(super) fn behind_adjunct(scene: &Scene<'_>, at: TokenId) -> Option<TokenId> {
    let word = scene.token(at);
    let from = scene.analysis.times.partition_point(|time| time.last <= at);
    if let Some(time) = scene.analysis.times.get(from).filter(|time| time.first <= at) {
        return Some(time.last.max(at + 1));
    }
    match word.upos {
        Upos::Adv => Some(at + 1),
        Upos::Part | Upos::Adp if gerund_behind(scene, at + 1) => Some(at + 1),
        Upos::Verb if matches!(word.xpos, Xpos::Vbn) => Some(at + 1),
        Upos::Adp if !scene.is(at, Frames::THAT) && at + 1 < scene.analysis.sentence_of(at).last => {
            if scene.is(at + 1, Frames::THAT) && scene.token(at + 1).xpos != Xpos::Dt {
                return Some(at + 1);
            }
            chunk::behind(scene, at + 1).map(|chunk| chunk.words.1 + 1)
        }
        _ => None,
    }
}

/// "attacks that the UN says may be crimes": the verb of the content follows at once.
fn starts_extracted(scene: &Scene<'_>, verb: TokenId, at: TokenId) -> bool {
    let relative = matches!(scene.relation(verb), Relation::AclRelcl | Relation::Acl);
    relative && matches!(scene.token(at).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
}

pub(super) fn gerund_behind(scene: &Scene<'_>, at: TokenId) -> bool {
    let next = (at..scene.analysis.tokens.len().min(at + 3)).find(|&token| scene.token(token).upos != Upos::Adv);
    next.is_some_and(|token| scene.token(token).xpos == Xpos::Vbg)
}

/// Whether a tensed verb follows the noun phrase that ends here.
pub(super) fn tensed_after(scene: &Scene<'_>, end: TokenId, last: TokenId) -> bool {
    let skip = |token: &TokenId| !matches!(scene.token(*token).upos, Upos::Adv);
    let mut next = (end + 1..last).find(skip);
    if let Some(comma) = next.filter(|&token| scene.is_comma(token)) {
        let closing = (comma + 1..last).rev().find(|&token| scene.is_comma(token));
        next = closing.and_then(|closing| (closing + 1..last).find(skip));
    }
    next.is_some_and(|token| matches!(scene.token(token).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md))
}
