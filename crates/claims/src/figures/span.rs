//! How long an act lasted, how often it has happened, how far it went: durations, ordinals and distances of a claim.

use analysis::{Quantity, Relation, TokenId};

use super::seat::{carried, tops};
use crate::claim::Role;
use crate::frame;
use crate::rule::Found;
use crate::scene::Scene;

/// The duration is the act's own: "a five-hour meeting", "two days of talks", "blocked for 66 days".
pub(super) fn lasts(scene: &Scene<'_>, found: &Found, quantity: &Quantity) -> bool {
    tops(scene, quantity).into_iter().any(|top| lasts_from(scene, found, quantity, top))
}

fn lasts_from(scene: &Scene<'_>, found: &Found, quantity: &Quantity, top: TokenId) -> bool {
    let grammar = scene.grammar;
    let of = scene.children_by(top, &[Relation::Nmod]).find(|&noun| {
        noun > top && scene.children_by(noun, &[Relation::Case]).any(|case| scene.is(case, grammar.of_marker))
    });
    if let Some(noun) = of {
        return frame::first_conjunct(scene, found.base) == noun || found.base == noun;
    }
    let Some(head) = scene.head(top) else { return false };
    match scene.relation(top) {
        Relation::Compound | Relation::Amod | Relation::Nummod | Relation::NmodUnmarked | Relation::NmodDesc => {
            head == found.base || is_topic(scene, found, head)
        }
        _ => {
            let fits = match scene.preposition(top) {
                None => true,
                Some(_) => {
                    let mut cases = scene.children_by(top, &[Relation::Case]);
                    let negated = scene.children(head).any(|child| scene.is(child, grammar.negation));
                    cases.any(|case| {
                        scene.is(case, grammar.span_preposition)
                            || (negated && scene.is(case, grammar.place_preposition))
                    })
                }
            };
            fits && (is_told_of(scene, found, head) || verb_before(scene, quantity.first) == Some(found.base))
        }
    }
}

/// The head of the duration is the act, the verb that carries it, or what is said of it: "a siege that lasted 500
/// days", "the war has been going on for years".
fn is_told_of(scene: &Scene<'_>, found: &Found, head: TokenId) -> bool {
    let base = found.base;
    let outer = frame::outermost(scene, base);
    let subject = matches!(scene.relation(outer), Relation::Nsubj | Relation::NsubjPass);
    let predicate = subject && scene.head(outer) == Some(head) && !scene.is_verbal(base);
    let clause = matches!(scene.relation(head), Relation::AclRelcl | Relation::Acl) && scene.head(head) == Some(base);
    let under = matches!(scene.relation(head), Relation::Advcl | Relation::Xcomp | Relation::Ccomp)
        && scene.head(head) == Some(base)
        && scene.children_by(head, &[Relation::Nsubj, Relation::NsubjPass]).next().is_none();
    carried(scene, found).contains(&Some(head)) || predicate || clause || under || is_topic(scene, found, head)
}

/// Inside the words of what is agreed, asked or threatened: "agreed to a five-day ceasefire".
fn is_topic(scene: &Scene<'_>, found: &Found, head: TokenId) -> bool {
    let topic = |id: TokenId| found.parts.iter().any(|part| part.role == Role::Topic && part.token == id);
    topic(head) || scene.is_nominal(head) && scene.head(head).is_some_and(topic)
}

/// The last verb before `at` in its sentence that does not cite somebody.
fn verb_before(scene: &Scene<'_>, at: TokenId) -> Option<TokenId> {
    let first = scene.analysis.sentence_of(at).first;
    (first..at).rev().find(|&id| {
        scene.token(id).upos == analysis::Upos::Verb && scene.relation(id) != Relation::Case && !scene.is_cue(id)
    })
}

/// "for the 11th time", "a third round of talks"; not which of several: "the second blast", "their first base".
pub(super) fn ranks(scene: &Scene<'_>, found: &Found, quantity: &Quantity) -> bool {
    let Some(counted) = quantity.counted else { return false };
    let grammar = scene.grammar;
    let again =
        scene.is(counted, grammar.time_noun) || (quantity.last..counted).any(|id| scene.is(id, grammar.such_word));
    let which = quantity.first.checked_sub(1).is_some_and(|before| scene.is(before, grammar.definite));
    let acts = [found.base, found.trigger, frame::outermost(scene, found.base)].contains(&counted);
    if !again {
        return acts && !which;
    }
    let after = counted > found.base && verb_before(scene, quantity.first) == Some(found.base);
    after || hangs(scene, found, quantity)
}

/// The number hangs on the trigger, its verb or one of its arguments.
pub(super) fn hangs(scene: &Scene<'_>, found: &Found, quantity: &Quantity) -> bool {
    let on = quantity.counted.is_some_and(|counted| counted == found.base || counted == found.trigger);
    on || tops(scene, quantity).into_iter().any(|top| hangs_on(scene, top, found))
}

/// Directly, or by "of".
pub(super) fn hangs_on(scene: &Scene<'_>, head: TokenId, found: &Found) -> bool {
    let carried = carried(scene, found);
    let is_seat = |id: TokenId| carried.contains(&Some(id)) || found.parts.iter().any(|part| part.token == id);
    let above: Vec<TokenId> = scene.ancestors(head).take(2).collect();
    match above.as_slice() {
        [] => false,
        [governor, rest @ ..] => {
            is_seat(*governor)
                || (scene.is_nominal(*governor) && rest.iter().any(|&up| is_seat(up)))
                || frame::counted(scene, head) != head && is_seat(frame::counted(scene, head))
        }
    }
}

/// "arrested 300 metres inside the border", "pulled back 10 km".
pub(super) fn moves(scene: &Scene<'_>, found: &Found, quantity: &Quantity) -> bool {
    let bare = |top: TokenId| {
        let relation = matches!(scene.relation(top), Relation::Obj | Relation::OblUnmarked | Relation::Advmod);
        relation && scene.head(top) == Some(found.base) && scene.preposition(top).is_none()
    };
    scene.is_verbal(found.base) && tops(scene, quantity).into_iter().any(bare)
}
