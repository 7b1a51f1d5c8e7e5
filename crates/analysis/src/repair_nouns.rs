//! `tree -> tree`: present-tense verbs that the parser takes for nouns, mended where the words leave one reading.
//!
//! - "police arrest a man": a noun with an object is a verb, and the noun fixed before it is its subject.
//! - "shelling kills three people": a plural that only a number follows is a verb of the lexicon.
//! - "kills two civilians and injures three others": so is one after "and" that a number or article follows.
//! - "a missile and drone attack": the first noun describes the act, as the second does.

use lexicon::{Lexicon, Pos};

use crate::analysis::{Token, TokenId};
use crate::tagset::{Relation, Upos, Xpos};

/// How far the parts of a phrase stand apart, at most.
const REACH: usize = 40;

/// What describes a noun from its left.
pub(crate) const DESCRIBING: &[Relation] = &[
    Relation::Amod,
    Relation::Compound,
    Relation::Det,
    Relation::Nummod,
    Relation::NmodPoss,
    Relation::NmodUnmarked,
    Relation::NmodDesc,
];

/// One sentence, after tagging and parsing.
pub(crate) fn repair(tokens: &mut [Token], first: TokenId, last: TokenId, lexicon: &Lexicon) {
    for id in first..last {
        if matches!(tokens[id].upos, Upos::Noun | Upos::Propn) {
            transitive(tokens, first, id, lexicon);
            counting(tokens, first, id, last, lexicon);
            coordinated(tokens, first, id, last, lexicon);
            shared_modifier(tokens, id, lexicon);
        }
    }
}

/// The plurals of a sentence that are verbs behind "and".
pub(crate) fn coordinated_verbs(tokens: &mut [Token], first: TokenId, last: TokenId, lexicon: &Lexicon) {
    for id in first..last {
        if matches!(tokens[id].upos, Upos::Noun | Upos::Propn) {
            coordinated(tokens, first, id, last, lexicon);
        }
    }
}

/// A word of the lexicon that is a verb, in a form of the present tense.
pub(crate) fn is_present_verb(token: &Token, lexicon: &Lexicon) -> bool {
    let known = |word: &str| lexicon.words.entries(word).iter().any(|entry| entry.pos == Pos::Verb);
    let singular = token.xpos == Xpos::Nns || token.xpos == Xpos::Nnps;
    match token.lower.strip_suffix('s').filter(|_| singular) {
        Some(stem) => known(stem) || stem.strip_suffix('e').is_some_and(known),
        None => token.xpos == Xpos::Nn && known(&token.lower),
    }
}

/// "police arrest a man"
fn transitive(tokens: &mut [Token], first: TokenId, id: TokenId, lexicon: &Lexicon) {
    let object = child_after(tokens, id, Relation::Obj);
    let Some(before) = id.checked_sub(1).filter(|&before| before >= first && object.is_some()) else { return };
    let compound = tokens[before].head == Some(id) && tokens[before].relation == Relation::Compound;
    let clause = matches!(tokens[id].relation, Relation::Root | Relation::Ccomp | Relation::Conj | Relation::Parataxis);
    let opens = matches!(tokens[id + 1].upos, Upos::Det) || tokens[id + 1].xpos == Xpos::PrpPoss;
    let fenced = opens && matches!(tokens[before].xpos, Xpos::Nns | Xpos::Nnps);
    if compound && (clause || fenced) && is_present_verb(&tokens[id], lexicon) {
        make_verb(tokens, first, id, before, lexicon);
        if !clause {
            subordinate(tokens, first, id);
        }
    }
}

/// "after gunmen assault the mission": the preposition opens a clause.
fn subordinate(tokens: &mut [Token], first: TokenId, verb: TokenId) {
    let case = (first..verb).find(|&id| tokens[id].head == Some(verb) && tokens[id].relation == Relation::Case);
    if let Some(case) = case {
        tokens[case].relation = Relation::Mark;
        tokens[verb].relation = Relation::Advcl;
    }
}

/// "shelling kills three people"
fn counting(tokens: &mut [Token], first: TokenId, id: TokenId, last: TokenId, lexicon: &Lexicon) {
    let after = id + 1;
    let Some(before) = id.checked_sub(1).filter(|&before| before >= first && after < last) else { return };
    let subject = tokens[before].head == Some(id) && tokens[before].relation == Relation::Compound;
    let counted = tokens[after].head.filter(|_| tokens[after].upos == Upos::Num);
    let object = counted.filter(|&noun| noun > id && tokens[noun].head == Some(id));
    let plural = matches!(tokens[id].xpos, Xpos::Nns | Xpos::Nnps);
    let root = tokens[id].relation == Relation::Root;
    if let Some(object) = object
        && subject
        && plural
        && root
        && is_present_verb(&tokens[id], lexicon)
    {
        make_verb(tokens, first, id, before, lexicon);
        tokens[object].relation = Relation::Obj;
    }
}

/// "and injures three others"
fn coordinated(tokens: &mut [Token], first: TokenId, id: TokenId, last: TokenId, lexicon: &Lexicon) {
    let after = id + 1;
    let Some(before) = id.checked_sub(1).filter(|&before| before >= first && after < last) else { return };
    let plural = matches!(tokens[id].xpos, Xpos::Nns | Xpos::Nnps);
    let opens = matches!(tokens[after].upos, Upos::Num | Upos::Det);
    if tokens[id].relation != Relation::Conj || tokens[before].relation != Relation::Cc || !plural || !opens {
        return;
    }
    let Some(noun) = tokens[id].head else { return };
    let verb = (first..id).rev().find(|&verb| tokens[verb].xpos == Xpos::Vbz);
    let bare = tokens[after].upos == Upos::Num && tokens[after].head.is_some_and(|head| head <= id);
    let object = tokens[after].head.map(|head| if bare { after } else { head });
    let object = object.filter(|&object| object > id && object < id + REACH);
    let hangs = |object: TokenId| bare || tokens[object].head.is_some_and(|head| head == id || head == noun);
    if let (Some(verb), Some(object)) = (verb, object.filter(|&object| hangs(object)))
        && is_present_verb(&tokens[id], lexicon)
    {
        (tokens[id].upos, tokens[id].xpos, tokens[id].head) = (Upos::Verb, Xpos::Vbz, Some(verb));
        tokens[id].lemma = lemma(&tokens[id], lexicon);
        (tokens[object].head, tokens[object].relation) = (Some(id), Relation::Obj);
    }
}

/// "a missile and drone attack": "missile" is no object of its own, as nothing determines the second noun.
fn shared_modifier(tokens: &mut [Token], id: TokenId, lexicon: &Lexicon) {
    let Some(class) = lexicon.words.class("attack-noun") else { return };
    let is_attack = |id: TokenId| {
        lexicon.words.is(class, &tokens[id].lemma, Pos::Noun) || lexicon.words.is(class, &tokens[id].lower, Pos::Noun)
    };
    let Some(noun) = tokens[id].head.filter(|&noun| tokens[id].relation == Relation::Conj && noun + 3 == id) else {
        return;
    };
    let joined = tokens[id - 2].relation == Relation::Cc;
    let compound = tokens[id - 1].head == Some(id) && tokens[id - 1].relation == Relation::Compound;
    if !(joined && compound && is_attack(id)) || is_attack(noun) || tokens[noun].xpos != Xpos::Nn {
        return;
    }
    for other in (noun.saturating_sub(REACH)..tokens.len().min(id + REACH)).filter(|&other| other != id) {
        if tokens[other].head == Some(noun) {
            tokens[other].head = Some(id);
        }
    }
    (tokens[id].head, tokens[id].relation) = (tokens[noun].head, tokens[noun].relation);
    (tokens[noun].head, tokens[noun].relation) = (Some(id), Relation::Compound);
    (tokens[id - 1].head, tokens[id - 1].relation) = (Some(noun), Relation::Conj);
    tokens[id - 2].head = Some(id - 1);
}

/// Makes the noun a verb of which the noun before it is the subject, with all that describes it.
fn make_verb(tokens: &mut [Token], first: TokenId, id: TokenId, subject: TokenId, lexicon: &Lexicon) {
    take_subject(tokens, first, id, subject);
    let singular = matches!(tokens[id].xpos, Xpos::Nns | Xpos::Nnps);
    tokens[id].lemma = lemma(&tokens[id], lexicon);
    (tokens[id].upos, tokens[id].xpos) = (Upos::Verb, if singular { Xpos::Vbz } else { Xpos::Vbp });
    let end = tokens.len().min(id + REACH);
    for token in &mut tokens[id + 1..end] {
        if token.head == Some(id) && token.relation == Relation::Nmod {
            token.relation = Relation::Obl;
        }
    }
}

/// What describes the noun that turned out to be a verb describes its subject.
pub(crate) fn take_subject(tokens: &mut [Token], first: TokenId, verb: TokenId, subject: TokenId) {
    let from = first.max(verb.saturating_sub(REACH)).min(subject);
    for token in &mut tokens[from..subject] {
        if token.head == Some(verb) && DESCRIBING.contains(&token.relation) {
            token.head = Some(subject);
        }
    }
    (tokens[subject].head, tokens[subject].relation) = (Some(verb), Relation::Nsubj);
}

/// The verb of the lexicon behind a form in -s.
pub(crate) fn lemma(token: &Token, lexicon: &Lexicon) -> compact_str::CompactString {
    let known = |word: &str| lexicon.words.entries(word).iter().any(|entry| entry.pos == Pos::Verb);
    let stem = token.lower.strip_suffix('s').unwrap_or(&token.lower);
    let stems = [Some(token.lower.as_str()), Some(stem), stem.strip_suffix('e')];
    stems.into_iter().flatten().find(|stem| known(stem)).unwrap_or(&token.lemma).into()
}

fn child_after(tokens: &[Token], id: TokenId, relation: Relation) -> Option<TokenId> {
    let near = id + 1..tokens.len().min(id + REACH);
    near.into_iter().find(|&child| tokens[child].head == Some(id) && tokens[child].relation == relation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::Span;

    fn token(word: &str, upos: Upos, xpos: Xpos, head: Option<TokenId>, relation: Relation) -> Token {
        Token { span: Span::default(), lower: word.into(), lemma: word.into(), upos, xpos, head, relation }
    }

    fn lexicon() -> Lexicon {
        Lexicon::builtin().unwrap()
    }

    #[test]
    fn a_noun_with_an_object_is_a_verb() {
        let mut tokens = vec![
            token("police", Upos::Noun, Xpos::Nn, Some(1), Relation::Compound),
            token("arrest", Upos::Noun, Xpos::Nn, None, Relation::Root),
            token("man", Upos::Noun, Xpos::Nn, Some(1), Relation::Obj),
        ];
        repair(&mut tokens, 0, 3, &lexicon());
        assert_eq!((tokens[1].upos, tokens[0].relation), (Upos::Verb, Relation::Nsubj));
    }

    #[test]
    fn a_plural_after_and_that_a_number_follows_is_a_verb() {
        let mut tokens = vec![
            token("kills", Upos::Verb, Xpos::Vbz, None, Relation::Root),
            token("guards", Upos::Noun, Xpos::Nns, Some(0), Relation::Obj),
            token("and", Upos::Cconj, Xpos::Other, Some(3), Relation::Cc),
            token("injures", Upos::Noun, Xpos::Nns, Some(1), Relation::Conj),
            token("three", Upos::Num, Xpos::Cd, Some(5), Relation::Nummod),
            token("others", Upos::Noun, Xpos::Nns, Some(1), Relation::Conj),
        ];
        repair(&mut tokens, 0, 6, &lexicon());
        assert_eq!((tokens[3].upos, tokens[3].head, tokens[3].lemma.as_str()), (Upos::Verb, Some(0), "injure"));
        assert_eq!((tokens[5].head, tokens[5].relation), (Some(3), Relation::Obj));
    }

    #[test]
    fn the_first_of_two_modifiers_is_no_object() {
        let mut tokens = vec![
            token("launches", Upos::Verb, Xpos::Vbz, None, Relation::Root),
            token("missile", Upos::Noun, Xpos::Nn, Some(0), Relation::Obj),
            token("and", Upos::Cconj, Xpos::Other, Some(4), Relation::Cc),
            token("drone", Upos::Noun, Xpos::Nn, Some(4), Relation::Compound),
            token("attack", Upos::Noun, Xpos::Nn, Some(1), Relation::Conj),
        ];
        repair(&mut tokens, 0, 5, &lexicon());
        let shape: Vec<_> = tokens[1..].iter().map(|token| (token.head, token.relation)).collect();
        let wanted = [
            (Some(4), Relation::Compound),
            (Some(3), Relation::Cc),
            (Some(1), Relation::Conj),
            (Some(0), Relation::Obj),
        ];
        assert_eq!(shape, wanted);
    }
}
