//! Unknown names that the trained model sees longer than chunks let them be: "Association of Muslim Scholars",
//! "Acme, Inc.". The model's bounds hold where no name of the tables is cut by them.

use super::draft::{Draft, DraftId, Own, Scene};
use super::sense::Sense;
use crate::analysis::{Form, MentionKind, TokenId};
use crate::tagset::Upos;

/// Drafts that begin so many tokens before a name are looked at.
const REACH: usize = 40;

pub(crate) fn widen(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let mut order: Vec<DraftId> = (0..drafts.len()).collect();
    order.sort_by_key(|&id| drafts[id].span.0);
    let mut now: Vec<DraftId> = (0..drafts.len()).collect();
    for (first, last, kind) in names(scene).into_iter().filter(|(first, last, _)| last - first > 1) {
        let touches = |draft: &Draft| !draft.absorbed && draft.span.0 < last && first < draft.span.1;
        let inside = |draft: &Draft| first <= draft.span.0 && draft.span.1 <= last;
        let from = order.partition_point(|&id| drafts[id].span.0 + REACH < first);
        let until = order.partition_point(|&id| drafts[id].span.0 < last);
        let near: Vec<DraftId> =
            order.get(from..until).unwrap_or_default().iter().copied().filter(|&id| touches(&drafts[id])).collect();
        let is_open = |draft: &Draft| draft.form == Form::Name && matches!(draft.own, Some(Own::Named(_)));
        let fits = |draft: &Draft| draft.kind == kind || draft.kind == MentionKind::Unknown;
        let Some(&wide) = near.iter().find(|&&id| is_open(&drafts[id]) && fits(&drafts[id])) else { continue };
        let named = |&owner: &DraftId| inside(&drafts[owner]) && is_open(&drafts[owner]);
        // "Lantern Brigade": a noun with a capital that no table's name owns.
        let is_named = |draft: &Draft| scene.lex.capital(draft.span.1 - 1) && draft.owners.iter().all(named);
        // "Jolo Cathedral" is a building wherever it stands, not the body that runs it.
        let ends = |draft: &Draft| draft.kind == MentionKind::Facility && draft.span.1 == last;
        let stands = |draft: &Draft| match draft.form {
            Form::Name => !inside(draft),
            Form::Noun => ends(draft) || (draft.office && !is_named(draft)),
            Form::Pronoun => false,
        };
        let cut = near.iter().any(|&id| stands(&drafts[id]));
        if cut || drafts[wide].span == (first, last) {
            continue;
        }
        let mut owners = drafts[wide].owners.clone();
        for &id in near.iter().filter(|&&id| id != wide) {
            if is_open(&drafts[id]) || (drafts[id].form == Form::Noun && inside(&drafts[id])) {
                drafts[id].absorbed = true;
                now[id] = wide;
                owners.extend(drafts[id].owners.iter().filter(|owner| **owner != wide));
            }
        }
        let draft = &mut drafts[wide];
        draft.span = (first, last);
        draft.full = (draft.full.0.min(first), draft.full.1.max(last));
        draft.kind = kind;
        draft.owners = owners;
        draft.own = Some(Own::Named(scene.text((first, last)).to_string()));
    }
    for (id, draft) in drafts.iter_mut().enumerate() {
        draft.same = draft.same.map(|same| now[same]).filter(|&same| same != id);
        draft.owners.iter_mut().for_each(|owner| *owner = now[*owner]);
        draft.owners.retain(|&owner| owner != id);
    }
}

/// An article, or a title.
fn is_before_name(scene: &Scene<'_>, token: TokenId) -> bool {
    let title = scene.lex.at(token).is_some_and(|found| {
        found.last == token + 1 && scene.lex.senses(found).iter().any(|sense| matches!(sense, Sense::Title))
    });
    scene.analysis.tokens[token].upos == Upos::Det || (title && scene.label(token).kind() == Some(MentionKind::Person))
}

/// The model's names, without a leading article or title.
fn names(scene: &Scene<'_>) -> Vec<(TokenId, TokenId, MentionKind)> {
    let mut found: Vec<(TokenId, TokenId, MentionKind)> = Vec::new();
    for (token, label) in scene.labels.iter().enumerate() {
        let Some(kind) = label.kind() else { continue };
        match found.last_mut().filter(|(_, last, _)| !label.begins() && *last == token) {
            Some(open) => open.1 = token + 1,
            None => found.push((token, token + 1, kind)),
        }
    }
    for (first, last, _) in &mut found {
        while *last - *first > 1 && is_before_name(scene, *first) {
            *first += 1;
        }
    }
    found
}
