//! Counted nouns in the tree: a number's own words ("at least", "between") are no preposition, and a number never governs
//! the noun that it counts.

use lexicon::Lexicon;

use crate::analysis::{Analysis, Quantity, QuantityKind, Token, TokenId};
use crate::repair::children;
use crate::repair_nouns;
use crate::tagset::{Relation, Upos};

/// After the numbers are known: a noun whose preposition is part of its number is the verb's object or subject.
/// A verb behind "and" that was out of reach until then is found once more.
pub(crate) fn repair_counted(analysis: &mut Analysis, lexicon: &Lexicon) {
    let Analysis { tokens, quantities, sentences, .. } = analysis;
    for quantity in quantities.iter() {
        let Some(noun) = quantity.counted else { continue };
        noun_over_number(tokens, quantity, noun);
        if let Some(verb) = left_verb(tokens, quantity.first, noun) {
            (tokens[noun].head, tokens[noun].relation) = (Some(verb), Relation::Obj);
            continue;
        }
        let Some(verb) = tokens[noun].head.filter(|&head| tokens[head].upos == Upos::Verb) else { continue };
        let oblique = matches!(tokens[noun].relation, Relation::Obl | Relation::OblUnmarked);
        let free_case = children(tokens, noun)
            .any(|id| tokens[id].relation == Relation::Case && !(quantity.first..quantity.last).contains(&id));
        let has = |relation: Relation| children(tokens, verb).any(|id| tokens[id].relation == relation);
        if oblique && !free_case && noun > verb && !has(Relation::Obj) && !has(Relation::AuxPass) {
            tokens[noun].relation = Relation::Obj;
        }
    }
    for sentence in sentences.iter().filter(|sentence| !sentence.unparsed) {
        repair_nouns::coordinated_verbs(tokens, sentence.first, sentence.last, lexicon);
    }
}

/// The verb directly before a counted noun that hangs on a later verb: "shot down 12 drones, it added".
fn left_verb(tokens: &[Token], number: TokenId, noun: TokenId) -> Option<TokenId> {
    let later = tokens[noun].head.filter(|&head| head > noun && tokens[head].upos == Upos::Verb)?;
    let unmarked = matches!(tokens[noun].relation, Relation::Obl | Relation::OblUnmarked | Relation::Obj);
    let before = number.checked_sub(1)?;
    let verb = match tokens[before].relation {
        Relation::CompoundPrt => tokens[before].head?,
        _ => before,
    };
    let has_object = children(tokens, verb).any(|id| tokens[id].relation == Relation::Obj);
    let governs = tokens[verb].upos == Upos::Verb && tokens[later].head == Some(verb);
    (unmarked && governs && !has_object).then_some(verb)
}

/// "20,000 Palestinians protest": the noun takes the place that the parser gave to its number.
fn noun_over_number(tokens: &mut [Token], quantity: &Quantity, noun: TokenId) {
    let inside = |id: TokenId| (quantity.first..quantity.last).contains(&id);
    if quantity.kind != QuantityKind::Count || quantity.last > noun || noun > quantity.last + 4 {
        return;
    }
    let Some(number) = (quantity.first..quantity.last)
        .find(|&id| tokens[id].upos == Upos::Num && tokens[id].head.is_none_or(|head| !inside(head)))
    else {
        return;
    };
    let of = (quantity.last..noun).any(|id| tokens[id].relation == Relation::Case);
    let chain: Vec<TokenId> = std::iter::successors(tokens[noun].head, |&up| tokens[up].head).take(6).collect();
    let Some(at) = chain.iter().position(|&up| up == number).filter(|_| !of) else { return };
    // What hangs on the number directly: the noun itself, or the clause that the noun is the subject of.
    let below = if at == 0 { noun } else { chain[at - 1] };
    let subject = at == 1 && matches!(tokens[noun].relation, Relation::Nsubj | Relation::NsubjPass);
    if at > 1 || (at == 1 && !(subject && tokens[below].upos == Upos::Verb)) {
        return;
    }
    (tokens[below].head, tokens[below].relation) = (tokens[number].head, tokens[number].relation);
    let near: Vec<TokenId> = children(tokens, number).collect();
    for id in near {
        let own = inside(id) || id == below;
        if !own {
            tokens[id].head = Some(below);
        }
    }
    (tokens[number].head, tokens[number].relation) = (Some(noun), Relation::Nummod);
    if at == 0 {
        as_argument(tokens, noun);
    }
}

/// What only the number's words made an oblique is the subject or object of its verb, where that has none.
fn as_argument(tokens: &mut [Token], noun: TokenId) {
    let Some(verb) = tokens[noun].head.filter(|&head| tokens[head].upos == Upos::Verb) else { return };
    if !matches!(tokens[noun].relation, Relation::Obl | Relation::OblUnmarked) {
        return;
    }
    let has = |wanted: &[Relation]| children(tokens, verb).any(|id| wanted.contains(&tokens[id].relation));
    if noun < verb && !has(&[Relation::Nsubj, Relation::NsubjPass]) {
        let passive = has(&[Relation::AuxPass]);
        tokens[noun].relation = if passive { Relation::NsubjPass } else { Relation::Nsubj };
    } else if noun > verb && !has(&[Relation::Obj, Relation::AuxPass]) {
        tokens[noun].relation = Relation::Obj;
    }
}
