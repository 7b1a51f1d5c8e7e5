//! `tree -> tree`: what the parser is known to get wrong in news prose, mended where the words leave one reading.
//!
//! - "Rockets destroyed two houses." has no finite verb but one that could be a participle: it is the root.
//! - "left 12 people dead": an adjective after its noun belongs to the verb.
//! - "shelled" is a form of "shell", a word of the lexicon, not of "shel"; "fled" one of "flee".
//! - "was hit" is a passive, though "hit" looks like a noun.
//! - "shot down 12 drones": what follows the particle of a phrase of the lexicon is the verb's object.
//! - "killed at least 11 villagers": "at" belongs to the number ([`counted`]).
//! - "a mass shooting" is one noun of the lexicon, not a noun with a participle ([`compound`]).
//! - "Several carriages and a depot were damaged": both are the subject ([`coordination`]).
//! - "An explosion kills 17": a verb that the parser took for a noun heads its clause ([`clause`]).

mod clause;
mod compound;
mod coordination;
mod counted;

use std::collections::HashMap;

use compact_str::CompactString;
use lexicon::{Lexicon, Pos};

use crate::analysis::{Analysis, Token, TokenId};
use crate::repair_nouns;
use crate::tagset::{Relation, Upos, Xpos};

pub(crate) use counted::repair_counted;

/// After tagging and parsing.
pub(crate) fn repair(analysis: &mut Analysis, lexicon: &Lexicon) {
    let irregular: HashMap<&str, &str> =
        lexicon.rows("text/irregular").map(|row| (row.get("form"), row.get("lemma"))).collect();
    for token in analysis.tokens.iter_mut() {
        lemma(token, lexicon, &irregular);
    }
    for sentence in &analysis.sentences {
        if !sentence.unparsed {
            repair_nouns::repair(&mut analysis.tokens, sentence.first, sentence.last, lexicon);
            verbs(&mut analysis.tokens, sentence.first, sentence.last, &irregular);
            passives(&mut analysis.tokens, sentence.first, sentence.last, &irregular);
            particles(&mut analysis.tokens, sentence.first, sentence.last, lexicon);
            adjectives(&mut analysis.tokens, sentence.first, sentence.last, lexicon);
            verbless(&mut analysis.tokens, sentence.first, sentence.last);
            predicates(&mut analysis.tokens, sentence.first, sentence.last);
            swallowed_verb(&mut analysis.tokens, sentence.first, sentence.last);
            swallowed_objects(&mut analysis.tokens, sentence.first, sentence.last);
            marked_objects(&mut analysis.tokens, sentence.first, sentence.last, lexicon);
            compound::gerunds(&mut analysis.tokens, sentence.first, sentence.last, lexicon);
            coordination::shared_subjects(&mut analysis.tokens, sentence.first, sentence.last);
            clause::rebuild(&mut analysis.tokens, sentence.first, sentence.last, lexicon);
        }
    }
}

/// Tokens near `id` that hang on it.
pub(crate) fn children(tokens: &[Token], id: TokenId) -> impl Iterator<Item = TokenId> {
    const REACH: usize = 40;
    let near = id.saturating_sub(REACH)..tokens.len().min(id + REACH);
    near.filter(move |&child| tokens[child].head == Some(id))
}

/// "will no longer attack", "both parties undertook": what has a modal or is a past form with a subject is a verb.
fn verbs(tokens: &mut [Token], first: TokenId, last: TokenId, irregular: &HashMap<&str, &str>) {
    for id in first..last {
        if !matches!(tokens[id].upos, Upos::Noun | Upos::Adj | Upos::X) {
            continue;
        }
        let child = |relation: Relation| {
            (first..id).find(|&child| tokens[child].head == Some(id) && tokens[child].relation == relation)
        };
        let bare =
            tokens[id].lower == tokens[id].lemma && child(Relation::Cop).is_none() && child(Relation::Det).is_none();
        let modal = child(Relation::Aux).is_some_and(|aux| tokens[aux].xpos == Xpos::Md);
        let past = irregular.get(tokens[id].lower.as_str()).filter(|lemma| **lemma != tokens[id].lower.as_str());
        if modal && bare && tokens[id].upos != Upos::Adj {
            (tokens[id].upos, tokens[id].xpos) = (Upos::Verb, Xpos::Vb);
        } else if let Some(lemma) = past
            && child(Relation::Nsubj).is_some()
            && child(Relation::Cop).is_none()
        {
            (tokens[id].upos, tokens[id].xpos, tokens[id].lemma) = (Upos::Verb, Xpos::Vbd, CompactString::from(*lemma));
        }
    }
}

/// A form that can only be a participle after "be" is one.
fn passives(tokens: &mut [Token], first: TokenId, last: TokenId, irregular: &HashMap<&str, &str>) {
    for id in first..last {
        if tokens[id].upos == Upos::Verb || !irregular.contains_key(tokens[id].lower.as_str()) {
            continue;
        }
        let copula =
            (first..id).find(|&child| tokens[child].head == Some(id) && tokens[child].relation == Relation::Cop);
        let determined =
            (first..id).any(|child| tokens[child].head == Some(id) && tokens[child].relation == Relation::Det);
        let Some(copula) = copula.filter(|_| !determined) else { continue };
        tokens[copula].relation = Relation::AuxPass;
        let lemma = CompactString::from(irregular[tokens[id].lower.as_str()]);
        let token = &mut tokens[id];
        (token.upos, token.xpos, token.lemma) = (Upos::Verb, Xpos::Vbn, lemma);
        for child in (first..last).filter(|&child| child != id) {
            if tokens[child].head == Some(id) && tokens[child].relation == Relation::Nsubj {
                tokens[child].relation = Relation::NsubjPass;
            }
        }
    }
}

/// "Three are missing": a participle that is an adjective after "be", unless it has an object.
fn adjectives(tokens: &mut [Token], first: TokenId, last: TokenId, lexicon: &Lexicon) {
    let Some(class) = lexicon.words.class("adjective-participle") else { return };
    for id in first..last {
        if tokens[id].upos != Upos::Verb || !lexicon.words.is(class, &tokens[id].lower, Pos::Any) {
            continue;
        }
        let child = |relation: Relation| {
            (first..last).find(|&child| tokens[child].head == Some(id) && tokens[child].relation == relation)
        };
        let (auxiliary, object) = (child(Relation::Aux), child(Relation::Obj));
        if let (Some(auxiliary), None) = (auxiliary, object) {
            tokens[auxiliary].relation = Relation::Cop;
            let token = &mut tokens[id];
            (token.upos, token.xpos, token.lemma) = (Upos::Adj, Xpos::Jj, token.lower.clone());
        }
    }
}

/// "shot down 12 drones": the particle is read as a preposition of the object.
fn particles(tokens: &mut [Token], first: TokenId, last: TokenId, lexicon: &Lexicon) {
    let Some(class) = lexicon.words.class("particle") else { return };
    for verb in first..last.saturating_sub(1) {
        let particle = verb + 1;
        if tokens[verb].upos != Upos::Verb || !lexicon.words.is(class, &tokens[particle].lower, Pos::Any) {
            continue;
        }
        let phrase = lexicon
            .words
            .entries(&tokens[verb].lemma)
            .iter()
            .any(|entry| entry.rest.len() == 1 && entry.rest[0] == tokens[particle].lower.as_str());
        let Some(noun) = tokens[particle].head.filter(|_| phrase && tokens[particle].relation == Relation::Case) else {
            continue;
        };
        if noun > particle && tokens[noun].head == Some(verb) {
            tokens[noun].relation = Relation::Obj;
            tokens[particle].head = Some(verb);
            tokens[particle].relation = Relation::CompoundPrt;
        }
    }
}

/// Makes the participle on a root noun the verb of the sentence, where the sentence has no other.
fn verbless(tokens: &mut [Token], first: TokenId, last: TokenId) {
    let Some(root) = (first..last).find(|&id| tokens[id].head.is_none()) else { return };
    if !matches!(tokens[root].upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron) {
        return;
    }
    let seen: &[Token] = tokens;
    let children = |of: TokenId| (first..last).filter(move |&id| seen[id].head == Some(of));
    let copular = children(root).any(|id| matches!(tokens[id].relation, Relation::Cop | Relation::Nsubj));
    let verb = children(root).find(|&id| {
        id > root && tokens[id].relation == Relation::Acl && matches!(tokens[id].xpos, Xpos::Vbn | Xpos::Vbd)
    });
    let Some(verb) = verb.filter(|_| !copular) else { return };
    let transitive = children(verb).any(|id| matches!(tokens[id].relation, Relation::Obj | Relation::Ccomp));
    let passive = children(verb).any(|id| tokens[id].relation == Relation::OblAgent);
    let finite = (first..last).any(|id| is_finite(&tokens[id]) && !is_subordinate(tokens, id));
    // "Dozens died in the attack": a past form is no participle.
    let past = tokens[verb].xpos == Xpos::Vbd && !passive;
    if !transitive && !past && (passive || finite) {
        return;
    }
    for token in &mut tokens[verb + 1..last] {
        if token.head == Some(root) {
            token.head = Some(verb);
            if token.relation == Relation::Nmod {
                token.relation = Relation::Obl;
            }
        }
    }
    tokens[verb].head = None;
    tokens[verb].relation = Relation::Root;
    tokens[verb].xpos = Xpos::Vbd;
    tokens[root].head = Some(verb);
    tokens[root].relation = Relation::Nsubj;
}

fn is_finite(token: &Token) -> bool {
    matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
}

fn is_subordinate(tokens: &[Token], id: TokenId) -> bool {
    let clause = if matches!(tokens[id].relation, Relation::Aux | Relation::AuxPass | Relation::Cop) {
        tokens[id].head.unwrap_or(id)
    } else {
        id
    };
    matches!(tokens[clause].relation, Relation::AclRelcl | Relation::Advcl | Relation::Ccomp | Relation::AdvclRelcl)
}

/// "The attacks disrupted rail traffic": a root noun with a subject and no copula hides its verb among its modifiers.
fn swallowed_verb(tokens: &mut [Token], first: TokenId, last: TokenId) {
    let Some(root) = (first..last).find(|&id| tokens[id].head.is_none()) else { return };
    let child =
        |relation: Relation| (first..last).find(|&id| tokens[id].head == Some(root) && tokens[id].relation == relation);
    let (subject, copula) = (child(Relation::Nsubj), child(Relation::Cop));
    let Some(subject) =
        subject.filter(|&subject| copula.is_none() && subject < root && tokens[root].upos == Upos::Noun)
    else {
        return;
    };
    let hidden = (subject + 1..root).find(|&id| {
        tokens[id].head == Some(root) && tokens[id].relation == Relation::Amod && tokens[id].xpos == Xpos::Vbn
    });
    let Some(verb) = hidden else { return };
    for id in (first..last).filter(|&id| id != verb) {
        let after = id > root && matches!(tokens[id].relation, Relation::Nmod | Relation::Punct | Relation::Advcl);
        let before = id < verb;
        if tokens[id].head == Some(root) && (before || after) {
            tokens[id].head = Some(verb);
        }
    }
    (tokens[verb].head, tokens[verb].relation, tokens[verb].xpos) = (None, Relation::Root, Xpos::Vbd);
    (tokens[root].head, tokens[root].relation) = (Some(verb), Relation::Obj);
}

/// "accused Rwanda of arming": what stands between the verb and the mark of its clause is the verb's object.
fn swallowed_objects(tokens: &mut [Token], first: TokenId, last: TokenId) {
    for subject in first..last {
        let Some(clause) = tokens[subject].head.filter(|_| tokens[subject].relation == Relation::Nsubj) else {
            continue;
        };
        let Some(verb) = tokens[clause].head.filter(|_| tokens[clause].relation == Relation::Advcl) else { continue };
        let mark = (subject..clause).any(|id| tokens[id].head == Some(clause) && tokens[id].relation == Relation::Mark);
        let object = (first..last).any(|id| tokens[id].head == Some(verb) && tokens[id].relation == Relation::Obj);
        if mark && !object && verb < subject && tokens[clause].xpos == Xpos::Vbg && tokens[verb].upos == Upos::Verb {
            (tokens[subject].head, tokens[subject].relation) = (Some(verb), Relation::Obj);
        }
    }
}

/// "pulled out of the town": what has a preposition is no object, unless the lexicon fixes it to the verb
/// ("entered into a pact").
fn marked_objects(tokens: &mut [Token], first: TokenId, last: TokenId, lexicon: &Lexicon) {
    for case in first..last {
        let Some(noun) = tokens[case].head.filter(|_| tokens[case].relation == Relation::Case) else { continue };
        let preposition = tokens[case].upos == Upos::Adp && tokens[case].xpos == Xpos::In && case < noun;
        let verb = tokens[noun].head.filter(|_| preposition && tokens[noun].relation == Relation::Obj);
        let fixed = |verb: TokenId| {
            let entries = lexicon.words.entries(&tokens[verb].lemma);
            entries.iter().any(|entry| entry.rest.len() == 1 && entry.rest[0] == tokens[case].lower.as_str())
        };
        if verb.is_some_and(|verb| !fixed(verb)) {
            tokens[noun].relation = Relation::Obl;
        }
    }
}

/// An adjective that follows its noun, where the noun is a verb's object, is the verb's predicate.
fn predicates(tokens: &mut [Token], first: TokenId, last: TokenId) {
    for id in first..last {
        let Some(noun) = tokens[id].head else { continue };
        let after = tokens[id].upos == Upos::Adj && tokens[id].relation == Relation::Amod && id == noun + 1;
        let object = tokens[noun].relation == Relation::Obj;
        if let (true, true, Some(verb)) = (after, object, tokens[noun].head) {
            tokens[id].head = Some(verb);
            tokens[id].relation = Relation::Xcomp;
        }
    }
}

/// Takes the lemma that the lexicon knows where the model's is unknown and the ending allows both.
fn lemma(token: &mut Token, lexicon: &Lexicon, irregular: &HashMap<&str, &str>) {
    const ENDINGS: &[(&str, &[&str])] = &[("ed", &["", "e"]), ("ing", &["", "e"]), ("es", &["", "e"]), ("s", &[""])];
    let known = |word: &str| !lexicon.words.entries(word).is_empty();
    if token.upos != Upos::Verb || known(&token.lemma) {
        return;
    }
    if let Some(lemma) = irregular.get(token.lower.as_str()) {
        token.lemma = CompactString::from(*lemma);
        return;
    }
    for (ending, additions) in ENDINGS {
        let Some(stem) = token.lower.strip_suffix(ending) else { continue };
        for addition in *additions {
            let candidate = format!("{stem}{addition}");
            if known(&candidate) {
                token.lemma = CompactString::from(candidate);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::Span;

    fn token(upos: Upos, xpos: Xpos, head: Option<TokenId>, relation: Relation) -> Token {
        Token { span: Span::default(), lower: "".into(), lemma: "".into(), upos, xpos, head, relation }
    }

    #[test]
    fn a_sentence_without_a_verb_gets_the_one_it_has() {
        let mut tokens = vec![
            token(Upos::Noun, Xpos::Nns, None, Relation::Root),
            token(Upos::Verb, Xpos::Vbn, Some(0), Relation::Acl),
            token(Upos::Noun, Xpos::Nns, Some(1), Relation::Obj),
            token(Upos::Punct, Xpos::Other, Some(0), Relation::Punct),
        ];
        verbless(&mut tokens, 0, 4);
        let shape: Vec<_> = tokens.iter().map(|token| (token.head, token.relation)).collect();
        let wanted =
            [(Some(1), Relation::Nsubj), (None, Relation::Root), (Some(1), Relation::Obj), (Some(1), Relation::Punct)];
        assert_eq!(shape, wanted);
    }

    #[test]
    fn a_caption_with_a_passive_participle_stays() {
        let mut tokens = vec![
            token(Upos::Noun, Xpos::Nns, None, Relation::Root),
            token(Upos::Verb, Xpos::Vbn, Some(0), Relation::Acl),
            token(Upos::Noun, Xpos::Nns, Some(1), Relation::OblAgent),
        ];
        verbless(&mut tokens, 0, 3);
        assert_eq!(tokens[0].head, None);
    }
}
