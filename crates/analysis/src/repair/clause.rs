//! `tree -> tree`: clauses whose verb the parser took for a noun or an adjective, built anew around it.
//!
//! - "An explosion kills 17": a plural that has a subject is a verb, and what follows it is its object.
//! - "A court in Cairo sentences the former president": nothing else can be the sentence's verb.
//! - "after the bloc imposed sanctions": a past form between a name and a plural, behind a word that opens a clause.
//! - "Israel Defense Forces seize a boat": two subjects that stand side by side are one name.

use lexicon::{Lexicon, Pos};

use crate::analysis::{Token, TokenId};
use crate::repair::{children, is_finite};
use crate::repair_nouns::{is_present_verb, lemma};
use crate::tagset::{Relation, Upos, Xpos};

/// How far up a phrase is climbed.
const DEPTH_MAX: usize = 8;

/// What describes a noun from its left.
const DESCRIBING: &[Relation] = &[
    Relation::Amod,
    Relation::Compound,
    Relation::Det,
    Relation::Nummod,
    Relation::NmodPoss,
    Relation::NmodUnmarked,
    Relation::NmodDesc,
];

/// One sentence, after the other repairs.
pub(super) fn rebuild(tokens: &mut [Token], first: TokenId, last: TokenId, lexicon: &Lexicon) {
    for id in first..last {
        plural_with_subject(tokens, first, id, last, lexicon);
        past_in_clause(tokens, first, id, last, lexicon);
        doubled_subject(tokens, first, id);
    }
    only_verb(tokens, first, last, lexicon);
}

/// "An explosion kills 17", "Thousands protest"
fn plural_with_subject(tokens: &mut [Token], first: TokenId, id: TokenId, last: TokenId, lexicon: &Lexicon) {
    let clause = matches!(
        tokens[id].relation,
        Relation::Root | Relation::Ccomp | Relation::Conj | Relation::Parataxis | Relation::Advcl | Relation::AclRelcl
    );
    if tokens[id].upos != Upos::Noun || id == first || !clause {
        return;
    }
    let Some(subject) = children(tokens, id).find(|&child| child < id && tokens[child].relation == Relation::Nsubj)
    else {
        return;
    };
    let closed = children(tokens, id).all(|child| {
        let modifies = DESCRIBING.contains(&tokens[child].relation);
        let verbal = matches!(tokens[child].relation, Relation::Cop | Relation::Aux | Relation::Case);
        !verbal && !(modifies && child < id)
    });
    let opened = opens_phrase(tokens, id + 1, last);
    let plural = is_plural(&tokens[id]) && (opened || is_present_verb(&tokens[id], lexicon));
    let singular = tokens[id].xpos == Xpos::Nn && is_plural(&tokens[subject]) && is_present_verb(&tokens[id], lexicon);
    let touches = is_nominal(&tokens[id - 1]);
    if closed && touches && (plural || singular) {
        let object = object_after(tokens, id, last).filter(|&object| opened && tokens[object].head == Some(id));
        become_verb(tokens, id, lexicon);
        take_object(tokens, id, object);
    }
}

/// "A court in Cairo sentences the former president": the first noun of a sentence without a verb that can be one.
fn only_verb(tokens: &mut [Token], first: TokenId, last: TokenId, lexicon: &Lexicon) {
    let Some(root) = (first..last).find(|&id| tokens[id].head.is_none()) else { return };
    let verbal = matches!(tokens[root].upos, Upos::Verb | Upos::Aux);
    if verbal || (first..last).any(|id| is_finite(&tokens[id])) {
        return;
    }
    let candidate = (first + 1..last).find(|&id| {
        let form = if is_plural(&tokens[id]) {
            opens_phrase(tokens, id + 1, last)
        } else {
            let subject = is_plural(&tokens[id - 1]) || tokens[id - 1].upos == Upos::Propn;
            subject && (opens_strictly(tokens, id + 1, last) || is_plural(&tokens[id - 1]) && adjective(tokens, id + 1))
        };
        let noun = tokens[id].upos == Upos::Noun && is_nominal(&tokens[id - 1]);
        noun && form && is_present_verb(&tokens[id], lexicon) && object_after(tokens, id, last).is_some()
    });
    let Some((verb, object)) = candidate.and_then(|id| Some((id, object_after(tokens, id, last)?))) else { return };
    let Some(subject) = free_subject(tokens, first, verb) else { return };
    become_verb(tokens, verb, lexicon);
    let tops: Vec<TokenId> = [subject, object, verb, root].to_vec();
    for id in (first..last).filter(|id| !tops.contains(id)) {
        let Some(head) = tokens[id].head.filter(|head| tops.contains(head)) else { continue };
        let describes = DESCRIBING.contains(&tokens[id].relation);
        let clause = matches!(tokens[id].relation, Relation::Punct | Relation::Advcl | Relation::Parataxis);
        if id < verb && head >= verb && describes && id < subject {
            tokens[id].head = Some(subject);
        } else if (id < verb && head >= verb && id > subject) || clause || (id > object && head <= verb) {
            tokens[id].head = Some(verb);
            if tokens[id].relation == Relation::Nmod {
                tokens[id].relation = Relation::Obl;
            }
        }
    }
    if root != verb && root != subject && root != object {
        (tokens[root].head, tokens[root].relation) = (Some(verb), Relation::Dep);
    }
    (tokens[subject].head, tokens[subject].relation) = (Some(verb), Relation::Nsubj);
    (tokens[object].head, tokens[object].relation) = (Some(verb), Relation::Obj);
    (tokens[verb].head, tokens[verb].relation) = (None, Relation::Root);
}

/// The head of the phrase that ends before the verb; where that phrase hung on the verb by a preposition ("in Cairo"),
/// the noun that it belongs to.
fn free_subject(tokens: &mut [Token], first: TokenId, verb: TokenId) -> Option<TokenId> {
    let before = climb(tokens, verb - 1, first, verb);
    let case = (first..before).find(|&id| tokens[id].head == Some(verb) && tokens[id].relation == Relation::Case);
    let Some(case) = case else { return Some(before) };
    let noun = tokens[verb].head.filter(|&head| head < case)?;
    for id in case..before {
        if tokens[id].head == Some(verb) {
            tokens[id].head = Some(before);
        }
    }
    (tokens[before].head, tokens[before].relation) = (Some(noun), Relation::Nmod);
    Some(climb(tokens, noun, first, verb))
}

/// The topmost token of its phrase that stands before `end`.
fn climb(tokens: &[Token], id: TokenId, first: TokenId, end: TokenId) -> TokenId {
    let up = |&at: &TokenId| tokens[at].head.filter(|head| (first..end).contains(head));
    std::iter::successors(Some(id), up).take(DEPTH_MAX).last().unwrap_or(id)
}

/// "after the bloc imposed sanctions"
fn past_in_clause(tokens: &mut [Token], first: TokenId, id: TokenId, last: TokenId, lexicon: &Lexicon) {
    let class = |name: &str, at: TokenId, word: &str| {
        let held = lexicon.words.class(name).is_some_and(|class| lexicon.words.is(class, word, Pos::Any));
        held && at >= first
    };
    let Some(noun) = tokens[id].head.filter(|&noun| noun > id && noun < last && is_plural(&tokens[noun])) else {
        return;
    };
    let past = tokens[id].xpos == Xpos::Vbn && tokens[id].relation == Relation::Amod;
    let Some(subject) = id.checked_sub(1).filter(|&before| past && before >= first) else { return };
    let named = tokens[subject].head == Some(noun) && tokens[subject].relation == Relation::Compound;
    let governs = |case: TokenId| tokens[case].head.is_some_and(|head| head == noun || head == subject);
    let mark = (first..subject).find(|&case| governs(case) && tokens[case].relation == Relation::Case);
    let Some(mark) = mark.filter(|&mark| named && class("clause-opener", mark, &tokens[mark].lower)) else { return };
    if class("describing-participle", id, &tokens[id].lower) {
        return;
    }
    tokens[mark].head = Some(id);
    for at in mark..id {
        if tokens[at].head == Some(noun) {
            let describes = DESCRIBING.contains(&tokens[at].relation) && at != subject;
            tokens[at].head = Some(if describes { subject } else { id });
        }
    }
    (tokens[id].head, tokens[id].relation, tokens[id].xpos) = (tokens[noun].head, Relation::Advcl, Xpos::Vbd);
    tokens[mark].relation = Relation::Mark;
    (tokens[subject].head, tokens[subject].relation) = (Some(id), Relation::Nsubj);
    (tokens[noun].head, tokens[noun].relation) = (Some(id), Relation::Obj);
}

/// "Israel Defense Forces seize a boat": the first of two subjects side by side describes the second.
fn doubled_subject(tokens: &mut [Token], first: TokenId, verb: TokenId) {
    let subjects: Vec<TokenId> =
        children(tokens, verb).filter(|&id| id < verb && tokens[id].relation == Relation::Nsubj).collect();
    let [outer, inner] = subjects[..] else { return };
    if tokens[outer].upos != Upos::Propn || !is_nominal(&tokens[inner]) || outer < first {
        return;
    }
    let inside = |id: TokenId| climb_to(tokens, id, outer) || climb_to(tokens, id, inner);
    let joined = |id: TokenId| !matches!(tokens[id].upos, Upos::Punct | Upos::Cconj | Upos::Det | Upos::Adp);
    if (outer + 1..inner).all(|id| inside(id) && joined(id)) {
        (tokens[outer].head, tokens[outer].relation) = (Some(inner), Relation::Compound);
    }
}

/// `id` hangs below `top`, at most [`DEPTH_MAX`] steps.
fn climb_to(tokens: &[Token], id: TokenId, top: TokenId) -> bool {
    std::iter::successors(Some(id), |&at| tokens[at].head).take(DEPTH_MAX).any(|at| at == top)
}

fn become_verb(tokens: &mut [Token], id: TokenId, lexicon: &Lexicon) {
    let xpos = if is_plural(&tokens[id]) { Xpos::Vbz } else { Xpos::Vbp };
    tokens[id].lemma = lemma(&tokens[id], lexicon);
    (tokens[id].upos, tokens[id].xpos) = (Upos::Verb, xpos);
}

fn take_object(tokens: &mut [Token], verb: TokenId, object: Option<TokenId>) {
    if let Some(object) = object {
        (tokens[object].head, tokens[object].relation) = (Some(verb), Relation::Obj);
    }
    let end = tokens.len().min(verb + 40);
    for token in &mut tokens[verb + 1..end] {
        if token.head == Some(verb) && token.relation == Relation::Nmod {
            token.relation = Relation::Obl;
        }
    }
}

/// The head of the noun phrase that begins directly behind `id`.
fn object_after(tokens: &[Token], id: TokenId, last: TokenId) -> Option<TokenId> {
    let start = id + 1;
    let up = |&at: &TokenId| tokens[at].head.filter(|&head| head > id && head < last);
    let top = std::iter::successors(Some(start).filter(|&start| start < last), up).take(DEPTH_MAX).last()?;
    let cased =
        children(tokens, top).any(|child| child > id && tokens[child].relation == Relation::Case && child < top);
    (is_nominal(&tokens[top]) && !cased).then_some(top)
}

fn opens_phrase(tokens: &[Token], id: TokenId, last: TokenId) -> bool {
    opens_strictly(tokens, id, last) || (id < last && adjective(tokens, id))
}

fn opens_strictly(tokens: &[Token], id: TokenId, last: TokenId) -> bool {
    id < last && matches!(tokens[id].upos, Upos::Num | Upos::Det | Upos::Propn | Upos::Pron)
}

fn adjective(tokens: &[Token], id: TokenId) -> bool {
    tokens.get(id).is_some_and(|token| token.upos == Upos::Adj)
}

fn is_plural(token: &Token) -> bool {
    matches!(token.xpos, Xpos::Nns | Xpos::Nnps)
}

fn is_nominal(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron)
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::Span;

    fn token(word: &str, upos: Upos, xpos: Xpos, head: Option<TokenId>, relation: Relation) -> Token {
        Token { span: Span::default(), lower: word.into(), lemma: word.into(), upos, xpos, head, relation }
    }

    fn rebuilt(mut tokens: Vec<Token>) -> Vec<(Option<TokenId>, Relation)> {
        let last = tokens.len();
        rebuild(&mut tokens, 0, last, &Lexicon::builtin().unwrap());
        tokens.iter().map(|token| (token.head, token.relation)).collect()
    }

    #[test]
    fn a_plural_with_a_subject_takes_the_number_behind_it() {
        let shape = rebuilt(vec![
            token("explosion", Upos::Noun, Xpos::Nn, Some(1), Relation::Nsubj),
            token("kills", Upos::Noun, Xpos::Nns, None, Relation::Root),
            token("17", Upos::Num, Xpos::Cd, Some(1), Relation::Flat),
        ]);
        assert_eq!(shape[2], (Some(1), Relation::Obj));
    }

    #[test]
    fn the_only_noun_that_can_be_a_verb_is_the_verb() {
        let shape = rebuilt(vec![
            token("forces", Upos::Noun, Xpos::Nns, Some(1), Relation::Compound),
            token("shell", Upos::Noun, Xpos::Nn, Some(3), Relation::Compound),
            token("rebel", Upos::Adj, Xpos::Jj, Some(3), Relation::Amod),
            token("positions", Upos::Noun, Xpos::Nns, None, Relation::Root),
        ]);
        let wanted =
            [(Some(1), Relation::Nsubj), (None, Relation::Root), (Some(3), Relation::Amod), (Some(1), Relation::Obj)];
        assert_eq!(shape, wanted);
    }

    #[test]
    fn two_subjects_side_by_side_are_one_name() {
        let shape = rebuilt(vec![
            token("israel", Upos::Propn, Xpos::Nnp, Some(2), Relation::Nsubj),
            token("forces", Upos::Noun, Xpos::Nns, Some(2), Relation::Nsubj),
            token("seize", Upos::Verb, Xpos::Vbp, None, Relation::Root),
        ]);
        assert_eq!(shape[0], (Some(1), Relation::Compound));
    }
}
