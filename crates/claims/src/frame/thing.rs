//! The thing that a phrase stands for: what is counted, what a relative pronoun takes up, all that is coordinated.

use analysis::{Relation, TokenId, Upos, Xpos};

use super::first_conjunct;
use crate::scene::Scene;

pub(super) fn is_relative(scene: &Scene<'_>, id: TokenId) -> bool {
    matches!(scene.token(id).xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss)
}

/// What a relative pronoun stands for; a quantifier gives the thing it measures ("most of which").
pub(super) fn antecedent(scene: &Scene<'_>, id: TokenId) -> TokenId {
    let thing = counted(scene, id);
    if !is_relative(scene, thing) {
        return thing;
    }
    let clause = std::iter::once(thing).chain(scene.ancestors(thing));
    let relative = clause.into_iter().find(|&up| scene.relation(up) == Relation::AclRelcl);
    match relative.and_then(|verb| scene.head(verb)) {
        // A relative clause after a list speaks of the whole list.
        Some(noun) if noun != thing => first_conjunct(scene, nearer(scene, noun, id, thing)),
        _ => thing,
    }
}

/// "fired drones and missiles, most of which": a counted relative speaks of what stands before it.
fn nearer(scene: &Scene<'_>, noun: TokenId, quantifier: TokenId, relative: TokenId) -> TokenId {
    if quantifier == relative {
        return noun;
    }
    let start = scene.subtree(quantifier)[0];
    let before = (noun + 1..start).rev().find(|&id| scene.token(id).upos != Upos::Punct);
    before.filter(|&id| scene.is_nominal(id)).unwrap_or(noun)
}

/// The thing counted: "drones" for "dozens of drones", "which" for "most of which".
pub(crate) fn counted(scene: &Scene<'_>, id: TokenId) -> TokenId {
    if scene.is(id, scene.grammar.place_kind) {
        return named_place(scene, id).unwrap_or(id);
    }
    if !scene.is(id, scene.grammar.quantifier) && scene.token(id).upos != Upos::Num {
        return id;
    }
    let marked = |whole: &TokenId| scene.children(*whole).any(|case| scene.is(case, scene.grammar.part_marker));
    scene.children_by(id, &[Relation::Nmod, Relation::Obl]).find(marked).unwrap_or(id)
}

/// Each token with those coordinated with it, in text order, quantifiers replaced by what they count.
pub(crate) fn expand_all(scene: &Scene<'_>, tokens: Vec<TokenId>) -> Vec<TokenId> {
    let mut found: Vec<TokenId> = Vec::new();
    let mut queue = tokens;
    let mut next = 0;
    while next < queue.len() {
        let id = queue[next];
        next += 1;
        let thing = counted(scene, id);
        if !found.contains(&thing) {
            found.push(thing);
        }
        for seat in [id, thing] {
            for other in scene.children_by(seat, &[Relation::Conj]) {
                if (scene.is_nominal(other) || scene.token(other).upos == Upos::Adj) && !queue.contains(&other) {
                    queue.push(other);
                }
            }
        }
    }
    found.sort_unstable();
    found
}

/// "Bara" in "the town of Bara".
fn named_place(scene: &Scene<'_>, id: TokenId) -> Option<TokenId> {
    scene.children_by(id, &[Relation::Nmod]).find(|&child| {
        scene.children_by(child, &[Relation::Case]).any(|case| scene.is(case, scene.grammar.of_marker))
            && scene.mention(child).is_some_and(|mention| mention.place.is_some())
    })
}
