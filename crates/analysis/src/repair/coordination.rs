//! Coordinated subjects that the parser tears apart: in "Several carriages and a depot were damaged, the railway said"
//! it takes the first for a subject of "said" and the rest for a clause joined to it.

use crate::analysis::{Token, TokenId};
use crate::repair::children;
use crate::tagset::{Relation, Upos};

const SUBJECTS: [Relation; 2] = [Relation::Nsubj, Relation::NsubjPass];

/// A finite verb whose own subject follows "and" directly behind a noun that has no other verb takes both.
pub(super) fn shared_subjects(tokens: &mut [Token], first: TokenId, last: TokenId) {
    for verb in first..last {
        if tokens[verb].upos != Upos::Verb || tokens[verb].relation != Relation::Conj {
            continue;
        }
        let Some(subject) = children(tokens, verb).find(|&id| SUBJECTS.contains(&tokens[id].relation) && id < verb)
        else {
            continue;
        };
        let start = leftmost(tokens, subject, first);
        let Some(joint) = start.checked_sub(1).filter(|&id| id > first && tokens[id].relation == Relation::Cc) else {
            continue;
        };
        let Some(noun) = phrase_before(tokens, joint, first, verb) else { continue };
        if let Some((head, relation)) = place_of(tokens, noun, verb, first) {
            join(tokens, noun, subject, joint, verb);
            (tokens[verb].head, tokens[verb].relation) = (head, relation);
        }
    }
}

/// The noun phrase that ends directly before `joint`: the verb's head where it is torn off a noun, else one behind a
/// colon.
fn phrase_before(tokens: &[Token], joint: TokenId, first: TokenId, verb: TokenId) -> Option<TokenId> {
    let end = joint - 1;
    let mut top = end;
    while let Some(head) =
        tokens[top].head.filter(|&head| head < joint && head >= first && tokens[head].upos != Upos::Verb)
    {
        let own = leftmost(tokens, top, first);
        if own > first && tokens[own - 1].lower == ":" {
            break;
        }
        top = head;
    }
    let nominal = matches!(tokens[top].upos, Upos::Noun | Upos::Propn);
    let torn = tokens[verb].head == Some(top);
    let listed = leftmost(tokens, top, first).checked_sub(1).is_some_and(|id| id >= first && tokens[id].lower == ":");
    (nominal && (torn || listed)).then_some(top)
}

/// Where the verb goes: the root's place, below a verb of saying with a subject of its own behind it, or where it is
/// behind a colon.
fn place_of(tokens: &[Token], noun: TokenId, verb: TokenId, first: TokenId) -> Option<(Option<TokenId>, Relation)> {
    let listed = leftmost(tokens, noun, first).checked_sub(1).is_some_and(|id| id >= first && tokens[id].lower == ":");
    match tokens[noun].head {
        None => Some((None, Relation::Root)),
        Some(_) if listed && tokens[verb].head != Some(noun) => Some((tokens[verb].head, Relation::Parataxis)),
        Some(head) if head > verb && tokens[noun].relation == Relation::Nsubj => {
            let own = children(tokens, head).any(|id| id > verb && SUBJECTS.contains(&tokens[id].relation));
            own.then_some((Some(head), Relation::Ccomp))
        }
        Some(_) => None,
    }
}

fn join(tokens: &mut [Token], noun: TokenId, subject: TokenId, joint: TokenId, verb: TokenId) {
    let relation = tokens[subject].relation;
    let behind: Vec<TokenId> = children(tokens, noun).filter(|&id| id > verb).collect();
    for id in behind {
        tokens[id].head = Some(verb);
    }
    (tokens[noun].head, tokens[noun].relation) = (Some(verb), relation);
    (tokens[subject].head, tokens[subject].relation) = (Some(noun), Relation::Conj);
    tokens[joint].head = Some(subject);
}

/// Phrases are not followed further than this many tokens back.
const REACH: usize = 20;

/// The first token below `id`, itself included.
fn leftmost(tokens: &[Token], id: TokenId, first: TokenId) -> TokenId {
    let first = first.max(id.saturating_sub(REACH));
    let mut start = id;
    while let Some(child) =
        (first..start).find(|&child| tokens[child].head == Some(start) || tokens[child].head == Some(id))
    {
        start = child;
    }
    start
}
