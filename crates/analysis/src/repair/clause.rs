//! `tree -> tree`: clauses whose verb the parser took for a noun or an adjective, built anew around it.
//!
//! - "An explosion kills 17": a plural that has a subject is a verb, and what follows it is its object.
//! - "A court in Cairo sentences the former president": nothing else can be the sentence's verb.
//! - "after the bloc imposed sanctions": a past form between a name and a plural, behind a word that opens a clause.
//! - "Israel Defense Forces seize a boat": two subjects that stand side by side are one name.

use lexicon::{Lexicon, Pos};

use crate::analysis::{Token, TokenId};
use crate::repair::{children, is_finite};
use crate::repair_nouns::{DESCRIBING, is_present_verb, lemma, take_subject};
use crate::tagset::{Relation, Upos, Xpos};

/// How far up a phrase is climbed.
const DEPTH_MAX: usize = 8;

/// One sentence, after the other repairs.
pub(super) fn rebuild(tokens: &mut [Token], first: TokenId, last: TokenId, lexicon: &Lexicon) {
    for id in first..last {
        inner_case(tokens, first, id);
        plural_with_subject(tokens, first, id, last, lexicon);
        first_of_two_verbs(tokens, first, id, lexicon);
        verb_before_relative(tokens, first, id, last, lexicon);
        past_in_clause(tokens, first, id, last, lexicon);
        doubled_subject(tokens, first, id);
    }
    only_verb(tokens, first, last, lexicon);
    occurring(tokens, first, last, lexicon);
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
        !verbal && (!modifies || child > id)
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

/// "by Al-Shabab militants": a preposition before the first word of a name governs all of it.
fn inner_case(tokens: &mut [Token], first: TokenId, id: TokenId) {
    if tokens[id].relation != Relation::Case || tokens[id].xpos == Xpos::Pos {
        return;
    }
    let Some(word) = tokens[id].head.filter(|&word| word == id + 1 && tokens[word].relation == Relation::Compound)
    else {
        return;
    };
    let Some(noun) = tokens[word].head.filter(|&noun| noun > word) else { return };
    let cased = children(tokens, noun).any(|child| child >= first && tokens[child].relation == Relation::Case);
    let oblique = matches!(tokens[noun].relation, Relation::Obl | Relation::Nmod | Relation::OblAgent);
    if !cased && oblique {
        tokens[id].head = Some(noun);
    }
}

/// "Flooding kills 14 people and affects the islands": a plural with an object is the first of two verbs, not the
/// subject of the second.
fn first_of_two_verbs(tokens: &mut [Token], first: TokenId, id: TokenId, lexicon: &Lexicon) {
    if tokens[id].upos != Upos::Noun || tokens[id].relation != Relation::Nsubj || !is_plural(&tokens[id]) {
        return;
    }
    let Some(second) = tokens[id].head.filter(|&second| second > id && tokens[second].upos == Upos::Verb) else {
        return;
    };
    let object = children(tokens, id).find(|&child| child > id && tokens[child].relation == Relation::Obj);
    let joint = children(tokens, second).any(|child| {
        child < second && object.is_some_and(|object| child > object) && tokens[child].relation == Relation::Cc
    });
    let Some(subject) = id.checked_sub(1).filter(|&before| joint && before >= first) else { return };
    if tokens[subject].head != Some(id) || !is_nominal(&tokens[subject]) || !is_present_verb(&tokens[id], lexicon) {
        return;
    }
    take_subject(tokens, first, id, subject);
    become_verb(tokens, id, lexicon);
    (tokens[id].head, tokens[id].relation) = (tokens[second].head, tokens[second].relation);
    (tokens[second].head, tokens[second].relation) = (Some(id), Relation::Conj);
}

/// "The FBI arrests Ali Khan, who had been on a list": a plural between two names, of which the second has a clause of
/// its own that the tree takes for the main one.
fn verb_before_relative(tokens: &mut [Token], first: TokenId, id: TokenId, last: TokenId, lexicon: &Lexicon) {
    let plural = tokens[id].upos == Upos::Noun && is_plural(&tokens[id]) && id > first && id + 1 < last;
    if !plural || tokens[id].relation != Relation::Nsubj {
        return;
    }
    let (subject, object) = (id - 1, id + 1);
    let joined = tokens[subject].head == Some(id)
        && tokens[object].head == Some(id)
        && tokens[subject].relation == Relation::Compound
        && matches!(tokens[object].relation, Relation::Appos | Relation::Flat)
        && tokens[object].upos == Upos::Propn;
    let clause = tokens[id].head.filter(|&clause| clause > object && clause < last);
    let Some(clause) = clause.filter(|_| joined && is_present_verb(&tokens[id], lexicon)) else { return };
    let relative = children(tokens, clause).any(|child| {
        child > object && matches!(tokens[child].xpos, Xpos::Wp | Xpos::Wdt) && is_subject(&tokens[child])
    });
    if relative {
        take_subject(tokens, first, id, subject);
        become_verb(tokens, id, lexicon);
        take_object(tokens, id, Some(object));
        (tokens[id].head, tokens[id].relation) = (tokens[clause].head, tokens[clause].relation);
        (tokens[clause].head, tokens[clause].relation) = (Some(object), Relation::AclRelcl);
    }
}

/// "Heavy fighting resumes between the factions": a verb that tells of an act going on, in a sentence without a verb.
fn occurring(tokens: &mut [Token], first: TokenId, last: TokenId, lexicon: &Lexicon) {
    let Some(class) = lexicon.words.class("occur-verb") else { return };
    let Some(root) = (first + 1..last).find(|&id| tokens[id].head.is_none()) else { return };
    let subject = root - 1;
    let noun = tokens[root].upos == Upos::Noun && is_plural(&tokens[root]);
    let compound = tokens[subject].head == Some(root) && tokens[subject].relation == Relation::Compound;
    if !noun || !compound || is_plural(&tokens[subject]) || (first..last).any(|id| is_finite(&tokens[id])) {
        return;
    }
    if lexicon.words.is(class, &lemma(&tokens[root], lexicon), Pos::Verb) {
        take_subject(tokens, first, root, subject);
        become_verb(tokens, root, lexicon);
        take_object(tokens, root, None);
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
    for token in &mut tokens[case..before] {
        if token.head == Some(verb) {
            token.head = Some(before);
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
    for (at, token) in (mark..id).zip(&mut tokens[mark..id]) {
        if token.head == Some(noun) {
            let describes = DESCRIBING.contains(&token.relation) && at != subject;
            token.head = Some(if describes { subject } else { id });
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
    let after_comma = inner >= outer + 2 && tokens[inner - 1].lower == "," && tokens[inner - 2].upos == Upos::Propn;
    if after_comma && tokens[inner].upos == Upos::Propn && inner + 1 == verb && climb_to(tokens, inner - 2, outer) {
        (tokens[inner].head, tokens[inner].relation) = (Some(inner - 2), Relation::Appos);
        return;
    }
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

fn is_subject(token: &Token) -> bool {
    matches!(token.relation, Relation::Nsubj | Relation::NsubjPass)
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
