//! Who a verb of telling speaks for: its subject, its agent, or the one who controls it.

use analysis::{Relation, TokenId, Upos, Xpos};

use super::cue::Frames;
use super::scene::Scene;

/// How far up the tree a missing subject is looked for.
const CLIMB: usize = 6;

const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjOuter, Relation::NsubjPass];

/// Head of the noun phrase that speaks; None where nobody is named.
pub(super) fn speaker(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    if let Some(agent) = agent(scene, verb) {
        return Some(agent);
    }
    if is_passive(scene, verb) {
        return None;
    }
    if let Some(subject) = own_subject(scene, verb) {
        return person_of(scene, verb, subject);
    }
    inverted(scene, verb).or_else(|| controller(scene, verb)).or_else(|| noun_before(scene, verb))
}

/// "by officials" of a passive verb.
pub(super) fn agent(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    scene.child(verb, &[Relation::OblAgent])
}

pub(super) fn is_passive(scene: &Scene<'_>, verb: TokenId) -> bool {
    let passive = scene.child(verb, &[Relation::AuxPass, Relation::NsubjPass]).is_some();
    let bare = scene.token(verb).xpos == Xpos::Vbn && scene.child(verb, &[Relation::Aux, Relation::Nsubj]).is_none();
    passive || (bare && scene.relation(verb) != Relation::Conj && scene.relation(verb) != Relation::Root)
}

pub(super) fn own_subject(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    let subjects = scene.tree.children(verb).filter(|&child| SUBJECTS.contains(&scene.relation(child)));
    subjects.min_by_key(|&child| child.abs_diff(verb))
}

/// "who said": the noun that the clause belongs to.
fn person_of(scene: &Scene<'_>, verb: TokenId, subject: TokenId) -> Option<TokenId> {
    let relative = matches!(scene.token(subject).xpos, Xpos::Wp | Xpos::Wdt)
        || (scene.token(subject).xpos == Xpos::In && scene.token(subject).upos == Upos::Pron);
    if !relative {
        return Some(subject);
    }
    let mut at = verb;
    for _ in 0..CLIMB {
        let head = scene.head(at)?;
        if matches!(scene.relation(at), Relation::AclRelcl | Relation::AdvclRelcl | Relation::Acl) {
            return Some(head);
        }
        at = head;
    }
    None
}

/// "…", said the minister: the noun after the verb that the tree took for an object.
fn inverted(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    let before = verb.checked_sub(1)?;
    if !scene.is_punct(before) || !scene.is_finite(verb) {
        return None;
    }
    let object = scene.child(verb, &[Relation::Obj, Relation::Iobj, Relation::Dep])?;
    (object > verb && matches!(scene.token(object).upos, Upos::Propn | Upos::Noun | Upos::Pron)).then_some(object)
}

/// "X left, saying", "X wants to say", "X condemned it and said", "a statement saying".
fn controller(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    let mut at = verb;
    for _ in 0..CLIMB {
        let head = scene.head(at)?;
        match scene.relation(at) {
            Relation::Conj
            | Relation::Xcomp
            | Relation::Advcl
            | Relation::Parataxis
            | Relation::Obl
            | Relation::Dep => {
                if !scene.is_verb(head) && scene.relation(at) != Relation::Conj && !has_subject(scene, head) {
                    return noun(scene, head);
                }
                if let Some(object) = quoted_person(scene, head, at) {
                    return Some(object);
                }
                if let Some(agent) = agent(scene, head).filter(|_| scene.relation(at) == Relation::Advcl) {
                    return Some(agent);
                }
                if let Some(subject) = own_subject(scene, head) {
                    return person_of(scene, head, subject);
                }
            }
            Relation::Acl | Relation::AclRelcl => return author(scene, head).or_else(|| noun(scene, head)),
            _ => return None,
        }
        at = head;
    }
    None
}

fn has_subject(scene: &Scene<'_>, token: TokenId) -> bool {
    own_subject(scene, token).is_some()
}

fn noun(scene: &Scene<'_>, token: TokenId) -> Option<TokenId> {
    matches!(scene.token(token).upos, Upos::Noun | Upos::Propn | Upos::Pron).then_some(token)
}

/// "quoted the minister as saying": the object speaks.
fn quoted_person(scene: &Scene<'_>, head: TokenId, verb: TokenId) -> Option<TokenId> {
    if !scene.is(head, Frames::CITE) {
        return None;
    }
    scene.child(head, &[Relation::Obj]).filter(|&object| object < verb)
}

/// "The army released a statement saying": who released it, where the noun is a document.
fn author(scene: &Scene<'_>, noun: TokenId) -> Option<TokenId> {
    if !scene.is(noun, Frames::DOCUMENT) || scene.relation(noun) != Relation::Obj {
        return None;
    }
    let verb = scene.head(noun)?;
    let subject = own_subject(scene, verb).and_then(|subject| person_of(scene, verb, subject));
    subject.or_else(|| controller(scene, verb))
}

/// Where the tree knows no subject: the noun or pronoun right before a tensed verb.
fn noun_before(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    if !scene.is_finite(verb) {
        return None;
    }
    let skip = |token: &TokenId| !matches!(scene.token(*token).upos, Upos::Aux | Upos::Adv | Upos::Part);
    let first = scene.analysis.sentence_of(verb).first;
    let before = (first..verb).rev().find(skip)?;
    noun(scene, before).filter(|&token| scene.token(token).xpos != Xpos::PrpPoss)
}
