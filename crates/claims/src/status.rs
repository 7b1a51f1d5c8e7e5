//! `(Scene, trigger) -> Status`: told as having happened, as not, as to come, or as possible.

use analysis::{Relation, TokenId};
use lexicon::ClassId;

use crate::attribution::CueKind;
use crate::claim::Status;
use crate::frame;
use crate::scene::Scene;

/// What stands at the trigger itself counts before what governs it, and denial before doubt before the future.
pub(crate) fn status(scene: &Scene<'_>, trigger: TokenId, cue: Option<CueKind>) -> Status {
    let verb = frame::support(scene, trigger).unwrap_or(trigger);
    let seats = chain(scene, trigger, verb);
    let denied = cue == Some(CueKind::Denies);
    let negated =
        seats.iter().any(|&seat| is_negated(scene, seat)) || governed(scene, &seats, scene.grammar.negative_governor);
    if denied != negated {
        return Status::Negated;
    }
    let grammar = scene.grammar;
    let hedged = modified(scene, &seats, &[grammar.hedge_auxiliary, grammar.hedge_modifier])
        || governed(scene, &seats, grammar.hedge_governor)
        || seats.iter().any(|&seat| is_conditional(scene, seat));
    if hedged {
        return Status::Hypothetical;
    }
    let future = modified(scene, &seats, &[grammar.future_auxiliary, grammar.future_modifier])
        || governed(scene, &seats, grammar.future_governor);
    if future { Status::Future } else { Status::Actual }
}

/// The trigger, the verb that carries it, and the verbs that they are coordinated with where those lend their
/// auxiliaries ("will meet and discuss").
fn chain(scene: &Scene<'_>, trigger: TokenId, verb: TokenId) -> Vec<TokenId> {
    let mut seats = vec![trigger];
    if verb != trigger {
        seats.push(verb);
    }
    let mut at = verb;
    while scene.relation(at) == Relation::Conj && scene.is_verbal(at) {
        let own = scene
            .children_by(at, &[Relation::Aux, Relation::AuxPass, Relation::Nsubj, Relation::NsubjPass, Relation::Cop]);
        match scene.head(at) {
            Some(head) if own.count() == 0 && scene.is_verbal(head) && same_form(scene, at, head) => {
                seats.push(head);
                at = head;
            }
            _ => break,
        }
    }
    seats
}

fn same_form(scene: &Scene<'_>, one: TokenId, other: TokenId) -> bool {
    scene.token(one).xpos == scene.token(other).xpos
}

fn is_negated(scene: &Scene<'_>, seat: TokenId) -> bool {
    let grammar = scene.grammar;
    scene.children(seat).any(|child| {
        let relation = scene.relation(child);
        scene.is(child, grammar.negation) && matches!(relation, Relation::Advmod | Relation::Cc | Relation::CcPreconj)
            || scene.is(child, grammar.negative_determiner)
            || (matches!(relation, Relation::Nsubj | Relation::NsubjPass | Relation::Obj)
                && scene.children(child).any(|part| scene.is(part, grammar.negative_determiner)))
            || (relation == Relation::Case && scene.is(child, grammar.negative_preposition))
            || (relation == Relation::Mark && scene.is(child, grammar.negative_preposition))
    })
}

fn modified(scene: &Scene<'_>, seats: &[TokenId], classes: &[ClassId]) -> bool {
    seats.iter().any(|&seat| {
        scene.children(seat).any(|child| {
            matches!(scene.relation(child), Relation::Aux | Relation::Advmod | Relation::Amod | Relation::AuxPass)
                && classes.iter().any(|&class| scene.is(child, class))
        })
    })
}

/// The trigger is the complement of a verb or noun of that class: "plans to withdraw", "failed to reach".
fn governed(scene: &Scene<'_>, seats: &[TokenId], class: ClassId) -> bool {
    seats.iter().any(|&seat| {
        let complement =
            matches!(scene.relation(seat), Relation::Xcomp | Relation::Acl | Relation::Ccomp | Relation::Csubj);
        let object = matches!(scene.relation(seat), Relation::Obj | Relation::NsubjPass) && !scene.is_verbal(seat);
        let adverbial = scene.relation(seat) == Relation::Advcl
            && scene.children_by(seat, &[Relation::Mark]).any(|mark| scene.token(mark).xpos == analysis::Xpos::To);
        (complement || object || adverbial) && scene.head(seat).is_some_and(|head| scene.is(head, class))
    })
}

fn is_conditional(scene: &Scene<'_>, seat: TokenId) -> bool {
    let clauses = std::iter::once(seat).chain(scene.ancestors(seat).take_while(|&up| scene.is_verbal(up)));
    clauses.into_iter().any(|up| {
        scene
            .children_by(up, &[Relation::Mark, Relation::Advmod])
            .any(|mark| scene.is(mark, scene.grammar.condition_mark))
    })
}
