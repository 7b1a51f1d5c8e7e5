//! A capital by its place in the sentence: the town ("talks in Moscow") or the government ("Moscow said").

use super::draft::{Draft, Scene};
use super::lex::Lex;
use super::sense::{Class, Sense};
use crate::analysis::{Analysis, Form, MentionKind, TokenId};
use crate::tagset::{Relation, Upos, Xpos};

/// Decides for every draft that names a capital or a seat of power.
pub(crate) fn decide(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.form == Form::Name && !draft.absorbed) {
        let senses = scene.lex.at(draft.span.0).map_or(&[][..], |found| scene.lex.senses(found));
        let seat = senses.iter().any(|sense| matches!(sense, Sense::Seat(_)));
        let capital = senses.iter().any(|sense| matches!(sense, Sense::Capital(_)));
        let state = senses.iter().any(|sense| matches!(sense, Sense::State(_)));
        let town = match draft.kind {
            MentionKind::Place if capital => is_town(scene, draft),
            MentionKind::State if seat && !state => at_building(scene, draft),
            _ => continue,
        };
        draft.kind = if town { MentionKind::Place } else { MentionKind::State };
    }
}

/// "at the Kremlin", "outside the White House".
fn at_building(scene: &Scene<'_>, draft: &Draft) -> bool {
    preposition(scene, draft).is_some_and(|token| scene.lex.is(token, Class::Locative))
}

/// The preposition before the phrase, its article left out.
fn preposition(scene: &Scene<'_>, draft: &Draft) -> Option<TokenId> {
    let mut before = scene.before(draft.span.0, draft.sentence)?;
    while matches!(scene.analysis.tokens[before].upos, Upos::Det | Upos::Adj) {
        before = scene.before(before, draft.sentence)?;
    }
    let word = &scene.analysis.tokens[before];
    let found = matches!(word.upos, Upos::Adp | Upos::Sconj | Upos::Part) && word.xpos != Xpos::Pos;
    (found || scene.lex.is(before, Class::Locative)).then_some(before)
}

fn is_town(scene: &Scene<'_>, draft: &Draft) -> bool {
    let (analysis, lex) = (scene.analysis, scene.lex);
    if let Some(before) = preposition(scene, draft) {
        return prepositional(scene, draft, before);
    }
    let next = scene.within(draft.span.1, draft.sentence);
    if next.is_some_and(|next| analysis.tokens[next].xpos == Xpos::Pos) {
        return owned(lex, analysis, draft);
    }
    let head = top(analysis, draft.span);
    let token = &analysis.tokens[head];
    let Some(governor) = token.head else { return true };
    match token.relation {
        Relation::Nsubj | Relation::NsubjOuter | Relation::Csubj => {
            let copula = has(analysis, governor, Relation::Cop);
            copula || lex.is(governor, Class::Undergo)
        }
        Relation::NsubjPass | Relation::Obj => lex.is(governor, Class::Strike),
        Relation::Conj => draft_of_first(scene, draft, governor),
        Relation::Compound | Relation::Amod | Relation::Nmod | Relation::NmodPoss => lex.is(governor, Class::Local),
        Relation::Iobj | Relation::OblAgent => false,
        Relation::Root | Relation::Appos | Relation::Parataxis | Relation::List => true,
        _ => true,
    }
}

/// "in Kyiv" is the town, "with Kyiv" the government; "to" and "from" hang on what governs them.
fn prepositional(scene: &Scene<'_>, draft: &Draft, before: TokenId) -> bool {
    let (analysis, lex) = (scene.analysis, scene.lex);
    let governor = || analysis.tokens[top(analysis, draft.span)].head;
    let pair = scene.analysis.tokens.get(draft.span.1).is_some_and(|next| next.upos == Upos::Cconj);
    if lex.is(before, Class::Direction) {
        return governor().is_some_and(|governor| {
            lex.is(governor, Class::Motion) || lex.is(governor, Class::Strike) || lex.is(governor, Class::Local)
        });
    }
    // "between Kyiv and Moscow" are two governments more often than two towns.
    let between = pair && governor().is_some_and(|governor| !lex.is(governor, Class::Motion));
    lex.is(before, Class::Locative) && !(between && lex.is(before, Class::Between))
}

/// "Kyiv's mayor" is the town's, "Kyiv's forces" the government's.
fn owned(lex: &Lex, analysis: &Analysis, draft: &Draft) -> bool {
    let from = draft.span.1 + 1;
    let end = (from + 4).min(analysis.tokens.len());
    (from..end)
        .take_while(|&token| matches!(analysis.tokens[token].upos, Upos::Noun | Upos::Adj | Upos::Propn))
        .any(|token| lex.is(token, Class::Local))
}

/// The second of two: as the first is.
fn draft_of_first(scene: &Scene<'_>, draft: &Draft, first: TokenId) -> bool {
    let inner = Draft { span: (first, first + 1), full: (first, first + 1), ..draft.clone() };
    scene.analysis.tokens[first].relation != Relation::Conj && is_town(scene, &inner)
}

fn has(analysis: &Analysis, head: TokenId, relation: Relation) -> bool {
    let sentence = analysis.sentence_of(head);
    (sentence.first..sentence.last)
        .any(|token| analysis.tokens[token].head == Some(head) && analysis.tokens[token].relation == relation)
}

/// The token of the stretch that hangs highest in the tree.
pub(crate) fn top(analysis: &Analysis, (first, last): (TokenId, TokenId)) -> TokenId {
    let outside = |token: &TokenId| analysis.tokens[*token].head.is_none_or(|head| head < first || head >= last);
    let content = |token: &TokenId| analysis.tokens[*token].upos != Upos::Punct;
    let untreed = (first..last).all(|token| analysis.tokens[token].head.is_none());
    if untreed {
        return last.saturating_sub(1);
    }
    (first..last).filter(content).find(outside).unwrap_or(last.saturating_sub(1))
}
