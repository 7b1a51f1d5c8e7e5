//! `(Scene, TokenId) -> Span`: the words of an argument, as short as names it.

use analysis::{Form, Relation, TokenId, Upos, Xpos};
use report::Span;

use crate::scene::Scene;

/// The shortest phrase that names the thing: no leading article, number, title or possessive pronoun, no trailing
/// clause. A pronoun gives its antecedent where that stands in the same sentence.
pub(crate) fn short(scene: &Scene<'_>, id: TokenId) -> Span {
    if let Some(mention) = scene.mention(id) {
        let sentence = scene.analysis.sentence_of(id);
        let before = mention.antecedent.map(|antecedent| &scene.analysis.mentions[antecedent]);
        return match before {
            Some(antecedent) if mention.form == Form::Pronoun && sentence.span.contains(antecedent.span) => {
                antecedent.span
            }
            _ => without_number(scene, mention.span),
        };
    }
    nominal(scene, id)
}

/// "villagers" for "least 11 villagers": the number is a figure's, not the name's.
fn without_number(scene: &Scene<'_>, span: Span) -> Span {
    let numbers = scene.analysis.quantities.iter().map(|quantity| quantity.span);
    let number = numbers
        .into_iter()
        .find(|number| number.overlaps(span) && number.end < span.end && number.start <= span.start.saturating_add(3));
    let Some(number) = number else { return span };
    let rest = scene.text(Span::new(number.end, span.end));
    Span::new(span.end - rest.trim_start().len() as u32, span.end)
}

/// The noun with the words directly before it that describe it, and an "of" phrase that completes it.
fn nominal(scene: &Scene<'_>, id: TokenId) -> Span {
    const KEPT: &[Relation] = &[
        Relation::Amod,
        Relation::Compound,
        Relation::Flat,
        Relation::NmodPoss,
        Relation::NmodDesc,
        Relation::Punct,
        Relation::Advmod,
        Relation::NmodUnmarked,
    ];
    let mut first = id;
    for child in scene.children(id).rev().filter(|&child| child < id) {
        let pronoun = matches!(scene.token(child).xpos, Xpos::PrpPoss | Xpos::Prp);
        if !KEPT.contains(&scene.relation(child)) || pronoun || in_number(scene, child) {
            break;
        }
        first = scene.subtree(child)[0];
    }
    while first < id && matches!(scene.token(first).upos, Upos::Punct | Upos::Det | Upos::Num) {
        first += 1;
    }
    let last = scene.children_by(id, &[Relation::Flat, Relation::CompoundPrt]).last().unwrap_or(id).max(id);
    Span::new(scene.token(first).span.start, scene.token(last).span.end)
}

fn in_number(scene: &Scene<'_>, id: TokenId) -> bool {
    scene.token(id).upos == Upos::Num
        || scene.analysis.quantities.iter().any(|quantity| (quantity.first..quantity.last).contains(&id))
}

/// A clause or noun phrase whole, without its article, complementiser or preposition, up to a relative clause or
/// another trailing clause.
pub(crate) fn long(scene: &Scene<'_>, id: TokenId) -> Span {
    const LEFT_OUT: &[Relation] =
        &[Relation::Punct, Relation::Parataxis, Relation::AclRelcl, Relation::Discourse, Relation::Cc];
    covered(scene, id, |child| {
        let named_as = scene.children(child).any(|mark| scene.is(mark, scene.grammar.as_marker));
        let relation = scene.relation(child);
        let apart = relation == Relation::Conj && separate(scene, child);
        !(named_as || apart || LEFT_OUT.contains(&relation))
    })
}

/// The part of a clause that stands behind its auxiliary and the words beside that: "leave the town" for "they must
/// not leave the town".
pub(crate) fn after(scene: &Scene<'_>, id: TokenId, auxiliary: TokenId) -> Span {
    let whole = long(scene, id);
    let aside = |at: &TokenId| scene.relation(*at) == Relation::Advmod || scene.token(*at).upos == Upos::Punct;
    let first = (auxiliary + 1..id).find(|at| !aside(at)).unwrap_or(id);
    Span::new(scene.token(first).span.start.max(whole.start).min(whole.end), whole.end)
}

/// A predicate without its subject, auxiliaries and quotation marks: "step forward" for "the deal was “a step forward”".
pub(crate) fn predicate(scene: &Scene<'_>, id: TokenId) -> Span {
    const OUTSIDE: &[Relation] = &[
        Relation::Nsubj,
        Relation::NsubjPass,
        Relation::NsubjOuter,
        Relation::Cop,
        Relation::Aux,
        Relation::AuxPass,
        Relation::Mark,
        Relation::Punct,
        Relation::Parataxis,
        Relation::AclRelcl,
        Relation::Cc,
        Relation::Conj,
        Relation::Advcl,
        Relation::Discourse,
    ];
    let whole = covered(scene, id, |child| !OUTSIDE.contains(&scene.relation(child)));
    within_quotation(scene, id, whole)
}

/// A phrase that opens a quotation ends with it: "national disaster" for "a “national disaster” during a visit".
fn within_quotation(scene: &Scene<'_>, id: TokenId, whole: Span) -> Span {
    let is_mark = |at: TokenId| scene.token(at).lower == "\"";
    let sentence = scene.analysis.sentence_of(id);
    let first = (sentence.first..=id).find(|&at| scene.token(at).span.start >= whole.start).unwrap_or(id);
    let opens = (sentence.first..first).rfind(|&at| scene.token(at).upos != Upos::Det).is_some_and(is_mark);
    let closing = (id + 1..sentence.last).find(|&at| is_mark(at)).filter(|_| opens);
    match closing {
        Some(closing) if scene.token(closing).span.start < whole.end => {
            Span::new(whole.start, scene.token(closing - 1).span.end)
        }
        _ => whole,
    }
}

/// From the first to the last word of the token and of the children that are kept, without what opens or closes them.
fn covered(scene: &Scene<'_>, id: TokenId, is_kept: impl Fn(TokenId) -> bool) -> Span {
    let (mut first, mut last) = (id, id);
    for child in scene.children(id).filter(|&child| is_kept(child)) {
        let subtree = scene.subtree(child);
        first = first.min(subtree[0]);
        last = last.max(subtree[subtree.len() - 1]);
    }
    if let Some(saying) = scene.next_saying(id, last) {
        last = saying - 1;
    }
    while first < id && is_opening(scene, first) {
        first += 1;
    }
    while last > id && scene.token(last).upos == Upos::Punct {
        last -= 1;
    }
    Span::new(scene.token(first).span.start, scene.token(last).span.end)
}

/// A coordinated clause with a subject of its own tells something else.
fn separate(scene: &Scene<'_>, id: TokenId) -> bool {
    scene.is_verbal(id) && scene.children_by(id, &[Relation::Nsubj, Relation::NsubjPass]).next().is_some()
}

fn is_opening(scene: &Scene<'_>, id: TokenId) -> bool {
    let token = scene.token(id);
    matches!(token.upos, Upos::Punct | Upos::Det | Upos::Sconj | Upos::Adp | Upos::Cconj)
        || matches!(token.xpos, Xpos::To | Xpos::PrpPoss)
        || matches!(token.relation, Relation::Mark | Relation::Case)
}
