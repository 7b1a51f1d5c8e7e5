//! Who a verb of telling speaks for: its subject, its agent, or the one who controls it.

use analysis::{Relation, TokenId, Upos, Xpos};

use super::chunk::{self, Chunk};
use super::cue::Frames;
use super::scene::Scene;
use super::source::phrase;

/// How far up the tree a missing subject is looked for.
const CLIMB: usize = 6;

const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjOuter, Relation::NsubjPass];

/// Who speaks: the head of a noun phrase, and the phrase itself where word order found it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaker {
    pub(super) head: TokenId,
    pub(super) words: Option<Chunk>,
}

fn spoken(chunk: Chunk) -> Speaker {
    Speaker { head: chunk.head, words: Some(chunk) }
}

/// None where nobody is named. `noun` is true for a verb that the tagger made a noun: its tree is of no use.
pub(super) fn speaker(scene: &Scene<'_>, verb: TokenId, noun: bool) -> Option<Speaker> {
    let by_tree = |head: TokenId| Speaker { head, words: None };
    if !noun && let Some(agent) = agent(scene, verb) {
        return Some(by_tree(agent));
    }
    if !noun && is_passive(scene, verb) {
        return None;
    }
    if let Some(speaker) = inverted(scene, verb).filter(|_| closes_quote(scene, verb)) {
        return Some(speaker);
    }
    if let Some(speaker) = author_by_words(scene, verb) {
        return Some(speaker);
    }
    let words = if noun || scene.tells(verb) { chunk::before(scene, verb) } else { beside_gerund(scene, verb) };
    let by_words = words.map(spoken);
    let subject = if noun { None } else { own_subject(scene, verb) };
    if let Some(subject) = subject {
        let person = person_of(scene, verb, subject);
        let range = phrase(scene, subject, verb);
        let near = words.is_none_or(|chunk| chunk.words.0 <= range.1 && range.0 <= chunk.words.1);
        let cut_off = words.is_some_and(|chunk| chunk.words.0 < range.0);
        let swollen = words.is_some_and(|chunk| {
            let lead = (range.0, chunk.words.0.saturating_sub(1));
            range.0 < chunk.words.0 && (lead.0..=lead.1).any(|token| scene.is_comma(token) || scene.is_verb(token))
        });
        let late = subject > verb && !scene.tells(verb) && !closes_quote(scene, verb);
        if late {
            return None;
        }
        if (near && !cut_off && !swollen) || person != Some(subject) {
            return person.map(by_tree);
        }
        return by_words.or(person.map(by_tree));
    }
    if by_words.is_some() {
        return by_words;
    }
    if let Some(speaker) = inverted(scene, verb) {
        return Some(speaker);
    }
    let joined = scene.relation(verb) == Relation::Conj
        && scene.head(verb).is_some_and(|head| scene.is_verb(head) && own_subject(scene, head).is_some());
    let shared = if joined && !noun { None } else { coordinated(scene, verb) };
    shared.or_else(|| if noun { None } else { controller(scene, verb).map(by_tree) })
}

/// "with the mayor saying": the phrase between "with" and a gerund.
fn beside_gerund(scene: &Scene<'_>, verb: TokenId) -> Option<Chunk> {
    let first = scene.analysis.sentence_of(verb).first;
    if scene.token(verb).xpos != Xpos::Vbg || verb == first || scene.is_punct(verb - 1) {
        return None;
    }
    let chunk = chunk::before(scene, verb)?;
    (chunk.words.0 > first && scene.is(chunk.words.0 - 1, Frames::WITH)).then_some(chunk)
}

/// The verb stands right behind a quotation that ends there.
fn closes_quote(scene: &Scene<'_>, verb: TokenId) -> bool {
    let sentence = scene.analysis.sentence_of(verb);
    let before = (sentence.first..verb).rev().take(2);
    before.into_iter().any(|token| scene.is_quote(token)) && !scene.in_quotes(verb)
}

/// "X met Y and said": the subject of the tensed verb before "and", where that is no subordinate one.
fn coordinated(scene: &Scene<'_>, verb: TokenId) -> Option<Speaker> {
    let first = scene.analysis.sentence_of(verb).first;
    let group = |token: &TokenId| !matches!(scene.token(*token).upos, Upos::Adv | Upos::Aux | Upos::Part);
    let before = (first..verb).rev().find(group)?;
    if scene.token(before).upos != Upos::Cconj {
        return None;
    }
    let tensed = |token: &TokenId| {
        matches!(scene.token(*token).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md) && !scene.in_quotes(*token)
    };
    (first..before).rev().filter(tensed).find_map(|token| {
        let chunk = chunk::before(scene, token)?;
        let range = chunk.words;
        let subordinate = range.0 > first && matches!(scene.token(range.0 - 1).upos, Upos::Sconj | Upos::Pron);
        (!subordinate).then(|| spoken(chunk))
    })
}

/// "by officials" of a passive verb.
pub(super) fn agent(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    scene.child(verb, &[Relation::OblAgent])
}

pub(super) fn is_passive(scene: &Scene<'_>, verb: TokenId) -> bool {
    let passive = scene.child(verb, &[Relation::AuxPass, Relation::NsubjPass]).is_some();
    let bare = scene.token(verb).xpos == Xpos::Vbn && scene.child(verb, &[Relation::Aux, Relation::Nsubj]).is_none();
    passive || (bare && !scene.tells(verb))
}

pub(super) fn own_subject(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    let subjects = scene.tree.children(verb).filter(|&child| SUBJECTS.contains(&scene.relation(child)));
    subjects.min_by_key(|&child| child.abs_diff(verb)).or_else(|| verbless_clause(scene, verb))
}

/// "“…,” the mayor – Ana Ruiz – said": a noun before the verb that the parser took for a clause, though it has neither
/// subject nor copula, is the subject.
fn verbless_clause(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    let is_bare = |&child: &TokenId| {
        let parts = [Relation::Nsubj, Relation::NsubjPass, Relation::Cop, Relation::Mark, Relation::Case];
        scene.relation(child) == Relation::Ccomp
            && matches!(scene.token(child).upos, Upos::Noun | Upos::Propn)
            && !scene.in_quotes(child)
            && scene.child(child, &parts).is_none()
    };
    scene.tree.children(verb).take_while(|&child| child < verb).filter(is_bare).last()
}

fn is_relative(scene: &Scene<'_>, subject: TokenId) -> bool {
    let word = scene.token(subject);
    matches!(word.xpos, Xpos::Wp | Xpos::Wdt) || (word.xpos == Xpos::In && word.upos == Upos::Pron)
}

/// The pronoun of "who said".
pub(super) fn relative_subject(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    own_subject(scene, verb).filter(|&subject| subject < verb && is_relative(scene, subject))
}

/// "who said": the noun that the clause belongs to.
fn person_of(scene: &Scene<'_>, verb: TokenId, subject: TokenId) -> Option<TokenId> {
    if !is_relative(scene, subject) {
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

/// "…", said the minister: the noun phrase after the verb that the tree took for an object or lost.
fn inverted(scene: &Scene<'_>, verb: TokenId) -> Option<Speaker> {
    let before = verb.checked_sub(1)?;
    let sentence = scene.analysis.sentence_of(verb);
    if before < sentence.first || !scene.is_punct(before) || !scene.is(verb, Frames::SAY) {
        return None;
    }
    let chunk = chunk::behind_with_apposition(scene, verb + 1)?;
    let told = (chunk.full.1 + 1..sentence.last).take_while(|&token| !scene.is_punct(token));
    let clause = told.into_iter().any(|token| scene.is_verb(token) && scene.is_finite(token));
    let quoted = closes_quote(scene, verb);
    let past = matches!(scene.token(verb).xpos, Xpos::Vb | Xpos::Vbn);
    if !(scene.tells(verb) || quoted && past) {
        return None;
    }
    (quoted || !clause).then(|| spoken(chunk))
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
                if !scene.is_verb(head) && scene.relation(at) != Relation::Conj && own_subject(scene, head).is_none() {
                    return noun(scene, head);
                }
                if let Some(object) = quoted_person(scene, head, at).filter(|_| scene.relation(at) != Relation::Conj) {
                    return Some(object);
                }
                if scene.is(head, Frames::CITE)
                    && let Some(quoted) = scene.child(head, &[Relation::NsubjPass])
                {
                    return person_of(scene, head, quoted);
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

/// The same by word order: the document right before the gerund, a verb before it, and the subject of that.
fn author_by_words(scene: &Scene<'_>, verb: TokenId) -> Option<Speaker> {
    let document = verb.checked_sub(1)?;
    let first = scene.analysis.sentence_of(verb).first;
    if scene.token(verb).xpos != Xpos::Vbg || document <= first || !scene.is(document, Frames::DOCUMENT) {
        return None;
    }
    let part = |token: &TokenId| !matches!(scene.token(*token).upos, Upos::Det | Upos::Adj | Upos::Noun);
    let issue = (first..document).rev().find(part)?;
    let tensed = matches!(scene.token(issue).xpos, Xpos::Vbd | Xpos::Vbn | Xpos::Vbz | Xpos::Vbp);
    chunk::before(scene, issue).filter(|_| tensed).map(spoken)
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
